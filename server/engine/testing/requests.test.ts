/** Requests that the API refuses, and those that end when it has stored something. */
import { CONTROLLER, MadeUpCluster, type AuditParts } from './cluster';
import { expectDiagnosis } from './expect_diagnosis';
import { MadeUpPod } from './pod';
import { deployment, MadeUpWorkload } from './workload';

const asked = (...requests: AuditParts[]): MadeUpCluster => {
  const cluster = new MadeUpCluster();
  for (const request of requests) cluster.audit(request).wait(0.1);
  return cluster;
};

const POD: AuditParts = {
  verb: 'create',
  resource: 'pods',
  name: 'ferry',
  request: { kind: 'Pod', metadata: { name: 'ferry' }, spec: {} },
};

describe('a refused request', () => {
  it.each<[string, AuditParts, RegExp]>([
    [
      'for quota',
      {
        ...POD,
        code: 403,
        reason: 'Forbidden',
        message:
          'pods "ferry" is forbidden: exceeded quota: mem, requested: requests.memory=8Gi, used: requests.memory=0, limited: requests.memory=4Gi',
      },
      /exceeded quota/,
    ],
    [
      'for a LimitRange',
      {
        ...POD,
        code: 403,
        reason: 'Forbidden',
        message:
          'pods "ferry" is forbidden: minimum memory usage per Container is 64Mi, but request is 1Mi',
      },
      /minimum memory usage/,
    ],
    [
      'for Pod Security',
      {
        ...POD,
        code: 403,
        reason: 'Forbidden',
        message:
          'pods "ferry" is forbidden: violates PodSecurity "baseline:v1.34": privileged (container "app" must not set securityContext.privileged=true)',
      },
      /violates PodSecurity/,
    ],
    [
      'by a webhook',
      {
        ...POD,
        code: 400,
        reason: 'BadRequest',
        message: 'admission webhook "sign.policy.test" denied the request: image is not signed',
      },
      /denied the request/,
    ],
    [
      "by a webhook that doesn't answer",
      {
        ...POD,
        code: 500,
        reason: 'InternalError',
        message:
          'Internal error occurred: failed calling webhook "sign.policy.test": failed to call webhook: Post "https://sign.policy.svc:443/?timeout=10s": context deadline exceeded',
      },
      /failed calling webhook/,
    ],
    [
      'by a policy',
      {
        ...POD,
        code: 422,
        reason: 'Invalid',
        message:
          "pods \"ferry\" is forbidden: ValidatingAdmissionPolicy 'owners' with binding 'owners' denied request: label owner is required",
      },
      /label owner is required/,
    ],
    [
      'for want of a service account',
      {
        ...POD,
        code: 403,
        reason: 'Forbidden',
        message:
          'pods "ferry" is forbidden: error looking up service account crew/pilot: serviceaccount "pilot" not found',
      },
      /pilot/,
    ],
    [
      "in a namespace that isn't there",
      { ...POD, code: 404, reason: 'NotFound', message: 'namespaces "crew" not found' },
      /namespaces "crew" not found/,
    ],
    [
      'in a namespace that goes',
      {
        ...POD,
        code: 403,
        reason: 'Forbidden',
        message:
          'pods "ferry" is forbidden: unable to create new content in namespace crew because it is being terminated',
      },
      /being terminated/,
    ],
    [
      'for a name that is taken',
      { ...POD, code: 409, reason: 'AlreadyExists', message: 'pods "ferry" already exists' },
      /already exists/,
    ],
    [
      'for an immutable field',
      {
        verb: 'patch',
        resource: 'deployments',
        group: 'apps',
        name: 'tug',
        code: 422,
        reason: 'Invalid',
        message:
          'Deployment.apps "tug" is invalid: spec.selector: Invalid value: v1.LabelSelector{}: field is immutable',
      },
      /field is immutable/,
    ],
    [
      "for a StatefulSet's field",
      {
        verb: 'patch',
        resource: 'statefulsets',
        group: 'apps',
        name: 'dock',
        code: 422,
        reason: 'Invalid',
        message:
          'StatefulSet.apps "dock" is invalid: spec: Forbidden: updates to statefulset spec for fields other than \'replicas\' are forbidden',
      },
      /updates to statefulset spec/,
    ],
    [
      'of an impersonated user',
      {
        verb: 'delete',
        resource: 'deployments',
        group: 'apps',
        name: 'tug',
        as: 'intern',
        code: 403,
        reason: 'Forbidden',
        message:
          'deployments.apps "tug" is forbidden: User "intern" cannot delete resource "deployments" in API group "apps" in the namespace "crew"',
      },
      /"intern" cannot delete/,
    ],
    [
      'to impersonate',
      {
        verb: 'impersonate',
        resource: 'users',
        namespace: null,
        name: 'root',
        code: 403,
        reason: 'Forbidden',
        message:
          'users "root" is forbidden: User "mira" cannot impersonate resource "users" in API group "" at the cluster scope',
      },
      /cannot impersonate/,
    ],
    [
      'without a valid identity',
      {
        verb: 'create',
        resource: 'pods',
        user: '',
        code: 401,
        reason: 'Unauthorized',
        message: 'Unauthorized',
      },
      /unauthorized/i,
    ],
    [
      'in a server-side apply',
      {
        verb: 'patch',
        resource: 'deployments',
        group: 'apps',
        name: 'tug',
        query: 'fieldManager=ops&force=false',
        code: 409,
        reason: 'Conflict',
        message: 'Apply failed with 1 conflict: conflict with "autoscaler": .spec.replicas',
      },
      /Apply failed with 1 conflict/,
    ],
    [
      "to delete what isn't there",
      {
        verb: 'delete',
        resource: 'services',
        name: 'pier',
        code: 404,
        reason: 'NotFound',
        message: 'services "pier" not found',
      },
      /"pier" not found/,
    ],
    [
      'that is too large',
      {
        verb: 'create',
        resource: 'configmaps',
        name: 'big',
        code: 413,
        reason: 'RequestEntityTooLarge',
        message: 'Request entity too large: limit is 3145728',
      },
      /too large/,
    ],
    [
      'that took too long',
      {
        verb: 'create',
        resource: 'configmaps',
        name: 'slow',
        code: 504,
        reason: 'Timeout',
        message:
          'Timeout: request did not complete within requested timeout - context deadline exceeded',
      },
      /timeout/i,
    ],
    [
      "of a kind that isn't there",
      {
        verb: 'create',
        resource: 'boats',
        group: 'crew.test',
        code: 404,
        reason: 'NotFound',
        message: 'the server could not find the requested resource',
      },
      /could not find/,
    ],
    [
      'that raises a role',
      {
        verb: 'create',
        resource: 'rolebindings',
        group: 'rbac.authorization.k8s.io',
        name: 'up',
        code: 403,
        reason: 'Forbidden',
        message:
          'rolebindings.rbac.authorization.k8s.io "up" is forbidden: user "mira" (groups=["system:authenticated"]) is attempting to grant RBAC permissions not currently held',
      },
      /attempting to grant/,
    ],
  ])('%s', (_name, request, cause) =>
    expectDiagnosis(asked(request), { outcome: 'rejected', stage: 'accepted', cause })
  );

  it('among others of one kubectl apply', () => {
    const cluster = new MadeUpCluster();
    cluster.audit({ verb: 'create', resource: 'configmaps', name: 'tides', request: {} });
    cluster.audit({
      ...POD,
      code: 422,
      reason: 'Invalid',
      message: 'Pod "ferry" is invalid: spec.containers[0].image: Required value',
    });
    const { deployment: dep, replicaSet } = deployment(cluster, 'tug');
    replicaSet.pod('aaaaa').ready();
    dep.counts(1, 1);
    expectDiagnosis(cluster, { outcome: 'rejected', stage: 'accepted', cause: /Required value/ });
  });

  it('after kubectl apply asked for the object, which was not there: the refusal is the cause, not the read', () => {
    const cluster = new MadeUpCluster();
    cluster
      .audit({
        verb: 'get',
        resource: 'configmaps',
        name: 'tides',
        code: 404,
        reason: 'NotFound',
        message: 'configmaps "tides" not found',
      })
      .wait(0.1);
    cluster.audit({
      verb: 'create',
      resource: 'configmaps',
      name: 'tides',
      code: 403,
      reason: 'Forbidden',
      message: 'configmaps "tides" is forbidden: the harbour master says no',
      request: {},
    });
    expectDiagnosis(cluster, { outcome: 'rejected', stage: 'accepted', cause: /harbour master/ });
    expect(cluster.diagnose().verdict?.cause).toContain('harbour master');
  });

  it("whose audit record has no body: kube-apiserver's line tells no more than the code", () => {
    const cluster = new MadeUpCluster('crew', 'mira', { audit: 'none' });
    cluster.audit({
      verb: 'delete',
      resource: 'deployments',
      group: 'apps',
      name: 'tug',
      code: 403,
    });
    expectDiagnosis(cluster, { outcome: 'rejected', stage: 'accepted', cause: /403/ });
  });
});

describe('a request that is done when it is stored', () => {
  it.each<[string, AuditParts]>([
    [
      'patch of a Service',
      {
        verb: 'patch',
        resource: 'services',
        name: 'pier',
        request: { spec: { type: 'NodePort' } },
      },
    ],
    ['patch of a ConfigMap', { verb: 'patch', resource: 'configmaps', name: 'tides' }],
    [
      'a RoleBinding',
      {
        verb: 'create',
        resource: 'rolebindings',
        group: 'rbac.authorization.k8s.io',
        name: 'crew',
      },
    ],
    [
      'a label on a Pod',
      {
        verb: 'patch',
        resource: 'pods',
        name: 'ferry',
        request: { metadata: { labels: { a: 'b' } } },
        response: {
          kind: 'Pod',
          metadata: { name: 'ferry', namespace: 'crew', uid: 'u1' },
          spec: {},
          status: { phase: 'Running', conditions: [{ type: 'Ready', status: 'False' }] },
        },
      },
    ],
    [
      'a label on a node',
      {
        verb: 'patch',
        resource: 'nodes',
        namespace: null,
        name: 'w-1',
        request: { metadata: { labels: { a: 'b' } } },
      },
    ],
    ['a namespace', { verb: 'create', resource: 'namespaces', namespace: null, name: 'crew' }],
    [
      'exec',
      {
        verb: 'create',
        resource: 'pods',
        subresource: 'exec',
        name: 'ferry',
        code: 101,
        query: 'command=sh&stdin=true',
      },
    ],
    [
      'port-forward',
      { verb: 'create', resource: 'pods', subresource: 'portforward', name: 'ferry', code: 101 },
    ],
    [
      'a cordon',
      {
        verb: 'patch',
        resource: 'nodes',
        namespace: null,
        name: 'w-1',
        request: { spec: { unschedulable: true } },
      },
    ],
    [
      'a dry run',
      {
        ...POD,
        query: 'dryRun=All',
        response: {
          kind: 'Pod',
          metadata: { name: 'ferry', namespace: 'crew', uid: 'u1' },
          spec: {},
          status: { phase: 'Pending' },
        },
      },
    ],
    [
      'a HorizontalPodAutoscaler',
      { verb: 'create', resource: 'horizontalpodautoscalers', group: 'autoscaling', name: 'tug' },
    ],
    [
      'a NetworkPolicy',
      { verb: 'create', resource: 'networkpolicies', group: 'networking.k8s.io', name: 'tug' },
    ],
    [
      'a deletion of a ConfigMap',
      {
        verb: 'delete',
        resource: 'configmaps',
        name: 'tides',
        response: { kind: 'Status', status: 'Success', metadata: {} },
      },
    ],
  ])('%s', (name, request) =>
    expectDiagnosis(asked(request), {
      outcome: 'succeeded',
      stage: name.includes('deletion') ? 'removed' : 'accepted',
    })
  );

  it('a conflict that the client got over', () => {
    expectDiagnosis(
      asked(
        {
          verb: 'update',
          resource: 'configmaps',
          name: 'tides',
          code: 409,
          reason: 'Conflict',
          message: 'the object has been modified',
        },
        { verb: 'update', resource: 'configmaps', name: 'tides' }
      ),
      { outcome: 'succeeded', stage: 'accepted' }
    );
  });

  it('a Service whose Pods fail for themselves', () => {
    const cluster = asked({ verb: 'create', resource: 'services', name: 'pier', request: {} });
    cluster.line(
      'kube-controller-manager',
      'endpointslice_controller.go:344] "Finished syncing service endpoint slices" logger="endpointslice-controller" service="crew/pier" elapsedTime="1ms"'
    );
    expectDiagnosis(cluster, { outcome: 'succeeded', stage: 'accepted' });
  });
});

describe('an eviction', () => {
  const MESSAGE = "Cannot evict pod as it would violate the pod's disruption budget.";
  const evict = (cluster: MadeUpCluster, code: number, name = 'ferry'): MadeUpCluster =>
    cluster.audit({
      verb: 'create',
      resource: 'pods',
      subresource: 'eviction',
      name,
      code,
      reason: code === 429 ? 'TooManyRequests' : undefined,
      message: code === 429 ? MESSAGE : undefined,
      request: { kind: 'Eviction', metadata: { name } },
      response: { kind: 'Status', status: 'Success' },
    });

  it('that a budget refuses once', () =>
    expectDiagnosis(evict(new MadeUpCluster(), 429), {
      outcome: 'rejected',
      stage: 'accepted',
      cause: /disruption budget/,
    }));

  it('of a drain that a budget blocks to the end', () => {
    const cluster = new MadeUpCluster();
    cluster.audit({
      verb: 'patch',
      resource: 'nodes',
      namespace: null,
      name: 'w-1',
      request: { spec: { unschedulable: true } },
    });
    const other = new MadeUpPod(cluster, 'skiff');
    evict(cluster, 201, 'skiff');
    other.deletedBy('system:apiserver', 2);
    for (let i = 0; i < 4; i++) evict(cluster, 429).wait(5);
    other.gone();
    expectDiagnosis(cluster, {
      outcome: 'stuck',
      stage: 'accepted|terminating|removed',
      cause: /disruption budget/,
    });
  });

  it('of a drain that waits for a budget and gets on', () => {
    const cluster = new MadeUpCluster();
    cluster.audit({
      verb: 'patch',
      resource: 'nodes',
      namespace: null,
      name: 'w-1',
      request: { spec: { unschedulable: true } },
    });
    const pod = new MadeUpPod(cluster, 'ferry');
    evict(cluster, 429).wait(5);
    evict(cluster, 201);
    pod.deletedBy('system:apiserver', 2).gone();
    expectDiagnosis(cluster, { outcome: 'succeeded', stage: 'removed' });
  });
});

it('a taint that evicts: the Pods go', () => {
  const cluster = asked({
    verb: 'patch',
    resource: 'nodes',
    namespace: null,
    name: 'w-1',
    request: { spec: { taints: [{ key: 'storm', effect: 'NoExecute' }] } },
  });
  const set = new MadeUpWorkload(cluster, 'ReplicaSet', 'tug-1111', { replicas: 1 });
  const pod = set.pod('aaaaa');
  cluster.line(
    'kube-controller-manager',
    `taint_eviction.go:106] "Deleting pod" logger="taint-eviction-controller" controller="taint-eviction-controller" pod="${pod.key}"`
  );
  cluster.event(
    { kind: 'Pod', name: pod.name },
    'TaintManagerEviction',
    `Marking for deletion Pod ${pod.key}`,
    { component: 'taint-eviction-controller' }
  );
  pod.deletedBy(CONTROLLER('node-controller'), 2).gone();
  set.pod('bbbbb', { node: 'w-2' }).ready();
  expectDiagnosis(cluster, { outcome: 'succeeded', stage: 'removed|accepted|ready' });
});
