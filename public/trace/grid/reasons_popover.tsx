import React, { useState } from 'react';
import { EuiButtonIcon, EuiPopover, EuiPopoverTitle, EuiText } from '@elastic/eui';
import { i18n } from '@kbn/i18n';
import type { LogRecord } from '../../../common/model/log_record';
import { ReasonList } from '../correlation/reason_list';
import { SharedDetails } from '../correlation/shared_record';

/** Why a record is in this trace, and in which others it may be. */
export const RecordReasons: React.FC<{ record: LogRecord }> = ({ record }) => (
  <EuiText size="s" data-test-subj="requestTraceReasons">
    <ReasonList reasons={record.because} />
    <SharedDetails record={record} />
  </EuiText>
);

export const ReasonsButton: React.FC<{ record: LogRecord }> = ({ record }) => {
  const [isOpen, setOpen] = useState(false);
  const label = i18n.translate('requestTrace.why.label', { defaultMessage: 'Why is this here?' });
  return (
    <EuiPopover
      isOpen={isOpen}
      closePopover={() => setOpen(false)}
      panelPaddingSize="s"
      anchorPosition="rightCenter"
      ownFocus
      aria-label={label}
      button={
        <EuiButtonIcon
          size="xs"
          iconSize="s"
          color="text"
          iconType="questionInCircle"
          aria-label={label}
          title={label}
          data-test-subj="requestTraceWhy"
          onClick={() => setOpen(!isOpen)}
        />
      }
    >
      <EuiPopoverTitle>{label}</EuiPopoverTitle>
      <div style={{ width: 440, maxWidth: '80vw', maxHeight: '60vh', overflow: 'auto' }}>
        <RecordReasons record={record} />
      </div>
    </EuiPopover>
  );
};
