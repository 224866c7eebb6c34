/** Warnings of annotating documents with the requests that caused them. */
import { i18n } from '@kbn/i18n';
import type { WarningCode } from '../../../common/model/trace';
import type { WarningEntries } from './warning_entry';

/** IDs that a sentence lists. */
const MAX_LISTED = 5;

export const ANNOTATION_WARNINGS = {
  no_requests: {
    code: 'not_found',
    text: ({ indices }: { indices: readonly string[] }) =>
      i18n.translate('requestTrace.annotate.noRequests', {
        defaultMessage:
          'In this time range {indices} has no user’s request that changed something.',
        values: { indices: indices.join(', ') },
      }),
  },
  annotation_without_audit_log: {
    code: 'no_audit_log',
    text: ({ indices }: { indices: readonly string[] }) =>
      i18n.translate('requestTrace.annotate.noAuditLog', {
        defaultMessage:
          '{indices} has no audit log with indexed fields, which says who asked for what: there is nothing to annotate with.',
        values: { indices: indices.join(', ') },
      }),
  },
  incomplete_traces: {
    code: ({ code }: { code: WarningCode }) => code,
    text: ({ code, auditIDs }: { code: WarningCode; auditIDs: readonly string[] }) =>
      i18n.translate('requestTrace.annotate.incomplete', {
        defaultMessage:
          'The traces of {count, plural, one {# request} other {# requests}} are not whole ({code}): {ids}. What they have was annotated.',
        values: {
          count: auditIDs.length,
          code,
          ids:
            auditIDs.length > MAX_LISTED
              ? `${auditIDs.slice(0, MAX_LISTED).join(', ')} …`
              : auditIDs.join(', '),
        },
      }),
  },
  annotation_failed: {
    code: 'annotation_failed',
    text: ({ count, reasons }: { count: number; reasons: readonly string[] }) =>
      i18n.translate('requestTrace.annotate.failed', {
        defaultMessage:
          '{count, plural, one {# document} other {# documents}} could not be annotated: {reasons}',
        values: { count, reasons: reasons.join('; ') },
      }),
  },
} as const satisfies WarningEntries;
