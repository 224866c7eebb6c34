import type { ComparedMessage } from '../../../common/model/comparison';
import type { LogRecord, Severity } from '../../../common/model/log_record';
import { toMicros } from '../../../common/time/micros';
import { kindOfMessage, namesOfTrace } from './message_kind';

/** Entries of either list. */
export const MAX_MESSAGES = 30;
/** Characters of an example. */
const MAX_EXAMPLE = 1_000;

const WORTH_SAYING: ReadonlySet<Severity> = new Set<Severity>(['warning', 'error', 'fatal']);

/** Records of one kind in one trace. */
interface Kind {
  of: string;
  first: LogRecord;
  count: number;
  /** microseconds since the request */ offset: number;
}

function kindsOf({ id, records, time }: Compared): Map<string, Kind> {
  const start = toMicros(time) ?? 0;
  const kinds = new Map<string, Kind>();
  const names = namesOfTrace(records);
  for (const record of records) {
    const key = kindOfMessage(record, names);
    const known = kinds.get(key);
    // an Event's count says how often it happened
    const count = record.count ?? 1;
    if (!known)
      kinds.set(key, {
        of: id,
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
export interface Compared {
  id: string;
  records: readonly LogRecord[];
  time: string;
}

/** @param good at least one; the newest first */
export function comparedMessages(
  here: Compared,
  good: readonly Compared[]
): { lacking: ComparedMessage[]; additional: ComparedMessage[] } {
  const own = kindsOf(here);
  const others = good.map(kindsOf);
  return { lacking: lackingOf(own, others), additional: additionalOf(own, others) };
}

/** Whether lacking it can mean anything: nobody misses an error, or what the user's own client read. */
function isStep({ severity, source, message }: LogRecord): boolean {
  if (WORTH_SAYING.has(severity)) return false;
  return source !== 'audit' || !/^\S+ (?:\(as \S+ )?(?:get|list|watch) /.test(message);
}

/** What more than half of the good ones have and this one lacks, in the order in which the good ones have it. */
function lackingOf(
  own: ReadonlyMap<string, Kind>,
  others: ReadonlyArray<ReadonlyMap<string, Kind>>
): ComparedMessage[] {
  const found = new Map<
    string,
    { of: string; first: LogRecord; offsets: number[]; count: number }
  >();
  for (const kinds of others) {
    for (const [key, { of, first, offset, count }] of kinds) {
      if (own.has(key) || !isStep(first)) continue;
      const known = found.get(key);
      if (!known) found.set(key, { of, first, offsets: [offset], count });
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
      messageOf(first, { of, inGood: offsets.length, here: 0, there: count / offsets.length })
    );
}

/** Errors and warnings that no good one has, in the order in which they came. */
function additionalOf(
  own: ReadonlyMap<string, Kind>,
  others: ReadonlyArray<ReadonlyMap<string, Kind>>
): ComparedMessage[] {
  return [...own]
    .filter(
      ([key, { first }]) =>
        WORTH_SAYING.has(first.severity) && !others.some((kinds) => kinds.has(key))
    )
    .slice(0, MAX_MESSAGES)
    .map(([, { first, count }]) => messageOf(first, { inGood: 0, here: count, there: 0 }));
}

function messageOf(
  { component, caller, message, index, id }: LogRecord,
  counts: Pick<ComparedMessage, 'of' | 'inGood' | 'here' | 'there'>
): ComparedMessage {
  return {
    component,
    ...(caller === undefined ? {} : { caller }),
    example: message.slice(0, MAX_EXAMPLE),
    record: { index, id },
    ...counts,
  };
}
