/** What a trace over objects lacked, and which of its limits bit: how much its silence may mean. */
import type { Coverage } from '../../../common/model/trace';
import { clockOffsets, isOn, type ClockOffset } from '../../engine/timeline/clock_skew';
import { MAX_HOPS, MAX_OBJECTS } from '../../engine/correlation/trace_objects';
import { CHANGING_VERB_SET } from '../../../common/parse/audit';
import type { ImpossibleOrder } from '../../engine/correlation/causality_check';
import type { WarningData } from '../../messages/warnings';
import type { ObjectSearchResult } from './search_objects';

/** A trace that still went on a moment ago is not cut by a limit. Milliseconds. */
const RECENT_ACTIVITY_MS = 60_000;

export interface ObjectTraceFacts {
  objectSearch: Pick<ObjectSearchResult, 'attribution' | 'reads' | 'limited' | 'plan'>;
  coverage: Coverage[];
  /** milliseconds since the epoch */
  now: number;
}

export function objectTraceWarnings({
  objectSearch,
  coverage,
  now,
}: ObjectTraceFacts): WarningData[] {
  const logs = findMissingLogs(objectSearch, coverage);
  return [
    ...createLimitWarnings(objectSearch, now),
    ...createMissingBodyWarnings(objectSearch),
    ...(logs.length ? [{ warning: 'log_missing', values: { logs } } as const] : []),
    ...getClockOffsets(objectSearch).map(({ component, node, seconds }): WarningData => ({
      warning: seconds < 0 ? 'clock_behind' : 'clock_ahead',
      values: { component, node, seconds: Math.abs(seconds) },
    })),
  ];
}

/** Whether more may belong to the trace than was looked at. */
export const isSearchLimited = ({
  limited,
  attribution: { objects: members },
}: ObjectTraceFacts['objectSearch']): boolean =>
  limited.rounds ||
  limited.searches ||
  limited.documents > 0 ||
  members.leftOut > 0 ||
  members.hopsLimited;

/** What is early because of a clock that is spoken of is not said once more. */
export function removeClockSkewDuplicates(
  early: ImpossibleOrder[],
  followed: ObjectTraceFacts['objectSearch']
): ImpossibleOrder[] {
  const offsets = getClockOffsets(followed);
  return offsets.length
    ? early.filter(
        ({ component, node }) =>
          !offsets.some((offset) =>
            offset.node === undefined ? offset.component === component : offset.node === node
          )
      )
    : early;
}

function createLimitWarnings(
  {
    limited,
    attribution: { objects: members, traceEnd: closing },
    plan,
  }: ObjectTraceFacts['objectSearch'],
  now: number
): WarningData[] {
  const warnings: WarningData[] = [];
  if (members.hopsLimited) warnings.push({ warning: 'hops_limited', values: { hops: MAX_HOPS } });
  if (members.leftOut)
    warnings.push({
      warning: 'trace_objects_limited',
      values: { limit: MAX_OBJECTS, count: members.leftOut },
    });
  if (limited.rounds || limited.searches) warnings.push({ warning: 'searches_limited' });
  if (limited.documents > 0)
    warnings.push({ warning: 'documents_limited', values: { count: limited.documents } });
  const end = Date.parse(plan.range.to);
  if (end < now - RECENT_ACTIVITY_MS && closing.isAlive(end * 1_000))
    warnings.push({ warning: 'window_limited', values: { time: plan.range.to } });
  return warnings;
}

/** What the audit records of the trace's own changes don't tell. */
function createMissingBodyWarnings({
  attribution: { records },
}: ObjectTraceFacts['objectSearch']): WarningData[] {
  const changes = records.flatMap(({ evidence: { audit } }) =>
    audit &&
    CHANGING_VERB_SET.has(audit.verb ?? '') &&
    audit.stage !== 'RequestReceived' &&
    (audit.responseStatus?.code ?? 500) < 400 &&
    !RESOURCES_WITHOUT_BODIES.has(audit.objectRef?.resource ?? '')
      ? [audit]
      : []
  );
  if (!changes.length) return [];
  if (
    changes.every(
      ({ requestObject, responseObject }) =>
        requestObject === undefined && responseObject === undefined
    )
  )
    return [{ warning: 'no_bodies' }];
  return changes.every(({ object, responseObject }) => !object?.uid && !hasUid(responseObject))
    ? [{ warning: 'no_uids' }]
    : [];
}

/** Of bodies: an objectRef has a uid now and then without them. */
const hasUid = (body: unknown): boolean => {
  const metadata = (body as { metadata?: { uid?: unknown } } | undefined)?.metadata;
  return metadata?.uid !== undefined;
};

/** Their policy is another: no one asks for the bodies of these. */
const RESOURCES_WITHOUT_BODIES: ReadonlySet<string> = new Set([
  'events',
  'leases',
  'tokenreviews',
  'subjectaccessreviews',
]);

/** Kinds that kube-controller-manager works on whenever they change. */
const CONTROLLED_KINDS: ReadonlySet<string | undefined> = new Set([
  'Deployment',
  'ReplicaSet',
  'StatefulSet',
  'DaemonSet',
  'Job',
  'CronJob',
  'ReplicationController',
  'Service',
  'PersistentVolumeClaim',
  'PodDisruptionBudget',
]);

/** Components, `audit` and `event` without any record in the window, though they must have logged something of the trace. */
function findMissingLogs(
  { attribution: { objects: members, own } }: ObjectTraceFacts['objectSearch'],
  coverage: Coverage[]
): string[] {
  const hasNoRecords = (component: string): boolean =>
    coverage.some((one) => one.component === component && one.inWindow === false);
  const touched = members.all.filter(
    ({ refused, relation }) => !refused && relation !== 'referenced'
  );
  const pods = touched.filter(({ state }) => state.kind === 'Pod');
  const missing: string[] = [];
  if (hasNoRecords('audit')) missing.push('audit');
  if (hasNoRecords('kube-apiserver') && own.length) missing.push('kube-apiserver');
  if (
    hasNoRecords('kube-controller-manager') &&
    touched.some(({ state }) => CONTROLLED_KINDS.has(state.kind))
  )
    missing.push('kube-controller-manager');
  if (hasNoRecords('kube-scheduler') && pods.some(({ state }) => state.created))
    missing.push('kube-scheduler');
  if (
    hasNoRecords('kubelet') &&
    pods.some(({ state }) => state.pod?.node !== undefined || state.pod?.proofs.has('scheduled'))
  )
    missing.push('kubelet');
  if (
    hasNoRecords('event') &&
    touched.some(({ state }) => state.kind === 'Pod' || CONTROLLED_KINDS.has(state.kind))
  )
    missing.push('event');
  return missing;
}

/** Of clocks that records of the trace were written by. */
function getClockOffsets({
  attribution: { records, timeline: world },
}: ObjectTraceFacts['objectSearch']): ClockOffset[] {
  return clockOffsets(world.evidence).filter((offset) =>
    records.some(({ evidence }) => isOn(offset, evidence))
  );
}
