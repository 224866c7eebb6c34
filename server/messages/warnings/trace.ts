/** Warnings of a trace, whatever holds it together. */
import { i18n } from '@kbn/i18n';
import { placeOf, type WarningEntries } from './warning_entry';

export const TRACE_WARNINGS = {
  not_found: {
    code: 'not_found',
    text: ({ indices, id }: { indices: readonly string[]; id: string }) =>
      i18n.translate('requestTrace.warningText.notFound', {
        defaultMessage:
          'Nothing in {indices} holds "{id}" in this time range. Widen the time range, check the index pattern, or paste the whole log line.',
        values: { indices: indices.join(', '), id },
      }),
  },
  filtered_out: {
    code: 'filtered_out',
    text: ({ count }: { count: number }) =>
      i18n.translate('requestTrace.warningText.filteredOut', {
        defaultMessage:
          "{count, plural, one {# record} other {# records}} with this ID {count, plural, one {is} other {are}} outside the scope's query and filters. Remove them to see the trace.",
        values: { count },
      }),
  },
  filtered: {
    code: 'filtered',
    text: () =>
      i18n.translate('requestTrace.warningText.filtered', {
        defaultMessage:
          "The scope's query and filters apply to every record of this trace: what is outside them is missing.",
      }),
  },
  filtered_lines: {
    code: 'filtered',
    text: ({ count }: { count: number }) =>
      i18n.translate('requestTrace.warningText.filteredLines', {
        defaultMessage:
          "The scope's query and filters keep {count, plural, one {# record} other {# records}} with this ID out of the trace. Remove them to see the whole trace.",
        values: { count },
      }),
  },
  filtered_related: {
    code: 'filtered',
    text: () =>
      i18n.translate('requestTrace.warningText.filteredRelated', {
        defaultMessage:
          "The scope's query and filters may keep audit records, events or container logs of what it names out of the trace. Remove them to see the whole trace.",
      }),
  },
  filtered_lines_and_related: {
    code: 'filtered',
    text: ({ count }: { count: number }) =>
      i18n.translate('requestTrace.warningText.filteredLinesAndRelated', {
        defaultMessage:
          "The scope's query and filters keep {count, plural, one {# record} other {# records}} with this ID out of the trace, and may keep out audit records, events or container logs of what it names. Remove them to see the whole trace.",
        values: { count },
      }),
  },
  resembling_documents: {
    code: 'truncated',
    text: ({ count, id }: { count: number; id: string }) =>
      i18n.translate('requestTrace.warningText.resembling', {
        defaultMessage:
          '{count, plural, one {# more document resembles} other {# more documents resemble}} "{id}" than could be looked at. Give the whole ID, or narrow the time range.',
        values: { count, id },
      }),
  },
  records_limited: {
    code: 'truncated',
    text: ({ count, limit }: { count: number; limit: number }) =>
      i18n.translate('requestTrace.warningText.beyondLimit', {
        defaultMessage:
          '{count, plural, one {# more record matches} other {# more records match}} than the limit of {limit, number} (requestTrace.maxRecords) lets in; the latest are left out. Narrow the time range to see them.',
        values: { count, limit },
      }),
  },
  copies: {
    code: 'copies',
    text: ({ count }: { count: number }) =>
      i18n.translate('requestTrace.warningText.copies', {
        defaultMessage:
          '{count, plural, one {# document is a copy of a record} other {# documents are copies of records}} shown here (the same line in several indices): each is shown once. Choose one index to search less.',
        values: { count },
      }),
  },
  id_in_text_only: {
    code: 'id_in_text_only',
    text: () =>
      i18n.translate('requestTrace.warningText.idInTextOnly', {
        defaultMessage:
          'Some records hold the ID only in their text, not in an indexed field: this is slower. Index it as a keyword and name the field in requestTrace.idFields.',
      }),
  },
  impossible_order: {
    code: 'impossible_order',
    text: ({
      component,
      node,
      records,
      seconds,
    }: {
      component: string;
      node?: string;
      records: number;
      seconds: number;
    }) =>
      i18n.translate('requestTrace.warningText.impossibleOrder', {
        defaultMessage:
          '{count, plural, one {# record} other {# records}} of {where} {count, plural, one {is} other {are}} from before the request, by up to {seconds} s: the clock there is behind kube-apiserver’s, or this is about something earlier. Times are shown as written.',
        values: {
          count: records,
          where: placeOf({ component, node }),
          seconds: seconds.toFixed(3),
        },
      }),
  },
  named_objects_limited: {
    code: 'objects_limited',
    text: ({ count }: { count: number }) =>
      i18n.translate('requestTrace.warningText.objectsLimited', {
        defaultMessage:
          'The trace names {count, plural, one {# more object} other {# more objects}} than are followed: events and container logs of these are missing.',
        values: { count },
      }),
  },
  audit_id_of_several_requests: {
    code: 'id_is_ambiguous',
    text: ({ count }: { count: number }) =>
      i18n.translate('requestTrace.warningText.auditIdUses', {
        defaultMessage:
          'This audit ID stands on {count, number} different requests. A client may choose its own audit ID, so it need not be unique (kubernetes #101597).',
        values: { count },
      }),
  },
  several_req_ids: {
    code: 'id_is_ambiguous',
    text: ({ reqIDs }: { reqIDs: readonly string[] }) =>
      i18n.translate('requestTrace.warningText.severalReqIds', {
        defaultMessage:
          'Lines with this ID carry {count, number} request IDs; the trace shows all of them: {ids}',
        values: { count: reqIDs.length, ids: reqIDs.join(', ') },
      }),
  },
  no_audit_record: {
    code: 'no_audit_record',
    text: () =>
      i18n.translate('requestTrace.warningText.noAuditRecord', {
        defaultMessage:
          'No audit record of this request was found, so its user is not known: the audit log is not collected, or its policy leaves this request out.',
      }),
  },
  no_readable_audit_record: {
    code: 'no_audit_record',
    text: () =>
      i18n.translate('requestTrace.warningText.noAuditRecordRefused', {
        defaultMessage:
          'No audit record of this request was found, so its user is not known: the audit log is not collected, its policy leaves this request out, or it is in an index that you may not read.',
      }),
  },
  no_reqid: {
    code: 'no_reqid',
    text: () =>
      i18n.translate('requestTrace.warningText.noReqId', {
        defaultMessage:
          'No line with this audit ID carries a request ID, so only what names the audit ID itself and its objects is shown.',
      }),
  },
} as const satisfies WarningEntries;
