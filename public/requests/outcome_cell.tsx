/** How a request ended, or that it is being looked into. */
import React from 'react';
import { EuiLoadingSpinner, EuiTextColor } from '@elastic/eui';
import { i18n } from '@kbn/i18n';
import { OutcomeMark } from '../words/outcome';
import type { ListedRequest } from './use_outcomes';

export const OutcomeCell: React.FC<{ request: ListedRequest }> = ({
  request: { outcome, looking, unlooked },
}) => {
  if (unlooked) {
    return (
      <EuiTextColor color="subdued" data-test-subj="requestTraceOutcome-unlooked">
        {i18n.translate('requestTrace.requests.unlooked', { defaultMessage: 'not looked into' })}
      </EuiTextColor>
    );
  }
  return looking ? (
    <EuiTextColor
      color="subdued"
      style={{ whiteSpace: 'nowrap' }}
      data-test-subj="requestTraceOutcome-looking"
    >
      <EuiLoadingSpinner size="s" aria-hidden="true" />{' '}
      {i18n.translate('requestTrace.requests.looking', { defaultMessage: 'looking…' })}
    </EuiTextColor>
  ) : (
    <OutcomeMark outcome={outcome} />
  );
};
