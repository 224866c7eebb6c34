/** Pods whose image, sandbox or network can't be had. */
import { MadeUpCluster } from './cluster';
import { expectDiagnosis } from './expect_diagnosis';
import { MadeUpPod } from './pod';

const IMAGE = 'hub.test/crew/app:3';

/** The kubelet's and containerd's words for a failed pull, and the back-off that follows. */
function pullFails(pod: MadeUpPod, error: string): void {
  const { cluster } = pod;
  const wrapped = `failed to pull and unpack image "${IMAGE}": ${error}`;
  pod.kubeletEvent('Normal', 'Pulling', `Pulling image "${IMAGE}"`, 'app');
  cluster.containerd(pod.node, 'info', `PullImage "${IMAGE}"`);
  cluster
    .wait(1)
    .containerd(
      pod.node,
      'error',
      `PullImage "${IMAGE}" failed`,
      `rpc error: code = Unknown desc = ${wrapped}`
    );
  pod.kubeletLine(
    `log.go:32] "PullImage from image service failed" err=${JSON.stringify(`rpc error: code = Unknown desc = ${wrapped}`)} image="${IMAGE}"`,
    'E'
  );
  pod.kubeletEvent(
    'Warning',
    'Failed',
    `Failed to pull image "${IMAGE}": rpc error: code = Unknown desc = ${wrapped}`,
    'app'
  );
  pod.kubeletEvent('Warning', 'Failed', 'Error: ErrImagePull', 'app');
  pod.syncError(
    `failed to "StartContainer" for "app" with ErrImagePull: ${JSON.stringify(`rpc error: code = Unknown desc = ${wrapped}`)}`
  );
  pod.waiting('ErrImagePull', `rpc error: code = Unknown desc = ${wrapped}`);
  cluster.wait(10);
  pod.kubeletEvent('Normal', 'BackOff', `Back-off pulling image "${IMAGE}"`, 'app');
  pod.kubeletEvent('Warning', 'Failed', 'Error: ImagePullBackOff', 'app');
  pod.waiting(
    'ImagePullBackOff',
    `Back-off pulling image "${IMAGE}": ErrImagePull: rpc error: code = Unknown desc = ${wrapped}`
  );
}

describe('an image', () => {
  const HEAD = `failed to resolve reference "${IMAGE}": failed to do request: Head "https://hub.test/v2/crew/app/manifests/3": `;
  it.each([
    [
      "that isn't there",
      `failed to resolve reference "${IMAGE}": ${IMAGE}: not found`,
      /not found/,
    ],
    [
      'whose registry has no name',
      `${HEAD}dial tcp: lookup hub.test on 10.0.0.2:53: no such host`,
      /no such host/,
    ],
    ["whose registry doesn't answer", `${HEAD}dial tcp 10.0.9.9:443: i/o timeout`, /i\/o timeout/],
    [
      'whose registry refuses connections',
      `${HEAD}dial tcp 10.0.9.9:443: connect: connection refused`,
      /connection refused/,
    ],
    [
      'with the wrong pull secret',
      `failed to resolve reference "${IMAGE}": unexpected status from HEAD request to https://hub.test/v2/crew/app/manifests/3: 401 Unauthorized`,
      /401|unauthorized/i,
    ],
    [
      'that may not be pulled',
      `failed to resolve reference "${IMAGE}": pull access denied, repository does not exist or may require authorization: authorization failed: no basic auth credentials`,
      /authoriz/i,
    ],
  ])('%s', (_name, error, cause) => {
    const cluster = new MadeUpCluster();
    pullFails(new MadeUpPod(cluster, 'ferry').upToContainers(), error);
    expectDiagnosis(cluster, { outcome: 'stuck', stage: 'pulled', cause });
  });

  it("whose pull secret isn't there", () => {
    const cluster = new MadeUpCluster();
    const pod = new MadeUpPod(cluster, 'ferry').upToContainers();
    pod.kubeletLine(
      `kubelet_pods.go:1082] "Unable to retrieve pull secret, the image pull may not succeed." pod="${pod.key}" secret="crew/hub-login" err="secret \\"hub-login\\" not found"`,
      'W'
    );
    pod.kubeletEvent(
      'Warning',
      'FailedToRetrieveImagePullSecret',
      'Unable to retrieve some image pull secrets (hub-login); attempting to pull the image may not succeed.'
    );
    pullFails(
      pod,
      `failed to resolve reference "${IMAGE}": unexpected status from HEAD request to https://hub.test/v2/crew/app/manifests/3: 401 Unauthorized`
    );
    expectDiagnosis(cluster, {
      outcome: 'stuck',
      stage: 'pulled',
      cause: /hub-login|401|unauthorized/i,
    });
  });

  it("with a name that can't be one", () => {
    const cluster = new MadeUpCluster();
    const pod = new MadeUpPod(cluster, 'ferry').upToContainers();
    const error =
      'Failed to apply default image tag "hub.test/Crew/APP:3": couldn\'t parse image name "hub.test/Crew/APP:3": invalid reference format: repository name (Crew/APP) must be lowercase';
    pod
      .kubeletEvent('Warning', 'InspectFailed', error, 'app')
      .kubeletEvent('Warning', 'Failed', 'Error: InvalidImageName', 'app');
    pod
      .syncError(
        `failed to "StartContainer" for "app" with InvalidImageName: ${JSON.stringify(error)}`
      )
      .waiting('InvalidImageName', error);
    expectDiagnosis(cluster, {
      outcome: 'stuck',
      stage: 'pulled',
      cause: /invalid reference format|InvalidImageName/,
    });
  });

  it("that may never be pulled and isn't there", () => {
    const cluster = new MadeUpCluster();
    const pod = new MadeUpPod(cluster, 'ferry').upToContainers();
    const error = `Container image "${IMAGE}" is not present with pull policy of Never`;
    pod
      .kubeletEvent('Warning', 'ErrImageNeverPull', error, 'app')
      .kubeletEvent('Warning', 'Failed', 'Error: ErrImageNeverPull', 'app');
    pod
      .syncError(
        `failed to "StartContainer" for "app" with ErrImageNeverPull: ${JSON.stringify(error)}`
      )
      .waiting('ErrImageNeverPull', error);
    expectDiagnosis(cluster, { outcome: 'stuck', stage: 'pulled', cause: /pull policy of Never/ });
  });

  it('that is there at the second try', () => {
    const cluster = new MadeUpCluster();
    const pod = new MadeUpPod(cluster, 'ferry').upToContainers();
    pullFails(pod, `${HEAD}dial tcp 10.0.9.9:443: i/o timeout`);
    pod.pulled().startedContainer().running();
    expectDiagnosis(cluster, { outcome: 'succeeded', stage: 'ready' });
  });
});

describe('a sandbox', () => {
  const fails = (error: string): MadeUpCluster => {
    const cluster = new MadeUpCluster();
    const pod = new MadeUpPod(cluster, 'ferry').created().scheduled().admitted().mounted();
    for (let i = 1; i <= 3; i++) {
      cluster.containerd(
        pod.node,
        'error',
        `RunPodSandbox for &PodSandboxMetadata{Name:ferry,Uid:${pod.uid},Namespace:crew,Attempt:0,} failed, error`,
        error
      );
      pod.kubeletLine(
        `log.go:32] "RunPodSandbox from runtime service failed" err=${JSON.stringify(`rpc error: code = Unknown desc = ${error}`)}`,
        'E'
      );
      pod.syncError(
        `failed to "CreatePodSandbox" for "ferry_crew(${pod.uid})" with CreatePodSandboxError: ${JSON.stringify(`Failed to create sandbox for pod "ferry_crew(${pod.uid})": rpc error: code = Unknown desc = ${error}`)}`
      );
      pod.kubeletEvent(
        'Warning',
        'FailedCreatePodSandBox',
        `Failed to create pod sandbox: rpc error: code = Unknown desc = ${error}`,
        undefined,
        i
      );
      cluster.wait(12);
    }
    return cluster;
  };

  it.each([
    [
      'the network plugin fails',
      'failed to setup network for sandbox "ab12": plugin type="bridge" failed (add): failed to allocate for range 0: no IP addresses available in range set: 10.85.0.1-10.85.0.14',
      /no IP addresses available/,
    ],
    [
      'the network plugin is not there',
      'failed to setup network for sandbox "ab12": plugin type="tide" name="crew" failed (add): failed to find plugin "tide" in path [/opt/cni/bin]',
      /failed to find plugin/,
    ],
    [
      "the runtime doesn't know the handler",
      'failed to get sandbox runtime: no runtime for "runsc" is configured',
      /no runtime for "runsc"/,
    ],
    [
      "its image can't be pulled",
      'failed to get sandbox image "hub.test/pause:3.9": failed to pull image "hub.test/pause:3.9": dial tcp 10.0.9.9:443: connect: connection refused',
      /sandbox image|connection refused/,
    ],
  ])('%s', (_name, error, cause) =>
    expectDiagnosis(fails(error), { outcome: 'stuck', stage: 'sandbox', cause })
  );

  it("of a RuntimeClass that isn't there: the API refuses the Pod", () => {
    const cluster = new MadeUpCluster();
    cluster.audit({
      verb: 'create',
      resource: 'pods',
      name: 'ferry',
      code: 403,
      reason: 'Forbidden',
      message: 'pods "ferry" is forbidden: pod rejected: RuntimeClass "sandboxed" not found',
      request: {},
    });
    expectDiagnosis(cluster, {
      outcome: 'rejected',
      stage: 'accepted',
      cause: /RuntimeClass "sandboxed" not found/,
    });
  });

  it("on a node whose network isn't ready", () => {
    const cluster = new MadeUpCluster();
    const pod = new MadeUpPod(cluster, 'ferry').created().scheduled().admitted();
    const error =
      'network is not ready: container runtime network not ready: NetworkReady=false reason:NetworkPluginNotReady message:Network plugin returns error: cni plugin not initialized';
    for (let i = 0; i < 3; i++) {
      pod.syncError(error).kubeletEvent('Warning', 'NetworkNotReady', error, undefined, i + 1);
      cluster.wait(4);
    }
    expectDiagnosis(cluster, {
      outcome: 'stuck',
      stage: 'sandbox',
      cause: /cni plugin not initialized/,
    });
  });
});
