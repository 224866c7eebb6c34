/** What each entry has to state, and the two directions in which the catalogue is read. */
import { kindOfResource, findResource } from '../../../common/parse/builtin_kinds';
import { CONTROL_LOOPS } from './catalogue';
import { ANY_KIND, PROOFS, UNLISTED_KIND } from './control_loop';
import { ControlLoops, DEFAULT_LOOPS } from './control_loops';

const entries = CONTROL_LOOPS.map(
  (loop) =>
    [`${loop.controller}: ${loop.reactsTo.kind} ${loop.reactsTo.parts.join(', ')}`, loop] as const
);
/** Kinds of custom resources, which no list of Kubernetes has. */
const CUSTOM_KINDS = [
  'ScaledObject',
  'Certificate',
  'CertificateRequest',
  'VolumeSnapshot',
  'VolumeSnapshotContent',
];
const isKind = (kind: string): boolean =>
  kind === ANY_KIND ||
  kind === UNLISTED_KIND ||
  CUSTOM_KINDS.includes(kind) ||
  kindOfResource(findResource(kind) ?? '') === kind;

describe.each(entries)('%s', (_title, loop) => {
  it('names kinds that exist, and a change to react to', () => {
    expect(
      [loop.reactsTo.kind, ...loop.writes.map(({ kind }) => kind)].filter((kind) => !isKind(kind))
    ).toEqual([]);
    expect(loop.reactsTo.parts.length).toBeGreaterThan(0);
    expect(loop.writes.length).toBeGreaterThan(0);
  });

  it('says how the link is proven, how long it takes, and where that is written', () => {
    expect(loop.proofs.length).toBeGreaterThan(0);
    for (const proof of loop.proofs) expect(PROOFS[proof]).toBeGreaterThan(0.5);
    expect(loop.usualDelayMs).toBeGreaterThan(0);
    if (loop.maxDelayMs !== undefined) {
      expect(loop.maxDelayMs).toBeGreaterThanOrEqual(loop.usualDelayMs);
      expect(loop.delayReason).toBeTruthy();
    }
    expect(
      loop.source.startsWith('https://') ||
        (/^(pkg|staging|cmd)\//.test(loop.source) && loop.source.endsWith('.go'))
    ).toBe(true);
  });

  it('is found in both directions', () => {
    const { kind, parts } = loop.reactsTo;
    if (kind !== ANY_KIND && kind !== UNLISTED_KIND)
      for (const part of parts)
        expect(DEFAULT_LOOPS.reactingTo(kind, new Set([part]))).toContain(loop);
    for (const write of loop.writes) expect(DEFAULT_LOOPS.writing(write.kind)).toContain(loop);
  });
});

it('no two entries say the same', () => {
  expect(new Set(CONTROL_LOOPS.map((loop) => JSON.stringify(loop))).size).toBe(
    CONTROL_LOOPS.length
  );
});

describe('what the catalogue answers', () => {
  it('no loop reacts to the labels of a workload; some do to those of Pods, Nodes and Services', () => {
    for (const kind of [
      'Deployment',
      'ReplicaSet',
      'StatefulSet',
      'DaemonSet',
      'Job',
      'CronJob',
      'ConfigMap',
      'Secret',
    ])
      expect(DEFAULT_LOOPS.reactingTo(kind, new Set(['metadata']))).toEqual([]);
    for (const kind of ['Pod', 'Node', 'Service', 'PersistentVolumeClaim', 'Foo'])
      expect(DEFAULT_LOOPS.reactingTo(kind, new Set(['metadata']))).not.toEqual([]);
  });

  it('which kinds own a kind', () => {
    expect(DEFAULT_LOOPS.ownerKindsOf('Pod')).toEqual([
      'ReplicaSet',
      'ReplicationController',
      'StatefulSet',
      'DaemonSet',
      'Job',
    ]);
    expect(DEFAULT_LOOPS.ownerKindsOf('ReplicaSet')).toEqual(['Deployment']);
    expect(DEFAULT_LOOPS.ownerKindsOf('Job')).toEqual(['CronJob']);
    expect(DEFAULT_LOOPS.ownerKindsOf('EndpointSlice')).toEqual(['Service']);
    expect(DEFAULT_LOOPS.ownerKindsOf('ControllerRevision')).toEqual(['StatefulSet', 'DaemonSet']);
  });

  it('which names controllers make', () => {
    const kinds = [
      'Deployment',
      'ReplicaSet',
      'StatefulSet',
      'DaemonSet',
      'Job',
      'CronJob',
      'ReplicationController',
      'Service',
      'Pod',
      'ConfigMap',
      'PersistentVolume',
      'VolumeAttachment',
      'EndpointSlice',
      'ControllerRevision',
      'Endpoints',
    ];
    expect(kinds.filter((kind) => DEFAULT_LOOPS.isNamePrefix(kind))).toEqual([
      'Deployment',
      'ReplicaSet',
      'StatefulSet',
      'DaemonSet',
      'Job',
      'CronJob',
      'ReplicationController',
      'Service',
    ]);
    expect(kinds.filter((kind) => DEFAULT_LOOPS.hasUniqueNames(kind))).toEqual([
      'ReplicaSet',
      'Pod',
      'PersistentVolume',
      'VolumeAttachment',
      'EndpointSlice',
      'ControllerRevision',
    ]);
    expect(kinds.filter((kind) => DEFAULT_LOOPS.hasNewNames(kind))).toEqual([
      'ReplicaSet',
      'Job',
      'Pod',
      'EndpointSlice',
      'ControllerRevision',
    ]);
  });

  it("which lines show a component's clock", () => {
    expect([...DEFAULT_LOOPS.answers.keys()].sort()).toEqual([
      'Controller created pod',
      'Patch status for pod',
      'Successfully bound pod to node',
    ]);
  });

  it('that a listed kind is no custom resource any more', () => {
    const loops = new ControlLoops([
      ...CONTROL_LOOPS,
      { ...CONTROL_LOOPS[0]!, reactsTo: { kind: 'Foo', parts: ['spec'] } },
    ]);
    expect(loops.reactingTo('Foo', new Set(['metadata']))).toEqual([]);
  });
});
