import React, { useState } from 'react';
import { EuiButtonIcon, EuiPopover, EuiPopoverTitle, EuiText } from '@elastic/eui';
import { i18n } from '@kbn/i18n';
import type { LogRecord, Reason } from '../../../common/model/log_record';

/** A reason in words. A rule that this version doesn't know (a newer server's) is shown by its name. */
export function reasonInWords(reason: Reason): string {
  switch (reason.rule) {
    case 'id-field': return i18n.translate('requestTrace.why.idField', { defaultMessage: 'One of its fields holds the ID that was asked for.' });
    case 'id-text': return i18n.translate('requestTrace.why.idText', { defaultMessage: 'Its text holds the ID that was asked for.' });
    case 'reqid-of-audit-id': return i18n.translate('requestTrace.why.reqIdOfAuditId', { defaultMessage: 'It carries the request ID that the audit ID led to.' });
    case 'audit-id-of-line': return i18n.translate('requestTrace.why.auditIdOfLine', { defaultMessage: 'Its audit ID is also in a line of this trace.' });
    case 'event-of-object': return i18n.translate('requestTrace.why.eventOfObject', { defaultMessage: 'It is an event about an object that this trace names, in its time.' });
    case 'log-of-pod': return i18n.translate('requestTrace.why.logOfPod', { defaultMessage: 'It was logged by a container of a pod that this trace names, in its time.' });
    default: return String(reason.rule);
  }
}

export const Reasons: React.FC<{ record: LogRecord }> = ({ record }) => (
  <EuiText size="s" style={{ maxWidth: 420 }} data-test-subj="requestTraceReasons">
    {record.because.length === 0 && <p>{i18n.translate('requestTrace.why.none', { defaultMessage: 'The server gave no reason.' })}</p>}
    <ul style={{ marginBottom: 0 }}>
      {record.because.map((reason, index) => (
        <li key={index}>
          {reasonInWords(reason)}{' '}
          {reason.evidence && <code style={{ overflowWrap: 'anywhere' }}>{reason.evidence.slice(0, 300)}</code>}{' '}
          <span>{i18n.translate('requestTrace.why.confidence', {
            defaultMessage: '({percent} % sure)', values: { percent: Math.round(reason.confidence * 100) },
          })}</span>
        </li>
      ))}
    </ul>
  </EuiText>
);

export const WhyButton: React.FC<{ record: LogRecord }> = ({ record }) => {
  const [isOpen, setOpen] = useState(false);
  const label = i18n.translate('requestTrace.why.label', { defaultMessage: 'Why is this here?' });
  return (
    <EuiPopover isOpen={isOpen} closePopover={() => setOpen(false)} panelPaddingSize="s" anchorPosition="rightCenter" ownFocus aria-label={label}
      button={<EuiButtonIcon size="xs" iconSize="s" color="text" iconType="questionInCircle" aria-label={label} title={label}
        data-test-subj="requestTraceWhy" onClick={() => setOpen(!isOpen)} />}>
      <EuiPopoverTitle>{label}</EuiPopoverTitle>
      <Reasons record={record} />
    </EuiPopover>
  );
};
