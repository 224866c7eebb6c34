/** Which requests are one command's. */
import type { AuditParts } from '../testing/cluster';
import {
  deployment,
  expectExact,
  MadeUpPod,
  MadeUpWorkload,
  StockCluster,
} from '../testing/object_cluster';

const HELM = 'Helm/3.18.4';
const ARGO = 'argocd-application-controller/v0.0.0 (linux/amd64) kubernetes/$Format';
const PYTHON = 'OpenAPI-Generator/33.1.0/python';
const config = (name: string, more: Partial<AuditParts> = {}): AuditParts => ({
  verb: 'create',
  resource: 'configmaps',
  name,
  response: { kind: 'ConfigMap', metadata: { name, namespace: 'crew', uid: `u-${name}` } },
  ...more,
});
const sizes = (cluster: StockCluster, cause: string): number =>
  cluster.trace(cause).attribution.own.length;

describe('kubectl', () => {
  it('applies many files in one command, over several seconds', () => {
    const cluster = new StockCluster();
    cluster.by('apply', () => {
      for (let i = 0; i < 6; i++) {
        cluster.audit({ verb: 'get', resource: 'configmaps', name: `c-${i}`, code: 404 });
        cluster.audit(config(`c-${i}`));
        cluster.wait(1.5);
      }
      const { replicaSet } = deployment(cluster, 'web');
      replicaSet.pod('bcdfg').ready();
    });
    expectExact(cluster.trace('apply'));
    expectExact(cluster.trace('apply', { nth: 5 }));
    expect(sizes(cluster, 'apply')).toBe(13);
  });

  it('waits for what it deletes, and asks again and again', () => {
    const cluster = new StockCluster();
    const pod = cluster.by('', () => new MadeUpPod(cluster, 'tool').ready());
    cluster.wait(60);
    cluster.by('delete', () => {
      pod.deletedBy('mira', 30);
      cluster.audit({
        verb: 'list',
        resource: 'pods',
        query: 'fieldSelector=metadata.name%3Dtool',
      });
      cluster.wait(30);
      pod.gone();
    });
    expectExact(cluster.trace('delete'));
  });

  it('drains a node: each Pod is asked for until it may go', () => {
    const cluster = new StockCluster();
    const { set, pods } = cluster.by('', () => {
      const { replicaSet } = deployment(cluster, 'web', 2);
      return {
        set: replicaSet,
        pods: ['bcdfg', 'hjklm'].map((suffix) => replicaSet.pod(suffix).ready()),
      };
    });
    cluster.wait(60);
    cluster.by('drain', () => {
      cluster.audit({
        verb: 'patch',
        resource: 'nodes',
        name: 'w-1',
        namespace: null,
        response: {
          kind: 'Node',
          metadata: { name: 'w-1', uid: 'n-1' },
          spec: { unschedulable: true },
        },
      });
      const evict = (name: string, code: number) =>
        cluster.audit({
          verb: 'create',
          resource: 'pods',
          subresource: 'eviction',
          name,
          code,
          request: { kind: 'Eviction', metadata: { name } },
          response: { kind: 'Status', status: 'Success' },
        });
      evict(pods[0]!.name, 201);
      evict(pods[1]!.name, 429);
      set.pod('nprst', { node: 'w-2' }).ready();
      pods[0]!.gone();
      cluster.wait(4);
      evict(pods[1]!.name, 201);
      set.pod('vwxzb', { node: 'w-2' }).ready();
      pods[1]!.gone();
    });
    expectExact(cluster.trace('drain'));
    expectExact(cluster.trace('drain', { nth: 2 }));
  });

  it('twice within 200 ms by one user are two commands', () => {
    const cluster = new StockCluster();
    cluster.by('one', () => new MadeUpPod(cluster, 'one').ready());
    cluster.now = 0.2;
    cluster.by('two', () => new MadeUpPod(cluster, 'two').ready());
    expectExact(cluster.trace('one'));
    expectExact(cluster.trace('two'));
  });

  it('as well where no line of kube-apiserver tells the connections', () => {
    const cluster = new StockCluster({ without: ['kube-apiserver'] });
    cluster.by('one', () => cluster.audit(config('one')));
    cluster.wait(2);
    cluster.by('two', () => cluster.audit(config('two')).audit(config('three')));
    expectExact(cluster.trace('one'));
    expectExact(cluster.trace('two'));
  });

  it('on behalf of two users over one connection of a proxy are two', () => {
    const cluster = new StockCluster();
    cluster.by('one', () => cluster.audit(config('one', { user: 'gate', as: 'nils' })), {
      user: 'gate',
      port: 7,
    });
    cluster.by('two', () => cluster.audit(config('two', { user: 'gate', as: 'olga' })), {
      user: 'gate',
      port: 7,
    });
    cluster.by('three', () => cluster.audit(config('three')), { user: 'pia', port: 7 });
    for (const cause of ['one', 'two', 'three']) expectExact(cluster.trace(cause));
  });
});

describe('clients that live long', () => {
  it('Helm is a command: all it installs is one', () => {
    const cluster = new StockCluster();
    cluster.by(
      'install',
      () => {
        cluster.audit({ ...config('x'), resource: 'secrets', name: 'sh.helm.release.v1.web.v1' });
        cluster.wait(0.4);
        cluster.audit(config('web'));
        new MadeUpWorkload(cluster, 'Deployment', 'web', { replicas: 1 })
          .created()
          .child('ReplicaSet', 'web-6f7d8', { replicas: 1 })
          .pod('bcdfg')
          .ready();
        cluster.audit({
          ...config('x'),
          verb: 'update',
          resource: 'secrets',
          name: 'sh.helm.release.v1.web.v1',
        });
      },
      { userAgent: HELM }
    );
    cluster.wait(30);
    cluster.by('other', () => cluster.audit(config('other')), { userAgent: HELM });
    expectExact(cluster.trace('install'));
    expectExact(cluster.trace('other'));
  });

  it.each([
    ['an operator', 'system:serviceaccount:argocd:application-controller', ARGO],
    [
      'a controller',
      'system:serviceaccount:kube-system:deployment-controller',
      'kube-controller-manager/v1.34.2 (linux/amd64) kubernetes/$Format/system:serviceaccount:kube-system:deployment-controller',
    ],
  ])(
    '%s works for many over one connection: each object is a matter of its own',
    (_name, user, userAgent) => {
      const cluster = new StockCluster();
      for (const name of ['east', 'west', 'north'])
        cluster.by(name, () => cluster.audit(config(name, { user })), { user, userAgent, port: 9 });
      for (const name of ['east', 'west', 'north']) expectExact(cluster.trace(name));
    }
  );

  it("a person's or pipeline's program makes several objects at once", () => {
    const cluster = new StockCluster();
    cluster.by('deploy', () => cluster.audit(config('web')).audit(config('web-env')), {
      user: 'ci',
      userAgent: PYTHON,
      port: 9,
    });
    cluster.wait(5);
    cluster.by('later', () => cluster.audit(config('other')), {
      user: 'ci',
      userAgent: PYTHON,
      port: 9,
    });
    expectExact(cluster.trace('deploy'));
    expectExact(cluster.trace('later'));
  });
});

it('a service account that runs kubectl makes commands as anybody does', () => {
  const cluster = new StockCluster();
  const user = 'system:serviceaccount:ci:deployer';
  cluster.by(
    'apply',
    () => {
      cluster.audit(config('one', { user }));
      cluster.wait(2);
      cluster.audit(config('two', { user }));
    },
    { user, userAgent: 'kubectl/v1.34.2 (linux/amd64) kubernetes/$Format' }
  );
  expectExact(cluster.trace('apply'));
});

it('an audit ID that a client gave to two requests: both are traced', () => {
  const cluster = new StockCluster();
  cluster.by('both', () => {
    cluster.audit(config('one', { auditID: 'mine' }));
    cluster.wait(20);
    cluster.audit(config('two', { auditID: 'mine' }));
    cluster.audit({ verb: 'get', resource: 'configmaps', name: 'two', user: 'system:node:w-1' });
  });
  expectExact(cluster.trace('both'));
});
