/** Objects that may turn out to belong to the trace: what a Pod mounts, and what waited for what the request changed. They are searched for first. */
import { objectField, text } from '../timeline/object_body';
import { MAX_NODE_PODS } from '../control_loops/walk_settings';
import { latest } from './trace_objects';
import type { TimelineObject } from '../timeline/object_index';
import type { Correlation } from './correlate';

export function candidateObjectsOf({
  objects: members,
  unblocking,
  timeline: { objects: graph, loops },
}: Correlation): TimelineObject[] {
  const found = new Set<TimelineObject>();
  const add = (state: TimelineObject | undefined): void => {
    if (state && !members.of(state)) found.add(state);
  };
  for (const { state, relation, since, refused } of members.all) {
    if (refused) continue;
    for (const name of state.pod?.claims ?? []) {
      const claim = graph.resolve(
        { kind: 'PersistentVolumeClaim', namespace: state.namespace, name },
        since
      );
      add(claim);
      addVolume(claim);
    }
    if (state.kind === 'PersistentVolumeClaim') addVolume(state);
    if (relation !== 'requested') continue;
    const effects = loops.effectsOf(state.kind);
    if (effects.some((effect) => effect.relation === 'waiting'))
      unblocking.waiting(state).forEach(add);
    const bound = effects.find((effect) => effect.relation === 'unschedulable');
    if (state.kind === 'Node' && bound)
      boundTo(state.name, since, bound.maxDelayMs * 1_000).forEach(add);
  }
  return [...found];

  function addVolume(claim: TimelineObject | undefined): void {
    const name = text(objectField(claim?.body, 'spec'), 'volumeName');
    if (name) add(graph.resolve({ kind: 'PersistentVolume', name }, claim!.since));
  }

  function boundTo(node: string | undefined, since: number, within: number): TimelineObject[] {
    return graph.all
      .filter(({ pod }) => {
        const scheduled = pod?.proofs.get('scheduled');
        return (
          scheduled !== undefined &&
          pod!.node === node &&
          latest(scheduled.evidence) >= since &&
          scheduled.at <= since + within
        );
      })
      .slice(0, MAX_NODE_PODS);
  }
}
