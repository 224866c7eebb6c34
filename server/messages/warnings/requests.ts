/** Warnings of the list of requests. */
import { i18n } from '@kbn/i18n';
import type { WarningEntries } from './warning_entry';

export const REQUESTS_WARNINGS = {
  no_request_source: {
    code: 'not_found',
    text: ({ idFields, indices }: { idFields: readonly string[]; indices: readonly string[] }) =>
      i18n.translate('requestTrace.requests.noBasis', {
        defaultMessage:
          'Neither audit records (kubernetes.audit.verb, or auditID and verb at the root) nor lines with a request ID ({idFields}) were found in {indices} in this time: no requests can be listed. Widen the time range, or load the audit log.',
        values: { indices: indices.join(', '), idFields: idFields.join(', ') },
      }),
  },
  no_users: {
    code: 'no_audit_log',
    text: () =>
      i18n.translate('requestTrace.requests.noUsers', {
        defaultMessage:
          'There are no audit records in this time, and component lines do not say who asked: a filter by user finds nothing.',
      }),
  },
  audit_records_filtered_out: {
    code: 'filtered_out',
    /** `isAtLeast`: counting ended at a limit */
    text: ({ count, isAtLeast }: { count: number; isAtLeast: boolean }) =>
      i18n.translate('requestTrace.requests.filteredOut', {
        defaultMessage:
          "{count, plural, one {# audit record} other {# audit records}}{more, select, yes { or more} other {}} {count, plural, one {is} other {are}} outside the scope's query and filters.",
        values: { count, more: isAtLeast ? 'yes' : 'no' },
      }),
  },
  outcomes_limited: {
    code: 'outcomes_limited',
    text: ({ count }: { count: number }) =>
      i18n.translate('requestTrace.requests.outcomesLimited', {
        defaultMessage:
          'There was no time to look into {count, plural, one {# request} other {# requests}}: open a request to see what became of it.',
        values: { count },
      }),
  },
} as const satisfies WarningEntries;
