import React from 'react';
import { EuiCallOut, EuiSpacer } from '@elastic/eui';
import { i18n } from '@kbn/i18n';
import type { TraceWarning, WarningCode } from '../../../common/model/trace';

/** These make the picture incomplete or doubtful; the others only explain it. */
const SERIOUS: ReadonlySet<WarningCode> = new Set<WarningCode>([
  'truncated', 'timed_out', 'shards_failed', 'clusters_skipped', 'indices_refused', 'id_is_ambiguous', 'objects_limited', 'impossible_order', 'filtered_out',
  'setting_invalid', 'data_view_missing', 'outcomes_limited',
]);

/** A warning's title by its code; a code of a newer server gets a plain one, its message says the rest. */
export function warningTitle(code: WarningCode): string {
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
    default: return i18n.translate('requestTrace.warning.other', { defaultMessage: 'Note' });
  }
}

/** `exclude`: codes that are said elsewhere on the page already. */
export const Warnings: React.FC<{ warnings: TraceWarning[]; exclude?: readonly WarningCode[] }> = ({ warnings, exclude = [] }) => (
  <>
    {warnings.filter(({ code }) => !exclude.includes(code)).map(({ code, message }) => (
      <React.Fragment key={`${code} ${message}`}>
        <EuiCallOut size="s" color={SERIOUS.has(code) ? 'warning' : 'primary'} iconType={SERIOUS.has(code) ? 'warning' : 'iInCircle'}
          title={warningTitle(code)} data-test-subj={`requestTraceWarning-${code}`}>
          <p style={{ overflowWrap: 'anywhere' }}>{message.slice(0, 2000)}</p>
        </EuiCallOut>
        <EuiSpacer size="s" />
      </React.Fragment>
    ))}
  </>
);
