/** Pods whose containers can't be made, don't start, end, or aren't well. */
import { MadeUpCluster } from './cluster';
import { expectDiagnosis } from './expect_diagnosis';
import { MadeUpPod } from './pod';
import { deployment } from './workload';

const OCI =
  'failed to create containerd task: failed to create shim task: OCI runtime create failed: runc create failed: unable to start container process: ';

const alone = (spec = {}): { cluster: MadeUpCluster; pod: MadeUpPod } => {
  const cluster = new MadeUpCluster();
  return { cluster, pod: new MadeUpPod(cluster, 'ferry', { spec }) };
};

describe("a container that can't be started", () => {
  it.each([
    [
      'no such command',
      'exec: "servr": executable file not found in $PATH: unknown',
      /executable file not found/,
    ],
    [
      'a command that may not be executed',
      'exec: "/opt/run.sh": permission denied: unknown',
      /permission denied/,
    ],
    [
      "a working directory that can't be made",
      'error mounting "/srv" to rootfs: not a directory: unknown',
      /not a directory/,
    ],
  ])('%s', (_name, error, cause) => {
    const { cluster, pod } = alone();
    pod.upToContainers().pulled();
    pod.kubeletEvent('Normal', 'Created', 'Created container: app', 'app');
    pod.kubeletLine(
      `log.go:32] "StartContainer from runtime service failed" err=${JSON.stringify(`rpc error: code = Unknown desc = ${OCI}${error}`)} containerID="ab"`,
      'E'
    );
    cluster.containerd(pod.node, 'error', 'StartContainer for "abababab" failed', OCI + error);
    pod.containerError('RunContainerError', OCI + error);
    cluster.wait(1);
    pod.exited(128, { reason: 'StartError', message: OCI + error, phase: 'Pending' });
    cluster.wait(12);
    pod.backOff(128, 1);
    expectDiagnosis(cluster, { outcome: 'stuck', stage: 'started', cause });
  });

  it.each([
    [
      'root where runAsNonRoot forbids it',
      'CreateContainerConfigError',
      'container has runAsNonRoot and image will run as root (pod: "ferry_crew(uid)", container: app)',
      /runAsNonRoot/,
    ],
    [
      'a key that the Secret lacks',
      'CreateContainerConfigError',
      "couldn't find key PASSWORD in Secret crew/harbour",
      /find key PASSWORD/,
    ],
    [
      "a Secret that isn't there",
      'CreateContainerConfigError',
      'secret "harbour" not found',
      /secret "harbour" not found/,
    ],
    [
      "a subPath that isn't there",
      'CreateContainerConfigError',
      'failed to prepare subPath for volumeMount "data" of container "app"',
      /failed to prepare subPath/,
    ],
    [
      'no command',
      'CreateContainerError',
      'failed to generate container "ab12" spec: failed to generate spec: no command specified',
      /no command specified/,
    ],
  ])('%s', (_name, reason, error, cause) => {
    const { cluster, pod } = alone();
    pod.upToContainers().pulled().containerError(reason, error).waiting(reason, error);
    cluster.wait(11);
    pod.pulled().containerError(reason, error);
    expectDiagnosis(cluster, { outcome: 'stuck', stage: 'started', cause });
  });

  it("in a Deployment: a ConfigMap that isn't there", () => {
    const cluster = new MadeUpCluster();
    const { deployment: dep, replicaSet } = deployment(cluster, 'ferry', 2);
    for (const suffix of ['aaaaa', 'bbbbb']) {
      replicaSet
        .pod(suffix)
        .upToContainers()
        .pulled()
        .containerError('CreateContainerConfigError', 'configmap "tides" not found')
        .waiting('CreateContainerConfigError', 'configmap "tides" not found');
    }
    replicaSet.counts(2, 0);
    dep.counts(2, 0);
    expectDiagnosis(cluster, {
      outcome: 'stuck',
      stage: 'started',
      cause: /configmap "tides" not found/,
    });
  });

  it('its postStart hook fails', () => {
    const { cluster, pod } = alone();
    pod.upToContainers().pulled().startedContainer();
    pod.kubeletLine(
      `handlers.go:78] "Exec lifecycle hook for Container in Pod failed" err="command '/bin/warm' exited with 1: " execCommand=["/bin/warm"] containerName="app" pod="${pod.key}" message=""`,
      'E'
    );
    pod.kubeletEvent('Warning', 'FailedPostStartHook', 'PostStartHook failed', 'app');
    pod.kubeletEvent('Normal', 'Killing', 'FailedPostStartHook', 'app');
    pod.syncError(
      'failed to "StartContainer" for "app" with PostStartHookError: "PostStartHook failed"'
    );
    pod.exited(137, { restarts: 0 });
    cluster.wait(10);
    pod.backOff(137, 1);
    expectDiagnosis(cluster, {
      outcome: 'stuck',
      stage: 'started|ready',
      cause: /PostStartHook|lifecycle hook/,
    });
  });
});

describe('a container that ends', () => {
  const looping = (code: number, log?: string): MadeUpCluster => {
    const { cluster, pod } = alone();
    pod.upToContainers().pulled().startedContainer();
    if (log) cluster.containerLog(pod, log);
    pod.exited(code);
    cluster.wait(2);
    pod.pulled().startedContainer().exited(code, { restarts: 1 });
    if (log) cluster.containerLog(pod, log, 'app', 1);
    pod.backOff(code, 1);
    cluster.wait(12);
    pod.backOff(code, 2);
    return cluster;
  };

  it('with an error again and again', () =>
    expectDiagnosis(looping(3), {
      outcome: 'stuck',
      stage: 'started|ready',
      cause: /exit code 3/,
    }));
  it('without an error again and again', () =>
    expectDiagnosis(looping(0), {
      outcome: 'stuck',
      stage: 'started|ready',
      cause: /exit code 0|back-off/,
    }));
  it('and says why', () =>
    expectDiagnosis(looping(1, 'panic: tide table is empty'), {
      outcome: 'stuck',
      stage: 'started|ready',
      cause: /tide table is empty/,
    }));

  it('out of memory', () => {
    const { cluster, pod } = alone();
    pod.upToContainers().pulled().startedContainer().exited(137, { reason: 'OOMKilled' });
    cluster.wait(2);
    pod.pulled().startedContainer().exited(137, { reason: 'OOMKilled', restarts: 1 });
    pod.backOff(137, 1);
    expectDiagnosis(cluster, { outcome: 'stuck', stage: 'started|ready', cause: /OOM ?Killed/i });
  });

  it('once, and runs well from then on', () => {
    const { cluster, pod } = alone();
    pod.upToContainers().pulled().startedContainer().exited(1);
    cluster.wait(2);
    pod.pulled().startedContainer().running(true, 1);
    expectDiagnosis(cluster, { outcome: 'succeeded', stage: 'ready' });
  });

  it('for good where it is not to be started again: the Pod has failed', () => {
    const { cluster, pod } = alone({ restartPolicy: 'Never' });
    pod.upToContainers().pulled().startedContainer().running();
    cluster.wait(2);
    pod.exited(4, { phase: 'Failed' });
    expectDiagnosis(cluster, {
      outcome: 'failed',
      stage: 'started|completed|ready',
      cause: /exit code 4/,
    });
  });

  it('well where it is not to be started again: the Pod has completed', () => {
    const { cluster, pod } = alone({ restartPolicy: 'Never' });
    pod.upToContainers().pulled().startedContainer().running();
    cluster.wait(2);
    pod.exited(0, { phase: 'Succeeded' });
    expectDiagnosis(cluster, { outcome: 'succeeded', stage: 'completed' });
  });
});

describe('init containers', () => {
  const INIT = { initContainers: [{ name: 'moor' }] };
  const init = (pod: MadeUpPod, state: object, restartCount = 0): MadeUpPod =>
    pod.patch(
      'Pending',
      [
        { type: 'PodReadyToStartContainers', status: 'True' },
        {
          type: 'Initialized',
          status: 'False',
          reason: 'ContainersNotInitialized',
          message: 'containers with incomplete status: [moor]',
        },
      ],
      {
        initContainerStatuses: [
          {
            name: 'moor',
            state,
            lastState: {},
            restartCount,
            ready: false,
            imageID: 'sha256:1',
            started: false,
          },
        ],
      }
    );

  it('one that crashes', () => {
    const { cluster, pod } = alone(INIT);
    pod.upToContainers();
    for (const restarts of [0, 1])
      init(
        pod,
        {
          terminated: {
            exitCode: 2,
            reason: 'Error',
            startedAt: cluster.time(),
            containerID: 'containerd://ab',
          },
        },
        restarts
      );
    pod.syncError(
      'failed to "StartContainer" for "moor" with CrashLoopBackOff: "back-off 10s restarting failed container=moor pod=ferry_crew(uid)"'
    );
    init(
      pod,
      {
        waiting: {
          reason: 'CrashLoopBackOff',
          message: 'back-off 10s restarting failed container=moor pod=ferry_crew(uid)',
        },
      },
      2
    );
    expectDiagnosis(cluster, { outcome: 'stuck', stage: 'started', cause: /exit code 2/ });
  });

  it('one that waits and says for what', () => {
    const { cluster, pod } = alone(INIT);
    pod.upToContainers();
    init(pod, { running: { startedAt: cluster.time() } });
    for (let i = 0; i < 5; i++) cluster.wait(5).containerLog(pod, 'waiting for quay:5432', 'moor');
    expectDiagnosis(cluster, { outcome: 'stuck', stage: 'started', cause: /waiting for quay/ });
  });

  it('one that hangs and says nothing: nobody knows for how long', () => {
    const { cluster, pod } = alone(INIT);
    pod.upToContainers();
    init(pod, { running: { startedAt: cluster.time() } });
    const { outcome, verdict, stages } = cluster.diagnose();
    expect({
      outcome,
      verdict,
      started: stages.find(({ name }) => name === 'started')?.status,
    }).toEqual({ outcome: 'running', verdict: null, started: 'waiting' });
  });
});
