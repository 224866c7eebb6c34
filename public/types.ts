/** What the app, the Discover tab and the trace view hand to each other. */
import type { CoreStart, StartPlugins } from './kibana_types';
import type { RecordSource } from '../common/model/log_record';
import type { Trace, WarningCode } from '../common/model/trace';
import type { ConfidenceBand } from './labels/confidence_bands';
import type { Scope } from './scope/scope';

/** Kibana services that the lazy parts use. Each plugin may be missing: what needs it is then left out. */
export interface Services {
  core: CoreStart;
  plugins: StartPlugins;
}

/** Which trace to load: the parameters of the route. */
export interface TraceRequest {
  id: string;
  from?: string;
  to?: string;
  index?: string;
  /** the data view's time field; the server's own where it is left out */
  timeField?: string;
  /** the scope's query and filters as one Elasticsearch query, in JSON: only records that match it are shown */
  filter?: string;
}

/** The grid's columns, in the order in which they stand unless the reader moves them; `confidence` of traces over objects only. */
export const GRID_COLUMNS = [
  'time',
  'offset',
  'component',
  'node',
  'severity',
  'confidence',
  'message',
] as const;
export type GridColumn = (typeof GRID_COLUMNS)[number];

/** What the reader has set on a trace's page; all of it is in the app's URL. Times are ISO 8601. */
export interface TraceViewState {
  /** the selected record, as `<index>/<id>` */
  selected?: string;
  /** the part of the time axis zoomed into; lanes and grid show only records in it */
  zoom?: { from: string; to: string };
  /** filters: absent or empty = all */
  components?: string[];
  severities?: string[];
  sources?: RecordSource[];
  /** how sure it is that a record belongs to the request */
  confidences?: ConfidenceBand[];
  /** only records that no other request may have caused as well */
  notShared?: true;
  /** free text within the message */
  text?: string;
  /** only the records that prove the verdict and the stages, what the rules recognised, and errors */
  onlyWhy?: true;
  /** the grid's order; absent: the earliest first */
  newestFirst?: true;
  /** the grid's visible columns, in their order; absent: those of the layout */
  columns?: GridColumn[];
}

export interface TraceViewProps {
  services: Services;
  request: TraceRequest;
  /** where the request's index, time field and filter come from; for links to Discover and for saving */
  scope?: Scope;
  state: TraceViewState;
  onStateChange(next: TraceViewState): void;
  /** `tab`: narrower, in Discover's flyout */
  layout: 'page' | 'tab';
  /** warnings that the page around the view shows */
  excludedWarnings?: readonly WarningCode[];
  /** Told each time more of the trace is there: for the page's title, and for what was recently looked at. */
  onTrace?(trace: Trace): void;
}
