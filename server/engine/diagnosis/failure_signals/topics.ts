/** Which topic an Event's reason belongs to: pkg/kubelet/events/event.go and the controllers' own reasons. */
import type { Topic } from './failure_signal';

const REASONS: Record<string, Topic> = {
  FailedScheduling: 'schedule',
  SchedulingGated: 'schedule',
  NotTriggerScaleUp: 'schedule',
  Preempted: 'evict',
  Evicted: 'evict',
  TaintManagerEviction: 'evict',
  EvictionThresholdMet: 'node',
  NodeControllerEviction: 'evict',
  ProvisioningFailed: 'provision',
  FailedBinding: 'provision',
  ExternalProvisioning: 'provision',
  ClaimLost: 'provision',
  VolumeMismatch: 'provision',
  VolumeResizeFailed: 'provision',
  FileSystemResizeFailed: 'provision',
  WaitForPodScheduled: 'provision',
  FailedAttachVolume: 'attach',
  FailedDetachVolume: 'delete',
  FailedMount: 'mount',
  FailedMapVolume: 'mount',
  FailedUnMount: 'delete',
  FailedUnmapDevice: 'delete',
  VolumeFailedDelete: 'delete',
  FailedCreatePodSandBox: 'sandbox',
  FailedPodSandBoxStatus: 'sandbox',
  NetworkNotReady: 'sandbox',
  FailedPrepareDynamicResources: 'sandbox',
  ErrImageNeverPull: 'pull',
  InspectFailed: 'pull',
  FailedToRetrieveImagePullSecret: 'pull',
  ErrImagePull: 'pull',
  ImagePullBackOff: 'pull',
  InvalidImageName: 'pull',
  RegistryUnavailable: 'pull',
  SignatureValidationFailed: 'pull',
  ImageInspectError: 'pull',
  CreateContainerConfigError: 'container',
  CreateContainerError: 'container',
  RunContainerError: 'container',
  StartError: 'container',
  ContainerCannotRun: 'container',
  PostStartHookError: 'container',
  FailedPostStartHook: 'container',
  PreCreateHookError: 'container',
  PreStartHookError: 'container',
  CreatePodSandboxError: 'sandbox',
  ConfigPodSandboxError: 'sandbox',
  RunInitContainerError: 'container',
  CrashLoopBackOff: 'exit',
  OOMKilled: 'exit',
  OOMKilling: 'exit',
  SystemOOM: 'node',
  Error: 'exit',
  ReadinessGatesNotReady: 'probe',
  Unhealthy: 'probe',
  ProbeError: 'probe',
  FailedPreStopHook: 'delete',
  ExceededGracePeriod: 'delete',
  FailedKillPod: 'delete',
  KillPodSandboxError: 'delete',
  KillContainerError: 'delete',
  FailedCreate: 'create',
  ReplicaSetCreateError: 'create',
  FailedDaemonPod: 'create',
  ServiceAccountNotFound: 'create',
  BackoffLimitExceeded: 'job',
  DeadlineExceeded: 'job',
  PodFailurePolicy: 'job',
  MaxFailedIndexesExceeded: 'job',
  FailedIndexes: 'job',
  TooManyMissedTimes: 'job',
  MissSchedule: 'job',
  JobAlreadyActive: 'job',
  UnparseableSchedule: 'job',
  InvalidSchedule: 'job',
  ProgressDeadlineExceeded: 'rollout',
  FailedGetResourceMetric: 'rollout',
  FailedComputeMetricsReplicas: 'rollout',
  NodeNotReady: 'node',
  NodeStatusUnknown: 'node',
  NodeHasDiskPressure: 'node',
  NodeHasInsufficientMemory: 'node',
  NodeHasInsufficientPID: 'node',
  NodeShutdown: 'node',
  Shutdown: 'evict',
  Terminated: 'evict',
  ContainerGCFailed: 'node',
  ImageGCFailed: 'node',
  FreeDiskSpaceFailed: 'node',
  Rebooted: 'node',
  DeletingNode: 'node',
  RemovingNode: 'node',
  NodeLost: 'evict',
  PreemptionByScheduler: 'evict',
  DeletionByTaintManager: 'evict',
  EvictionByEvictionAPI: 'evict',
  DeletionByPodGC: 'evict',
  TerminationByKubelet: 'evict',
  UnexpectedAdmissionError: 'evict',
  NodeAffinity: 'evict',
  NodePorts: 'evict',
  NodeName: 'evict',
  AdmissionFailed: 'evict',
  Preempting: 'evict',
  SysctlForbidden: 'evict',
  AppArmor: 'evict',
  PodLevelResourcesNotAdmittedReason: 'evict',
  PodOSNotSupported: 'evict',
  PodOSSelectorNodeLabelDoesNotMatch: 'evict',
  TopologyAffinityError: 'evict',
  SMTAlignmentError: 'evict',
  PodFeatureUnsupported: 'evict',
  SupplementalGroupsPolicyNotSupported: 'evict',
};

/** The topic of a reason; null for what isn't about a failure, or is unknown. `message` decides between what shares a reason. */
export function topicOfReason(reason: string, message: string): Topic | null {
  switch (reason) {
    case 'Failed':
    case 'BackOff':
      if (
        message.includes('pull') ||
        message.includes('ImagePull') ||
        message.includes('InvalidImageName') ||
        message.includes('ErrImageNeverPull') ||
        message.includes('ImageInspectError') ||
        message.includes('inspect image') ||
        message.includes('Container image')
      )
        return 'pull';
      return message.includes('ack-off') || message.includes('CrashLoopBackOff')
        ? 'exit'
        : 'container';
    case 'Killing':
      return message.includes('probe') || message.includes('PostStartHook') ? 'probe' : null;
    case 'FailedSync':
      return message.includes('network') ? 'sandbox' : null;
    case 'TopologyAffinityError':
      return 'evict';
    default:
      // the kubelet's refusals for want of something: OutOfcpu, OutOfmemory, OutOfpods, OutOfnvidia.com/gpu
      if (reason.startsWith('OutOf')) return 'evict';
      return Object.hasOwn(REASONS, reason) ? (REASONS[reason] as Topic) : null;
  }
}
