import type { ParsedRecord } from '../../common/parse/parsed_record';
import { timestampToMicros } from '../../common/time/record_times';

/** A record with its time, as the timeline has it. */
export interface Evidence extends ParsedRecord {
  /** microseconds since the epoch: the record's own time (of an audit record when the request was received) */
  at: number;
}

/** Puts records in order of time. Records without a time are left out: nothing can be said of what came before them. */
export const toEvidence = (records: readonly ParsedRecord[]): Evidence[] =>
  records
    .map((read) => ({ ...read, at: timestampToMicros(read.record.timestamp) }))
    .filter(({ record }) => record.timestamp !== '')
    .sort((a, b) => a.at - b.at);
