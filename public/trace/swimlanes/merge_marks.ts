import type { Severity } from '../../../common/model/log_record';
import { getSeverityRank, type ViewRecord } from '../view_records';

/** One mark in a lane: a record, or several too close to be told apart at this zoom. */
export interface Mark {
  /** position of the lane, from the top */
  lane: number;
  /** microseconds since the epoch of the record that the mark stands for: the first of the worst ones */
  micros: number;
  /** how many records it stands for */
  count: number;
  /** the worst of them */
  severity: Severity;
  /** the record that a click selects: the first of the worst */
  record: ViewRecord;
}

export interface MarkScale {
  /** microseconds since the epoch */
  from: number;
  to: number;
  /** width of the drawing area, and how wide a mark is, in pixels */
  width: number;
  markWidth: number;
}

/**
 * Marks of the records that lie in the shown time. Records of a lane that fall on the same piece of `markWidth` pixels
 * become one mark. One pass over the records, at most lanes × width / markWidth marks come out.
 */
export function mergeMarks(
  records: ViewRecord[],
  laneOf: (lane: string) => number,
  space: MarkScale
): Mark[] {
  const buckets = Math.max(1, Math.floor(space.width / space.markWidth));
  const scale = buckets / Math.max(1, space.to - space.from);
  const marks = new Map<number, Mark>();
  for (const record of records) {
    // an event that goes on after the shown time has its bar, drawn apart
    if (!(record.micros >= space.from && record.micros <= space.to)) continue;
    const lane = laneOf(record.lane);
    if (lane < 0) continue;
    const bucket = Math.min(buckets - 1, Math.floor((record.micros - space.from) * scale));
    const slot = lane * buckets + bucket;
    const known = marks.get(slot);
    if (!known) {
      marks.set(slot, {
        lane,
        micros: record.micros,
        count: 1,
        severity: record.record.severity,
        record,
      });
      continue;
    }
    known.count++;
    if (getSeverityRank(record.record.severity) > getSeverityRank(known.severity)) {
      known.severity = record.record.severity;
      known.micros = record.micros;
      known.record = record;
    }
  }
  absorbCoveredMarks(marks, buckets);
  return [...marks.values()];
}

/** An error's mark is larger than its piece: quiet marks on both sides would lie on it, and are counted with it instead. */
function absorbCoveredMarks(marks: Map<number, Mark>, buckets: number): void {
  for (const [slot, mark] of marks) {
    if (getSeverityRank(mark.severity) < getSeverityRank('warning')) continue;
    for (const next of [slot - 1, slot + 1]) {
      const adjacentMark = marks.get(next);
      if (
        !adjacentMark ||
        Math.floor(next / buckets) !== mark.lane ||
        getSeverityRank(adjacentMark.severity) >= getSeverityRank('warning')
      )
        continue;
      mark.count += adjacentMark.count;
      marks.delete(next);
    }
  }
}

/**
 * Marks as narrow as can be without there being more than `budget`. Charts indexes marks for the pointer one by one, each
 * time anew, which takes quadratic time: 500 marks are smooth, 3,000 are not.
 */
export function mergeMarksWithin(
  budget: number,
  records: ViewRecord[],
  laneOf: (lane: string) => number,
  space: MarkScale
): Mark[] {
  let markWidth = space.markWidth;
  for (;;) {
    const marks = mergeMarks(records, laneOf, { ...space, markWidth });
    if (marks.length <= budget || markWidth >= space.width) return marks;
    markWidth *= 1.6;
  }
}

/** An event that was repeated: the time from the first to the last occurrence. */
export interface Interval {
  lane: number;
  from: number;
  to: number;
  count: number;
  severity: Severity;
  record: ViewRecord;
}

/** Intervals of repeated events that touch the shown time, cut to it. */
export function findEventIntervals(
  records: ViewRecord[],
  laneOf: (lane: string) => number,
  from: number,
  to: number
): Interval[] {
  const intervals: Interval[] = [];
  for (const record of records) {
    if (!(record.firstMicros < record.micros) || record.micros < from || record.firstMicros > to)
      continue;
    const lane = laneOf(record.lane);
    if (lane < 0) continue;
    intervals.push({
      lane,
      from: Math.max(from, record.firstMicros),
      to: Math.min(to, record.micros),
      count: record.record.count ?? 1,
      severity: record.record.severity,
      record,
    });
  }
  return intervals;
}
