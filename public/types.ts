/** What the app, the Discover tab and the trace view hand to each other. */
import type { CoreStart } from './kibana_types';
import type { RecordSource } from '../common/model/log_record';

/** Kibana services that the lazy parts use. */
export interface Services {
  core: CoreStart;
}

/** Which trace to load: the parameters of the route. */
export interface TraceRequest {
  id: string;
  from?: string;
  to?: string;
  index?: string;
}

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
  /** free text within the message */
  text?: string;
}

export interface TraceViewProps {
  services: Services;
  request: TraceRequest;
  state: TraceViewState;
  onStateChange(next: TraceViewState): void;
  /** `tab`: narrower, in Discover's flyout */
  layout: 'page' | 'tab';
}
