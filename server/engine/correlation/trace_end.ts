/**
 * When a trace ends: not after a fixed time, but when what the request began has settled. While anything of it changes, all that
 * is said of its objects belongs to it. Once nothing changed for a while, only what is still on its way goes on.
 */
import { addToList } from '../../../common/list_map';
import type { TraceObject, TraceObjects } from './trace_objects';
import { convergenceOf } from './convergence';

/**
 * Nothing changed for so long: it is quiet. Kubelets and controllers answer a change within a second or so; the slowest of what
 * follows by itself is the kubelet's status sync and its volume and sandbox clean-up, each within a few seconds. Microseconds.
 */
export const QUIET_US = 6_200_000;

export interface TraceEnd {
  /** microseconds: until here everything said of the objects belongs to the trace */
  quietFrom: number;
  /** whether anything of the trace is on its way at that time, or it isn't quiet yet */
  isAlive(at: number): boolean;
  /** whether something said of the object at that time belongs to the trace */
  isOpen(member: TraceObject, at: number, isResync: boolean): boolean;
}

export interface Change { member: TraceObject; at: number }

/** @param changes in order of time */
export function findTraceEnd(members: TraceObjects, changes: Change[], end: number, lastAt: number): TraceEnd {
  const trouble = new Map(members.all.map((member) => [member, convergenceOf(member, lastAt)]));
  // a CronJob is on its way until its first Job has ended
  for (const member of members.all) {
    if (member.state.kind !== 'CronJob' || member.link !== 'requested' || !member.state.created || member.state.created.at < member.since) continue;
    const ends = members.all.filter(({ parent, state }) => parent === member && state.kind === 'Job').map((job) => trouble.get(job)!.at(-1)?.to ?? Infinity);
    trouble.set(member, [{ from: member.since, to: Math.min(Infinity, ...ends) }, ...trouble.get(member)!]);
  }
  let quietFrom = Infinity;
  const joinedLate = new Map<TraceObject, number>();
  // what begins after all was quiet, and not while it was on its way already, is not the request's doing
  const isTroubled = (member: TraceObject, at: number): boolean => {
    let before = Math.max(quietFrom, joinedLate.get(member) ?? -Infinity);
    for (const { from, to } of trouble.get(member)!) {
      if (from > before) return false;
      if (at >= from && at <= Math.min(to, member.until) + QUIET_US) return true;
      before = Math.max(before, to + QUIET_US);
    }
    return false;
  };
  const accepted = new Set<TraceObject>();
  const joins = members.all.map((member) => ({ member, at: member.since, joins: true }));
  const steps = [...joins, ...changes.map((change) => ({ ...change, joins: false }))].sort((a, b) => a.at - b.at || Number(b.joins) - Number(a.joins));
  let last = end;
  const ownChanges = new Map<TraceObject, number[]>();
  for (const { member, at, joins: isJoining } of steps) {
    if (quietFrom === Infinity && at - last > QUIET_US) quietFrom = last + QUIET_US;
    if (isJoining) {
      if (at <= quietFrom) accepted.add(member);
      else if (comesOf(member, at)) {
        accepted.add(member);
        joinedLate.set(member, at);
      }
      continue;
    }
    if (!accepted.has(member) || at > member.until) continue;
    if (at > quietFrom && !isTroubled(member, at) && !hasTroubledKin(member, at)) continue;
    last = Math.max(last, at);
    addToList(ownChanges, member, at);
  }
  if (quietFrom === Infinity) quietFrom = last + QUIET_US;
  return { quietFrom, isAlive: (at) => at <= quietFrom || [...accepted].some((member) => at <= member.until && isTroubled(member, at)), isOpen };

  /** A member that joins late: only what made it, or what it is about, is still on its way. */
  function comesOf(member: TraceObject, at: number): boolean {
    for (let parent = member.parent; parent; parent = parent.parent) if (accepted.has(parent) && isTroubled(parent, at)) return true;
    return false;
  }

  /** Objects that are on their way take those along that made them, or count them. */
  function hasTroubledKin(member: TraceObject, at: number): boolean {
    for (const other of accepted) {
      if (!isTroubled(other, at)) continue;
      for (let kin = other.parent; kin; kin = kin.parent) if (kin === member) return true;
      if (member.parent === other && member.link === 'counts') return true;
    }
    return false;
  }

  function isOpen(member: TraceObject, at: number, isResync: boolean): boolean {
    if (!accepted.has(member)) return false;
    if (at <= quietFrom || isTroubled(member, at)) return true;
    if (isResync) return false;
    if (member.link === 'referred' || member.link === 'counts') return member.parent !== undefined && accepted.has(member.parent) && isTroubled(member.parent, at);
    return (ownChanges.get(member) ?? []).some((change) => at >= change - 500_000 && at <= change + QUIET_US);
  }
}
