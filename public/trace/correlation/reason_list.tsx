/** Why a record is in a trace: every reason with what it rests on, the best first. */
import React, { useMemo } from 'react';
import { EuiCode, useEuiTheme } from '@elastic/eui';
import { i18n } from '@kbn/i18n';
import type { Reason } from '../../../common/model/log_record';
import { ConfidenceMark } from '../../labels/confidence';
import { parsePathStep } from '../../labels/parse_path_step';
import { sortByConfidence, describeReason, getRuleLabel } from '../../labels/reason_labels';

/** Both come out of the logs. */
const MAX_EVIDENCE_LENGTH = 300;
const MAX_STEPS = 12;

export const ReasonList: React.FC<{ reasons: readonly Reason[] }> = ({ reasons }) => {
  const sorted = useMemo(() => sortByConfidence(reasons), [reasons]);
  if (sorted.length === 0)
    return (
      <p>
        {i18n.translate('requestTrace.why.none', { defaultMessage: 'The server gave no reason.' })}
      </p>
    );
  return (
    <ol style={{ listStyle: 'none', margin: 0, padding: 0 }}>
      {sorted.map((reason, index) => (
        <ReasonItem
          key={index}
          reason={reason}
          isFirst={index === 0}
          hasSamePath={isSamePath(reason, sorted[index - 1])}
        />
      ))}
    </ol>
  );
};

/** The way of the reason above need not be read twice. */
function isSamePath({ path = [] }: Reason, above: Reason | undefined): boolean {
  return path.length > 0 && above?.path !== undefined && path.join('\n') === above.path.join('\n');
}

const ReasonItem: React.FC<{ reason: Reason; isFirst: boolean; hasSamePath: boolean }> = ({
  reason,
  isFirst,
  hasSamePath,
}) => {
  const { euiTheme } = useEuiTheme();
  const { rule, evidence, confidence, path = [] } = reason;
  return (
    <li
      style={{
        margin: 0,
        ...(isFirst ? {} : { borderTop: euiTheme.border.thin, marginTop: 6, paddingTop: 6 }),
      }}
      data-test-subj={`requestTraceReason-${rule}`}
    >
      <div style={{ display: 'flex', gap: 12, justifyContent: 'space-between' }}>
        <strong>{getRuleLabel(rule)}</strong>
        <ConfidenceMark confidence={confidence} isExact />
      </div>
      <div>
        {describeReason(reason)}{' '}
        {evidence && evidence !== path.at(-1) && (
          <EuiCode style={{ overflowWrap: 'anywhere' }}>
            {evidence.slice(0, MAX_EVIDENCE_LENGTH)}
          </EuiCode>
        )}
      </div>
      {path.length > 0 && !hasSamePath && <ObjectPath path={path} />}
    </li>
  );
};

/** `Deployment shop/web › ReplicaSet shop/web-5d › Pod shop/web-5d-x`: how the record's object follows from the request's. */
export const ObjectPath: React.FC<{ path: readonly string[] }> = ({ path }) => {
  const { euiTheme } = useEuiTheme();
  return (
    <ol
      aria-label={i18n.translate('requestTrace.why.path', {
        defaultMessage: 'From the request’s object to the one that the record names',
      })}
      style={{
        display: 'flex',
        flexWrap: 'wrap',
        columnGap: 6,
        listStyle: 'none',
        margin: 0,
        padding: 0,
        fontSize: '0.92em',
      }}
      data-test-subj="requestTraceReasonPath"
    >
      {path.slice(0, MAX_STEPS).map((step, index) => {
        const { kind, name } = parsePathStep(step);
        return (
          <li key={index} style={{ margin: 0, overflowWrap: 'anywhere' }}>
            {index > 0 && (
              <span
                aria-hidden="true"
                style={{ color: euiTheme.colors.subduedText, paddingRight: 6 }}
              >
                ›
              </span>
            )}
            {kind && <span style={{ color: euiTheme.colors.subduedText }}>{kind} </span>}
            <span style={{ fontWeight: euiTheme.font.weight.medium as number }}>{name}</span>
          </li>
        );
      })}
      {path.length > MAX_STEPS && <li style={{ margin: 0 }}>…</li>}
    </ol>
  );
};
