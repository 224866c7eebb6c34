/** Removals on a made-up cluster, explained by the engine alone. */
import { CONTROLLER } from '../testing/cluster';
import { deployment, StockCluster } from '../testing/object_cluster';
import { buildTimeline, type Timeline } from '../timeline/build_timeline';
import { explainRemoval } from './explain_removal';
import { selectCause } from './forward_walk';
import type { Removal } from './removal';

const REPLICASET = CONTROLLER('replicaset-controller');

/** Mira scales a Deployment down to nothing; Nils changes another one at the same time. */
function scaledDown(): { timeline: Timeline; removal: Removal } {
  const cluster = new StockCluster();
  const { replicaSet, deployment: top } = deployment(cluster, 'web', 1);
  const pod = replicaSet.pod('bcdfg').ready();
  const { deployment: other } = deployment(cluster, 'cart', 1);
  cluster.wait(120);
  cluster.by('scale', () => {
    top.patched({ replicas: 0 }, { subresource: 'scale' });
    replicaSet.updated({ replicas: 0 });
  });
  cluster.by('other', () => other.patched({ replicas: 2 }, { subresource: 'scale' }), {
    user: 'nils',
  });
  cluster.by('scale', () => pod.deletedBy(REPLICASET, 0).gone());
  const timeline = buildTimeline(cluster.evidence());
  const removed = timeline.objects.all.find(
    (object) => object.kind === 'Pod' && object.name === pod.name
  )!;
  return { timeline, removal: explainRemoval(removed, timeline)! };
}

const requestOf = (timeline: Timeline, name: string) =>
  timeline.mutations.all.findLast(
    ({ state, request }) => state.kind === 'Deployment' && state.name === name && request.byUser
  )!.request;

describe('explainRemoval', () => {
  it('goes back from the deletion over the ReplicaSet to the request', () => {
    const { removal } = scaledDown();
    expect(removal).toMatchObject({
      reason: 'scaled-down',
      about: 'Deployment crew/web',
      confidence: 1,
    });
    expect(removal.request!.audit.user!.username).toBe('mira');
    expect(removal.steps.map(({ kind, actor }) => `${actor} ${kind}`)).toEqual([
      'replicaset-controller deleted-pod',
      'deployment-controller scaled',
      'mira scaled',
    ]);
    expect(removal.gone!.at).toBeGreaterThan(removal.began.at);
  });

  it('returns null for a Pod that is where it was', () => {
    const cluster = new StockCluster();
    const pod = deployment(cluster, 'web', 1).replicaSet.pod('bcdfg').ready();
    const timeline = buildTimeline(cluster.evidence());
    expect(
      explainRemoval(
        timeline.objects.all.find(({ name }) => name === pod.name)!,
        timeline
      )
    ).toBeNull();
  });
});

describe('selectCause', () => {
  it('prefers the cause whose own trace holds the removal to the one that ranks first', () => {
    const { timeline, removal } = scaledDown();
    const wrong = { ...removal, request: requestOf(timeline, 'cart') };
    expect(selectCause([wrong, removal], removal.pod, removal, timeline).request).toBe(
      removal.request
    );
  });

  it('keeps a cause that it can not confirm as a guess', () => {
    const { timeline, removal } = scaledDown();
    const wrong = { ...removal, request: requestOf(timeline, 'cart') };
    expect(selectCause([wrong], removal.pod, removal, timeline).confidence).toBe(0.7);
  });
});
