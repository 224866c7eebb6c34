import React from 'react';
import { EuiAccordion, EuiCallOut, EuiPanel, EuiSpacer, EuiText, useGeneratedHtmlId } from '@elastic/eui';
import { i18n } from '@kbn/i18n';
import type { TraceWarning, WarningCode } from '../../../common/model/trace';

/** These make the picture incomplete or doubtful; the others only explain it. */
const SERIOUS_CODES: ReadonlySet<WarningCode> = new Set<WarningCode>([
  'truncated', 'timed_out', 'shards_failed', 'clusters_skipped', 'indices_refused', 'id_is_ambiguous', 'objects_limited', 'impossible_order', 'filtered_out',
  'setting_invalid', 'data_view_missing', 'outcomes_limited', 'hops_limited', 'searches_limited', 'window_limited', 'log_missing', 'candidates_limited',
]);

/** What a trace over objects lacked: limits that were reached, and what the logs don't have. Several are said as one. */
const INCOMPLETENESS_CODES: ReadonlySet<WarningCode> = new Set<WarningCode>([
  'hops_limited', 'searches_limited', 'window_limited', 'objects_limited', 'log_missing', 'no_bodies', 'no_uids', 'clocks_differ', 'no_audit_log',
]);

/** A warning's title by its code; a code of a newer server gets a plain one, its message says the rest. */
export function getWarningTitle(code: WarningCode): string {
  switch (code) {
    case 'truncated': return i18n.translate('requestTrace.warning.truncated', { defaultMessage: 'Not all records are shown' });
    case 'timed_out': return i18n.translate('requestTrace.warning.timedOut', { defaultMessage: 'The search ran out of time: records may be missing' });
    case 'shards_failed': return i18n.translate('requestTrace.warning.shardsFailed', { defaultMessage: 'Some shards failed: records may be missing' });
    case 'range_limited': return i18n.translate('requestTrace.warning.rangeLimited', { defaultMessage: 'The time range was shortened' });
    case 'id_in_text_only': return i18n.translate('requestTrace.warning.idInTextOnly', { defaultMessage: 'The ID was found in the messages’ text only' });
    case 'not_found': return i18n.translate('requestTrace.warning.notFound', { defaultMessage: 'Nothing was found' });
    case 'no_audit_record': return i18n.translate('requestTrace.warning.noAuditRecord', { defaultMessage: 'No audit record of this request' });
    case 'id_is_ambiguous': return i18n.translate('requestTrace.warning.idIsAmbiguous', { defaultMessage: 'This ID is used by more than one request' });
    case 'objects_limited': return i18n.translate('requestTrace.warning.objectsLimited', { defaultMessage: 'Events and pod logs were looked up for some of the objects only' });
    case 'impossible_order': return i18n.translate('requestTrace.warning.impossibleOrder', { defaultMessage: 'Some times can’t be right' });
    case 'clusters_skipped': return i18n.translate('requestTrace.warning.clustersSkipped', { defaultMessage: 'Some Elasticsearch clusters did not answer: records may be missing' });
    case 'indices_refused': return i18n.translate('requestTrace.warning.indicesRefused', { defaultMessage: 'You may not read some of the indices' });
    case 'no_reqid': return i18n.translate('requestTrace.warning.noReqId', { defaultMessage: 'No request ID leads on from here' });
    case 'copies': return i18n.translate('requestTrace.warning.copies', { defaultMessage: 'Some lines are indexed more than once' });
    case 'indices_missing': return i18n.translate('requestTrace.warning.indicesMissing', { defaultMessage: 'An index does not exist' });
    case 'filtered': return i18n.translate('requestTrace.warning.filtered', { defaultMessage: 'The query and the filters of the scope apply to this trace' });
    case 'filtered_out': return i18n.translate('requestTrace.warning.filteredOut', { defaultMessage: 'The ID exists, but only outside of the scope’s query and filters' });
    case 'setting_invalid': return i18n.translate('requestTrace.warning.settingInvalid', { defaultMessage: 'A setting of this space can’t be used' });
    case 'data_view_missing': return i18n.translate('requestTrace.warning.dataViewMissing', { defaultMessage: 'The configured data view can’t be used: searched elsewhere' });
    case 'no_good_request': return i18n.translate('requestTrace.warning.noGoodRequest', { defaultMessage: 'No request like this one that succeeded' });
    case 'one_good_request': return i18n.translate('requestTrace.warning.oneGoodRequest', { defaultMessage: 'Only one request to compare with' });
    case 'different_spec': return i18n.translate('requestTrace.warning.differentSpec', { defaultMessage: 'The good ones asked for something else' });
    case 'outcomes_limited': return i18n.translate('requestTrace.warning.outcomesLimited', { defaultMessage: 'Not all outcomes were looked into' });
    case 'no_audit_log': return i18n.translate('requestTrace.warning.noAuditLog', { defaultMessage: 'No audit log: nothing says who' });
    case 'hops_limited': return i18n.translate('requestTrace.warning.hopsLimited', { defaultMessage: 'Not followed to the last object' });
    case 'searches_limited': return i18n.translate('requestTrace.warning.searchesLimited', { defaultMessage: 'Not followed further: the limit of searches was reached' });
    case 'window_limited': return i18n.translate('requestTrace.warning.windowLimited', { defaultMessage: 'Not followed to the end of its effects' });
    case 'no_bodies': return i18n.translate('requestTrace.warning.noBodies', { defaultMessage: 'The audit log has no bodies of requests and responses' });
    case 'no_uids': return i18n.translate('requestTrace.warning.noUids', { defaultMessage: 'The records carry no UIDs of objects' });
    case 'log_missing': return i18n.translate('requestTrace.warning.logMissing', { defaultMessage: 'A component’s log is missing' });
    case 'clocks_differ': return i18n.translate('requestTrace.warning.clocksDiffer', { defaultMessage: 'Clocks of nodes differ' });
    case 'no_candidate': return i18n.translate('requestTrace.warning.noCandidate', { defaultMessage: 'No request was found that may have caused it' });
    case 'candidates_limited': return i18n.translate('requestTrace.warning.candidatesLimited', { defaultMessage: 'More requests may have caused it than are listed' });
    default: return i18n.translate('requestTrace.warning.other', { defaultMessage: 'Note' });
  }
}

const MAX_MESSAGE_LENGTH = 2_000;

interface Props {
  warnings: TraceWarning[];
  /** codes that are said elsewhere on the page already */
  exclude?: readonly WarningCode[];
}

/** A callout for each; what the trace lacked, where that is several things, in one that opens. */
export const Warnings: React.FC<Props> = ({ warnings, exclude = [] }) => {
  const shownWarnings = warnings.filter(({ code }) => !exclude.includes(code));
  const lacks = shownWarnings.filter(({ code }) => INCOMPLETENESS_CODES.has(code));
  const single = lacks.length > 1 ? shownWarnings.filter(({ code }) => !INCOMPLETENESS_CODES.has(code)) : shownWarnings;
  return (
    <>
      {single.map(({ code, message }) => (
        <WarningCallout key={`${code} ${message}`} isSerious={SERIOUS_CODES.has(code)} title={getWarningTitle(code)} testSubject={`requestTraceWarning-${code}`}>
          <p style={{ overflowWrap: 'anywhere' }}>{message.slice(0, MAX_MESSAGE_LENGTH)}</p>
        </WarningCallout>
      ))}
      {lacks.length > 1 && <IncompletenessCallout lacks={lacks} />}
    </>
  );
};

const WarningCallout: React.FC<{ isSerious: boolean; title: React.ReactNode; testSubject: string }> = ({ isSerious, title, testSubject, children }) => (
  <>
    <EuiCallOut size="s" color={isSerious ? 'warning' : 'primary'} iconType={isSerious ? 'warning' : 'iInCircle'} title={title} data-test-subj={testSubject}>
      {children}
    </EuiCallOut>
    <EuiSpacer size="s" />
  </>
);

/** Closed, its title says what; open, each with its own words. */
const IncompletenessCallout: React.FC<{ lacks: TraceWarning[] }> = ({ lacks }) => {
  const id = useGeneratedHtmlId({ prefix: 'requestTraceLacked' });
  const titles = [...new Set(lacks.map(({ code }) => getWarningTitle(code)))];
  return (
    <>
      <EuiPanel hasShadow={false} paddingSize="s" color={lacks.some(({ code }) => SERIOUS_CODES.has(code)) ? 'warning' : 'primary'} data-test-subj="requestTraceLacked">
        <EuiAccordion id={id} paddingSize="none" data-test-subj="requestTraceLackedToggle"
          buttonContent={(
            <EuiText size="s">
              <strong>{i18n.translate('requestTrace.warning.lacked', { defaultMessage: 'What this trace lacked ({count})', values: { count: lacks.length } })}</strong>{' '}
              {titles.join(i18n.translate('requestTrace.warning.lackedSeparator', { defaultMessage: ' · ' }))}
            </EuiText>
          )}>
          <EuiText size="s">
            <ul style={{ marginBottom: 0 }}>
              {lacks.map(({ code, message }) => (
                <li key={`${code} ${message}`} style={{ overflowWrap: 'anywhere' }} data-test-subj={`requestTraceWarning-${code}`}>
                  <strong>{getWarningTitle(code)}.</strong> {message.slice(0, MAX_MESSAGE_LENGTH)}
                </li>
              ))}
            </ul>
          </EuiText>
        </EuiAccordion>
      </EuiPanel>
      <EuiSpacer size="s" />
    </>
  );
};
