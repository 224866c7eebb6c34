/** What happens to a request's objects later, and not because of it. */
import { CONTROLLER, kubeletOf, type Json } from '../testing/cluster';
import {
  deployment,
  expectExact,
  MadeUpPod,
  MadeUpWorkload,
  StockCluster,
} from '../testing/object_cluster';

function made(cluster: StockCluster, suffixes = ['bcdfg']) {
  return cluster.by('make', () => {
    const { replicaSet, deployment: top } = deployment(cluster, 'web', suffixes.length);
    const pods = suffixes.map((suffix) => replicaSet.pod(suffix).ready());
    replicaSet.counts(suffixes.length, suffixes.length);
    top.counts(suffixes.length, suffixes.length);
    return { top, replicaSet, pods };
  });
}

describe('later', () => {
  it('an autoscaler scales it', () => {
    const cluster = new StockCluster();
    const { top, replicaSet } = made(cluster);
    cluster.wait(120);
    cluster.by('', () => {
      top.patched(
        { replicas: 2 },
        { user: CONTROLLER('horizontal-pod-autoscaler'), subresource: 'scale' }
      );
      replicaSet.updated({ replicas: 2 });
      replicaSet.pod('hjklm').ready();
      replicaSet.counts(2, 2);
      top.counts(2, 2);
    });
    expectExact(cluster.trace('make'));
  });

  it('its kubelet evicts a Pod under pressure, and another takes its place', () => {
    const cluster = new StockCluster();
    const { top, replicaSet, pods } = made(cluster);
    cluster.wait(1_200);
    cluster.by('', () => {
      pods[0]!.kubeletLine(
        `eviction_manager.go:412] "Eviction manager: pod is evicted successfully" pod="crew/${pods[0]!.name}"`
      );
      pods[0]!
        .kubeletEvent('Warning', 'Evicted', 'The node was low on resource: memory.')
        .patch('Failed', [{ type: 'Ready', status: 'False' }], { reason: 'Evicted' });
      replicaSet.counts(0, 0);
      replicaSet.pod('hjklm').ready();
      replicaSet.counts(1, 1);
      top.counts(1, 1);
    });
    expectExact(cluster.trace('make'));
  });

  it('its node is lost', () => {
    const cluster = new StockCluster();
    const { top, replicaSet, pods } = made(cluster, ['bcdfg', 'hjklm']);
    cluster.wait(300);
    cluster.by('', () => {
      cluster.audit({
        user: CONTROLLER('node-controller'),
        verb: 'patch',
        resource: 'nodes',
        subresource: 'status',
        name: 'w-1',
        namespace: null,
      });
      for (const pod of pods)
        cluster.audit({
          user: CONTROLLER('node-controller'),
          verb: 'patch',
          resource: 'pods',
          subresource: 'status',
          name: pod.name,
          response: {
            ...pod.body(),
            status: { ...pod.status, conditions: [{ type: 'Ready', status: 'False' }] },
          },
        });
      top.counts(2, 0);
      cluster.wait(40);
      for (const pod of pods)
        cluster.audit({
          user: CONTROLLER('taint-eviction-controller'),
          verb: 'delete',
          resource: 'pods',
          name: pod.name,
          response: pod
            .marked({ deletionTimestamp: cluster.time(), deletionGracePeriodSeconds: 30 })
            .body(),
        });
      replicaSet.pod('nprst', { node: 'w-2' }).ready();
    });
    expectExact(cluster.trace('make'));
  });

  it('a container of it crashes after hours', () => {
    const cluster = new StockCluster();
    const { pods } = made(cluster);
    cluster.wait(3 * 3_600);
    cluster.by('', () => pods[0]!.exited(137, { restarts: 1 }).startedContainer().running(true, 1));
    expectExact(cluster.trace('make'));
  });

  it('a finished Job is cleaned up when its time is over', () => {
    const cluster = new StockCluster();
    const { job, pod } = cluster.by('make', () => {
      const one = new MadeUpWorkload(cluster, 'Job', 'load', {
        ttlSecondsAfterFinished: 60,
      }).created();
      const run = one
        .pod('bcdfg', { spec: { restartPolicy: 'Never' } })
        .upToContainers()
        .pulled()
        .startedContainer();
      cluster.wait(5);
      run.exited(0, { phase: 'Succeeded' });
      one
        .event('Completed', 'Job completed')
        .observed({ succeeded: 1, conditions: [{ type: 'Complete', status: 'True' }] });
      return { job: one, pod: run };
    });
    cluster.wait(60);
    cluster.by('', () => {
      job.deleted(CONTROLLER('ttl-after-finished-controller'));
      pod.deletedBy(CONTROLLER('generic-garbage-collector'), 0).gone();
    });
    expectExact(cluster.trace('make'));
  });

  it("a CronJob runs again: the first run is the request's, a Job made by hand its own", () => {
    const cluster = new StockCluster();
    const cron = new MadeUpWorkload(cluster, 'CronJob', 'tick', { schedule: '* * * * *' });
    const run = (name: string, user?: string) => {
      const job = new MadeUpWorkload(cluster, 'Job', name, {}, cron).created(user);
      const pod = job
        .pod('bcdfg', { spec: { restartPolicy: 'Never' } })
        .upToContainers()
        .pulled()
        .startedContainer();
      cluster.wait(2);
      pod.exited(0, { phase: 'Succeeded' });
      job
        .event('Completed', 'Job completed')
        .observed({ succeeded: 1, conditions: [{ type: 'Complete', status: 'True' }] });
    };
    cluster.by('make', () => {
      cron.created();
      cluster.wait(40);
      run('tick-29100001');
    });
    cluster.wait(50);
    cluster.by('', () => run('tick-29100002'));
    cluster.wait(20);
    cluster.by('by hand', () => run('tick-now', 'nils'), { user: 'nils' });
    expectExact(cluster.trace('make'));
    expectExact(cluster.trace('by hand'));
  });

  it('a controller restarts and goes over everything', () => {
    const cluster = new StockCluster();
    const { pods } = made(cluster);
    cluster.wait(300);
    cluster.by('', () => {
      for (let i = 0; i < 3; i++) {
        cluster.line(
          'kube-controller-manager',
          'deployment_controller.go:173] "Adding deployment" logger="deployment-controller" deployment="crew/web"'
        );
        cluster.line(
          'kube-scheduler',
          `eventhandlers.go:206] "Add event for scheduled pod" pod="${pods[0]!.key}"`
        );
        cluster.audit({
          user: kubeletOf('w-1'),
          verb: 'get',
          resource: 'pods',
          name: pods[0]!.name,
        });
        cluster.wait(20);
      }
    });
    expectExact(cluster.trace('make'));
  });
});

describe('a Pod that never gets ready', () => {
  it("is the request's for as long as it fails, however long", () => {
    const cluster = new StockCluster();
    cluster.by('make', () => {
      const { replicaSet, deployment: top } = deployment(cluster, 'web', 1);
      const pod = replicaSet.pod('bcdfg').upToContainers();
      for (let i = 0; i < 5; i++) {
        pod
          .kubeletEvent('Warning', 'Failed', 'Failed to pull image "x": not found', 'app', i + 1)
          .waiting('ErrImagePull', 'not found');
        cluster.wait(120);
      }
      top.counts(1, 0);
    });
    cluster.by('', () => new MadeUpPod(cluster, 'other').ready());
    expectExact(cluster.trace('make'));
  });
});

describe('what stands around a Pod', () => {
  const slice = (cluster: StockCluster, verb: string): void => {
    const body: Json = {
      kind: 'EndpointSlice',
      metadata: {
        name: 'web-x2x2x',
        namespace: 'crew',
        uid: 'es-1',
        ownerReferences: [{ kind: 'Service', name: 'web', uid: 's-1', controller: true }],
      },
    };
    cluster.audit({
      user: CONTROLLER('endpointslice-controller'),
      verb,
      resource: 'endpointslices',
      group: 'discovery.k8s.io',
      name: 'web-x2x2x',
      request: body,
      response: body,
    });
  };

  it('EndpointSlices that count it follow it, and are not taken along by later changes', () => {
    const cluster = new StockCluster();
    cluster.by('service', () => {
      cluster.audit({
        verb: 'create',
        resource: 'services',
        name: 'web',
        response: { kind: 'Service', metadata: { name: 'web', namespace: 'crew', uid: 's-1' } },
      });
      slice(cluster, 'create');
    });
    cluster.wait(60);
    const { pods, replicaSet } = made(cluster);
    cluster.by('make', () => slice(cluster, 'update'));
    cluster.wait(60);
    cluster.by(
      'delete',
      () => {
        pods[0]!.deletedBy('nils', 2);
        slice(cluster, 'update');
        replicaSet.pod('hjklm').ready();
        slice(cluster, 'update');
        pods[0]!.gone();
      },
      { user: 'nils' }
    );
    for (const cause of ['service', 'make', 'delete']) expectExact(cluster.trace(cause));
    expect(cluster.trace('make').links).toMatchObject({
      'EndpointSlice crew/web-x2x2x': 'counts',
      'Service crew/web': 'counts',
    });
  });

  it('ConfigMaps that several Pods name are looked up for each', () => {
    const cluster = new StockCluster();
    const volumes = { volumes: [{ name: 'c', configMap: { name: 'settings' } }] };
    const look = (node: string) =>
      cluster.audit({
        user: kubeletOf(node),
        verb: 'get',
        resource: 'configmaps',
        name: 'settings',
      });
    cluster.by('config', () =>
      cluster.audit({
        verb: 'create',
        resource: 'configmaps',
        name: 'settings',
        response: {
          kind: 'ConfigMap',
          metadata: { name: 'settings', namespace: 'crew', uid: 'cm-1' },
        },
      })
    );
    cluster.wait(30);
    for (const node of ['w-1', 'w-2']) {
      cluster.by(node, () => {
        const pod = new MadeUpPod(cluster, `pod-on-${node}`, { node, spec: volumes })
          .created()
          .scheduled()
          .admitted();
        look(node);
        pod.mounted().sandbox().pulled().startedContainer().running();
      });
    }
    for (const cause of ['config', 'w-1', 'w-2']) expectExact(cluster.trace(cause));
  });
});
