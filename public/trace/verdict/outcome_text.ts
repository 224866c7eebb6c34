/** The outcome with how long it took or has lasted, in words. Pure. */
import { i18n } from '@kbn/i18n';
import type { Outcome, Stage } from '../../../common/model/diagnosis';
import type { Trace } from '../../../common/model/trace';
import { formatDuration, toMicros } from '../../../common/time/micros';
import { outcomeWord } from '../../words/outcome';
import { stoppedAt } from './proof';

/**
 * Microseconds: how long it took to get there, or has waited where it stopped; null where the stages don't say.
 * Of what succeeded from the request to the last stage that is done.
 */
function outcomeMicros({
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
  const tookMs = stoppedAt(stages)?.tookMs;
  return tookMs === undefined || tookMs <= 0 ? null : tookMs * 1000;
}

/** `stuck for 2 min 11 s`, `succeeded after 3.2 s`; the word alone where no time is known, or it says nothing. */
export function outcomeText(trace: Pick<Trace, 'outcome' | 'stages' | 'origin'>): string {
  const micros = outcomeMicros(trace);
  const { outcome } = trace;
  if (micros === null || outcome === 'rejected' || outcome === 'unknown')
    return outcomeWord(outcome);
  return withDuration(outcome, formatDuration(micros));
}

function withDuration(outcome: Outcome, duration: string): string {
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
      return outcomeWord(outcome);
  }
}

/** The last stage that is done: as far as it got. */
export function lastDone(stages: readonly Stage[]): Stage | null {
  return stages.filter(({ status }) => status === 'done').at(-1) ?? null;
}
