/** Objects that may turn out to belong to the trace: what a Pod mounts, who waited for what the request changed. They are asked about first. */
import { member as part, text } from '../timeline/object_body';
import { latest } from './trace_objects';
import type { TimelineObject } from '../timeline/object_index';
import type { Correlation } from './correlate';

/** So long after a node's change its new Pods may be due to it. Microseconds. */
const BOUND_US = 12_000_000;
/** Pods of a node that are asked about. */
const MAX_BOUND = 100;

export function prospectsOf({ objects: members, unblocking: releases, timeline: { objects: graph } }: Correlation): TimelineObject[] {
  const found = new Set<TimelineObject>();
  const add = (state: TimelineObject | undefined): void => { if (state && !members.of(state)) found.add(state); };
  for (const { state, link, since, refused } of members.all) {
    if (refused) continue;
    for (const name of state.pod?.claims ?? []) {
      const claim = graph.resolve({ kind: 'PersistentVolumeClaim', namespace: state.namespace, name }, since);
      add(claim);
      addVolume(claim);
    }
    if (state.kind === 'PersistentVolumeClaim') addVolume(state);
    if (link !== 'requested') continue;
    if (state.kind === 'Secret' || state.kind === 'ConfigMap' || state.kind === 'PersistentVolumeClaim') releases.waiting(state).forEach(add);
    if (state.kind === 'Node') boundTo(state.name, since).forEach(add);
  }
  return [...found];

  function addVolume(claim: TimelineObject | undefined): void {
    const name = text(part(claim?.body, 'spec'), 'volumeName');
    if (name) add(graph.resolve({ kind: 'PersistentVolume', name }, claim!.since));
  }

  function boundTo(node: string | undefined, since: number): TimelineObject[] {
    return graph.all.filter(({ pod }) => {
      const scheduled = pod?.proofs.get('scheduled');
      return scheduled !== undefined && pod!.node === node && latest(scheduled.evidence) >= since && scheduled.at <= since + BOUND_US;
    }).slice(0, MAX_BOUND);
  }
}
