/** Warnings about the requests that may have caused a record or an object. */
import { i18n } from '@kbn/i18n';
import type { WarningEntries } from './warning_entry';

export const CAUSES_WARNINGS = {
  causes_without_audit_log: {
    code: 'no_audit_log',
    text: () =>
      i18n.translate('requestTrace.candidates.warning.noAudit', {
        defaultMessage:
          'No audit log tells who asked for what around this time: candidates come from kube-apiserver’s own request lines, without their users, and are less sure.',
      }),
  },
  no_cause: {
    code: 'no_candidate',
    text: ({
      objects,
      indices,
      from,
    }: {
      objects: number;
      indices: readonly string[];
      from: string;
    }) =>
      i18n.translate('requestTrace.candidates.warning.none', {
        defaultMessage:
          'No request of a user was found: {objects, plural, one {# object was} other {# objects were}} followed through {indices}, back to {from}.',
        values: { objects, indices: indices.join(', '), from },
      }),
  },
  less_likely_causes: {
    code: 'candidates_limited',
    text: ({ count }: { count: number }) =>
      i18n.translate('requestTrace.candidates.warning.left', {
        defaultMessage:
          '{left, plural, one {# more request} other {# more requests}} might have caused it, but less likely.',
        values: { left: count },
      }),
  },
  cause_objects_limited: {
    code: 'candidates_limited',
    text: () =>
      i18n.translate('requestTrace.candidates.warning.limited', {
        defaultMessage:
          'It names so many objects, or hangs on so many, that not all were followed.',
      }),
  },
} as const satisfies WarningEntries;
