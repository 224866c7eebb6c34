/**
 * When a trace ends: not after a fixed time, but when what the request started has settled. While anything of it changes, all records of its
 * objects belong to it. Once nothing changed for a while, only objects that have not converged go on.
 */
import { addToList } from '../../../common/add_to_list';
import type { ControlLoops } from '../control_loops/control_loops';
import { BEFORE_CHANGE_US, QUIET_US } from '../control_loops/walk_settings';
import type { Timeline } from '../timeline/build_timeline';
import { convergenceOf, isObserved, type Interval } from './convergence';
import { firstAtOrAfter } from '../sorted_times';
import type { TraceObject, TraceObjects } from './trace_objects';

export interface TraceEnd {
  /** microseconds: until here all records of the objects belong to the trace */
  quietFrom: number;
  /** whether anything of the trace has not converged at that time, or the trace has not settled yet */
  isAlive(at: number): boolean;
  /** whether a record of the object at that time belongs to the trace */
  isOpen(object: TraceObject, at: number, isResync: boolean): boolean;
}

export interface Change {
  object: TraceObject;
  at: number;
}

/**
 * @param changes in order of time
 * @param end microseconds: the last request of the session
 */
export function findTraceEnd(
  objects: TraceObjects,
  changes: Change[],
  end: number,
  { lastAt, loops }: Pick<Timeline, 'lastAt' | 'loops'>
): TraceEnd {
  const converging = new ConvergingObjects(objects, lastAt, loops);
  const accepted = new Set<TraceObject>();
  const joins = objects.all.map((object) => ({ object, at: object.since, joins: true }));
  const steps = [...joins, ...changes.map((change) => ({ ...change, joins: false }))].sort(
    (a, b) => a.at - b.at || Number(b.joins) - Number(a.joins)
  );
  let quietFrom = Infinity;
  let last = end;
  const ownChanges = new Map<TraceObject, number[]>();
  const settle = (): void => {
    quietFrom = last + QUIET_US;
    for (const object of accepted) converging.start(object, quietFrom);
  };
  for (const { object, at, joins: isJoining } of steps) {
    if (quietFrom === Infinity && at - last > QUIET_US) settle();
    if (isJoining) {
      if (at <= quietFrom) accepted.add(object);
      // an object that joins late: what made it, or what it is about, has not converged
      else if (hasConvergingParent(object, at)) {
        accepted.add(object);
        converging.start(object, at);
      }
      continue;
    }
    if (!accepted.has(object) || at > object.until) continue;
    if (
      at > quietFrom &&
      !converging.isConverging(object, at) &&
      !converging.isBelow(object, at) &&
      !isWrittenByParent(object, at)
    )
      continue;
    last = Math.max(last, at);
    addToList(ownChanges, object, at);
  }
  if (quietFrom === Infinity) settle();
  return { quietFrom, isAlive: (at) => at <= quietFrom || at <= converging.lastUntil, isOpen };

  function hasConvergingParent(object: TraceObject, at: number): boolean {
    for (let { parent } = object; parent; parent = parent.parent)
      if (accepted.has(parent) && converging.isConverging(parent, at)) return true;
    return false;
  }

  /**
   * Whether its parent's controller writes it while the parent has not converged. What an object owns counts only where a condition of the
   * owner reports on it: that a ReplicaSet's Pod was refused says nothing of its other Pods.
   */
  function isWrittenByParent({ relation, parent }: TraceObject, at: number): boolean {
    if (!parent || !accepted.has(parent) || !converging.isConverging(parent, at)) return false;
    return (
      relation === 'counts' ||
      relation === 'fieldReference' ||
      (relation === 'owned' && typeof loops.convergenceOf(parent.state.kind) === 'object')
    );
  }

  function isOpen(object: TraceObject, at: number, isResync: boolean): boolean {
    if (!accepted.has(object)) return false;
    if (at <= quietFrom || converging.isConverging(object, at)) return true;
    if (isResync) return false;
    if (isObserved(object))
      return (
        object.parent !== undefined &&
        accepted.has(object.parent) &&
        converging.isConverging(object.parent, at)
      );
    const times = ownChanges.get(object) ?? [];
    const before = times[firstAtOrAfter(times, at + BEFORE_CHANGE_US + 1, (time) => time) - 1];
    return before !== undefined && at <= before + QUIET_US;
  }
}

/**
 * Which objects go on after the trace has settled. An object goes on as long as it converges without a pause: what begins after that is not an
 * effect of the request. So one time for each object says all.
 */
class ConvergingObjects {
  /** microseconds: until when each object, and anything that was reached from it, converges */
  private readonly until = new Map<TraceObject, number>();
  private readonly belowUntil = new Map<TraceObject, number>();
  private readonly intervals: Map<TraceObject, Interval[]>;
  /** microseconds: until when any object converges */
  lastUntil = -Infinity;

  constructor(objects: TraceObjects, lastAt: number, loops: ControlLoops) {
    this.intervals = new Map(
      objects.all.map((object) => [object, convergenceOf(object, lastAt, loops)])
    );
    const jobs = new Map<TraceObject, number>();
    for (const { parent, state, relation } of objects.all) {
      if (
        !parent ||
        relation !== 'owned' ||
        loops.convergenceOf(parent.state.kind) !== 'firstJobEnded' ||
        loops.convergenceOf(state.kind) !== 'jobEnded'
      )
        continue;
      jobs.set(
        parent,
        Math.min(
          jobs.get(parent) ?? Infinity,
          this.intervals.get(objects.of(state)!)!.at(-1)?.to ?? Infinity
        )
      );
    }
    for (const object of objects.all) {
      const {
        state: { kind, created },
        relation,
        since,
      } = object;
      if (
        loops.convergenceOf(kind) !== 'firstJobEnded' ||
        relation !== 'requested' ||
        !created ||
        created.at < since
      )
        continue;
      this.intervals.set(object, [
        { from: since, to: jobs.get(object) ?? Infinity },
        ...this.intervals.get(object)!,
      ]);
    }
  }

  /** @param at microseconds: when the trace settled, or the object joined it after that */
  start(object: TraceObject, at: number): void {
    let before = at;
    let until = -Infinity;
    for (const { from, to } of this.intervals.get(object)!) {
      if (from > before) break;
      until = Math.max(until, Math.min(to, object.until) + QUIET_US);
      before = Math.max(before, to + QUIET_US);
    }
    this.until.set(object, until);
    this.lastUntil = Math.max(this.lastUntil, Math.min(until, object.until));
    for (let { parent } = object; parent; parent = parent.parent)
      this.belowUntil.set(parent, Math.max(until, this.belowUntil.get(parent) ?? -Infinity));
  }

  isConverging(object: TraceObject, at: number): boolean {
    return at <= (this.until.get(object) ?? -Infinity);
  }

  /** Whether anything that was reached from the object converges: it takes along what made it. */
  isBelow(object: TraceObject, at: number): boolean {
    return at <= (this.belowUntil.get(object) ?? -Infinity);
  }
}
