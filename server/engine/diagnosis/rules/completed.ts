/** What ends a Job or a rollout for good, and what keeps a CronJob from starting. */
import type { Rule } from './rule';
import { when } from './match_signal';

export const COMPLETED: readonly Rule[] = [
  {
    id: 'job-backoff-limit',
    stage: 'completed',
    depth: 'cause',
    confidence: 0.85,
    topics: ['job'],
    source: 'pkg/controller/job/job_controller.go',
    match: when({ reasons: ['BackoffLimitExceeded'] }),
  },
  {
    id: 'job-deadline',
    stage: 'completed',
    depth: 'effect',
    confidence: 0.9,
    topics: ['job'],
    source: 'pkg/controller/job/job_controller.go',
    match: when({ reasons: ['DeadlineExceeded'] }),
  },
  {
    id: 'job-pod-failure-policy',
    stage: 'completed',
    depth: 'cause',
    confidence: 0.85,
    topics: ['job'],
    source: 'pkg/controller/job/job_controller.go',
    match: when({ reasons: ['PodFailurePolicy'] }),
  },
  {
    id: 'job-failed-indexes',
    stage: 'completed',
    depth: 'cause',
    confidence: 0.85,
    topics: ['job'],
    source: 'pkg/controller/job/job_controller.go',
    match: when({ reasons: ['FailedIndexes', 'MaxFailedIndexesExceeded'] }),
  },
  {
    id: 'cron-job-missed',
    stage: 'completed',
    depth: 'cause',
    confidence: 0.8,
    topics: ['job'],
    source: 'pkg/controller/cronjob/cronjob_controllerv2.go',
    match: when({
      reasons: ['TooManyMissedTimes', 'MissSchedule', 'UnparseableSchedule', 'InvalidSchedule'],
    }),
  },
  {
    id: 'progress-deadline',
    stage: 'ready',
    depth: 'effect',
    confidence: 0.85,
    topics: ['rollout'],
    source: 'pkg/controller/deployment/util/deployment_util.go',
    match: when({ reasons: ['ProgressDeadlineExceeded'] }),
  },
  {
    id: 'autoscaler-no-metrics',
    stage: 'accepted',
    depth: 'cause',
    confidence: 0.7,
    topics: ['rollout'],
    source: 'pkg/controller/podautoscaler/horizontal.go',
    match: when({ reasons: ['FailedGetResourceMetric', 'FailedComputeMetricsReplicas'] }),
  },
];
