/** Warnings about why Pods were removed. */
import { i18n } from '@kbn/i18n';
import type { WarningEntries } from './warning_entry';

export const REMOVALS_WARNINGS = {
  object_not_found: {
    code: 'not_found',
    text: ({ object, indices }: { object: string; indices: readonly string[] }) =>
      i18n.translate('requestTrace.moves.warning.notFound', {
        defaultMessage:
          'Nothing in {indices} tells of {object} in this time range. Widen the time range, or check the name and the index pattern.',
        values: { object, indices: indices.join(', ') },
      }),
  },
  removals_without_audit_log: {
    code: 'no_audit_log',
    text: () =>
      i18n.translate('requestTrace.moves.warning.noAudit', {
        defaultMessage:
          'No audit record tells of these Pods, so who removed them is not known: reasons come from Events and lines alone, and are less sure.',
      }),
  },
  pods_limited: {
    code: 'truncated',
    text: ({ count }: { count: number }) =>
      i18n.translate('requestTrace.moves.warning.podsLeft', {
        defaultMessage:
          '{count, plural, one {# more Pod} other {# more Pods}} of the earlier time {count, plural, one {is} other {are}} left out. Narrow the time range to see them.',
        values: { count },
      }),
  },
  removal_records_limited: {
    code: 'truncated',
    text: ({ count }: { count: number }) =>
      i18n.translate('requestTrace.moves.warning.beyond', {
        defaultMessage:
          '{count, plural, one {# more record was} other {# more records were}} not looked at: the newest came first. Narrow the time range to see them.',
        values: { count },
      }),
  },
} as const satisfies WarningEntries;
