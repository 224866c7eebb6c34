import type { ParsedRecord } from '../../common/parse/parsed_record';

/** A record with its time, as the timeline has it. */
export interface Evidence extends ParsedRecord {
  /** microseconds since the epoch: the record's own time (of an audit record when the request was received) */
  at: number;
}
