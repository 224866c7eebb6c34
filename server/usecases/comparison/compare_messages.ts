import type { ComparedMessage } from '../../../common/model/comparison';
import type { LogRecord, Severity } from '../../../common/model/log_record';
import { toMicros } from '../../../common/time/micros';
import { getMessagePattern, collectTraceNames } from './message_pattern';

/** Entries of either list. */
export const MAX_MESSAGES = 30;
/** Characters of an example. */
const MAX_EXAMPLE_LENGTH = 1_000;

const REPORTED_SEVERITIES: ReadonlySet<Severity> = new Set<Severity>(['warning', 'error', 'fatal']);

/** Records of one kind in one trace. */
interface MessageGroup {
  requestId: string;
  first: LogRecord;
  count: number;
  /** microseconds since the request */ offset: number;
}

function groupMessages({ id, records, time }: ComparedTrace): Map<string, MessageGroup> {
  const start = toMicros(time) ?? 0;
  const kinds = new Map<string, MessageGroup>();
  const names = collectTraceNames(records);
  for (const record of records) {
    const key = getMessagePattern(record, names);
    const known = kinds.get(key);
    // an Event's count says how often it happened
    const count = record.count ?? 1;
    if (!known)
      kinds.set(key, {
        requestId: id,
        first: record,
        count,
        offset: (toMicros(record.timestamp) ?? start) - start,
      });
    else
      known.count = record.source === 'event' ? Math.max(known.count + 1, count) : known.count + 1;
  }
  return kinds;
}

/** One trace: its request's ID, its records in order of time, and when its request was received (ISO 8601). */
export interface ComparedTrace {
  id: string;
  records: readonly LogRecord[];
  time: string;
}

/** @param good at least one; the newest first */
export function compareMessages(
  here: ComparedTrace,
  good: readonly ComparedTrace[]
): { lacking: ComparedMessage[]; additional: ComparedMessage[] } {
  const own = groupMessages(here);
  const others = good.map(groupMessages);
  return {
    lacking: findLackingMessages(own, others),
    additional: findAdditionalMessages(own, others),
  };
}

/** Whether lacking it can mean anything: nobody misses an error, or what the user's own client read. */
function isExpectedMessage({ severity, source, message }: LogRecord): boolean {
  if (REPORTED_SEVERITIES.has(severity)) return false;
  return source !== 'audit' || !/^\S+ (?:\(as \S+ )?(?:get|list|watch) /.test(message);
}

/** What more than half of the good ones have and this one lacks, in the order in which the good ones have it. */
function findLackingMessages(
  own: ReadonlyMap<string, MessageGroup>,
  others: ReadonlyArray<ReadonlyMap<string, MessageGroup>>
): ComparedMessage[] {
  const found = new Map<
    string,
    { of: string; first: LogRecord; offsets: number[]; count: number }
  >();
  for (const kinds of others) {
    for (const [key, { requestId, first, offset, count }] of kinds) {
      if (own.has(key) || !isExpectedMessage(first)) continue;
      const known = found.get(key);
      if (!known) found.set(key, { of: requestId, first, offsets: [offset], count });
      else {
        known.offsets.push(offset);
        known.count += count;
      }
    }
  }
  const mean = (values: number[]): number =>
    values.reduce((sum, value) => sum + value, 0) / values.length;
  return [...found.values()]
    .filter(({ offsets }) => offsets.length * 2 > others.length)
    .sort((a, b) => mean(a.offsets) - mean(b.offsets))
    .slice(0, MAX_MESSAGES)
    .map(({ of, first, offsets, count }) =>
      toComparedMessage(first, {
        of,
        inGood: offsets.length,
        here: 0,
        there: count / offsets.length,
      })
    );
}

/** Errors and warnings that no good one has, in the order in which they came. */
function findAdditionalMessages(
  own: ReadonlyMap<string, MessageGroup>,
  others: ReadonlyArray<ReadonlyMap<string, MessageGroup>>
): ComparedMessage[] {
  return [...own]
    .filter(
      ([key, { first }]) =>
        REPORTED_SEVERITIES.has(first.severity) && !others.some((kinds) => kinds.has(key))
    )
    .slice(0, MAX_MESSAGES)
    .map(([, { first, count }]) => toComparedMessage(first, { inGood: 0, here: count, there: 0 }));
}

function toComparedMessage(
  { component, caller, message, index, id }: LogRecord,
  counts: Pick<ComparedMessage, 'of' | 'inGood' | 'here' | 'there'>
): ComparedMessage {
  return {
    component,
    ...(caller === undefined ? {} : { caller }),
    example: message.slice(0, MAX_EXAMPLE_LENGTH),
    record: { index, id },
    ...counts,
  };
}
