/** What ends a Job or a rollout for good, and what keeps a CronJob from starting. */
import { i18n } from '@kbn/i18n';
import type { Rule } from './rule';
import { when } from './when';

export const COMPLETED: readonly Rule[] = [
  {
    id: 'job-backoff-limit', stage: 'completed', depth: 'cause', confidence: 0.85, topics: ['job'],
    title: () => i18n.translate('requestTrace.rule.jobBackoffLimit.title', { defaultMessage: 'The Job failed as often as it may' }),
    advice: () => i18n.translate('requestTrace.rule.jobBackoffLimit.advice', {
      defaultMessage: 'Look at the log of its last Pod for why the container fails; backoffLimit is how often the Job tries.',
    }),
    source: 'pkg/controller/job/job_controller.go',
    match: when({ reasons: ['BackoffLimitExceeded'] }),
  },
  {
    id: 'job-deadline', stage: 'completed', depth: 'effect', confidence: 0.9, topics: ['job'],
    title: () => i18n.translate('requestTrace.rule.jobDeadline.title', { defaultMessage: 'The Job was active longer than its deadline' }),
    advice: () => i18n.translate('requestTrace.rule.jobDeadline.advice', {
      defaultMessage: 'Look at how far its Pods got; activeDeadlineSeconds may be too short.',
    }),
    source: 'pkg/controller/job/job_controller.go',
    match: when({ reasons: ['DeadlineExceeded'] }),
  },
  {
    id: 'job-pod-failure-policy', stage: 'completed', depth: 'cause', confidence: 0.85, topics: ['job'],
    title: () => i18n.translate('requestTrace.rule.jobPodFailurePolicy.title', { defaultMessage: 'The Job\'s Pod failure policy ended it' }),
    advice: () => i18n.translate('requestTrace.rule.jobPodFailurePolicy.advice', {
      defaultMessage: 'Look at which exit code or condition the policy names and at the log of that Pod.',
    }),
    source: 'pkg/controller/job/job_controller.go',
    match: when({ reasons: ['PodFailurePolicy'] }),
  },
  {
    id: 'job-failed-indexes', stage: 'completed', depth: 'cause', confidence: 0.85, topics: ['job'],
    title: () => i18n.translate('requestTrace.rule.jobFailedIndexes.title', { defaultMessage: 'Indexes of the Job failed' }),
    advice: () => i18n.translate('requestTrace.rule.jobFailedIndexes.advice', {
      defaultMessage: 'Look at the Job\'s failedIndexes and the logs of the Pods of one of them.',
    }),
    source: 'pkg/controller/job/job_controller.go',
    match: when({ reasons: ['FailedIndexes', 'MaxFailedIndexesExceeded'] }),
  },
  {
    id: 'cron-job-missed', stage: 'completed', depth: 'cause', confidence: 0.8, topics: ['job'],
    title: () => i18n.translate('requestTrace.rule.cronJobMissed.title', { defaultMessage: 'The CronJob did not start' }),
    advice: () => i18n.translate('requestTrace.rule.cronJobMissed.advice', {
      defaultMessage: 'Look at its schedule, time zone and startingDeadlineSeconds, and whether the controller-manager was running.',
    }),
    source: 'pkg/controller/cronjob/cronjob_controllerv2.go',
    match: when({ reasons: ['TooManyMissedTimes', 'MissSchedule', 'UnparseableSchedule', 'InvalidSchedule'] }),
  },
  {
    id: 'progress-deadline', stage: 'ready', depth: 'effect', confidence: 0.85, topics: ['rollout'],
    title: () => i18n.translate('requestTrace.rule.progressDeadline.title', { defaultMessage: 'The rollout made no progress within its deadline' }),
    advice: () => i18n.translate('requestTrace.rule.progressDeadline.advice', {
      defaultMessage: 'Look at the newest ReplicaSet\'s Pods: what keeps them from getting ready is the cause.',
    }),
    source: 'pkg/controller/deployment/util/deployment_util.go',
    match: when({ reasons: ['ProgressDeadlineExceeded'] }),
  },
  {
    id: 'autoscaler-no-metrics', stage: 'accepted', depth: 'cause', confidence: 0.7, topics: ['rollout'],
    title: () => i18n.translate('requestTrace.rule.autoscalerNoMetrics.title', { defaultMessage: 'The autoscaler gets no metrics' }),
    advice: () => i18n.translate('requestTrace.rule.autoscalerNoMetrics.advice', {
      defaultMessage: 'Look at whether the metrics API answers (kubectl top pods) and whether the containers set requests.',
    }),
    source: 'pkg/controller/podautoscaler/horizontal.go',
    match: when({ reasons: ['FailedGetResourceMetric', 'FailedComputeMetricsReplicas'] }),
  },
];
