/** Each reason's word, icon and colour, wherever it is shown. */
import { i18n } from '@kbn/i18n';
import type { PodRemovalReason } from '../../common/model/removals';

export interface ReasonStyle {
  label: string;
  icon: string;
  /** what the reader did not want is louder than what goes its way */
  color: 'danger' | 'warning' | 'primary' | 'default';
}

export function getReasonStyle(reason: PodRemovalReason): ReasonStyle {
  switch (reason) {
    case 'deleted':
      return {
        icon: 'trash',
        color: 'primary',
        label: i18n.translate('requestTrace.moves.reason.deleted', { defaultMessage: 'Deleted' }),
      };
    case 'evicted-api':
      return {
        icon: 'exit',
        color: 'warning',
        label: i18n.translate('requestTrace.moves.reason.evicted', { defaultMessage: 'Evicted' }),
      };
    case 'drained':
      return {
        icon: 'exportAction',
        color: 'warning',
        label: i18n.translate('requestTrace.moves.reason.drained', {
          defaultMessage: 'Node drained',
        }),
      };
    case 'preempted':
      return {
        icon: 'sortUp',
        color: 'danger',
        label: i18n.translate('requestTrace.moves.reason.preempted', {
          defaultMessage: 'Preempted',
        }),
      };
    case 'tainted':
      return {
        icon: 'tag',
        color: 'warning',
        label: i18n.translate('requestTrace.moves.reason.tainted', {
          defaultMessage: 'Node tainted',
        }),
      };
    case 'node-lost':
      return {
        icon: 'offline',
        color: 'danger',
        label: i18n.translate('requestTrace.moves.reason.nodeLost', {
          defaultMessage: 'Node lost',
        }),
      };
    case 'node-pressure':
      return {
        icon: 'memory',
        color: 'danger',
        label: i18n.translate('requestTrace.moves.reason.pressure', {
          defaultMessage: 'Node under pressure',
        }),
      };
    case 'scaled-down':
      return {
        icon: 'sortDown',
        color: 'default',
        label: i18n.translate('requestTrace.moves.reason.scaled', {
          defaultMessage: 'Scaled down',
        }),
      };
    case 'rollout':
      return {
        icon: 'refresh',
        color: 'default',
        label: i18n.translate('requestTrace.moves.reason.rollout', { defaultMessage: 'Rollout' }),
      };
    case 'owner-deleted':
      return {
        icon: 'trash',
        color: 'primary',
        label: i18n.translate('requestTrace.moves.reason.owner', {
          defaultMessage: 'Owner deleted',
        }),
      };
    case 'namespace-deleted':
      return {
        icon: 'trash',
        color: 'primary',
        label: i18n.translate('requestTrace.moves.reason.namespace', {
          defaultMessage: 'Namespace deleted',
        }),
      };
    case 'job-finished':
      return {
        icon: 'check',
        color: 'default',
        label: i18n.translate('requestTrace.moves.reason.job', { defaultMessage: 'Job over' }),
      };
    case 'garbage-collected':
      return {
        icon: 'broom',
        color: 'default',
        label: i18n.translate('requestTrace.moves.reason.collected', {
          defaultMessage: 'Garbage collected',
        }),
      };
    case 'replaced':
      return {
        icon: 'refresh',
        color: 'warning',
        label: i18n.translate('requestTrace.moves.reason.replaced', { defaultMessage: 'Replaced' }),
      };
    default:
      return {
        icon: 'questionInCircle',
        color: 'default',
        label: i18n.translate('requestTrace.moves.reason.unknown', { defaultMessage: 'Not known' }),
      };
  }
}
