/** Whether a Pod was removed, and which records show how that began and ended. */
import type { Evidence } from '../evidence';
import { controllerOf, NAMESPACE_CONTROLLER, nodeOf, senderOf } from '../timeline/actors';
import { recordOfRequest, type ApiRequest } from '../timeline/api_requests';
import type { Timeline } from '../timeline/build_timeline';
import { changeOf, type CollectionDeletion, type Mutation } from '../timeline/mutations';
import { SECOND_US } from '../timeline/pod_state';
import type { Report } from '../timeline/reports';
import { creationOf, type PodHistory } from './pod_history';

export type RemovalStart = { evidence: Evidence; at: number } &
  /** a request to the API server */
  (
    | { basis: 'request'; request: ApiRequest }
    /** the kubelet gave the Pod up by itself: its status shows it */
    | { basis: 'status'; request: ApiRequest }
    /** an Event that announces or reports it */
    | { basis: 'event'; report: Report }
    /** the Pod ended; nothing shows who removed it */
    | { basis: 'trace' }
  );

/**
 * Reasons of Events that announce a Pod's removal, with the beginning of the message that does: TaintManagerEviction also
 * cancels one (pkg/controller/tainteviction), the others are always about a removal (scheduler preemption, kubelet eviction).
 */
const ANNOUNCEMENTS: ReadonlyMap<string, string> = new Map([
  ['TaintManagerEviction', 'Marking'],
  ['Preempted', ''],
  ['Evicted', ''],
  ['Preempting', ''],
]);

/** `status.reason` of Pods that the kubelet ended by itself (pkg/kubelet/eviction, preemption, nodeshutdown). */
const GIVEN_UP: ReadonlySet<string> = new Set([
  'Evicted',
  'Preempting',
  'NodeShutdown',
  'Terminated',
  'Shutdown',
]);

/** How the Pod's removal began; null where nothing shows that it was removed. */
export function findStart(history: PodHistory, timeline: Timeline): RemovalStart | null {
  const { mutations, reports } = history;
  const givenUp = startOfGivenUp(history);
  const request = [...mutations.filter(isRemovalRequest), ...collectionsOf(history, timeline)].sort(
    (a, b) => a.at - b.at
  )[0];
  if (givenUp && (!request || givenUp.at < request.at - SECOND_US)) return givenUp;
  if (request)
    return {
      basis: 'request',
      at: request.at,
      evidence: recordOfRequest(request.request),
      request: request.request,
    };
  const report =
    reports.find(isAnnouncement) ??
    reports.find(({ event }) => event?.reason === 'SuccessfulDelete');
  if (report) return { basis: 'event', at: report.at, evidence: report.evidence, report };
  const disrupted = mutations.find((mutation) => changeOf(mutation).disruption);
  if (disrupted) return startOfStatus(disrupted);
  const trace = endOf(history) ?? lastStop(reports);
  return trace ? { basis: 'trace', at: trace.at, evidence: trace } : null;
}

/** The record by which the object was gone: the last request about it, else what its watchers report; undefined where nothing shows it. */
export function findEnd(
  { pod: { removed }, mutations }: PodHistory,
  start: RemovalStart
): Evidence | undefined {
  if (!removed || removed.at < start.at) return undefined;
  const last = removed.audit
    ? undefined
    : mutations.findLast(
        ({ at, isStatus }) =>
          !isStatus && at >= start.at && at <= removed.at && at > removed.at - SECOND_US
      );
  return last ? recordOfRequest(last.request) : removed;
}

const startOfStatus = ({ at, request }: Mutation): RemovalStart => ({
  basis: 'status',
  at,
  evidence: recordOfRequest(request),
  request,
});

/** The kubelet's own evictions leave the object there, failed. */
function startOfGivenUp({ mutations, reports }: PodHistory): RemovalStart | undefined {
  const status = mutations.find((mutation) => {
    const { phase, statusReason } = changeOf(mutation);
    return phase === 'Failed' && GIVEN_UP.has(statusReason ?? '');
  });
  const report = reports.find(({ event }) => event?.reason === 'Evicted');
  if (status && (!report || status.at <= report.at)) return startOfStatus(status);
  return report && { basis: 'event', at: report.at, evidence: report.evidence, report };
}

/** An eviction, or a deletion that is not the kubelet's last one, which ends every Pod. */
function isRemovalRequest({ request: { audit } }: Mutation): boolean {
  const subresource = audit.objectRef?.subresource;
  if (audit.verb === 'create') return subresource === 'eviction';
  return (
    audit.verb === 'delete' && subresource === undefined && nodeOf(senderOf(audit)) === undefined
  );
}

/** Deletions of all Pods of the namespace while this one was there. */
function collectionsOf(history: PodHistory, { mutations }: Timeline): CollectionDeletion[] {
  const { pod, lastAt } = history;
  const from =
    creationOf(history)?.at ??
    Math.min(pod.since, history.mutations[0]?.at ?? Infinity, history.reports[0]?.at ?? Infinity);
  return mutations.collections.filter(({ at, request }) => {
    const { objectRef } = request.audit;
    if (objectRef?.resource !== 'pods' || objectRef.namespace !== pod.namespace || at < from)
      return false;
    const { items } = changeOf({ request });
    if (items)
      return items.some(({ name, uid }) => (uid && pod.uid ? uid === pod.uid : name === pod.name));
    // without the answer only a deletion without a selector is sure to concern it
    return controllerOf(senderOf(request.audit)) === NAMESPACE_LOOP && lastAt >= at - SECOND_US;
  });
}

const NAMESPACE_LOOP = NAMESPACE_CONTROLLER.slice(NAMESPACE_CONTROLLER.lastIndexOf(':') + 1);

function isAnnouncement({ event }: Report): boolean {
  const begin = event && ANNOUNCEMENTS.get(event.reason);
  return begin !== undefined && event!.message.startsWith(begin);
}

/** Lines of Pods that end: the kubelet's, the garbage collector's (pkg/controller/garbagecollector). */
const END_LINES: ReadonlySet<string> = new Set([
  'SyncLoop DELETE',
  'SyncLoop REMOVE',
  'Deleting item',
]);

/** The first record that shows that the Pod ends. */
function endOf({ pod, mutations, reports }: PodHistory): Evidence | undefined {
  const line = reports.find(({ evidence }) => END_LINES.has(evidence.line?.message ?? ''));
  const deletion = mutations.find(
    ({ request: { audit } }) =>
      audit.verb === 'delete' && audit.objectRef?.subresource === undefined
  );
  const ends = [line?.evidence, deletion && recordOfRequest(deletion.request), pod.removed].filter(
    (one) => one !== undefined
  );
  return ends.sort((a, b) => a.at - b.at)[0];
}

/** The last `Killing` that no start follows: `Stopping container` is reported of Pods that end, other words of restarts. */
function lastStop(reports: Report[]): Evidence | undefined {
  let stop: Evidence | undefined;
  for (const { event, evidence } of reports) {
    if (event?.reason === 'Killing')
      stop = event.message.startsWith('Stopping container') ? (stop ?? evidence) : undefined;
    else if (event?.reason === 'Started' || event?.reason === 'Created') stop = undefined;
  }
  return stop;
}
