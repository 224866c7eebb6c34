/** The outcome with how long it took or has lasted, in words. Pure. */
import { i18n } from '@kbn/i18n';
import type { Outcome, Stage } from '../../../common/model/diagnosis';
import type { Trace } from '../../../common/model/trace';
import { formatDuration, toMicros } from '../../../common/time/micros';
import { getOutcomeLabel } from '../../labels/outcome';
import { findStoppedStage } from './failure_records';

/**
 * Microseconds: how long it took to get there, or has waited where it stopped; null where the stages don't say.
 * Of what succeeded from the request to the last stage that is done.
 */
function getOutcomeMicros({
  outcome,
  stages,
  origin,
}: Pick<Trace, 'outcome' | 'stages' | 'origin'>): number | null {
  if (outcome === 'succeeded') {
    const done = stages
      .filter(({ status, at }) => status === 'done' && at)
      .map(({ at }) => toMicros(at ?? '') ?? NaN);
    const from = toMicros(origin?.time ?? '') ?? done[0] ?? NaN;
    const took = Math.max(...done) - from;
    return Number.isFinite(took) && took >= 0 ? took : null;
  }
  const tookMs = findStoppedStage(stages)?.tookMs;
  return tookMs === undefined || tookMs <= 0 ? null : tookMs * 1000;
}

/** `stuck for 2 min 11 s`, `succeeded after 3.2 s`; the word alone where no time is known, or it says nothing. */
export function formatOutcome(trace: Pick<Trace, 'outcome' | 'stages' | 'origin'>): string {
  const micros = getOutcomeMicros(trace);
  const { outcome } = trace;
  if (micros === null || outcome === 'rejected' || outcome === 'unknown')
    return getOutcomeLabel(outcome);
  return formatOutcomeWithDuration(outcome, formatDuration(micros));
}

function formatOutcomeWithDuration(outcome: Outcome, duration: string): string {
  const values = { duration };
  switch (outcome) {
    case 'succeeded':
      return i18n.translate('requestTrace.outcome.succeededAfter', {
        defaultMessage: 'succeeded after {duration}',
        values,
      });
    case 'failed':
      return i18n.translate('requestTrace.outcome.failedAfter', {
        defaultMessage: 'failed after {duration}',
        values,
      });
    case 'stuck':
      return i18n.translate('requestTrace.outcome.stuckFor', {
        defaultMessage: 'stuck for {duration}',
        values,
      });
    case 'running':
      return i18n.translate('requestTrace.outcome.runningFor', {
        defaultMessage: 'waiting for {duration}',
        values,
      });
    default:
      return getOutcomeLabel(outcome);
  }
}

/** The last stage that is done: as far as it got. */
export function findLastDoneStage(stages: readonly Stage[]): Stage | null {
  return stages.filter(({ status }) => status === 'done').at(-1) ?? null;
}
