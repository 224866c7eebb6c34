/** Which of the requests on the reached objects caused what the record tells: pure. */
import type { LogRecord, ObjectReference, Reason } from '../../../common/model/log_record';
import { auditSummary } from '../../../common/parse/audit';
import { toMicros } from '../../../common/time/micros';
import type { Reached } from './traverse_causes';
import type { World } from './world';
import type { Write } from './write';
import { pathText } from '../../engine/format_object';

export interface Ranked {
  write: Write;
  /** that it changed, with the name that kube-apiserver's line of a creation lacks */
  object: ObjectReference;
  score: number;
  because: Reason[];
  /** of the same command, less likely */
  together: Write[];
}

export interface RankedRecord {
  /** microseconds */
  at: number;
  record: LogRecord | null;
}

const SECOND = 1_000_000;

/** The most likely first. One entry a request. */
export function rankCauses(world: World, reached: readonly Reached[], about: RankedRecord): Ranked[] {
  const byRequest = new Map<string, Ranked>();
  for (const place of reached) {
    for (const write of [...world.writesOf(place.object), ...namelessCreations(world, place)]) {
      if (write.by === 'system') continue;
      const score = place.weight * fit(write, place, about, world) * fade(about.at - write.at) * (write.by === 'account' ? 0.7 : 1);
      if (score < 0.05) continue;
      const reason: Reason = { rule: 'request-on-object', evidence: auditSummary(write.audit), confidence: round(score), path: place.path.map(pathText) };
      const known = byRequest.get(write.audit.auditID);
      if (!known) byRequest.set(write.audit.auditID, { write, object: place.object, score, because: [reason], together: [] });
      else {
        known.because.push(reason);
        if (score > known.score) Object.assign(known, { score, write, object: place.object });
      }
    }
  }
  return commands(superseded([...byRequest.values()], about)).map((ranked) => ({ ...ranked, because: ranked.because.sort((a, b) => b.confidence - a.confidence).slice(0, 3) }));
}

/** kube-apiserver's line of a creation has no name: that of an object of its kind which is first heard of then. */
function namelessCreations(world: World, { object }: Reached): Write[] {
  const first = world.lifeOf(object, Infinity).born;
  if (first === undefined || world.audited) return [];
  return world.all.filter((write) => write.verb === 'create' && !write.object.name && !write.subresource && write.object.kind === object.kind
    && write.object.namespace === object.namespace && Math.abs(write.at - first) <= 2 * SECOND);
}

export const round = (value: number): number => Math.round(value * 100) / 100;

/** How well a request explains the record, by what it did and when, 0..1. */
function fit(write: Write, place: Reached, about: RankedRecord, world: World): number {
  const late = write.at - about.at - toleranceOf(about.record);
  if (late > 2 * SECOND) return 0;
  // clocks of nodes differ a little
  const clock = late > 0 ? 0.3 : 1;
  if (write.refused) return clock * refusalFit(write, about);
  const isRemoval = write.verb === 'delete' || write.verb === 'deletecollection' || write.subresource === 'eviction';
  if (place.removalOnly) return isRemoval ? clock : 0;
  if (place.object.kind === 'Node' && place.relation !== 'self') return clock * nodeFit(write, place, world);
  if (place.relation === 'ref') return clock * refFit(write, place, world);
  const { born, gone } = place.life;
  // whoever made a Pod did not remove it; a workload is changed by whoever changed it last
  const isGoing = gone !== undefined && about.at >= gone - SECOND && !isRemoval && (born === undefined || write.at < born + SECOND / 2);
  if (isGoing && place.path.some(({ kind }) => kind === 'Pod')) return clock * 0.55;
  if (place.relation === 'self' && isPassive(place, write) && about.at - write.at > 10 * SECOND) return clock * 0.45;
  if (place.relation === 'self' || !place.path.some(({ kind }) => kind === 'Pod')) return clock;
  // made before: the last such; later: only what removed it, or is about to
  if (isRemoval || born === undefined || write.at <= born + SECOND / 2) return clock;
  if (gone !== undefined && about.at >= write.at - SECOND && gone >= write.at - SECOND) return clock * (about.at >= gone - 2 * SECOND ? 1 : 0.6);
  return clock * 0.35;
}

/** What happened long ago causes less of what happens now; full for ten seconds, 0.8 after ten minutes, 0.57 after a day. */
export const fade = (gap: number): number => 1 - 0.11 * Math.log10(Math.max(gap, 10 * SECOND) / (10 * SECOND));

/** An Event's time is cut to the second; a request's own line is written at its end. */
export const toleranceOf = (record: LogRecord | null): number => (record?.source === 'event' ? SECOND : 20_000);

/** What follows from others' changes: once it was made, its controller acts on Pods that come and go. */
const PASSIVE: ReadonlySet<string> = new Set(['Service', 'Endpoints', 'EndpointSlice', 'PodDisruptionBudget', 'ResourceQuota', 'PersistentVolume', 'HorizontalPodAutoscaler']);
const isPassive = ({ object }: Reached, { verb }: Write): boolean => verb !== 'delete' && PASSIVE.has(object.kind ?? '');

/** A refused request caused little more than its own lines, and those at once. */
function refusalFit(write: Write, { at, record }: RankedRecord): number {
  const end = toMicros(write.audit.stageTimestamp ?? '') ?? write.at;
  const isServer = record !== null && (record.component === 'kube-apiserver' || record.source === 'audit');
  return isServer && at >= write.at - 20_000 && at <= end + 100_000 ? 0.5 : 0.15;
}

/** Labels, taints and cordons matter to a Pod that waits for a node, or has to leave one. */
function nodeFit(write: Write, { life: { born, gone }, path }: Reached, world: World): number {
  if (born !== undefined && write.at < born) return 0.1;
  if (gone !== undefined && gone >= write.at && gone - write.at < 600 * SECOND) return 1;
  const pod = path.find(({ kind }) => kind === 'Pod');
  const bound = pod && boundAt(pod, world);
  // it had waited, and went there at once: the change let it
  const isLetIn = bound !== undefined && born !== undefined && write.at - born > 2 * SECOND && bound >= write.at - SECOND && bound - write.at < 30 * SECOND;
  return isLetIn ? 1.5 : 0.25;
}

function boundAt(pod: ObjectReference, world: World): number | undefined {
  const binding = world.writesOf(pod).find(({ subresource }) => subresource === 'binding');
  return binding?.at ?? world.eventsOf(pod).find(({ event }) => event.reason === 'Scheduled')?.at;
}

/** A Secret or ConfigMap that is made while a Pod waits for it lets the Pod go on. */
function refFit(write: Write, { life: { born }, path }: Reached, world: World): number {
  if (born === undefined || write.at < born) return 0.2;
  const pod = path.find(({ kind }) => kind === 'Pod');
  const started = pod && world.eventsOf(pod).some(({ at, event }) => event.reason === 'Started' && at + SECOND < write.at);
  return write.verb === 'create' ? (started ? 0.4 : 1.25) : 0.3;
}

/** Of several requests that explain the record about equally well the last one did it: what was before was there already. */
function superseded(candidates: Ranked[], about: RankedRecord): Ranked[] {
  const limit = about.at + toleranceOf(about.record);
  const ordered = [...candidates].sort((a, b) => b.write.at - a.write.at);
  const ranked = ordered.map((candidate, i) => {
    const later = ordered.slice(0, i).filter((other) => other.write.at <= limit && other.score >= candidate.score * 0.65 && !isSameCommand(other.write, candidate.write)).length;
    return { ...candidate, score: candidate.score * 0.62 ** Math.min(later, 6) };
  });
  return ranked.sort((a, b) => b.score - a.score || b.write.at - a.write.at);
}

/** One entry a command, its most likely request first: the trace of one of them has what the others caused. */
function commands(ranked: readonly Ranked[]): Ranked[] {
  const kept: Ranked[] = [];
  for (const candidate of ranked) {
    const first = kept.find(({ write }) => isSameCommand(write, candidate.write));
    if (first) first.together.push(candidate.write);
    else kept.push(candidate);
  }
  return kept;
}

/** kubectl applies a file of several objects one after the other. */
function isSameCommand(a: Write, b: Write): boolean {
  const [one, other] = [a.audit, b.audit];
  return one.user?.username === other.user?.username && one.userAgent === other.userAgent && one.sourceIPs?.[0] === other.sourceIPs?.[0]
    && one.verb === other.verb && Math.abs(a.at - b.at) < 2 * SECOND;
}
