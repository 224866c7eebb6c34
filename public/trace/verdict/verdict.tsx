import React, { useMemo } from 'react';
import {
  EuiButton,
  EuiCallOut,
  EuiFlexGroup,
  EuiFlexItem,
  EuiIcon,
  EuiText,
  useEuiTheme,
} from '@elastic/eui';
import { i18n } from '@kbn/i18n';
import type { Outcome } from '../../../common/model/diagnosis';
import type { Trace } from '../../../common/model/trace';
import { getOutcomeColor, getOutcomeIcon } from '../../labels/outcome';
import type { TimeFormat } from '../format_time';
import { getRecordKey, type ViewRecord } from '../view_records';
import { VerdictFacts } from './verdict_facts';
import { getVerdictHeadline, describeMissingSources, getSuccessText } from './verdict_text';

interface Props {
  trace: Trace;
  records: ViewRecord[];
  time: TimeFormat;
  /** what can be done next, beside "Show the line" */
  actions?: React.ReactNode;
  /** selects the record in the grid and brings it into sight */
  onShow(key: string): void;
}

const MAX_CAUSE_LENGTH = 2_000;

/** Why it stopped, in one sentence, with the record's own words; one quiet line where all went well. */
export const Verdict: React.FC<Props> = React.memo(({ trace, records, time, actions, onShow }) => {
  const { outcome, verdict } = trace;
  // a server that does not diagnose, or was told not to
  if (outcome === 'unknown' && !verdict && trace.stages.length === 0 && !trace.diagnosis)
    return null;
  if (outcome === 'succeeded' && !verdict) return <SuccessLine trace={trace} actions={actions} />;
  return (
    <FailureCallout trace={trace} records={records} time={time} actions={actions} onShow={onShow} />
  );
});

const SuccessLine: React.FC<Pick<Props, 'trace' | 'actions'>> = ({ trace, actions }) => {
  const { euiTheme } = useEuiTheme();
  const color = getOutcomeColor('succeeded', euiTheme);
  return (
    <EuiFlexGroup
      gutterSize="s"
      alignItems="center"
      responsive={false}
      wrap
      data-test-subj="requestTraceVerdict"
    >
      <EuiFlexItem grow={false}>
        <EuiText size="s">
          <p style={{ color }}>
            <EuiIcon type={getOutcomeIcon('succeeded')} color={color} aria-hidden="true" />{' '}
            {getSuccessText(trace)}
          </p>
        </EuiText>
      </EuiFlexItem>
      {actions && <EuiFlexItem grow={false}>{actions}</EuiFlexItem>}
    </EuiFlexGroup>
  );
};

const FailureCallout: React.FC<Props> = ({ trace, records, time, actions, onShow }) => {
  const { euiTheme } = useEuiTheme();
  const { outcome, verdict } = trace;
  const proof = verdict?.record;
  const record = useMemo(
    () => (proof ? records.find(({ key }) => key === getRecordKey(proof))?.record : undefined),
    [records, proof]
  );
  const missingSources = outcome === 'unknown' || !verdict ? describeMissingSources(trace) : '';
  return (
    <EuiCallOut
      size="s"
      color={getCalloutColor(outcome)}
      iconType={getOutcomeIcon(outcome)}
      heading="h3"
      data-test-subj="requestTraceVerdict"
      title={
        <span data-test-subj="requestTraceVerdictTitle" style={{ overflowWrap: 'anywhere' }}>
          {getVerdictHeadline(trace)}
        </span>
      }
    >
      {verdict && (
        <>
          {verdict.cause && (
            <blockquote
              data-test-subj="requestTraceCause"
              style={{
                fontFamily: euiTheme.font.familyCode,
                overflowWrap: 'anywhere',
                whiteSpace: 'pre-wrap',
                margin: `${euiTheme.size.xs} 0`,
                paddingLeft: euiTheme.size.s,
                borderLeft: `3px solid ${getOutcomeColor(outcome, euiTheme)}`,
                color: euiTheme.colors.text,
                maxHeight: 160,
                overflowY: 'auto',
              }}
            >
              {verdict.cause.slice(0, MAX_CAUSE_LENGTH)}
            </blockquote>
          )}
          <VerdictFacts verdict={verdict} record={record} time={time} />
          {verdict.advice && (
            <EuiText size="s" data-test-subj="requestTraceAdvice">
              <p>
                <strong>
                  {i18n.translate('requestTrace.verdict.advice', {
                    defaultMessage: 'What to look at next:',
                  })}
                </strong>{' '}
                {verdict.advice}
              </p>
            </EuiText>
          )}
        </>
      )}
      {missingSources && (
        <EuiText size="s">
          <p>{missingSources}</p>
        </EuiText>
      )}
      {(proof || actions) && (
        <EuiFlexGroup
          gutterSize="s"
          alignItems="center"
          responsive={false}
          wrap
          style={{ marginTop: euiTheme.size.s }}
        >
          {proof && (
            <EuiFlexItem grow={false}>
              <EuiButton
                size="s"
                color={getCalloutColor(outcome)}
                iconType="inspect"
                onClick={() => onShow(getRecordKey(proof))}
                data-test-subj="requestTraceShowLine"
              >
                {i18n.translate('requestTrace.verdict.showLine', {
                  defaultMessage: 'Show the line',
                })}
              </EuiButton>
            </EuiFlexItem>
          )}
          {actions && <EuiFlexItem grow={false}>{actions}</EuiFlexItem>}
        </EuiFlexGroup>
      )}
    </EuiCallOut>
  );
};

function getCalloutColor(outcome: Outcome): 'danger' | 'primary' | 'warning' | 'success' {
  switch (outcome) {
    case 'succeeded':
      return 'success';
    case 'running':
      return 'primary';
    case 'unknown':
      return 'warning';
    default:
      return 'danger';
  }
}
