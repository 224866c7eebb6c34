import fc from 'fast-check';
import { parseComponentLine } from './component_line';
import { findObjects } from './find_objects';
import { readKlogRecords } from './__fixtures__/read_fixtures';

const readFixtureLine = (part: string) =>
  findObjects(
    parseComponentLine(
      readKlogRecords().find((record) => record.includes(part))!,
      { year: 2026 }
    )!
  );
const findInPairs = (...pairs: Array<[string, string]>) =>
  findObjects({ message: 'm', pairs, caller: 'a.go:1' });
const findInText = (message: string) => findObjects({ message, pairs: [], caller: 'a.go:1' });
const UID = '8c5fb3df-99d5-4038-a530-baf3970b6bbc';

describe('real lines', () => {
  test.each([
    [
      '"Attempting to bind pod to node"',
      [
        { kind: 'Pod', namespace: 'shop', name: 'web-75fcc74c9b-45qr9' },
        { kind: 'Node', name: 'node-a' },
      ],
    ],
    [
      '"Preemptor Pod preempted',
      [
        { kind: 'Pod', namespace: 'pay', name: 'urgent' },
        { kind: 'Pod', namespace: 'shop', name: 'filler-6db465d59f-vdr95' },
        { kind: 'Node', name: 'node-a' },
      ],
    ],
    ['verb="PATCH"', [{ kind: 'Pod', namespace: 'shop', name: 'web-75fcc74c9b-45qr9' }]],
    ['verb="POST"', []],
    [
      'garbagecollector.go:640',
      [
        {
          kind: 'ReplicaSet',
          namespace: 'shop',
          name: 'cart-57488b4bc6',
          uid: '41b388cf-2edd-47e5-bec5-db1f7b2511b0',
        },
      ],
    ],
    [
      'pv_controller.go:687',
      [
        {
          kind: 'PersistentVolumeClaim',
          namespace: 'shop',
          name: 'ghost',
          uid: 'db71c43c-11fd-4e61-b30e-50767d4c22af',
        },
        { kind: 'PersistentVolume', name: 'pv-ghostdir' },
      ],
    ],
    [
      'pv_controller.go:564',
      [
        { kind: 'PersistentVolume', name: 'pv-ghostdir' },
        {
          kind: 'PersistentVolumeClaim',
          namespace: 'shop',
          name: 'ghost',
          uid: 'db71c43c-11fd-4e61-b30e-50767d4c22af',
        },
      ],
    ],
    [
      'resource_quota_monitor.go',
      [
        {
          kind: 'Pod',
          namespace: 'shop',
          name: 'web-75fcc74c9b-45qr9',
          uid: 'dde11311-3c6d-42a1-9d2c-d13082370965',
        },
      ],
    ],
    [
      'event.go:389] "Event occurred" logger="deployment-controller"',
      [{ kind: 'Deployment', namespace: 'shop', name: 'web' }],
    ],
    ['Destroyed container', [{ kind: 'Pod', uid: '05ce22f4-f020-4cad-8fc3-71b947faeed3' }]],
    [
      'atomic_writer.go:203',
      [
        {
          kind: 'Pod',
          namespace: 'shop',
          name: 'web-75fcc74c9b-45qr9',
          uid: 'dde11311-3c6d-42a1-9d2c-d13082370965',
        },
      ],
    ],
    [
      '(PLEG): event for pod',
      [
        {
          kind: 'Pod',
          namespace: 'shop',
          name: 'web-75fcc74c9b-45qr9',
          uid: 'dde11311-3c6d-42a1-9d2c-d13082370965',
        },
      ],
    ],
    [
      'kubernetes.io/secret/5ca51cfe',
      [
        { kind: 'Pod', name: 'tls-a', uid: '5ca51cfe-75c0-406c-ae25-dc2b66dfd82d' },
        { kind: 'Secret', name: 'tls-cert' },
      ],
    ],
    [
      'Attach timeout after',
      [
        {
          kind: 'VolumeAttachment',
          name: 'csi-cf448d7863c496cb91424a53ce726454785b4e0ef993acafbc276d8460385ac9',
        },
      ],
    ],
    [
      'AttachVolume.Attach failed for volume',
      [
        { kind: 'PersistentVolume', name: 'pv-csi-att' },
        { kind: 'Node', name: 'node-b' },
      ],
    ],
    [
      'sync \\"tight',
      [
        { namespace: 'tight', name: 'burst-6bc7dd9779' },
        { kind: 'Pod', namespace: 'tight', name: 'burst-6bc7dd9779-9zwh8' },
      ],
    ],
    [
      'GuaranteedUpdate of /registry',
      [{ kind: 'ReplicaSet', namespace: 'shop', name: 'web-67cb66c759' }],
    ],
    ['object-', [{ kind: 'ConfigMap', namespace: 'shop', name: 'kube-root-ca.crt' }]],
    ['FLAG: --audit-log-maxsize', []],
    ['"Label not found"', []],
    ['error while reading', []],
  ])('%s', (part, expected) => expect(readFixtureLine(part)).toEqual(expected));
});

describe('forms of values', () => {
  test.each<[string, Array<[string, string]>, unknown]>([
    [
      'a list',
      [['pods', '["a/b","c/d"]']],
      [
        { kind: 'Pod', namespace: 'a', name: 'b' },
        { kind: 'Pod', namespace: 'c', name: 'd' },
      ],
    ],
    [
      'a list as Go prints it',
      [['pods', '[a/b c/d]']],
      [
        { kind: 'Pod', namespace: 'a', name: 'b' },
        { kind: 'Pod', namespace: 'c', name: 'd' },
      ],
    ],
    [
      'JSON',
      [
        ['pod', '{"name":"b","namespace":"a"}'],
        ['node', '{"name":"n"}'],
      ],
      [
        { kind: 'Pod', namespace: 'a', name: 'b' },
        { kind: 'Node', name: 'n' },
      ],
    ],
    [
      'a list of JSON',
      [['pods', '[{"name":"b","namespace":"a"},{"name":"d","namespace":"c"}]']],
      [
        { kind: 'Pod', namespace: 'a', name: 'b' },
        { kind: 'Pod', namespace: 'c', name: 'd' },
      ],
    ],
    [
      'name and namespace apart',
      [
        ['podName', 'b'],
        ['namespace', 'a'],
      ],
      [{ kind: 'Pod', namespace: 'a', name: 'b' }],
    ],
    [
      'kind and key',
      [
        ['kind', 'apps/v1, Kind=ReplicaSet'],
        ['key', 'a/b'],
      ],
      [{ kind: 'ReplicaSet', namespace: 'a', name: 'b' }],
    ],
    [
      'kind, namespace and name',
      [
        ['kind', 'Widget'],
        ['namespace', 'a'],
        ['name', 'b'],
      ],
      [{ kind: 'Widget', namespace: 'a', name: 'b' }],
    ],
    ['a key of unknown kind', [['key', 'a/b']], [{ namespace: 'a', name: 'b' }]],
    [
      'a name and its uid',
      [
        ['pod', 'a/b'],
        ['podUID', UID],
      ],
      [{ kind: 'Pod', namespace: 'a', name: 'b', uid: UID }],
    ],
    [
      'a claim and a Pod’s uid',
      [
        ['PVC', 'a/b'],
        ['podUID', UID],
      ],
      [
        { kind: 'PersistentVolumeClaim', namespace: 'a', name: 'b' },
        { kind: 'Pod', uid: UID },
      ],
    ],
    ['uid under podName', [['podName', UID]], [{ kind: 'Pod', uid: UID }]],
    [
      'the same object twice',
      [
        ['pod', 'a/b'],
        ['pods', '["a/b"]'],
      ],
      [{ kind: 'Pod', namespace: 'a', name: 'b' }],
    ],
    [
      'metadata',
      [
        [
          'objectMeta',
          `{"name":"b","namespace":"a","uid":"${UID}","ownerReferences":[{"name":"x"}]}`,
        ],
      ],
      [{ namespace: 'a', name: 'b', uid: UID }],
    ],
    [
      'Go’s text of an object',
      [['detail', `&Pod{ObjectMeta:{b b- a  ${UID} 38 0 …`]],
      [{ kind: 'Pod', namespace: 'a', name: 'b', uid: UID }],
    ],
    [
      'a missing secret',
      [
        ['pod', 'a/b'],
        ['err', 'secret "tls" not found'],
      ],
      [
        { kind: 'Pod', namespace: 'a', name: 'b' },
        { kind: 'Secret', namespace: 'a', name: 'tls' },
      ],
    ],
    [
      'an object that is not registered',
      [['err', 'object "a"/"tls" not registered']],
      [{ namespace: 'a', name: 'tls' }],
    ],
    ['a namespace alone', [['namespace', 'a']], [{ kind: 'Namespace', name: 'a' }]],
    [
      'a URL',
      [['URL', 'https://127.0.0.1:6443/api/v1/namespaces/a/serviceaccounts/b/token']],
      [{ kind: 'ServiceAccount', namespace: 'a', name: 'b' }],
    ],
    [
      'a refused node',
      [['err', "node 'n' cannot get unknown secret a/b"]],
      [{ kind: 'Secret', namespace: 'a', name: 'b' }],
    ],
    [
      'a controller’s queue',
      [
        ['key', 'a/b'],
        ['controller', 'a/c'],
      ],
      [
        { namespace: 'a', name: 'b' },
        { namespace: 'a', name: 'c' },
      ],
    ],
  ])('%s', (_name, pairs, expected) => expect(findInPairs(...pairs)).toEqual(expected));

  test.each([
    ['metadata.name=b', [{ kind: 'ConfigMap', namespace: 'a', name: 'b' }]],
    ['spec.x=y,metadata.name=b', [{ kind: 'ConfigMap', namespace: 'a', name: 'b' }]],
    ['', []],
  ])('a watch of %s', (fields, expected) => {
    expect(
      findObjects({
        message: 'Starting watch',
        pairs: [
          ['path', '/api/v1/namespaces/a/configmaps'],
          ['fields', fields],
        ],
        caller: 'get.go:1',
      })
    ).toEqual(expected);
  });

  test('a controller’s queue has keys of its kind', () => {
    expect(
      findObjects({ message: 'm', pairs: [['key', 'a/b']], logger: 'job-controller' })
    ).toEqual([{ kind: 'Job', namespace: 'a', name: 'b' }]);
  });

  test.each<[string, Array<[string, string]>]>([
    ['a gRPC service', [['service', 'podresources']]],
    ['a controller’s name', [['controller', 'taint-eviction-controller']]],
    [
      'an empty reference',
      [
        ['pod', '{}'],
        ['node', ''],
      ],
    ],
    ['a sentence', [['pod', 'no such pod']]],
    [
      'an ID',
      [
        ['audit-ID', UID],
        ['reqID', UID],
      ],
    ],
    [
      'another UUID',
      [
        ['machineID', UID],
        ['identity', `host_${UID}`],
      ],
    ],
    [
      'unknown keys',
      [
        ['name', 'x'],
        ['user', 'a/b'],
        ['path', '/a/b'],
      ],
    ],
  ])('%s is no object', (_name, pairs) => expect(findInPairs(...pairs)).toEqual([]));
});

describe('forms of text', () => {
  test.each([
    [`error for pod "b_a(${UID})": x`, [{ kind: 'Pod', namespace: 'a', name: 'b', uid: UID }]],
    [`/var/log/pods/a_b_${UID}/main/0.log`, [{ kind: 'Pod', namespace: 'a', name: 'b', uid: UID }]],
    [`/kubepods.slice/kubepods-pod${UID.replaceAll('-', '_')}.slice`, [{ kind: 'Pod', uid: UID }]],
    [`kubepods-burstable-pod${UID.replaceAll('-', '_')}.slice`, [{ kind: 'Pod', uid: UID }]],
    [
      `UnmountVolume started for volume "v" (UniqueName: "kubernetes.io/projected/${UID}-v") pod "${UID}" (UID: "${UID}")`,
      [{ kind: 'Pod', uid: UID }],
    ],
    [
      `RunPodSandbox for &PodSandboxMetadata{Name:b,Uid:${UID},Namespace:a,Attempt:0,}`,
      [{ kind: 'Pod', namespace: 'a', name: 'b', uid: UID }],
    ],
    ['configmap "a"/"b" not found', [{ kind: 'ConfigMap', namespace: 'a', name: 'b' }]],
    ['deployments.apps "web" not found', []],
    [
      'Trace[1]: "Update" audit-id:x,url:/api/v1/namespaces/a/pods/b/status,verb:PUT (total time: 5ms):',
      [{ kind: 'Pod', namespace: 'a', name: 'b' }],
    ],
    [
      'Updating status for : a/b, replicas 1->0 (need 0), sequence No: 6->6',
      [{ kind: 'ReplicaSet', namespace: 'a', name: 'b' }],
    ],
    ["node 'n' cannot get unknown pod a/b", [{ kind: 'Pod', namespace: 'a', name: 'b' }]],
    [
      "node 'n' cannot get unknown pvc a/b",
      [{ kind: 'PersistentVolumeClaim', namespace: 'a', name: 'b' }],
    ],
    ["node 'n' cannot get unknown constructor a/b", []],
    [
      'deletion of namespace a failed: unexpected items still remain in namespace: a for gvr: /v1, Resource=pods',
      [{ kind: 'Namespace', name: 'a' }],
    ],
    [
      'kubernetes.io/csi: attacher.GetDeviceMountPath for volume(pv-1)',
      [{ kind: 'PersistentVolume', name: 'pv-1' }],
    ],
    ['container "main" of image "shop/web:1"', []],
    ['vm is web and shop/web too', []],
  ])('%s', (text, expected) => expect(findInText(text)).toEqual(expected));
});

test('is bounded', () => {
  const many = `[${Array.from({ length: 500 }, (_, i) => `"ns/pod-${i}"`).join(',')}]`;
  expect(findInPairs(['pods', many])).toHaveLength(32);
  expect(findObjects({ message: 'm', pairs: [['pods', many]] }, { limit: 5 })).toHaveLength(5);
});

test('survives anything, and names only what may be a name', () => {
  const key = fc.constantFrom(
    'pod',
    'pods',
    'key',
    'err',
    'labels',
    'detail',
    'item',
    'podUID',
    'kind',
    'namespace',
    'reflector',
    'URL',
    'volumeName',
    'constructor',
    '__proto__'
  );
  const unit = fc.constantFrom(
    '"',
    '{',
    '[',
    ']',
    '}',
    '/',
    '_',
    '(',
    ')',
    UID,
    'pod ',
    'a',
    '{"name":"',
    ',',
    ':',
    ' ',
    'uid: ',
    '[v1/Pod, namespace: a, name: b, uid: ',
    'PodSandboxMetadata{Name:'
  );
  fc.assert(
    fc.property(
      fc.array(fc.tuple(key, fc.string({ unit, maxLength: 15 })), { maxLength: 5 }),
      fc.string({ unit, maxLength: 15 }),
      (pairs, message) => {
        for (const { name, namespace, uid } of findObjects({
          message,
          pairs,
          caller: 'a.go:1',
        })) {
          expect(name ?? uid).toBeDefined();
          for (const part of [name, namespace])
            if (part !== undefined)
              expect(part).toMatch(/^[A-Za-z0-9]([-A-Za-z0-9.:]*[A-Za-z0-9])?$/);
        }
      }
    ),
    { numRuns: 1000 }
  );
});
