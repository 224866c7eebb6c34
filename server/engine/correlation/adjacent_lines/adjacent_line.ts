import type { Reason } from '../../../../common/model/log_record';
import type { ParsedRecord } from '../../../../common/parse/parsed_record';

/** A line without any object in it that belongs to a trace because of a record beside it. */
export interface AdjacentLine {
  read: ParsedRecord;
  reason: Reason;
  /** the record of the trace that vouches for it: who shares that one shares this one */
  beside: ParsedRecord;
}
