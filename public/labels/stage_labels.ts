/** Stages and their states in words. Names are Kubernetes' own terms where it has one. */
import { i18n } from '@kbn/i18n';
import type { StageName, StageStatus } from '../../common/model/diagnosis';

export function getStageLabel(name: StageName): string {
  switch (name) {
    case 'accepted':
      return i18n.translate('requestTrace.stage.accepted', { defaultMessage: 'accepted' });
    case 'expanded':
      return i18n.translate('requestTrace.stage.expanded', { defaultMessage: 'expanded' });
    case 'scheduled':
      return i18n.translate('requestTrace.stage.scheduled', { defaultMessage: 'scheduled' });
    case 'attached':
      return i18n.translate('requestTrace.stage.attached', { defaultMessage: 'attached' });
    case 'mounted':
      return i18n.translate('requestTrace.stage.mounted', { defaultMessage: 'mounted' });
    case 'sandbox':
      return i18n.translate('requestTrace.stage.sandbox', { defaultMessage: 'sandbox' });
    case 'pulled':
      return i18n.translate('requestTrace.stage.pulled', { defaultMessage: 'pulled' });
    case 'started':
      return i18n.translate('requestTrace.stage.started', { defaultMessage: 'started' });
    case 'ready':
      return i18n.translate('requestTrace.stage.ready', { defaultMessage: 'ready' });
    case 'completed':
      return i18n.translate('requestTrace.stage.completed', { defaultMessage: 'completed' });
    case 'terminating':
      return i18n.translate('requestTrace.stage.terminating', { defaultMessage: 'terminating' });
    case 'unmounted':
      return i18n.translate('requestTrace.stage.unmounted', { defaultMessage: 'unmounted' });
    case 'removed':
      return i18n.translate('requestTrace.stage.removed', { defaultMessage: 'removed' });
    default:
      return name;
  }
}

/** What has happened when a stage is done, and who does it. */
export function describeStage(name: StageName): string {
  switch (name) {
    case 'accepted':
      return i18n.translate('requestTrace.stage.acceptedMeaning', {
        defaultMessage:
          'The API server authenticated, authorised and admitted the request, and stored the object.',
      });
    case 'expanded':
      return i18n.translate('requestTrace.stage.expandedMeaning', {
        defaultMessage: 'The controllers made the objects that follow from it, down to the Pods.',
      });
    case 'scheduled':
      return i18n.translate('requestTrace.stage.scheduledMeaning', {
        defaultMessage: 'The scheduler found a node for the Pod.',
      });
    case 'attached':
      return i18n.translate('requestTrace.stage.attachedMeaning', {
        defaultMessage: 'The Pod’s volumes are attached to the node.',
      });
    case 'mounted':
      return i18n.translate('requestTrace.stage.mountedMeaning', {
        defaultMessage: 'The kubelet mounted the Pod’s volumes.',
      });
    case 'sandbox':
      return i18n.translate('requestTrace.stage.sandboxMeaning', {
        defaultMessage: 'The container runtime made the Pod’s sandbox, with its network.',
      });
    case 'pulled':
      return i18n.translate('requestTrace.stage.pulledMeaning', {
        defaultMessage: 'The images of the containers are on the node.',
      });
    case 'started':
      return i18n.translate('requestTrace.stage.startedMeaning', {
        defaultMessage: 'The containers were started.',
      });
    case 'ready':
      return i18n.translate('requestTrace.stage.readyMeaning', {
        defaultMessage: 'The containers pass their probes: the Pod takes requests.',
      });
    case 'completed':
      return i18n.translate('requestTrace.stage.completedMeaning', {
        defaultMessage: 'The Job’s Pods ended successfully.',
      });
    case 'terminating':
      return i18n.translate('requestTrace.stage.terminatingMeaning', {
        defaultMessage: 'The object is marked for deletion, and its containers are being stopped.',
      });
    case 'unmounted':
      return i18n.translate('requestTrace.stage.unmountedMeaning', {
        defaultMessage: 'The kubelet took the volumes off.',
      });
    case 'removed':
      return i18n.translate('requestTrace.stage.removedMeaning', {
        defaultMessage: 'The object is gone from the API.',
      });
    default:
      return '';
  }
}

/** A stage's state in one or two words; with `reached` false of a stage that nothing has come to yet. */
export function getStageStatusLabel(status: StageStatus, reached = true): string {
  switch (status) {
    case 'done':
      return i18n.translate('requestTrace.stageStatus.done', { defaultMessage: 'done' });
    case 'failed':
      return i18n.translate('requestTrace.stageStatus.failed', { defaultMessage: 'stopped here' });
    case 'skipped':
      return i18n.translate('requestTrace.stageStatus.skipped', { defaultMessage: 'not needed' });
    case 'waiting':
      return reached
        ? i18n.translate('requestTrace.stageStatus.waiting', { defaultMessage: 'waiting' })
        : i18n.translate('requestTrace.stageStatus.notReached', { defaultMessage: 'not reached' });
    default:
      return i18n.translate('requestTrace.stageStatus.unknown', { defaultMessage: 'not known' });
  }
}

/** Why a stage has the state it has, where that needs explaining. */
export function describeStageStatus(status: StageStatus): string | undefined {
  switch (status) {
    case 'skipped':
      return i18n.translate('requestTrace.stageStatus.skippedMeaning', {
        defaultMessage: 'The object has no need of this stage.',
      });
    case 'unknown':
      return i18n.translate('requestTrace.stageStatus.unknownMeaning', {
        defaultMessage:
          'The log that would show it was not collected, or has nothing in this time.',
      });
    case 'failed':
      return i18n.translate('requestTrace.stageStatus.failedMeaning', {
        defaultMessage: 'The request stopped here.',
      });
    case 'waiting':
      return i18n.translate('requestTrace.stageStatus.waitingMeaning', {
        defaultMessage: 'Not reached yet, or not by all objects.',
      });
    default:
      return undefined;
  }
}
