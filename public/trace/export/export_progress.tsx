import React from 'react';
import {
  EuiButtonEmpty,
  EuiModal,
  EuiModalBody,
  EuiModalFooter,
  EuiModalHeader,
  EuiModalHeaderTitle,
  EuiProgress,
} from '@elastic/eui';
import { i18n } from '@kbn/i18n';

/** Shown while the records that the page has not loaded yet are fetched for a file. */
export const ExportProgress: React.FC<{ loaded: number; total: number; onCancel(): void }> = ({
  loaded,
  total,
  onCancel,
}) => (
  <EuiModal onClose={onCancel} data-test-subj="requestTraceExportProgress">
    <EuiModalHeader>
      <EuiModalHeaderTitle>
        {i18n.translate('requestTrace.handOn.exporting', {
          defaultMessage: 'Loading the records to export',
        })}
      </EuiModalHeaderTitle>
    </EuiModalHeader>
    <EuiModalBody>
      <EuiProgress
        size="m"
        value={loaded}
        max={Math.max(loaded, total, 1)}
        valueText
        label={i18n.translate('requestTrace.handOn.loaded', {
          defaultMessage: '{loaded, number} of {total, number} records',
          values: { loaded, total: Math.max(loaded, total) },
        })}
      />
    </EuiModalBody>
    <EuiModalFooter>
      <EuiButtonEmpty onClick={onCancel} data-test-subj="requestTraceExportCancel">
        {i18n.translate('requestTrace.handOn.cancel', { defaultMessage: 'Cancel' })}
      </EuiButtonEmpty>
    </EuiModalFooter>
  </EuiModal>
);
