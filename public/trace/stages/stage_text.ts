/** What a step says beneath its name, and how long its bar is. Pure. */
import { i18n } from '@kbn/i18n';
import type { Stage } from '../../../common/model/diagnosis';
import { formatDuration } from '../../../common/time/micros';
import { getStageStatusLabel } from '../../labels/stage_labels';

/** Of stages that wait only the first is being waited for: the others have not been come to, and no time is theirs. */
export function isReached({ status, tookMs, done = 0 }: Stage): boolean {
  return status !== 'waiting' || (tookMs ?? 0) > 0 || done > 0;
}

/** `6 ms`, `waiting for 2 min 11 s`, `not needed`. */
export function formatStageTime(stage: Stage): string {
  const { status, tookMs } = stage;
  // none: known to the second only, or done together with the stage before it
  const duration = tookMs === undefined || tookMs <= 0 ? null : formatDuration(tookMs * 1000);
  if (duration !== null && status === 'done') return duration;
  if (duration !== null && status === 'failed')
    return i18n.translate('requestTrace.stages.failedFor', {
      defaultMessage: 'for {duration}',
      values: { duration: duration },
    });
  if (duration !== null && status === 'waiting' && isReached(stage)) {
    return i18n.translate('requestTrace.stages.waitingFor', {
      defaultMessage: 'waiting {duration}',
      values: { duration: duration },
    });
  }
  return status === 'done' ? '' : getStageStatusLabel(status, isReached(stage));
}

/** `3 of 4`; null where there is one or none. */
export function formatStageCount({
  status,
  done,
  of,
}: Pick<Stage, 'status' | 'done' | 'of'>): string | null {
  if (of === undefined || of < 2 || status === 'skipped') return null;
  return i18n.translate('requestTrace.stages.doneOf', {
    defaultMessage: '{done, number} of {of, number}',
    values: { done: done ?? 0, of },
  });
}

/** Each stage's share, 0..1, of the time that all took together: what is shown as bars. */
export function getTimeShares(stages: readonly Stage[]): number[] {
  const times = stages.map((stage) =>
    stage.status === 'done' || stage.status === 'failed' || isReached(stage)
      ? Math.max(0, stage.tookMs ?? 0)
      : 0
  );
  const total = times.reduce((sum, time) => sum + time, 0);
  return times.map((time) => (total > 0 ? time / total : 0));
}
