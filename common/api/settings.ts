/** Kibana's advanced settings (per space) that the server half registers. */
export const SETTING_KEYS = {
  /** string: id of the data view that is searched; '' = the server's `requestTrace.indices` */
  dataView: 'requestTrace:dataView',
  /** array of field names that may hold an ID */
  idFields: 'requestTrace:idFields',
  /**
   * JSON text `{ "from": …, "to": … }` as Kibana's time picker takes it; `{}` = all time. Never the empty text: the browser's
   * `uiSettings.get` parses it.
   */
  defaultRange: 'requestTrace:defaultRange',
  /** number; the server's `requestTrace.maxRecords` is its ceiling */
  maxRecords: 'requestTrace:maxRecords',
} as const;

/** A range as Kibana's time picker takes it: `now-24h`, ISO 8601. */
export interface DefaultRange {
  from: string;
  to: string;
}
