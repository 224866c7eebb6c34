import { i18n } from '@kbn/i18n';
import type { TraceWarning } from '../../../common/model/trace';

export interface WarningFacts {
  /** more were found than are listed */
  left: number;
  /** an audit record was seen */
  audited: boolean;
  found: number;
  /** objects were left out, or hops */
  limited: boolean;
  /** objects that were followed */
  objects: number;
  indices: readonly string[];
  rangeFrom: string;
}

export function warningsOf({ left, audited, found, limited, objects, indices, rangeFrom }: WarningFacts): TraceWarning[] {
  const warnings: TraceWarning[] = [];
  if (!audited) {
    warnings.push({ code: 'no_audit_log', message: i18n.translate('requestTrace.candidates.warning.noAudit', {
      defaultMessage: 'No audit log tells who asked for what around this time: candidates come from kube-apiserver’s own request lines, without their users, and are less sure.',
    }) });
  }
  if (!found) {
    warnings.push({ code: 'no_candidate', message: i18n.translate('requestTrace.candidates.warning.none', {
      defaultMessage: 'No request of a user was found: {objects, plural, one {# object was} other {# objects were}} followed through {indices}, back to {from}.',
      values: { objects, indices: indices.join(', '), from: rangeFrom },
    }) });
  }
  if (left || limited) {
    warnings.push({ code: 'candidates_limited', message: left
      ? i18n.translate('requestTrace.candidates.warning.left', { defaultMessage: '{left, plural, one {# more request} other {# more requests}} might have caused it, but less likely.', values: { left } })
      : i18n.translate('requestTrace.candidates.warning.limited', { defaultMessage: 'It names so many objects, or hangs on so many, that not all were followed.' }) });
  }
  return warnings;
}
