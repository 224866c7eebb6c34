/** Records that another request may have caused as well. */
import React from 'react';
import { EuiBadge, EuiIcon, EuiText, EuiTitle } from '@elastic/eui';
import { i18n } from '@kbn/i18n';
import type { LogRecord } from '../../../common/model/log_record';
import { ConfidenceMark } from '../../labels/confidence';
import { TraceLink } from './trace_links';

/** A list of more would help nobody. */
const MAX_OTHERS = 8;
/** Users and names come from the logs. */
const MAX_TITLE_LENGTH = 300;

/** In a row: that it is shared; with whom stands in its details. */
export const SharedBadge: React.FC<{ record: LogRecord; isShort?: boolean }> = ({
  record,
  isShort = false,
}) => {
  const others = record.sharedWith ?? [];
  if (others.length === 0) return null;
  const title = i18n.translate('requestTrace.shared.title', {
    defaultMessage:
      'Shared: may belong to {count, plural, one {# other request} other {# other requests}} as well',
    values: { count: others.length },
  });
  const word = i18n.translate('requestTrace.shared.word', { defaultMessage: 'shared' });
  return isShort ? (
    <span title={title} data-test-subj="requestTraceShared">
      <EuiIcon type="branch" size="s" aria-label={word} />
    </span>
  ) : (
    <EuiBadge color="hollow" iconType="branch" title={title} data-test-subj="requestTraceShared">
      {word}
    </EuiBadge>
  );
};

/** The other requests, each with how sure that is, and the way to its trace. */
export const SharedDetails: React.FC<{ record: LogRecord }> = ({
  record: { sharedWith = [], confidence },
}) => {
  if (sharedWith.length === 0) return null;
  const others = [...sharedWith].sort((a, b) => b.confidence - a.confidence);
  return (
    <div style={{ marginTop: 10 }} data-test-subj="requestTraceSharedWith">
      <EuiTitle size="xxxs">
        <h4>
          {i18n.translate('requestTrace.shared.heading', {
            defaultMessage: 'May belong to another request as well',
          })}
        </h4>
      </EuiTitle>
      <EuiText size="s">
        <ul style={{ listStyle: 'none', margin: 0, padding: 0 }}>
          <SharedRequestRow confidence={confidence}>
            {i18n.translate('requestTrace.shared.thisOne', { defaultMessage: 'this request' })}
          </SharedRequestRow>
          {others.slice(0, MAX_OTHERS).map((other) => (
            <SharedRequestRow key={other.auditID} confidence={other.confidence}>
              <TraceLink id={other.auditID} data-test-subj="requestTraceSharedLink">
                {(other.title || other.auditID).slice(0, MAX_TITLE_LENGTH)}
              </TraceLink>
            </SharedRequestRow>
          ))}
        </ul>
        {others.length > MAX_OTHERS && (
          <p>
            {i18n.translate('requestTrace.shared.more', {
              defaultMessage: 'and {count} more',
              values: { count: others.length - MAX_OTHERS },
            })}
          </p>
        )}
      </EuiText>
    </div>
  );
};

const SharedRequestRow: React.FC<{ confidence: number }> = ({ confidence, children }) => (
  <li style={{ display: 'flex', gap: 12, justifyContent: 'space-between', margin: 0 }}>
    <span style={{ minWidth: 0, overflowWrap: 'anywhere' }}>{children}</span>
    <ConfidenceMark confidence={confidence} isExact />
  </li>
);
