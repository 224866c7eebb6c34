/** Containers that run and aren't well, as their probes tell. */
import { MadeUpCluster } from './cluster';
import { expectDiagnosis } from './expect_diagnosis';
import { MadeUpPod } from './pod';

const alone = (spec = {}): { cluster: MadeUpCluster; pod: MadeUpPod } => {
  const cluster = new MadeUpCluster();
  return { cluster, pod: new MadeUpPod(cluster, 'ferry', { spec }) };
};

describe('probes', () => {
  const unhealthy = (pod: MadeUpPod, type: string, output: string, count = 1): MadeUpPod =>
    pod
      .kubeletLine(
        `prober.go:120] "Probe failed" probeType="${type}" pod="${pod.key}" podUID="${pod.uid}" containerName="app" probeResult="failure" output=${JSON.stringify(output)}`
      )
      .kubeletEvent('Warning', 'Unhealthy', `${type} probe failed: ${output}`, 'app', count);

  it('a startup probe that fails', () => {
    const { cluster, pod } = alone();
    pod.upToContainers().pulled().startedContainer().running(false);
    for (let i = 0; i < 3; i++) {
      unhealthy(pod, 'Startup', 'HTTP probe failed with statuscode: 503', i + 1);
      cluster.wait(3);
    }
    pod.kubeletEvent(
      'Normal',
      'Killing',
      'Container app failed startup probe, will be restarted',
      'app'
    );
    pod.exited(137, { restarts: 0 }).running(false, 1);
    for (let i = 0; i < 3; i++) {
      unhealthy(pod, 'Startup', 'HTTP probe failed with statuscode: 503', i + 4);
      cluster.wait(3);
    }
    expectDiagnosis(cluster, { outcome: 'stuck', stage: 'started|ready', cause: /startup probe/i });
  });

  it('a liveness probe that keeps failing', () => {
    const { cluster, pod } = alone();
    pod.upToContainers().pulled().startedContainer().running(true);
    for (let i = 0; i < 3; i++) {
      cluster.wait(9);
      unhealthy(
        pod,
        'Liveness',
        'Get "http://10.85.0.9:80/live": context deadline exceeded',
        i + 1
      );
      pod.kubeletEvent(
        'Normal',
        'Killing',
        'Container app failed liveness probe, will be restarted',
        'app'
      );
      pod.exited(137, { restarts: i }).running(true, i + 1);
    }
    expectDiagnosis(cluster, {
      outcome: 'stuck',
      stage: 'started|ready',
      cause: /liveness probe/i,
    });
  });

  it('a liveness probe that fails once', () => {
    const { cluster, pod } = alone();
    pod.upToContainers().pulled().startedContainer().running(true);
    cluster.wait(9);
    unhealthy(pod, 'Liveness', 'Get "http://10.85.0.9:80/live": context deadline exceeded');
    expectDiagnosis(cluster, { outcome: 'succeeded', stage: 'ready' });
  });

  it('a readiness probe that fails until the container is up', () => {
    const { cluster, pod } = alone();
    pod.upToContainers().pulled().startedContainer().running(false);
    unhealthy(pod, 'Readiness', 'dial tcp 10.85.0.9:80: connect: connection refused');
    cluster.wait(5);
    pod.running(true);
    expectDiagnosis(cluster, { outcome: 'succeeded', stage: 'ready' });
  });

  it('a readiness probe that keeps failing', () => {
    const { cluster, pod } = alone();
    pod.upToContainers().pulled().startedContainer().running(false);
    for (let i = 0; i < 4; i++) {
      unhealthy(pod, 'Readiness', 'command timed out', i + 1);
      cluster.wait(5);
    }
    expectDiagnosis(cluster, {
      outcome: 'stuck',
      stage: 'ready',
      cause: /readiness probe failed: command timed out/i,
    });
  });
});
