/** How a request ended, or that it is being looked into. */
import React from 'react';
import { EuiLoadingSpinner, EuiTextColor } from '@elastic/eui';
import { i18n } from '@kbn/i18n';
import { OutcomeBadge } from '../labels/outcome';
import type { ListedRequest } from './use_outcomes';

export const OutcomeCell: React.FC<{ request: ListedRequest }> = ({
  request: { outcome, isDiagnosing: isDiagnosing, hasDiagnosisFailed: hasDiagnosisFailed },
}) => {
  if (hasDiagnosisFailed) {
    return (
      <EuiTextColor color="subdued" data-test-subj="requestTraceOutcome-unlooked">
        {i18n.translate('requestTrace.requests.unlooked', { defaultMessage: 'not looked into' })}
      </EuiTextColor>
    );
  }
  return isDiagnosing ? (
    <EuiTextColor
      color="subdued"
      style={{ whiteSpace: 'nowrap' }}
      data-test-subj="requestTraceOutcome-looking"
    >
      <EuiLoadingSpinner size="s" aria-hidden="true" />{' '}
      {i18n.translate('requestTrace.requests.looking', { defaultMessage: 'looking…' })}
    </EuiTextColor>
  ) : (
    <OutcomeBadge outcome={outcome} />
  );
};
