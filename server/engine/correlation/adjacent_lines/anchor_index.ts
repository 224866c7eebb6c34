/** Records of a trace by the log that they stand in, in order of time, to find which of them stands beside a line. */
import type { ParsedRecord } from '../../../../common/parse/parsed_record';
import { timestampToMicros } from '../../../../common/time/record_times';
import type { Anchor } from './rules';

interface Placed {
  read: ParsedRecord;
  /** microseconds since the epoch */
  time: number;
}

/** A Pod's Events have whole seconds only. */
const EVENT_RESOLUTION = 1_000_000;

export class AnchorIndex {
  private readonly byLog = new Map<string, Placed[]>();
  private readonly byNode = new Map<string, Placed[]>();
  private readonly slowRequests = new Map<string, ParsedRecord>();

  constructor(trace: readonly ParsedRecord[]) {
    for (const read of trace) {
      const { source, timestamp, node } = read.record;
      if (source !== 'component' && source !== 'event') continue;
      // the removal of an Event says nothing of when it happened
      if (read.event?.watchType === 'DELETED') continue;
      const placed = { read, time: timestampToMicros(timestamp) };
      if (source === 'component') append(this.byLog, logOf(read), placed);
      if (node !== undefined) append(this.byNode, node, placed);
      if (read.line?.traceNumber !== undefined)
        this.slowRequests.set(slowKey(read, read.line.traceNumber), read);
    }
    for (const list of [...this.byLog.values(), ...this.byNode.values()])
      list.sort((a, b) => a.time - b.time);
  }

  /** A line of the trace that has this `Trace[N]`, of the same log. */
  slowRequest(read: ParsedRecord, number: number): ParsedRecord | undefined {
    return this.slowRequests.get(slowKey(read, number));
  }

  /** The record next to `read` in its log (or, for a value, on its node) that is near enough and fits; undefined: none. */
  nearest(
    read: ParsedRecord,
    time: number,
    { side, within, same }: Anchor,
    fits: (other: ParsedRecord) => boolean
  ): ParsedRecord | undefined {
    const list =
      same === 'value' && read.record.node !== undefined
        ? this.byNode.get(read.record.node)
        : this.byLog.get(logOf(read));
    if (!list) return undefined;
    const before = side === 'after' ? time : time - within * 1000;
    const after = side === 'before' ? time : time + within * 1000;
    let best: Placed | undefined;
    for (let i = firstFrom(list, before - EVENT_RESOLUTION); i < list.length; i++) {
      const placed = list[i] as Placed;
      if (placed.time > after) break;
      // an Event's second began up to a second before
      if (placed.time < before && placed.read.record.source !== 'event') continue;
      if (best && Math.abs(placed.time - time) >= Math.abs(best.time - time)) continue;
      if (placed.read !== read && fits(placed.read)) best = placed;
    }
    return best?.read;
  }
}

const logOf = ({ record }: ParsedRecord): string =>
  JSON.stringify([record.component, record.node ?? '', record.file ?? '', record.cluster ?? '']);
const slowKey = (read: ParsedRecord, number: number): string => `${number} ${logOf(read)}`;

function append(map: Map<string, Placed[]>, key: string, placed: Placed): void {
  const list = map.get(key);
  if (list) list.push(placed);
  else map.set(key, [placed]);
}

/** Index of the first at or after `time`, in a list in order of time. */
export function firstFrom(list: ReadonlyArray<{ time: number }>, time: number): number {
  let low = 0;
  let high = list.length;
  while (low < high) {
    const middle = (low + high) >> 1;
    if ((list[middle] as { time: number }).time < time) low = middle + 1;
    else high = middle;
  }
  return low;
}
