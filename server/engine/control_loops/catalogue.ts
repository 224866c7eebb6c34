/**
 * The control loops of Kubernetes, as data. Paths of `source` are of kubernetes/kubernetes 1.34. `usualDelayMs` is what the loops take on
 * the labelled clusters in samples/; `maxDelayMs` has its reason beside it.
 */
import {
  ANY_KIND,
  UNLISTED_KIND,
  type ControlLoop,
  type LoopWrite,
  type ObjectPart,
} from './control_loop';

/** Creating and deleting a workload, and changing its spec. Labels and annotations alone change nothing that it owns. */
const DESIRED: readonly ObjectPart[] = ['spec', 'deletion'];
/** Parts of a Pod that its owner's controller reads: a label decides which selectors match it. */
const POD_PARTS: readonly ObjectPart[] = ['metadata', 'status', 'deletion'];
const ANY_PART: readonly ObjectPart[] = ['spec', 'metadata', 'status', 'deletion'];

const selfStatus = (kind: string): LoopWrite => ({
  kind,
  verbs: ['update', 'patch'],
  relation: 'self',
  subresource: 'status',
});

/** pkg/controller/controller_utils.go RealPodControl.createPods */
const CREATED_POD: LoopWrite['logsAnswer'] = { verb: 'create', message: 'Controller created pod' };

/** A controller that makes Pods: it reacts to its own kind, and to the Pods that it owns. */
function podController(
  controller: string,
  kind: string,
  source: string,
  writes: readonly LoopWrite[],
  convergesWhen?: ControlLoop['convergesWhen']
): ControlLoop[] {
  const component = 'kube-controller-manager';
  return [
    {
      controller,
      component,
      reactsTo: { kind, parts: DESIRED },
      writes: [...writes, selfStatus(kind)],
      proofs: ['ownerReference', 'generatedName'],
      usualDelayMs: 1_000,
      convergesWhen,
      source,
    },
    {
      controller,
      component,
      reactsTo: { kind: 'Pod', parts: POD_PARTS },
      writes: [{ ...selfStatus(kind), relation: 'owner' }],
      proofs: ['ownerOfChanged'],
      usualDelayMs: 1_000,
      source,
    },
  ];
}

const WORKLOADS: readonly ControlLoop[] = [
  {
    controller: 'deployment-controller',
    component: 'kube-controller-manager',
    reactsTo: { kind: 'Deployment', parts: DESIRED },
    writes: [
      {
        kind: 'ReplicaSet',
        verbs: ['create', 'update', 'delete'],
        relation: 'owned',
        names: ['templateHash'],
      },
      selfStatus('Deployment'),
    ],
    proofs: ['ownerReference', 'generatedName'],
    usualDelayMs: 1_000,
    source: 'pkg/controller/deployment/deployment_controller.go',
  },
  {
    controller: 'deployment-controller',
    component: 'kube-controller-manager',
    reactsTo: { kind: 'ReplicaSet', parts: ['spec', 'status', 'deletion'] },
    writes: [{ ...selfStatus('Deployment'), relation: 'owner' }],
    proofs: ['ownerOfChanged'],
    usualDelayMs: 1_000,
    source: 'pkg/controller/deployment/deployment_controller.go',
  },
  ...podController(
    'replicaset-controller',
    'ReplicaSet',
    'pkg/controller/replicaset/replica_set.go',
    [
      {
        kind: 'Pod',
        verbs: ['create', 'delete'],
        relation: 'owned',
        names: ['randomSuffix'],
        logsAnswer: CREATED_POD,
      },
    ],
    'noReplicaFailure'
  ),
  ...podController(
    'replication-controller',
    'ReplicationController',
    'pkg/controller/replication/replication_controller.go',
    [
      {
        kind: 'Pod',
        verbs: ['create', 'delete'],
        relation: 'owned',
        names: ['randomSuffix'],
        logsAnswer: CREATED_POD,
      },
    ],
    'noReplicaFailure'
  ),
  ...podController(
    'statefulset-controller',
    'StatefulSet',
    'pkg/controller/statefulset/stateful_set_control.go',
    [
      { kind: 'Pod', verbs: ['create', 'update', 'delete'], relation: 'owned', names: ['ordinal'] },
      {
        kind: 'PersistentVolumeClaim',
        verbs: ['create', 'update'],
        relation: 'owned',
        names: ['claimOrdinal'],
      },
      {
        kind: 'ControllerRevision',
        verbs: ['create', 'update', 'delete'],
        relation: 'owned',
        names: ['templateHash'],
      },
    ]
  ),
  ...podController(
    'daemon-set-controller',
    'DaemonSet',
    'pkg/controller/daemon/daemon_controller.go',
    [
      {
        kind: 'Pod',
        verbs: ['create', 'delete'],
        relation: 'owned',
        names: ['randomSuffix'],
        logsAnswer: CREATED_POD,
      },
      {
        kind: 'ControllerRevision',
        verbs: ['create', 'update', 'delete'],
        relation: 'owned',
        names: ['templateHash'],
      },
    ]
  ),
  ...podController(
    'job-controller',
    'Job',
    'pkg/controller/job/job_controller.go',
    [
      {
        kind: 'Pod',
        verbs: ['create', 'patch', 'delete'],
        relation: 'owned',
        names: ['randomSuffix', 'indexAndRandomSuffix'],
        logsAnswer: CREATED_POD,
      },
    ],
    'jobEnded'
  ),
  {
    controller: 'cronjob-controller',
    component: 'kube-controller-manager',
    reactsTo: { kind: 'CronJob', parts: DESIRED },
    writes: [
      { kind: 'Job', verbs: ['create', 'delete'], relation: 'owned', names: ['scheduledMinute'] },
      selfStatus('CronJob'),
    ],
    proofs: ['ownerReference', 'generatedName'],
    usualDelayMs: 60_000,
    convergesWhen: 'firstJobEnded',
    source: 'pkg/controller/cronjob/cronjob_controllerv2.go',
  },
  {
    controller: 'cronjob-controller',
    component: 'kube-controller-manager',
    reactsTo: { kind: 'Job', parts: ['status', 'deletion'] },
    writes: [{ ...selfStatus('CronJob'), relation: 'owner' }],
    proofs: ['ownerOfChanged'],
    usualDelayMs: 1_000,
    source: 'pkg/controller/cronjob/cronjob_controllerv2.go',
  },
  {
    controller: 'ttl-after-finished-controller',
    component: 'kube-controller-manager',
    reactsTo: { kind: 'Job', parts: ['status'] },
    writes: [{ kind: 'Job', verbs: ['delete'], relation: 'self' }],
    proofs: ['request'],
    usualDelayMs: 1_000,
    source: 'pkg/controller/ttlafterfinished/ttlafterfinished_controller.go',
  },
  {
    controller: 'ephemeral-volume-controller',
    component: 'kube-controller-manager',
    reactsTo: { kind: 'Pod', parts: ['spec'] },
    writes: [{ kind: 'PersistentVolumeClaim', verbs: ['create'], relation: 'owned' }],
    proofs: ['ownerReference'],
    usualDelayMs: 1_000,
    source: 'pkg/controller/volume/ephemeral/controller.go',
  },
  {
    controller: 'horizontal-pod-autoscaler',
    component: 'kube-controller-manager',
    reactsTo: { kind: 'HorizontalPodAutoscaler', parts: ['spec'] },
    writes: [
      {
        kind: ANY_KIND,
        verbs: ['update', 'patch'],
        relation: 'fieldReference',
        field: 'spec.scaleTargetRef',
        subresource: 'scale',
      },
      selfStatus('HorizontalPodAutoscaler'),
    ],
    proofs: ['fieldReference'],
    usualDelayMs: 1_000,
    maxDelayMs: 20_000,
    delayReason:
      'the controller looks at each autoscaler every 15 s (--horizontal-pod-autoscaler-sync-period); later it follows the load',
    source: 'pkg/controller/podautoscaler/horizontal.go',
  },
];

/** A loop that counts the Pods of a namespace. */
function counter(
  controller: string,
  kind: string,
  source: string,
  delayReason: string
): ControlLoop {
  return {
    controller,
    component: 'kube-controller-manager',
    reactsTo: { kind: 'Pod', parts: POD_PARTS },
    writes: [{ kind, verbs: ['create', 'update', 'patch', 'delete'], relation: 'counts' }],
    proofs: ['countedPods'],
    usualDelayMs: 1_000,
    maxDelayMs: 2_500,
    delayReason,
    source,
  };
}

const COUNTERS: readonly ControlLoop[] = [
  {
    controller: 'endpoint-controller',
    component: 'kube-controller-manager',
    reactsTo: { kind: 'Service', parts: ['spec', 'metadata', 'deletion'] },
    writes: [
      {
        kind: 'Endpoints',
        verbs: ['create', 'update', 'delete'],
        relation: 'owned',
        names: ['sameName'],
      },
    ],
    proofs: ['ownerReference', 'generatedName'],
    usualDelayMs: 1_000,
    source: 'pkg/controller/endpoint/endpoints_controller.go',
  },
  {
    controller: 'endpointslice-controller',
    component: 'kube-controller-manager',
    reactsTo: { kind: 'Service', parts: ['spec', 'metadata', 'deletion'] },
    writes: [
      {
        kind: 'EndpointSlice',
        verbs: ['create', 'update', 'delete'],
        relation: 'owned',
        names: ['randomSuffix'],
      },
    ],
    proofs: ['ownerReference', 'generatedName'],
    usualDelayMs: 1_000,
    source: 'pkg/controller/endpointslice/endpointslice_controller.go',
  },
  counter(
    'endpoint-controller',
    'Endpoints',
    'pkg/controller/endpoint/endpoints_controller.go',
    'updates are batched for up to 1 s (--endpoint-updates-batch-period), and retried once'
  ),
  counter(
    'endpointslice-controller',
    'EndpointSlice',
    'pkg/controller/endpointslice/endpointslice_controller.go',
    'updates are batched for 500 ms to 1 s (endpointSliceChangeMinSyncDelay), and retried once'
  ),
  counter(
    'disruption-controller',
    'PodDisruptionBudget',
    'pkg/controller/disruption/disruption.go',
    'a budget is synced at once; conflicting updates are retried for a second or two'
  ),
  counter(
    'resourcequota-controller',
    'ResourceQuota',
    'pkg/controller/resourcequota/resource_quota_controller.go',
    'a quota is synced at once when a Pod ends; conflicting updates are retried for a second or two'
  ),
  counter(
    'horizontal-pod-autoscaler',
    'HorizontalPodAutoscaler',
    'pkg/controller/podautoscaler/horizontal.go',
    'its syncs come every 15 s anyway: only one right after a Pod changed says something'
  ),
];

const NODES: readonly ControlLoop[] = [
  {
    controller: 'taint-eviction-controller',
    component: 'kube-controller-manager',
    reactsTo: { kind: 'Node', parts: ['spec'] },
    writes: [{ kind: 'Pod', verbs: ['delete'], relation: 'evicted' }],
    proofs: ['nodeEviction'],
    usualDelayMs: 1_000,
    maxDelayMs: 310_000,
    delayReason:
      'Pods tolerate not-ready and unreachable nodes for 300 s (DefaultTolerationSeconds); 10 s for the queue of deletions',
    source: 'pkg/controller/tainteviction/taint_eviction.go',
  },
  {
    controller: 'node-controller',
    component: 'kube-controller-manager',
    reactsTo: { kind: 'Node', parts: ['spec', 'status', 'deletion'] },
    writes: [
      { kind: 'Node', verbs: ['update', 'patch'], relation: 'self' },
      { kind: 'Pod', verbs: ['delete'], relation: 'evicted' },
    ],
    proofs: ['nodeEviction'],
    usualDelayMs: 40_000,
    maxDelayMs: 310_000,
    delayReason:
      'a node is lost after 40 to 50 s without a heartbeat; its Pods tolerate that for 300 s',
    source: 'pkg/controller/nodelifecycle/node_lifecycle_controller.go',
  },
  {
    controller: 'pod-garbage-collector',
    component: 'kube-controller-manager',
    reactsTo: { kind: 'Node', parts: ['deletion'] },
    writes: [{ kind: 'Pod', verbs: ['delete'], relation: 'evicted' }],
    proofs: ['nodeEviction'],
    usualDelayMs: 40_000,
    maxDelayMs: 310_000,
    delayReason:
      "a node has to be gone for 40 s (quarantineTime), and the loop runs every 20 s; the limit is the other evictions'",
    source: 'pkg/controller/podgc/gc_controller.go',
  },
  {
    controller: 'daemon-set-controller',
    component: 'kube-controller-manager',
    reactsTo: { kind: 'Node', parts: ['spec', 'metadata', 'deletion'] },
    writes: [{ kind: 'Pod', verbs: ['create', 'delete'], relation: 'daemonPod' }],
    proofs: ['waitedFor'],
    usualDelayMs: 1_000,
    maxDelayMs: 12_000,
    delayReason: 'nodes are looked at at once; failed creations are retried for up to 10 s',
    source: 'pkg/controller/daemon/daemon_controller.go',
  },
  {
    controller: 'kube-scheduler',
    component: 'kube-scheduler',
    reactsTo: { kind: 'Node', parts: ['spec', 'metadata'] },
    writes: [{ kind: 'Pod', verbs: ['create'], relation: 'unschedulable', subresource: 'binding' }],
    proofs: ['waitedFor'],
    usualDelayMs: 1_000,
    maxDelayMs: 12_000,
    delayReason:
      'a Pod that did not fit is tried again after a back-off of at most 10 s (podMaxBackoffDuration)',
    source: 'pkg/scheduler/backend/queue/scheduling_queue.go',
  },
];

const PODS: readonly ControlLoop[] = [
  {
    controller: 'kube-scheduler',
    component: 'kube-scheduler',
    reactsTo: { kind: 'Pod', parts: ['spec'] },
    writes: [
      {
        kind: 'Pod',
        verbs: ['create'],
        relation: 'self',
        subresource: 'binding',
        logsAnswer: { verb: 'create', message: 'Successfully bound pod to node' },
      },
      { kind: 'PersistentVolumeClaim', verbs: ['update', 'patch'], relation: 'claim' },
      { kind: 'Pod', verbs: ['delete'], relation: 'preempted' },
    ],
    proofs: ['volumeReference', 'preemptionEvent'],
    usualDelayMs: 1_000,
    source: 'pkg/scheduler/schedule_one.go',
  },
  {
    controller: 'kube-scheduler',
    component: 'kube-scheduler',
    reactsTo: { kind: 'Pod', parts: ['deletion'] },
    writes: [{ kind: 'Pod', verbs: ['create'], relation: 'unschedulable', subresource: 'binding' }],
    proofs: ['waitedFor'],
    usualDelayMs: 1_000,
    maxDelayMs: 12_000,
    delayReason:
      'a Pod that did not fit is tried again after a back-off of at most 10 s (podMaxBackoffDuration)',
    source: 'pkg/scheduler/backend/queue/scheduling_queue.go',
  },
  {
    controller: 'kubelet',
    component: 'kubelet',
    reactsTo: { kind: 'Pod', parts: ['spec', 'status', 'deletion'] },
    writes: [
      {
        kind: 'Pod',
        verbs: ['patch', 'delete'],
        relation: 'self',
        subresource: 'status',
        logsAnswer: { verb: 'patch', message: 'Patch status for pod' },
      },
      { kind: 'Secret', verbs: ['get'], relation: 'referenced' },
      { kind: 'ConfigMap', verbs: ['get'], relation: 'referenced' },
      { kind: 'ServiceAccount', verbs: ['create'], relation: 'referenced', subresource: 'token' },
    ],
    proofs: ['podReference'],
    usualDelayMs: 1_000,
    convergesWhen: 'podReady',
    source: 'pkg/kubelet/kubelet.go',
  },
  ...['Secret', 'ConfigMap', 'PersistentVolumeClaim'].map((kind): ControlLoop => ({
    controller: 'kubelet',
    component: 'kubelet',
    reactsTo: { kind, parts: ['spec'] },
    writes: [{ kind: 'Pod', verbs: ['patch'], relation: 'waiting', subresource: 'status' }],
    proofs: ['waitedFor'],
    usualDelayMs: 60_000,
    maxDelayMs: 130_000,
    delayReason:
      "a mount is tried again after at most 2 min 2 s (exponentialbackoff), a missing key's container with each sync of 60 to 90 s",
    source: 'pkg/kubelet/volumemanager/volume_manager.go',
  })),
];

const VOLUMES: readonly ControlLoop[] = [
  {
    controller: 'persistent-volume-binder',
    component: 'kube-controller-manager',
    reactsTo: { kind: 'PersistentVolumeClaim', parts: ANY_PART },
    writes: [
      { kind: 'PersistentVolume', verbs: ['update', 'delete'], relation: 'volume' },
      { kind: 'PersistentVolumeClaim', verbs: ['update', 'patch'], relation: 'self' },
    ],
    proofs: ['volumeReference'],
    usualDelayMs: 1_000,
    convergesWhen: 'claimBound',
    source: 'pkg/controller/volume/persistentvolume/pv_controller.go',
  },
  {
    controller: 'external-provisioner',
    reactsTo: { kind: 'PersistentVolumeClaim', parts: ANY_PART },
    writes: [
      {
        kind: 'PersistentVolume',
        verbs: ['create', 'delete'],
        relation: 'volume',
        names: ['fromId'],
      },
    ],
    proofs: ['volumeReference'],
    usualDelayMs: 5_000,
    source:
      'https://github.com/kubernetes-csi/external-provisioner/blob/master/pkg/controller/controller.go',
  },
  {
    controller: 'expand-controller',
    component: 'kube-controller-manager',
    reactsTo: { kind: 'PersistentVolumeClaim', parts: ['spec'] },
    writes: [{ kind: 'PersistentVolume', verbs: ['patch'], relation: 'volume' }],
    proofs: ['volumeReference'],
    usualDelayMs: 5_000,
    source: 'pkg/controller/volume/expand/expand_controller.go',
  },
  {
    controller: 'pvc-protection-controller',
    component: 'kube-controller-manager',
    reactsTo: { kind: 'Pod', parts: ['deletion'] },
    writes: [{ kind: 'PersistentVolumeClaim', verbs: ['update'], relation: 'heldClaim' }],
    proofs: ['waitedFor'],
    usualDelayMs: 1_000,
    maxDelayMs: 60_000,
    delayReason:
      'the claim is free when the kubelet has ended the Pod: 30 s of grace by default, and its clean-up',
    source: 'pkg/controller/volume/pvcprotection/pvc_protection_controller.go',
  },
  {
    controller: 'pv-protection-controller',
    component: 'kube-controller-manager',
    reactsTo: { kind: 'PersistentVolume', parts: ['deletion'] },
    writes: [{ kind: 'PersistentVolume', verbs: ['update'], relation: 'self' }],
    proofs: ['request'],
    usualDelayMs: 1_000,
    source: 'pkg/controller/volume/pvprotection/pv_protection_controller.go',
  },
  ...['PersistentVolume', 'Pod'].map((kind): ControlLoop => ({
    controller: 'attachdetach-controller',
    component: 'kube-controller-manager',
    reactsTo: { kind, parts: ANY_PART },
    writes: [
      {
        kind: 'VolumeAttachment',
        verbs: ['create', 'delete'],
        relation: 'attachment',
        names: ['fromId'],
      },
    ],
    proofs: ['volumeReference'],
    usualDelayMs: 1_000,
    source: 'pkg/controller/volume/attachdetach/attach_detach_controller.go',
  })),
  {
    controller: 'external-attacher',
    reactsTo: { kind: 'VolumeAttachment', parts: ['spec', 'deletion'] },
    writes: [{ kind: 'VolumeAttachment', verbs: ['patch'], relation: 'self' }],
    proofs: ['request'],
    usualDelayMs: 5_000,
    convergesWhen: 'attached',
    source:
      'https://github.com/kubernetes-csi/external-attacher/blob/master/pkg/controller/csi_handler.go',
  },
];

const ALL_KINDS: readonly ControlLoop[] = [
  {
    controller: 'namespace-controller',
    component: 'kube-controller-manager',
    reactsTo: { kind: 'Namespace', parts: ['deletion'] },
    writes: [
      { kind: ANY_KIND, verbs: ['update', 'patch', 'delete'], relation: 'inside' },
      { kind: 'Namespace', verbs: ['update'], relation: 'self' },
    ],
    proofs: ['namespace'],
    usualDelayMs: 1_000,
    source: 'pkg/controller/namespace/deletion/namespaced_resources_deleter.go',
  },
  {
    controller: 'generic-garbage-collector',
    component: 'kube-controller-manager',
    reactsTo: { kind: ANY_KIND, parts: ['deletion'] },
    writes: [{ kind: ANY_KIND, verbs: ['patch', 'delete'], relation: 'owned' }],
    proofs: ['ownerReference', 'generatedName'],
    usualDelayMs: 1_000,
    source: 'pkg/controller/garbagecollector/garbagecollector.go',
  },
  {
    controller: 'controller of the owner',
    reactsTo: { kind: ANY_KIND, parts: DESIRED },
    writes: [
      { kind: ANY_KIND, verbs: ['create', 'update', 'patch', 'delete'], relation: 'owned' },
      { kind: ANY_KIND, verbs: ['create', 'update', 'patch'], relation: 'owner' },
    ],
    proofs: ['ownerReference', 'generatedName', 'ownerOfChanged'],
    usualDelayMs: 1_000,
    source: 'staging/src/k8s.io/apimachinery/pkg/apis/meta/v1/controller_ref.go',
  },
  {
    // operators read annotations of their custom resources (argocd.argoproj.io/refresh, reconcile.fluxcd.io/requestedAt)
    controller: 'controller of the custom resource',
    reactsTo: { kind: UNLISTED_KIND, parts: ['metadata'] },
    writes: [{ kind: ANY_KIND, verbs: ['create', 'update', 'patch', 'delete'], relation: 'owned' }],
    proofs: ['ownerReference', 'generatedName'],
    usualDelayMs: 1_000,
    source: 'staging/src/k8s.io/apimachinery/pkg/apis/meta/v1/types.go',
  },
];

/** Controllers of custom resources that many clusters run. What their objects own is followed by ownerReferences in any case. */
const CUSTOM_RESOURCES: readonly ControlLoop[] = [
  {
    controller: 'keda-operator',
    reactsTo: { kind: 'ScaledObject', parts: ['spec', 'metadata', 'deletion'] },
    writes: [
      { kind: 'HorizontalPodAutoscaler', verbs: ['create', 'update', 'delete'], relation: 'owned' },
      {
        kind: ANY_KIND,
        verbs: ['update'],
        relation: 'fieldReference',
        field: 'spec.scaleTargetRef',
        subresource: 'scale',
      },
    ],
    proofs: ['ownerReference', 'fieldReference'],
    usualDelayMs: 1_000,
    convergesWhen: { condition: 'Ready' },
    source: 'https://github.com/kedacore/keda/blob/main/controllers/keda/hpa.go',
  },
  {
    controller: 'cert-manager',
    reactsTo: { kind: 'Certificate', parts: DESIRED },
    writes: [
      {
        kind: 'CertificateRequest',
        verbs: ['create', 'delete'],
        relation: 'owned',
        names: ['ordinal'],
      },
      {
        kind: 'Secret',
        verbs: ['create', 'update', 'patch'],
        relation: 'fieldReference',
        field: 'spec.secretName',
      },
    ],
    proofs: ['ownerReference', 'generatedName', 'fieldReference'],
    usualDelayMs: 5_000,
    convergesWhen: { condition: 'Ready' },
    source:
      'https://github.com/cert-manager/cert-manager/blob/master/pkg/controller/certificates/requestmanager/requestmanager_controller.go',
  },
  {
    controller: 'snapshot-controller',
    reactsTo: { kind: 'VolumeSnapshot', parts: DESIRED },
    writes: [
      {
        kind: 'VolumeSnapshotContent',
        verbs: ['create', 'update', 'patch', 'delete'],
        relation: 'fieldReference',
        field: 'status.boundVolumeSnapshotContentName',
        names: ['fromId'],
      },
    ],
    proofs: ['fieldReference'],
    usualDelayMs: 1_000,
    source:
      'https://github.com/kubernetes-csi/external-snapshotter/blob/master/pkg/common-controller/snapshot_controller.go',
  },
];

/** More specific entries come first: the first that applies names the controller. */
export const CONTROL_LOOPS: readonly ControlLoop[] = [
  ...WORKLOADS,
  ...COUNTERS,
  ...NODES,
  ...PODS,
  ...VOLUMES,
  ...CUSTOM_RESOURCES,
  ...ALL_KINDS,
];
