/**
 * The answer of `GET /api/request_trace/sources`: which of the logs that a trace is made of are there, how fresh they are and
 * what is missing from them. Only facts and codes: the browser words them.
 */
import { z } from 'zod';
import type { RecordSource } from '../model/log_record';
import type { TraceWarning } from '../model/trace';
import { scopeParameters } from './schemas';

/** Query of the route: a scope as the trace route takes it. Without `from` and `to` the last 24 hours that hold anything. */
export const sourcesQuery = z
  .strictObject(scopeParameters)
  .refine((query) => !query.from || !query.to || Date.parse(query.from) <= Date.parse(query.to), {
    message: 'must not be after `to`',
    path: ['from'],
  });
export type SourcesQuery = z.infer<typeof sourcesQuery>;

export type AdviceCode =
  /** nothing of this source in the window */
  | 'source_missing'
  /** detail: newest (ISO 8601), minutes: its newest record is more than an hour old */
  | 'nothing_newer_than_hour'
  /** detail: newest (ISO 8601), hours: its newest record is more than a day old */
  | 'nothing_newer_than_day'
  /** detail: field: no index has the time field */
  | 'time_field_missing'
  /** detail: field, type: the time field is no date, so a time range finds nothing */
  | 'time_field_not_date'
  /** detail: field, records: records carry their ID only in the message's text: found, but slower */
  | 'id_in_text_only'
  /** detail: field, type: the ID field is not a keyword, so that it can't be counted or listed */
  | 'id_field_not_keyword'
  /** detail: records: component lines carry no request ID (a cluster without the request-ID patch): audit IDs and objects still lead to records */
  | 'no_reqid'
  /** detail: records, bodies: audit records without bodies (level Metadata): objects that a request made are known by name only */
  | 'audit_metadata_only'
  /** detail: field: no index has a field with the line as it was written */
  | 'message_field_missing'
  /** detail: field: events or container logs don't name their object in a field, so a trace can't lead to them */
  | 'object_fields_missing';

export interface SourceAdvice {
  code: AdviceCode;
  /** numbers and names for the words; names come from mappings and configuration, so they are strangers' */
  detail?: Record<string, string | number>;
}

export type FieldRole = 'time' | 'id' | 'message' | 'object';

/** A field that records of a source have, and its type in the mapping (several, where indices disagree: `keyword,text`). */
export interface SourceField {
  role: FieldRole;
  name: string;
  type: string;
}

/** How one source of logs is in the window. */
export interface SourceState {
  source: RecordSource;
  /** a component's name; for audit, event and pod logs the source's own name */
  component: string;
  /** true: not every cluster has it, and a trace does without */
  isOptional?: boolean;
  records: number;
  /** true where counting stopped: there are at least `records` */
  recordsAreMore?: boolean;
  /** ISO 8601; of the records in the window */
  newest?: string;
  /** ISO 8601; of the records in the window */
  oldest?: string;
  /** the concrete indices that hold it, the largest first, at most ten */
  indices?: string[];
  fields: SourceField[];
  /** component lines only: how many of those looked at (a sample, where there are very many) carry a request ID */
  reqID?: { lines: number; withReqID: number };
  advice: SourceAdvice[];
}

export interface SourcesResponse {
  sources: SourceState[];
  indices: {
    /** names and patterns that were searched */
    asked: string[];
    /** concrete indices behind them that the reader may search */
    found: number;
    /** named without a pattern, and not there */
    missing: string[];
    /** there, but the reader may not search them */
    refused: string[];
  };
  /** the configured ID fields; `type` null where no index has it */
  idFields: Array<{ name: string; type: string | null; isSearchable: boolean }>;
  /** what was looked at; `newest` is the newest record of all, absent where there is none */
  window: {
    from: string;
    to: string;
    newest?: string;
    /** false: laid before the newest record, because nobody asked for a range */ asked: boolean;
  };
  took: { total: number; roundTrips: number };
  warnings: TraceWarning[];
}
