/** The verdict's sentences. Pure. */
import { i18n } from '@kbn/i18n';
import type { ObjectReference } from '../../../common/model/log_record';
import type { Trace } from '../../../common/model/trace';
import { getOutcomeLabel } from '../../labels/outcome';
import { getStageLabel } from '../../labels/stage_labels';
import { getEntryName } from '../coverage/coverage_summary';
import { findStoppedStage } from './failure_records';
import { findLastDoneStage, formatOutcome } from './format_outcome';

/** Names come from the logs. */
const MAX_NAME_LENGTH = 300;

/** `Pod shop/web-0`; what is not known of it is left out. */
export function formatObject({ kind, namespace, name, uid }: ObjectReference): string {
  const path = [namespace, name].filter(Boolean).join('/') || (uid ?? '');
  return [kind, path].filter(Boolean).join(' ').slice(0, MAX_NAME_LENGTH);
}

/** The verdict's first line: outcome, stage and what is wrong; without a verdict how far it got. */
export function getVerdictHeadline(
  trace: Pick<Trace, 'outcome' | 'verdict' | 'stages' | 'origin'>
): string {
  const { outcome, verdict, stages } = trace;
  if (verdict) {
    return i18n.translate('requestTrace.verdict.headline', {
      defaultMessage: '{outcome} at “{stage}”: {title}',
      values: {
        outcome: capitalize(getOutcomeLabel(outcome)),
        stage: getStageLabel(verdict.stage),
        title: verdict.title,
      },
    });
  }
  const stopped = findStoppedStage(stages);
  const reached = findLastDoneStage(stages);
  if (outcome === 'unknown') {
    return reached
      ? i18n.translate('requestTrace.verdict.unknownAfter', {
          defaultMessage:
            'How it ended is not known: “{stage}” is the last stage that the logs show',
          values: { stage: getStageLabel(reached.name) },
        })
      : i18n.translate('requestTrace.verdict.unknown', {
          defaultMessage: 'How far it got is not known: the logs show none of its stages',
        });
  }
  if (stopped) {
    return i18n.translate('requestTrace.verdict.noCause', {
      defaultMessage: '{outcome} at “{stage}”; no record says why',
      values: { outcome: capitalize(getOutcomeLabel(outcome)), stage: getStageLabel(stopped.name) },
    });
  }
  return capitalize(formatOutcome(trace));
}

/** What happened where all went well: quiet, in one line. */
export function getSuccessText(
  trace: Pick<Trace, 'outcome' | 'stages' | 'origin' | 'diagnosis'>
): string {
  const reached = findLastDoneStage(trace.stages);
  const { podCounts } = trace.diagnosis ?? {};
  const outcome = capitalize(formatOutcome(trace));
  if (podCounts && podCounts.of > 1) {
    return i18n.translate('requestTrace.verdict.successPods', {
      defaultMessage: '{outcome}: {reached, number} of {of, number} Pods {stage}',
      values: {
        outcome,
        reached: podCounts.reached,
        of: podCounts.of,
        stage: getStageLabel(reached?.name ?? 'ready'),
      },
    });
  }
  return reached
    ? i18n.translate('requestTrace.verdict.success', {
        defaultMessage: '{outcome}: {stage}',
        values: { outcome, stage: getStageLabel(reached.name) },
      })
    : outcome;
}

/** Which logs were not there to tell, or are there and could not be connected with the request; '' where none was missing. */
export function describeMissingSources({ coverage }: Pick<Trace, 'coverage'>): string {
  const missing = formatSourceNames(
    coverage.filter(({ searched, inWindow }) => !searched || inWindow === false)
  );
  const unconnectedSources = formatSourceNames(
    coverage.filter(
      ({ source, searched, inWindow, inTrace }) =>
        source === 'component' && searched && inWindow === true && inTrace === 0
    )
  );
  return [
    missing &&
      i18n.translate('requestTrace.verdict.lacking', {
        defaultMessage: 'Nothing was collected in this time from {names}.',
        values: { names: missing },
      }),
    unconnectedSources &&
      i18n.translate('requestTrace.verdict.unconnected', {
        defaultMessage: 'No record from {names} could be connected with this request.',
        values: { names: unconnectedSources },
      }),
  ]
    .filter(Boolean)
    .join(' ');
}

function formatSourceNames(coverage: Trace['coverage']): string {
  return coverage
    .slice(0, 6)
    .map(getEntryName)
    .join(i18n.translate('requestTrace.coverage.namesSeparator', { defaultMessage: ', ' }))
    .slice(0, MAX_NAME_LENGTH);
}

function capitalize(text: string): string {
  return text.slice(0, 1).toLocaleUpperCase() + text.slice(1);
}
