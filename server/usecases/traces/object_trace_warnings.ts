/** What a trace over objects lacked, and which of its limits bit: how much its silence may mean. */
import type { Coverage } from '../../../common/model/trace';
import { clockOffsets, isOn, type ClockOffset } from '../../engine/timeline/clock_skew';
import { MAX_HOPS, MAX_OBJECTS } from '../../engine/correlation/trace_objects';
import { CHANGING } from '../../../common/parse/audit';
import type { ImpossibleOrder } from '../../engine/correlation/causality_check';
import type { WarningData } from '../../messages/warnings';
import type { ObjectSearchResult } from './search_objects';

/** A trace that still went on a moment ago is not cut by a limit. Milliseconds. */
const JUST_NOW_MS = 60_000;

export interface StockFacts {
  followed: Pick<ObjectSearchResult, 'attribution' | 'reads' | 'limited' | 'plan'>;
  coverage: Coverage[];
  /** milliseconds since the epoch */
  now: number;
}

export function objectTraceWarnings({ followed, coverage, now }: StockFacts): WarningData[] {
  const logs = missingLogs(followed, coverage);
  return [
    ...limitsOf(followed, now),
    ...bodiesOf(followed),
    ...(logs.length ? [{ warning: 'log_missing', values: { logs } } as const] : []),
    ...clocksOf(followed).map(({ component, node, seconds }): WarningData => ({
      warning: seconds < 0 ? 'clock_behind' : 'clock_ahead',
      values: { component, node, seconds: Math.abs(seconds) },
    })),
  ];
}

/** Whether more may belong to the trace than was looked at. */
export const isLimited = ({
  limited,
  attribution: { objects: members },
}: StockFacts['followed']): boolean =>
  limited.rounds ||
  limited.searches ||
  limited.documents > 0 ||
  members.leftOut > 0 ||
  members.hopsLimited;

/** What is early because of a clock that is spoken of is not said once more. */
export function withoutClocks(
  early: ImpossibleOrder[],
  followed: StockFacts['followed']
): ImpossibleOrder[] {
  const offsets = clocksOf(followed);
  return offsets.length
    ? early.filter(
        ({ component, node }) =>
          !offsets.some((offset) =>
            offset.node === undefined ? offset.component === component : offset.node === node
          )
      )
    : early;
}

function limitsOf(
  { limited, attribution: { objects: members, traceEnd: closing }, plan }: StockFacts['followed'],
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
  if (end < now - JUST_NOW_MS && closing.isAlive(end * 1_000))
    warnings.push({ warning: 'window_limited', values: { time: plan.range.to } });
  return warnings;
}

/** What the audit records of the trace's own changes don't tell. */
function bodiesOf({ attribution: { records } }: StockFacts['followed']): WarningData[] {
  const changes = records.flatMap(({ evidence: { audit } }) =>
    audit &&
    CHANGING.has(audit.verb ?? '') &&
    audit.stage !== 'RequestReceived' &&
    (audit.responseStatus?.code ?? 500) < 400 &&
    !UNTOLD.has(audit.objectRef?.resource ?? '')
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
const UNTOLD: ReadonlySet<string> = new Set([
  'events',
  'leases',
  'tokenreviews',
  'subjectaccessreviews',
]);

/** Kinds that kube-controller-manager works on whenever they change. */
const CONTROLLED: ReadonlySet<string | undefined> = new Set([
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
function missingLogs(
  { attribution: { objects: members, own } }: StockFacts['followed'],
  coverage: Coverage[]
): string[] {
  const lacks = (component: string): boolean =>
    coverage.some((one) => one.component === component && one.inWindow === false);
  const touched = members.all.filter(
    ({ refused, relation }) => !refused && relation !== 'referenced'
  );
  const pods = touched.filter(({ state }) => state.kind === 'Pod');
  const missing: string[] = [];
  if (lacks('audit')) missing.push('audit');
  if (lacks('kube-apiserver') && own.length) missing.push('kube-apiserver');
  if (lacks('kube-controller-manager') && touched.some(({ state }) => CONTROLLED.has(state.kind)))
    missing.push('kube-controller-manager');
  if (lacks('kube-scheduler') && pods.some(({ state }) => state.created))
    missing.push('kube-scheduler');
  if (
    lacks('kubelet') &&
    pods.some(({ state }) => state.pod?.node !== undefined || state.pod?.proofs.has('scheduled'))
  )
    missing.push('kubelet');
  if (
    lacks('event') &&
    touched.some(({ state }) => state.kind === 'Pod' || CONTROLLED.has(state.kind))
  )
    missing.push('event');
  return missing;
}

/** Of clocks that records of the trace were written by. */
function clocksOf({
  attribution: { records, timeline: world },
}: StockFacts['followed']): ClockOffset[] {
  return clockOffsets(world.evidence).filter((offset) =>
    records.some(({ evidence }) => isOn(offset, evidence))
  );
}
