/** No node fits the Pod for its volumes or devices. */
import { i18n } from '@kbn/i18n';
import type { Rule } from './rule';
import { when } from './when';

export const SCHEDULED_VOLUMES: readonly Rule[] = [
  {
    id: 'claim-unbound', stage: 'scheduled', depth: 'effect', confidence: 0.9, topics: ['schedule'],
    title: () => i18n.translate('requestTrace.rule.claimUnbound.title', { defaultMessage: 'The Pod\'s volume claim is not bound' }),
    advice: () => i18n.translate('requestTrace.rule.claimUnbound.advice', {
      defaultMessage: 'Look at the claim\'s events (kubectl describe pvc): a StorageClass or a provisioner may be missing.',
    }),
    source: 'pkg/scheduler/framework/plugins/volumebinding/volume_binding.go',
    match: when({ focus: ['unbound immediate PersistentVolumeClaims', 'unbound PersistentVolumeClaims'] }),
  },
  {
    id: 'volume-node-affinity', stage: 'scheduled', depth: 'cause', confidence: 0.95, topics: ['schedule'],
    title: () => i18n.translate('requestTrace.rule.volumeNodeAffinity.title', { defaultMessage: 'The Pod\'s volume lies where no fitting node is' }),
    advice: () => i18n.translate('requestTrace.rule.volumeNodeAffinity.advice', {
      defaultMessage: 'Compare the volume\'s node affinity (its zone or node) with the nodes that the Pod could run on.',
    }),
    source: 'pkg/scheduler/framework/plugins/volumebinding/volume_binding.go',
    match: when({ focus: ['volume node affinity conflict', 'didn\'t match PersistentVolume\'s node affinity', 'no available volume zone'] }),
  },
  {
    id: 'no-volume-to-bind', stage: 'scheduled', depth: 'cause', confidence: 0.95, topics: ['schedule'],
    title: () => i18n.translate('requestTrace.rule.noVolumeToBind.title', { defaultMessage: 'No volume can be bound for the claim on any node' }),
    advice: () => i18n.translate('requestTrace.rule.noVolumeToBind.advice', {
      defaultMessage: 'Look at the free PersistentVolumes of the claim\'s class, their size, access modes and node affinity.',
    }),
    source: 'pkg/scheduler/framework/plugins/volumebinding/binder.go',
    match: when(
      { focus: ['didn\'t find available persistent volumes to bind', 'unavailable due to one or more pvc(s) bound to non-existent pv(s)', 'did not have enough free storage'] },
    ),
  },
  {
    id: 'volume-limit', stage: 'scheduled', depth: 'cause', confidence: 0.95, topics: ['schedule'],
    title: () => i18n.translate('requestTrace.rule.volumeLimit.title', { defaultMessage: 'The nodes have as many volumes attached as they may' }),
    advice: () => i18n.translate('requestTrace.rule.volumeLimit.advice', {
      defaultMessage: 'Look at the limit in the CSINode objects and at which Pods use volumes there.',
    }),
    source: 'pkg/scheduler/framework/plugins/nodevolumelimits/csi.go',
    match: when({ focus: ['exceed max volume count'] }),
  },
  {
    id: 'volume-exclusive', stage: 'scheduled', depth: 'cause', confidence: 0.9, topics: ['schedule'],
    title: () => i18n.translate('requestTrace.rule.volumeExclusive.title', { defaultMessage: 'Another Pod uses the volume, and only one may' }),
    advice: () => i18n.translate('requestTrace.rule.volumeExclusive.advice', {
      defaultMessage: 'Look at which Pod uses the claim; ReadWriteOncePod allows one only.',
    }),
    source: 'pkg/scheduler/framework/plugins/volumerestrictions/volume_restrictions.go',
    match: when({ focus: ['ReadWriteOncePod access mode already in use', 'no available disk'] }),
  },
  {
    id: 'claim-missing', stage: 'scheduled', depth: 'cause', confidence: 0.95, topics: ['schedule'],
    title: () => i18n.translate('requestTrace.rule.claimMissing.title', { defaultMessage: 'The Pod names a volume claim that does not exist' }),
    advice: () => i18n.translate('requestTrace.rule.claimMissing.advice', {
      defaultMessage: 'Create the PersistentVolumeClaim in the Pod\'s namespace, or correct its name.',
    }),
    source: 'pkg/scheduler/framework/plugins/volumebinding/volume_binding.go',
    match: when({ any: ['persistentvolumeclaim "'] }),
  },
  {
    id: 'scheduling-storage-class-missing', stage: 'scheduled', depth: 'cause', confidence: 0.95, topics: ['schedule'],
    title: () => i18n.translate('requestTrace.rule.schedulingStorageClassMissing.title', {
      defaultMessage: 'The claim\'s StorageClass does not exist',
    }),
    advice: () => i18n.translate('requestTrace.rule.schedulingStorageClassMissing.advice', {
      defaultMessage: 'List the StorageClasses of the cluster and correct the claim (it has to be made anew).',
    }),
    source: 'pkg/scheduler/framework/plugins/volumebinding/volume_binding.go',
    match: when({ any: ['storageclass.storage.k8s.io "'] }),
  },
  {
    id: 'resource-claim', stage: 'scheduled', depth: 'cause', confidence: 0.85, topics: ['schedule'],
    title: () => i18n.translate('requestTrace.rule.resourceClaim.title', { defaultMessage: 'The devices that the Pod claims are not available' }),
    advice: () => i18n.translate('requestTrace.rule.resourceClaim.advice', {
      defaultMessage: 'Look at the ResourceClaims of the Pod, the DeviceClass, and the ResourceSlices of the driver.',
    }),
    source: 'pkg/scheduler/framework/plugins/dynamicresources/dynamicresources.go',
    match: when({ any: ['resourceclaim', 'cannot allocate all claims', 'ResourceClaim'] }),
  },
];
