/** What the view knows about a record beyond the answer: its key, its time as a number, its lane. All pure. */
import type { LogRecord, Severity } from '../../common/model/log_record';
import type { RequestOrigin } from '../../common/model/trace';
import { toMicros } from '../../common/time/micros';
import { getLaneKey } from '../swimlanes/lane_key';

export interface ViewRecord {
  record: LogRecord;
  /** `<index>/<id>`, as in the URL */
  key: string;
  /** microseconds since the epoch; NaN where the record's time can't be read */
  micros: number;
  /** start of the interval in which an event was repeated (`micros` is its end); for everything else equal to `micros` */
  firstMicros: number;
  lane: string;
}

/** `<index>/<id>`; an index name holds no slash, so it is unique. */
export function getRecordKey(record: Pick<LogRecord, 'index' | 'id'>): string {
  return `${record.index}/${record.id}`;
}

const microsCache = new WeakMap<LogRecord, number>();

/** A record's time in microseconds since the epoch, parsed once. */
export function getRecordMicros(record: LogRecord): number {
  let micros = microsCache.get(record);
  if (micros === undefined) {
    micros = toMicros(record.timestamp) ?? NaN;
    microsCache.set(record, micros);
  }
  return micros;
}

/** By time to the microsecond, then by the place in the file, then by key, so that the order never changes. */
export function compareRecords(a: LogRecord, b: LogRecord): number {
  const [left, right] = [getRecordMicros(a), getRecordMicros(b)];
  if (left !== right) {
    // records without a readable time come last
    if (Number.isNaN(left))
      return Number.isNaN(right) ? compareText(getRecordKey(a), getRecordKey(b)) : 1;
    if (Number.isNaN(right)) return -1;
    return left - right;
  }
  return (
    compareText(a.file ?? '', b.file ?? '') ||
    (a.offset ?? 0) - (b.offset ?? 0) ||
    compareText(getRecordKey(a), getRecordKey(b))
  );
}

function compareText(a: string, b: string): number {
  return a < b ? -1 : a > b ? 1 : 0;
}

export function toViewRecords(records: LogRecord[]): ViewRecord[] {
  return records.map((record) => {
    const micros = getRecordMicros(record);
    const first = record.firstTimestamp === undefined ? null : toMicros(record.firstTimestamp);
    return {
      record,
      key: getRecordKey(record),
      micros,
      firstMicros: first !== null && first < micros ? first : micros,
      lane: getLaneKey(record),
    };
  });
}

const SEVERITY_RANK: Record<Severity, number> = {
  unknown: 0,
  debug: 1,
  info: 2,
  warning: 3,
  error: 4,
  fatal: 5,
};

/** Greater is worse. */
export function getSeverityRank(severity: Severity): number {
  return SEVERITY_RANK[severity] ?? 0;
}

export function isError(severity: Severity): boolean {
  return severity === 'error' || severity === 'fatal';
}

/** Zero of all offsets: when the API server received the request, else the first record. Microseconds since the epoch. */
export function getStartMicros(records: ViewRecord[], origin: RequestOrigin | null): number {
  const received = origin ? toMicros(origin.time) : null;
  return received ?? records.find((record) => !Number.isNaN(record.micros))?.micros ?? 0;
}

/**
 * First and last time of all records, in microseconds since the epoch; null without any. An Event that is repeated since
 * long before the request counts from this trace's time only: else it would squeeze everything else into a corner.
 */
export function getTimeExtent(records: ViewRecord[]): { from: number; to: number } | null {
  let [from, to] = [Infinity, -Infinity];
  for (const { micros } of records) {
    if (micros < from) from = micros;
    if (micros > to) to = micros;
  }
  return from <= to ? { from, to } : null;
}
