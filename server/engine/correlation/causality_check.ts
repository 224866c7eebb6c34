import type { LogRecord } from '../../../common/model/log_record';
import type { RequestOrigin } from '../../../common/model/trace';
import { toTimeSortKey } from '../../../common/time/record_times';
import { CHANGING_VERB_SET } from '../../../common/parse/audit';

/** A component (on a node) whose records claim to be from before the request that caused them. */
export interface ImpossibleOrder {
  component: string;
  node?: string;
  records: number;
  /** how much too early the earliest is, seconds */
  seconds: number;
}

/**
 * Below this nothing is said: clocks kept by NTP are closer than that, and what is a little early may as well be the end of
 * something that was going on already (a retry).
 */
const TOLERANCE_SECONDS = 1;

/**
 * What another process wrote before the API server received the request can't have been caused by it: clocks differ.
 * Said, never mended: moving records by a guess has cost other tools their users' trust (jaeger #961). The API server's own
 * records are left out (a client reads before it writes), and Events, which know only seconds.
 */
export function impossibleOrder(
  records: LogRecord[],
  origin: RequestOrigin | null
): ImpossibleOrder[] {
  if (!origin?.audited || !CHANGING_VERB_SET.has(origin.verb ?? '')) return [];
  const start = secondsOf(origin.time);
  // most records are later: told by comparing texts, before any arithmetic
  const suspicious = toTimeSortKey(new Date((start - TOLERANCE_SECONDS) * 1_000).toISOString());
  const early = new Map<string, ImpossibleOrder>();
  for (const { source, component, node, timestamp } of records) {
    if (
      source !== 'component' ||
      component === 'kube-apiserver' ||
      !timestamp ||
      toTimeSortKey(timestamp) > suspicious
    )
      continue;
    const seconds = start - secondsOf(timestamp);
    if (!(seconds > TOLERANCE_SECONDS)) continue;
    const key = `${component}\u0000${node ?? ''}`;
    const known = early.get(key);
    if (known) {
      known.records++;
      known.seconds = Math.max(known.seconds, seconds);
    } else early.set(key, { component, node, records: 1, seconds });
  }
  return [...early.values()];
}

/** Seconds since the epoch with microseconds; a double holds that to about a quarter of a microsecond. */
function secondsOf(timestamp: string): number {
  const key = toTimeSortKey(timestamp);
  return Date.parse(`${key.slice(0, 19)}Z`) / 1_000 + Number(`0.${key.slice(20)}`);
}
