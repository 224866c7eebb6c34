/** Above a request's trace: which request it is, why it, and the way back to the others. */
import React from 'react';
import { EuiButtonEmpty, EuiCallOut, EuiFlexGroup, EuiFlexItem, EuiText } from '@elastic/eui';
import { i18n } from '@kbn/i18n';
import type { CauseCandidate } from '../../common/model/causes';
import { formatConfidence } from '../labels/confidence';
import { CandidateReasons } from './candidate_reasons';
import { formatCandidateTitle, formatRelativeTime } from './candidate_text';

interface Props {
  candidate: CauseCandidate;
  recordTime: string | undefined;
  /** of the list without this one */
  otherCount: number;
  onBack(): void;
}

/** The ref takes the focus: by it a screen reader says which request the reader came to. */
export const SelectedCandidate = React.forwardRef<HTMLDivElement, Props>(function Traced(
  { candidate, recordTime: recordTime, otherCount: otherCount, onBack },
  ref
) {
  const title = i18n.translate('requestTrace.candidates.traced', {
    defaultMessage: 'Caused by: {title}',
    values: { title: formatCandidateTitle(candidate) },
  });
  return (
    <EuiCallOut
      ref={ref}
      tabIndex={-1}
      role="group"
      aria-label={title}
      size="s"
      iconType="branch"
      data-test-subj="requestTraceTracedCandidate"
      title={title}
    >
      <EuiText size="xs">
        <p style={{ marginBlockEnd: 0 }}>
          {[formatRelativeTime(candidate, recordTime), formatConfidence(candidate.confidence)]
            .filter(Boolean)
            .join(' · ')}
        </p>
      </EuiText>
      <EuiFlexGroup gutterSize="s" alignItems="flexEnd" wrap responsive={false}>
        <EuiFlexItem style={{ minWidth: 'min(220px, 100%)' }}>
          <CandidateReasons reasons={candidate.because.slice(0, 1)} />
        </EuiFlexItem>
        <EuiFlexItem grow={false}>
          <EuiButtonEmpty
            size="xs"
            iconType="arrowLeft"
            flush="both"
            onClick={onBack}
            data-test-subj="requestTraceOtherCandidates"
          >
            {otherCount > 0
              ? i18n.translate('requestTrace.candidates.others', {
                  defaultMessage:
                    '{others, plural, one {# other candidate} other {# other candidates}}',
                  values: { others: otherCount },
                })
              : i18n.translate('requestTrace.candidates.back', {
                  defaultMessage: 'Back to the list',
                })}
          </EuiButtonEmpty>
        </EuiFlexItem>
      </EuiFlexGroup>
    </EuiCallOut>
  );
});
