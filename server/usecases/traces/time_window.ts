import type { LogRecord } from '../../../common/model/log_record';
import { toTimeSortKey } from '../../../common/time/record_times';
import type { TimeRange } from '../../elasticsearch/queries';

/** The window asked for, cut to the longest allowed: its later part stays, as it does in Discover's "last …". */
export function resolveTimeRange(
  from: string | undefined,
  to: string | undefined,
  maxRangeMs: number
): { range: TimeRange; limited: boolean } {
  if (from && to && Date.parse(to) - Date.parse(from) > maxRangeMs) {
    return {
      range: { from: new Date(Date.parse(to) - maxRangeMs).toISOString(), to },
      limited: true,
    };
  }
  return { range: { from, to }, limited: false };
}

/** First and last time among records; null where there are none with a time. Time keys (nine fraction digits), no zone. */
export function getTimeSpan(records: LogRecord[]): { first: string; last: string } | null {
  let first: string | null = null;
  let last: string | null = null;
  for (const { timestamp } of records) {
    if (!timestamp) continue;
    const key = toTimeSortKey(timestamp);
    if (first === null || key < first) first = key;
    if (last === null || key > last) last = key;
  }
  return first === null || last === null ? null : { first, last };
}

/** Events have a resolution of one second and clocks differ a little: so far beyond its lines a trace's window reaches. */
const WINDOW_MARGIN_MS = 1_000;

/** The window laid around what was found, within what was asked for. */
export function getTraceWindow(
  span: { first: string; last: string },
  asked: TimeRange
): { from: string; to: string } {
  const firstMs = Math.floor(Date.parse(`${span.first.slice(0, 23)}Z`) / 1_000) * 1_000;
  const lastMs = Date.parse(`${span.last.slice(0, 23)}Z`) + WINDOW_MARGIN_MS;
  return {
    from:
      asked.from && Date.parse(asked.from) > firstMs ? asked.from : new Date(firstMs).toISOString(),
    to: asked.to && Date.parse(asked.to) < lastMs ? asked.to : new Date(lastMs).toISOString(),
  };
}
