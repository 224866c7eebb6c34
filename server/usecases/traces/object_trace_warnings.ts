/** What a trace over objects lacked, and which of its limits bit: how much its silence may mean. */
import { i18n } from '@kbn/i18n';
import type { Coverage, TraceWarning, WarningCode } from '../../../common/model/trace';
import { clockOffsets, isOn, type ClockOffset } from '../../engine/timeline/clock_skew';
import { MAX_HOPS, MAX_OBJECTS } from '../../engine/correlation/trace_objects';
import { CHANGING } from '../../../common/parse/audit';
import type { ImpossibleOrder } from '../../engine/correlation/causality_check';
import type { ObjectSearchResult } from './search_objects';

/** A trace that still went on a moment ago is not cut by a limit. Milliseconds. */
const JUST_NOW_MS = 60_000;

export interface StockFacts {
  followed: Pick<ObjectSearchResult, 'attribution' | 'reads' | 'limited' | 'plan'>;
  coverage: Coverage[];
  /** milliseconds since the epoch */
  now: number;
}

export function objectTraceWarnings({ followed, coverage, now }: StockFacts): TraceWarning[] {
  const warnings: TraceWarning[] = [];
  const warn = (code: WarningCode, message: string): void => { warnings.push({ code, message }); };
  limitsOf(followed, now, warn);
  bodiesOf(followed, warn);
  const missing = missingLogs(followed, coverage);
  if (missing.length) {
    warn('log_missing', i18n.translate('requestTrace.warningText.logMissing', {
      defaultMessage: 'For this time the indices hold nothing of {logs}, where this request must have left traces: what only these tell is missing here, and what follows from it is less sure. Collect {count, plural, one {this log} other {these logs}}, or add {count, plural, one {its index} other {their indices}}.',
      values: { logs: missing.join(', '), count: missing.length },
    }));
  }
  for (const { component, node, seconds } of clocksOf(followed)) {
    const values = { where: node ? `${component} (${node})` : component, seconds: Math.abs(seconds).toFixed(1) };
    warn('clocks_differ', seconds < 0
      ? i18n.translate('requestTrace.warningText.clockBehind', {
        defaultMessage: 'The clock of {where} is {seconds} s behind kube-apiserver’s. That is reckoned with in deciding what belongs to the request; times are shown as written, so effects may seem to come before their cause. Have its clock set (NTP).', values,
      })
      : i18n.translate('requestTrace.warningText.clockAhead', {
        defaultMessage: 'The clock of {where} is {seconds} s ahead of kube-apiserver’s. That is reckoned with in deciding what belongs to the request; times are shown as written, so effects may seem late. Have its clock set (NTP).', values,
      }));
  }
  return warnings;
}

/** Whether more may belong to the trace than was looked at. */
export const isLimited = ({ limited, attribution: { objects: members } }: StockFacts['followed']): boolean =>
  limited.rounds || limited.searches || limited.documents > 0 || members.leftOut > 0 || members.hopsLimited;

/** What is early because of a clock that is spoken of is not said once more. */
export function withoutClocks(early: ImpossibleOrder[], followed: StockFacts['followed']): ImpossibleOrder[] {
  const offsets = clocksOf(followed);
  return offsets.length ? early.filter(({ component, node }) => !offsets.some((offset) => (offset.node === undefined ? offset.component === component : offset.node === node))) : early;
}

function limitsOf({ limited, attribution: { objects: members, traceEnd: closing }, plan }: StockFacts['followed'], now: number, warn: (code: WarningCode, message: string) => void): void {
  if (members.hopsLimited) {
    warn('hops_limited', i18n.translate('requestTrace.warningText.hopsLimited', {
      defaultMessage: 'Objects more than {hops, number} steps away from the request’s own are not followed: what became of them is missing. Trace a request on the last object of a path to go on from there.', values: { hops: MAX_HOPS },
    }));
  }
  if (members.leftOut) {
    warn('objects_limited', i18n.translate('requestTrace.warningText.membersLimited', {
      defaultMessage: 'The request changed more than {limit, number} objects: {count, plural, one {# more is} other {# more are}} not followed, and what names only {count, plural, one {it} other {these}} is missing. Narrow the time range.', values: { limit: MAX_OBJECTS, count: members.leftOut },
    }));
  }
  if (limited.rounds || limited.searches) {
    warn('searches_limited', i18n.translate('requestTrace.warningText.searchesLimited', {
      defaultMessage: 'The objects of this trace were not followed to their end: it took as many searches, or documents, as one trace may. Records that come late or over many objects may be missing. Narrow the time range.',
    }));
  }
  if (limited.documents > 0) {
    warn('truncated', i18n.translate('requestTrace.warningText.documentsLimited', {
      defaultMessage: 'At least {count, plural, one {# document that names} other {# documents that name}} this trace’s objects {count, plural, one {was} other {were}} not looked at, as one search may bring only so many; the latest are left out. Narrow the time range.', values: { count: limited.documents },
    }));
  }
  const end = Date.parse(plan.range.to);
  if (end < now - JUST_NOW_MS && closing.isAlive(end * 1_000)) {
    warn('window_limited', i18n.translate('requestTrace.warningText.windowLimited', {
      defaultMessage: 'What the request began was still going on at {time}, where the search ended: what came later is missing. Widen the time range (or requestTrace.maxRange).', values: { time: plan.range.to },
    }));
  }
}

/** What the audit records of the trace's own changes don't tell. */
function bodiesOf({ attribution: { records } }: StockFacts['followed'], warn: (code: WarningCode, message: string) => void): void {
  const changes = records.flatMap(({ evidence: { audit } }) => (audit && CHANGING.has(audit.verb ?? '') && audit.stage !== 'RequestReceived' && (audit.responseStatus?.code ?? 500) < 400
    && !UNTOLD.has(audit.objectRef?.resource ?? '') ? [audit] : []));
  if (!changes.length) return;
  if (changes.every(({ requestObject, responseObject }) => requestObject === undefined && responseObject === undefined)) {
    warn('no_bodies', i18n.translate('requestTrace.warningText.noBodies', {
      defaultMessage: 'No audit record here holds what was sent or answered (audit policy level Metadata): which object owns which is told by Events, lines and names only, so the trace is less sure, and what nobody else tells is missing. Use level RequestResponse for what changes objects.',
    }));
  } else if (changes.every(({ object, responseObject }) => !object?.uid && !hasUid(responseObject))) {
    warn('no_uids', i18n.translate('requestTrace.warningText.noUids', {
      defaultMessage: 'No audit record here holds a uid or an owner: Elastic’s Kubernetes integration drops the metadata of requestObject and responseObject. Objects are told apart by name and time, so the trace is less sure where names are used again. Keep the metadata in the ingest pipeline.',
    }));
  }
}

/** Of bodies: an objectRef has a uid now and then without them. */
const hasUid = (body: unknown): boolean => {
  const metadata = (body as { metadata?: { uid?: unknown } } | undefined)?.metadata;
  return metadata?.uid !== undefined;
};

/** Their policy is another: no one asks for the bodies of these. */
const UNTOLD: ReadonlySet<string> = new Set(['events', 'leases', 'tokenreviews', 'subjectaccessreviews']);

/** Kinds that kube-controller-manager works on whenever they change. */
const CONTROLLED: ReadonlySet<string | undefined> = new Set(['Deployment', 'ReplicaSet', 'StatefulSet', 'DaemonSet', 'Job', 'CronJob', 'ReplicationController', 'Service', 'PersistentVolumeClaim', 'PodDisruptionBudget']);

/** Sources without anything at all in the window, though something of the trace must have been told there. */
function missingLogs({ attribution: { objects: members, own } }: StockFacts['followed'], coverage: Coverage[]): string[] {
  const lacks = (component: string): boolean => coverage.some((one) => one.component === component && one.inWindow === false);
  const touched = members.all.filter(({ refused, relation }) => !refused && relation !== 'referenced');
  const pods = touched.filter(({ state }) => state.kind === 'Pod');
  const missing: string[] = [];
  if (lacks('audit')) missing.push(i18n.translate('requestTrace.warningText.auditLog', { defaultMessage: 'the audit log' }));
  if (lacks('kube-apiserver') && own.length) missing.push('kube-apiserver');
  if (lacks('kube-controller-manager') && touched.some(({ state }) => CONTROLLED.has(state.kind))) missing.push('kube-controller-manager');
  if (lacks('kube-scheduler') && pods.some(({ state }) => state.created)) missing.push('kube-scheduler');
  if (lacks('kubelet') && (pods.some(({ state }) => state.pod?.node !== undefined || state.pod?.proofs.has('scheduled')))) missing.push('kubelet');
  if (lacks('event') && touched.some(({ state }) => state.kind === 'Pod' || CONTROLLED.has(state.kind))) missing.push(i18n.translate('requestTrace.warningText.events', { defaultMessage: 'Events' }));
  return missing;
}

/** Of clocks that records of the trace were written by. */
function clocksOf({ attribution: { records, timeline: world } }: StockFacts['followed']): ClockOffset[] {
  return clockOffsets(world.evidence).filter((offset) => records.some(({ evidence }) => isOn(offset, evidence)));
}
