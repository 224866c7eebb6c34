import React, { useState } from 'react';
import { EuiButtonEmpty, EuiPanel, EuiSpacer, useGeneratedHtmlId } from '@elastic/eui';
import { i18n } from '@kbn/i18n';
import { LazyComponent } from '../../lazy/lazy_component';
import type { ComparisonProps } from './comparison';

const loadComparison = async () => (await import('./comparison')).Comparison;

/**
 * "Compare with a good one": a button, and below it the comparison once it is asked for; neither its code nor its searches cost
 * anything before. Stands below the diagnosis' details: `<CompareSection services={services} request={request} scope={scope} compact={compact} onShow={actions.onShow} />`.
 */
export const ComparisonSection: React.FC<ComparisonProps> = (props) => {
  const [isOpen, setOpen] = useState(false);
  const id = useGeneratedHtmlId({ prefix: 'requestTraceComparison' });
  return (
    <>
      <EuiButtonEmpty
        size="xs"
        flush="left"
        iconType={isOpen ? 'arrowDown' : 'arrowRight'}
        aria-expanded={isOpen}
        aria-controls={id}
        onClick={() => setOpen(!isOpen)}
        data-test-subj="requestTraceCompare"
      >
        {i18n.translate('requestTrace.comparison.compare', {
          defaultMessage: 'Compare with a good one',
        })}
      </EuiButtonEmpty>
      <div id={id}>
        {isOpen && (
          <EuiPanel hasBorder hasShadow={false} paddingSize="m">
            <LazyComponent<ComparisonProps> load={loadComparison} props={props} />
          </EuiPanel>
        )}
      </div>
      <EuiSpacer size="xs" />
    </>
  );
};
