/** Texts of the rules in engine/diagnosis/rules/completed.ts. */
import type { RuleTexts } from './rule_texts';

export const COMPLETED_TEXTS: RuleTexts = {
  'job-backoff-limit': {
    title: 'The Job failed as often as it may',
    advice:
      'Look at the log of its last Pod for why the container fails; backoffLimit is how often the Job tries.',
  },
  'job-deadline': {
    title: 'The Job was active longer than its deadline',
    advice: 'Look at how far its Pods got; activeDeadlineSeconds may be too short.',
  },
  'job-pod-failure-policy': {
    title: "The Job's Pod failure policy ended it",
    advice: 'Look at which exit code or condition the policy names and at the log of that Pod.',
  },
  'job-failed-indexes': {
    title: 'Indexes of the Job failed',
    advice: "Look at the Job's failedIndexes and the logs of the Pods of one of them.",
  },
  'cron-job-missed': {
    title: 'The CronJob did not start',
    advice:
      'Look at its schedule, time zone and startingDeadlineSeconds, and whether the controller-manager was running.',
  },
  'progress-deadline': {
    title: 'The rollout made no progress within its deadline',
    advice:
      "Look at the newest ReplicaSet's Pods: what keeps them from getting ready is the cause.",
  },
  'autoscaler-no-metrics': {
    title: 'The autoscaler gets no metrics',
    advice:
      'Look at whether the metrics API answers (kubectl top pods) and whether the containers set requests.',
  },
};
