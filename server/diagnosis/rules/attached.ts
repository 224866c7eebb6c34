/** The volume cannot be attached to the node. */
import { i18n } from '@kbn/i18n';
import type { Rule } from './rule';
import { when } from './when';

export const ATTACHED: readonly Rule[] = [
  {
    id: 'multi-attach', stage: 'attached', depth: 'cause', confidence: 0.95, topics: ['attach'],
    title: () => i18n.translate('requestTrace.rule.multiAttach.title', { defaultMessage: 'The volume is still attached to another node' }),
    advice: () => i18n.translate('requestTrace.rule.multiAttach.advice', {
      defaultMessage: 'Look at which Pod uses the volume there and whether its node still runs; a lost node holds its volumes until it is removed.',
    }),
    source: 'pkg/controller/volume/attachdetach/reconciler/reconciler.go',
    match: when({ any: ['Multi-Attach error'] }),
  },
  {
    id: 'external-attacher-timeout', stage: 'attached', depth: 'cause', confidence: 0.9, topics: ['attach'],
    title: () => i18n.translate('requestTrace.rule.externalAttacherTimeout.title', {
      defaultMessage: 'The CSI driver\'s attacher does not attach the volume',
    }),
    advice: () => i18n.translate('requestTrace.rule.externalAttacherTimeout.advice', {
      defaultMessage: 'Look at whether the attacher of that CSI driver runs, at its log, and at the VolumeAttachment\'s status.',
    }),
    source: 'pkg/volume/csi/csi_attacher.go',
    match: when({ any: ['timed out waiting for external-attacher'] }),
  },
  {
    id: 'attach-timeout', stage: 'attached', depth: 'effect', confidence: 0.85, topics: ['attach'],
    title: () => i18n.translate('requestTrace.rule.attachTimeout.title', { defaultMessage: 'Attaching the volume took too long' }),
    advice: () => i18n.translate('requestTrace.rule.attachTimeout.advice', {
      defaultMessage: 'Look at whether the attacher of the CSI driver runs, and at the VolumeAttachment\'s status.',
    }),
    source: 'pkg/volume/csi/csi_attacher.go',
    match: when({ any: ['Attach timeout after', 'Detach timeout after'] }),
  },
  {
    id: 'csi-driver-not-on-node', stage: 'attached', depth: 'cause', confidence: 0.95, topics: ['attach'],
    title: () => i18n.translate('requestTrace.rule.csiDriverNotOnNode.title', { defaultMessage: 'The CSI driver does not run on the node' }),
    advice: () => i18n.translate('requestTrace.rule.csiDriverNotOnNode.advice', {
      defaultMessage: 'Look at the CSINode of that node and at the driver\'s Pod there.',
    }),
    source: 'pkg/volume/csi/csi_attacher.go',
    match: when({ any: ['does not contain driver', 'CSINode '] }),
  },
  {
    id: 'attach-limit', stage: 'attached', depth: 'cause', confidence: 0.9, topics: ['attach'],
    title: () => i18n.translate('requestTrace.rule.attachLimit.title', { defaultMessage: 'The node has as many volumes attached as it may' }),
    advice: () => i18n.translate('requestTrace.rule.attachLimit.advice', {
      defaultMessage: 'Look at which Pods use volumes on that node, and at the limit in its CSINode.',
    }),
    source: 'https://kubernetes.io/docs/concepts/storage/storage-limits/',
    match: when({ any: ['max volume count', 'AttachmentLimitExceeded', 'maximum number of', 'too many volumes'] }),
  },
  {
    id: 'attach-volume-missing', stage: 'attached', depth: 'cause', confidence: 0.9, topics: ['attach'],
    title: () => i18n.translate('requestTrace.rule.attachVolumeMissing.title', { defaultMessage: 'The storage does not know the volume' }),
    advice: () => i18n.translate('requestTrace.rule.attachVolumeMissing.advice', {
      defaultMessage: 'Look at the volumeHandle of the PersistentVolume and whether the disk exists in the storage.',
    }),
    source: 'pkg/volume/csi/csi_attacher.go',
    match: when({ any: ['NotFound', ' not found', 'does not exist'] }),
  },
  {
    id: 'attach-unauthorized', stage: 'attached', depth: 'cause', confidence: 0.9, topics: ['attach'],
    title: () => i18n.translate('requestTrace.rule.attachUnauthorized.title', {
      defaultMessage: 'The storage does not let the driver attach the volume',
    }),
    advice: () => i18n.translate('requestTrace.rule.attachUnauthorized.advice', {
      defaultMessage: 'Look at the credentials and permissions of the CSI driver\'s controller.',
    }),
    source: 'pkg/volume/csi/csi_attacher.go',
    match: when({ any: ['UnauthorizedOperation', 'AccessDenied', 'PermissionDenied', 'ermission denied', 'AuthFailure', 'googleapi: Error 403'] }),
  },
  {
    id: 'attach-noise', stage: 'attached', depth: 'noise', confidence: 0.5, topics: ['attach'],
    title: () => i18n.translate('requestTrace.rule.attachNoise.title', { defaultMessage: 'The volume is not attached yet' }),
    advice: () => i18n.translate('requestTrace.rule.attachNoise.advice', {
      defaultMessage: 'Look at the attach-detach controller\'s and the driver\'s log.',
    }),
    source: 'pkg/volume/csi/csi_attacher.go',
    match: when({ any: ['context deadline exceeded', 'not yet attached', 'is not attached'] }),
  },
  {
    id: 'attach-failed', stage: 'attached', depth: 'cause', confidence: 0.75, topics: ['attach'],
    title: () => i18n.translate('requestTrace.rule.attachFailed.title', { defaultMessage: 'The volume could not be attached' }),
    advice: () => i18n.translate('requestTrace.rule.attachFailed.advice', {
      defaultMessage: 'Read what the driver says, look at the VolumeAttachment\'s status and at the driver\'s log.',
    }),
    source: 'pkg/volume/util/operationexecutor/operation_generator.go',
    match: when({}),
  },
];
