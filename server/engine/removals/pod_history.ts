/** What the timeline knows about one Pod, gathered for the explanation of its removal. */
import { nodeOf, senderOf } from '../timeline/actors';
import { recordOfRequest } from '../timeline/api_requests';
import type { Evidence } from '../evidence';
import type { Timeline } from '../timeline/build_timeline';
import { changeOf, type Mutation } from '../timeline/mutations';
import type { TimelineObject } from '../timeline/object_index';
import type { Report } from '../timeline/reports';
import { memoize } from '../memoize';

export interface PodHistory {
  pod: TimelineObject;
  /** in order of time */
  mutations: Mutation[];
  reports: Report[];
  owner?: TimelineObject;
  node?: string;
  /** microseconds: the last time anything was heard of it; -Infinity where nothing was */
  lastAt: number;
}

const readHistories = memoize((timeline: Timeline) =>
  memoize((pod: TimelineObject): PodHistory => {
    const mutations = timeline.mutations.of(pod);
    const reports = timeline.reports.of(pod);
    const lastAt = Math.max(mutations.at(-1)?.at ?? -Infinity, reports.at(-1)?.at ?? -Infinity);
    return {
      pod,
      mutations,
      reports,
      owner: timeline.owners.ownerOf(pod)?.state,
      node: nodeOfPod(pod, mutations, reports),
      lastAt,
    };
  })
);

export const historyOf = (pod: TimelineObject, timeline: Timeline): PodHistory =>
  readHistories(timeline)(pod);

/** The Pods of a timeline of which some record is more than a mention. */
export const podsOf = (timeline: Timeline): PodHistory[] =>
  timeline.objects.all
    .filter(({ kind, name }) => kind === 'Pod' && name !== undefined)
    .map((pod) => historyOf(pod, timeline))
    .filter(({ lastAt }) => lastAt > -Infinity);

/** A kubelet writes and reports the Pods of its own node only (NodeRestriction admission). */
function nodeOfPod(
  { pod }: TimelineObject,
  mutations: Mutation[],
  reports: Report[]
): string | undefined {
  if (pod?.node) return pod.node;
  for (const mutation of mutations) {
    const node = changeOf(mutation).node ?? nodeOf(senderOf(mutation.request.audit));
    if (node) return node;
  }
  for (const {
    evidence: { event, record },
  } of reports) {
    const node = event
      ? event.component === 'kubelet'
        ? event.host
        : undefined
      : record.component === 'kubelet'
        ? record.node
        : undefined;
    if (node) return node;
  }
  return undefined;
}

/** The record that tells most exactly when the Pod was created: its owner's Event knows seconds only. */
export function creationOf({ pod, mutations, reports }: PodHistory): Evidence | undefined {
  const created = mutations.find(
    ({ request: { audit } }) =>
      audit.verb === 'create' && audit.objectRef?.subresource === undefined
  );
  return created
    ? recordOfRequest(created.request)
    : (reports.find(({ event }) => event?.reason === 'Scheduled')?.evidence ?? pod.created);
}

/** The kubelet's or a controller's write of condition `DisruptionTarget` for that reason (core/v1 PodReason…). */
export const disruptionOf = ({ mutations }: PodHistory, reason: string): Mutation | undefined =>
  mutations.find((mutation) => changeOf(mutation).disruption?.reason === reason);

export const reportOf = ({ reports }: PodHistory, reason: string): Report | undefined =>
  reports.find(({ event }) => event?.reason === reason);
