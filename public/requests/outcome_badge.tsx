/** An outcome as icon, word and colour: never by colour alone. */
import React from 'react';
import { EuiBadge, EuiLoadingSpinner, EuiTextColor } from '@elastic/eui';
import { i18n } from '@kbn/i18n';
import type { Outcome } from '../../common/model/diagnosis';

export function outcomeLabel(outcome: Outcome): string {
  switch (outcome) {
    case 'succeeded': return i18n.translate('requestTrace.outcome.succeeded', { defaultMessage: 'succeeded' });
    case 'failed': return i18n.translate('requestTrace.outcome.failed', { defaultMessage: 'failed' });
    case 'stuck': return i18n.translate('requestTrace.outcome.stuck', { defaultMessage: 'stuck' });
    case 'rejected': return i18n.translate('requestTrace.outcome.rejected', { defaultMessage: 'rejected' });
    case 'running': return i18n.translate('requestTrace.outcome.running', { defaultMessage: 'running' });
    default: return i18n.translate('requestTrace.outcome.unknown', { defaultMessage: 'unknown' });
  }
}

/** What each outcome says, for those who see the word for the first time. */
export function outcomeMeaning(outcome: Outcome): string {
  switch (outcome) {
    case 'succeeded': return i18n.translate('requestTrace.outcome.succeededMeaning', { defaultMessage: 'Reached what it was meant to' });
    case 'failed': return i18n.translate('requestTrace.outcome.failedMeaning', { defaultMessage: 'Accepted, and ended for good without reaching it' });
    case 'stuck': return i18n.translate('requestTrace.outcome.stuckMeaning', { defaultMessage: 'Accepted, but makes no progress' });
    case 'rejected': return i18n.translate('requestTrace.outcome.rejectedMeaning', { defaultMessage: 'Refused by the API server' });
    case 'running': return i18n.translate('requestTrace.outcome.runningMeaning', { defaultMessage: 'Still makes progress at the end of what was searched' });
    default: return i18n.translate('requestTrace.outcome.unknownMeaning', { defaultMessage: 'The logs do not tell' });
  }
}

const LOOKS: Record<Outcome, { color: string; iconType: string }> = {
  succeeded: { color: 'success', iconType: 'check' },
  failed: { color: 'danger', iconType: 'error' },
  stuck: { color: 'warning', iconType: 'warning' },
  rejected: { color: 'danger', iconType: 'cross' },
  running: { color: 'primary', iconType: 'clock' },
  unknown: { color: 'hollow', iconType: 'questionInCircle' },
};

export const OutcomeBadge: React.FC<{ outcome: Outcome; looking?: boolean }> = ({ outcome, looking = false }) => (
  looking
    ? (
      <EuiTextColor color="subdued" style={{ fontSize: 12, whiteSpace: 'nowrap' }} data-test-subj="requestTraceOutcome-looking">
        <EuiLoadingSpinner size="s" aria-hidden="true" /> {i18n.translate('requestTrace.outcome.looking', { defaultMessage: 'looking…' })}
      </EuiTextColor>
    )
    : (
      <EuiBadge {...LOOKS[outcome]} title={outcomeMeaning(outcome)} data-test-subj={`requestTraceOutcome-${outcome}`}>
        {outcomeLabel(outcome)}
      </EuiBadge>
    )
);
