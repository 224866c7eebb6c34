/** Texts of the rules in engine/diagnosis/rules/completed.ts. */
import { i18n } from '@kbn/i18n';
import type { RuleMessages } from './rule_messages';

export const COMPLETED_MESSAGES: RuleMessages = {
  'job-backoff-limit': {
    title: () => i18n.translate('requestTrace.rule.jobBackoffLimit.title', { defaultMessage: 'The Job failed as often as it may' }),
    advice: () => i18n.translate('requestTrace.rule.jobBackoffLimit.advice', {
      defaultMessage: 'Look at the log of its last Pod for why the container fails; backoffLimit is how often the Job tries.',
    }),
  },
  'job-deadline': {
    title: () => i18n.translate('requestTrace.rule.jobDeadline.title', { defaultMessage: 'The Job was active longer than its deadline' }),
    advice: () => i18n.translate('requestTrace.rule.jobDeadline.advice', {
      defaultMessage: 'Look at how far its Pods got; activeDeadlineSeconds may be too short.',
    }),
  },
  'job-pod-failure-policy': {
    title: () => i18n.translate('requestTrace.rule.jobPodFailurePolicy.title', { defaultMessage: 'The Job\'s Pod failure policy ended it' }),
    advice: () => i18n.translate('requestTrace.rule.jobPodFailurePolicy.advice', {
      defaultMessage: 'Look at which exit code or condition the policy names and at the log of that Pod.',
    }),
  },
  'job-failed-indexes': {
    title: () => i18n.translate('requestTrace.rule.jobFailedIndexes.title', { defaultMessage: 'Indexes of the Job failed' }),
    advice: () => i18n.translate('requestTrace.rule.jobFailedIndexes.advice', {
      defaultMessage: 'Look at the Job\'s failedIndexes and the logs of the Pods of one of them.',
    }),
  },
  'cron-job-missed': {
    title: () => i18n.translate('requestTrace.rule.cronJobMissed.title', { defaultMessage: 'The CronJob did not start' }),
    advice: () => i18n.translate('requestTrace.rule.cronJobMissed.advice', {
      defaultMessage: 'Look at its schedule, time zone and startingDeadlineSeconds, and whether the controller-manager was running.',
    }),
  },
  'progress-deadline': {
    title: () => i18n.translate('requestTrace.rule.progressDeadline.title', { defaultMessage: 'The rollout made no progress within its deadline' }),
    advice: () => i18n.translate('requestTrace.rule.progressDeadline.advice', {
      defaultMessage: 'Look at the newest ReplicaSet\'s Pods: what keeps them from getting ready is the cause.',
    }),
  },
  'autoscaler-no-metrics': {
    title: () => i18n.translate('requestTrace.rule.autoscalerNoMetrics.title', { defaultMessage: 'The autoscaler gets no metrics' }),
    advice: () => i18n.translate('requestTrace.rule.autoscalerNoMetrics.advice', {
      defaultMessage: 'Look at whether the metrics API answers (kubectl top pods) and whether the containers set requests.',
    }),
  },
};
