/** Outcomes as readers see them everywhere: a word, an icon of its own shape and a colour, so that colour is never the only sign. */
import React from 'react';
import { EuiIcon, useEuiTheme, type EuiThemeComputed } from '@elastic/eui';
import { i18n } from '@kbn/i18n';
import type { Outcome } from '../../common/model/diagnosis';

export function getOutcomeLabel(outcome: Outcome): string {
  switch (outcome) {
    case 'succeeded':
      return i18n.translate('requestTrace.outcome.succeeded', { defaultMessage: 'succeeded' });
    case 'rejected':
      return i18n.translate('requestTrace.outcome.rejected', { defaultMessage: 'rejected' });
    case 'failed':
      return i18n.translate('requestTrace.outcome.failed', { defaultMessage: 'failed' });
    case 'stuck':
      return i18n.translate('requestTrace.outcome.stuck', { defaultMessage: 'stuck' });
    case 'running':
      return i18n.translate('requestTrace.outcome.running', { defaultMessage: 'running' });
    default:
      return i18n.translate('requestTrace.outcome.unknown', { defaultMessage: 'unknown' });
  }
}

/** What the word means, for tooltips. */
function describeOutcome(outcome: Outcome): string {
  switch (outcome) {
    case 'succeeded':
      return i18n.translate('requestTrace.outcome.succeededMeaning', {
        defaultMessage: 'It reached its goal.',
      });
    case 'rejected':
      return i18n.translate('requestTrace.outcome.rejectedMeaning', {
        defaultMessage: 'The API server refused it: nothing was changed.',
      });
    case 'failed':
      return i18n.translate('requestTrace.outcome.failedMeaning', {
        defaultMessage: 'It ended for good without reaching its goal.',
      });
    case 'stuck':
      return i18n.translate('requestTrace.outcome.stuckMeaning', {
        defaultMessage:
          'It was accepted, but makes no progress: something is missing, or is tried again and again.',
      });
    case 'running':
      return i18n.translate('requestTrace.outcome.runningMeaning', {
        defaultMessage: 'It was still making progress at the end of the time that was searched.',
      });
    default:
      return i18n.translate('requestTrace.outcome.unknownMeaning', {
        defaultMessage: 'The logs that were searched don’t tell how it ended.',
      });
  }
}

const OUTCOME_ICONS: Record<Outcome, string> = {
  succeeded: 'checkInCircleFilled',
  rejected: 'minusInCircleFilled',
  failed: 'error',
  stuck: 'warning',
  running: 'clock',
  unknown: 'questionInCircle',
};

export function getOutcomeIcon(outcome: Outcome): string {
  return OUTCOME_ICONS[outcome] ?? OUTCOME_ICONS.unknown;
}

/** The theme's colour for text and icons, with enough contrast to be read. */
export function getOutcomeColor(outcome: Outcome, { colors }: EuiThemeComputed): string {
  switch (outcome) {
    case 'succeeded':
      return colors.successText;
    case 'rejected':
    case 'failed':
    case 'stuck':
      return colors.dangerText;
    case 'running':
      return colors.primaryText;
    default:
      return colors.subduedText;
  }
}

interface Props {
  outcome: Outcome;
  /** instead of the word alone: `stuck for 2 min 11 s` */
  text?: string;
  /** the word is read out only: for narrow columns and trees */
  isIconOnly?: boolean;
}

/** Icon, colour and word of an outcome. */
export const OutcomeBadge: React.FC<Props> = ({
  outcome,
  text = getOutcomeLabel(outcome),
  isIconOnly: isIconOnly = false,
}) => {
  const { euiTheme } = useEuiTheme();
  const color = getOutcomeColor(outcome, euiTheme);
  return (
    <span
      style={{ color, whiteSpace: 'nowrap' }}
      title={describeOutcome(outcome)}
      data-test-subj={`requestTraceOutcome-${outcome}`}
    >
      {isIconOnly ? (
        <EuiIcon type={getOutcomeIcon(outcome)} color={color} aria-label={text} />
      ) : (
        <>
          <EuiIcon type={getOutcomeIcon(outcome)} color={color} aria-hidden="true" />{' '}
          <strong>{text}</strong>
        </>
      )}
    </span>
  );
};
