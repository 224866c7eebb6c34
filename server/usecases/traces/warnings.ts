import { i18n } from '@kbn/i18n';
import type { IdKind, TraceWarning, WarningCode } from '../../../common/model/trace';
import type { ImpossibleOrder } from '../../engine/correlation/causality_check';
import { refusedMessage } from '../../elasticsearch/privileges';
import type { SearchNotes } from '../../elasticsearch/searcher';
import { searchWarnings } from '../../elasticsearch/warnings';
import type { OutsideScope } from './outside_scope';

export interface TraceFacts {
  id: string;
  idKind: IdKind;
  found: number;
  /** indices that were named and don't exist; asked for where nothing was found */
  missingIndices: string[];
  /** indices that the reader may not, or not wholly, read, where that matters */
  refusedIndices: string[];
  /** what the scope's query and filters keep out; absent where it has none */
  outside?: OutsideScope;
  /** documents that resemble the ID and were not looked at, where none holds it */
  resembling: number;
  early: ImpossibleOrder[];
  /** documents left out as copies of others */
  copies: number;
  inText: boolean;
  indices: string[];
  notes: SearchNotes;
  /** matching documents beyond the limit on records */
  beyondLimit: number;
  maxRecords: number;
  rangeLimited: boolean;
  maxRange: string;
  objectsLeftOut: number;
  auditFound: boolean;
  reqIDs: string[];
  /** what holds the trace together is its objects, so it needs no request ID */
  overObjects: boolean;
  /** users and objects that one audit ID spans, when more than one */
  auditIdUses: number;
}

/** What the reader has to know to judge the answer. Each message says what it means and what to do. */
export function warningsOf(facts: TraceFacts): TraceWarning[] {
  const warnings: TraceWarning[] = [];
  const warn = (code: WarningCode, message: string) => warnings.push({ code, message });
  const { notes } = facts;
  if (!facts.found) {
    warn('not_found', i18n.translate('requestTrace.warningText.notFound', {
      defaultMessage: 'Nothing in {indices} holds "{id}" in this time range. Widen the time range, check the index pattern, or paste the whole log line.', values: { indices: facts.indices.join(', '), id: facts.id },
    }));
  }
  if (facts.outside) warnOfFilter(facts.found, facts.outside, warn);
  if (facts.missingIndices.length) {
    warn('indices_missing', i18n.translate('requestTrace.warningText.indicesMissing', {
      defaultMessage: 'There is no index {indices}: check the name, or use a pattern.', values: { indices: facts.missingIndices.join(', ') },
    }));
  }
  if (facts.refusedIndices.length) warn('indices_refused', refusedMessage(facts.refusedIndices));
  if (facts.resembling > 0) {
    warn('truncated', i18n.translate('requestTrace.warningText.resembling', {
      defaultMessage: '{count, plural, one {# more document resembles} other {# more documents resemble}} "{id}" than could be looked at. Give the whole ID, or narrow the time range.', values: { count: facts.resembling, id: facts.id },
    }));
  }
  if (facts.beyondLimit > 0) {
    warn('truncated', i18n.translate('requestTrace.warningText.beyondLimit', {
      defaultMessage: '{count, plural, one {# more record matches} other {# more records match}} than the limit of {limit, number} (requestTrace.maxRecords) lets in; the latest are left out. Narrow the time range to see them.', values: { count: facts.beyondLimit, limit: facts.maxRecords },
    }));
  }
  if (facts.copies) {
    warn('copies', i18n.translate('requestTrace.warningText.copies', {
      defaultMessage: '{count, plural, one {# document is a copy of a record} other {# documents are copies of records}} shown here (the same line in several indices): each is shown once. Choose one index to search less.', values: { count: facts.copies },
    }));
  }
  warnings.push(...searchWarnings(notes));
  if (facts.rangeLimited) {
    warn('range_limited', i18n.translate('requestTrace.warningText.rangeLimited', {
      defaultMessage: 'The time range is longer than {limit} (requestTrace.maxRange) and was cut to it.', values: { limit: facts.maxRange },
    }));
  }
  if (facts.found && facts.inText) {
    warn('id_in_text_only', i18n.translate('requestTrace.warningText.idInTextOnly', {
      defaultMessage: 'Some records hold the ID only in their text, not in an indexed field: this is slower. Index it as a keyword and name the field in requestTrace.idFields.',
    }));
  }
  for (const { component, node, records, seconds } of facts.early) {
    const where = node ? `${component} (${node})` : component;
    warn('impossible_order', i18n.translate('requestTrace.warningText.impossibleOrder', {
      defaultMessage: '{count, plural, one {# record} other {# records}} of {where} {count, plural, one {is} other {are}} from before the request, by up to {seconds} s: the clock there is behind kube-apiserver’s, or this is about something earlier. Times are shown as written.', values: { count: records, where, seconds: seconds.toFixed(3) },
    }));
  }
  if (facts.objectsLeftOut) {
    warn('objects_limited', i18n.translate('requestTrace.warningText.objectsLimited', {
      defaultMessage: 'The trace names {count, plural, one {# more object} other {# more objects}} than are followed: events and container logs of these are missing.', values: { count: facts.objectsLeftOut },
    }));
  }
  if (facts.auditIdUses > 1) {
    warn('id_is_ambiguous', i18n.translate('requestTrace.warningText.auditIdUses', {
      defaultMessage: 'This audit ID stands on {count, number} different requests. A client may choose its own audit ID, so it need not be unique (kubernetes #101597).', values: { count: facts.auditIdUses },
    }));
  } else if (facts.idKind !== 'reqID' && facts.reqIDs.length > 1) {
    warn('id_is_ambiguous', i18n.translate('requestTrace.warningText.severalReqIds', {
      defaultMessage: 'Lines with this ID carry {count, number} request IDs; the trace shows all of them: {ids}', values: { count: facts.reqIDs.length, ids: facts.reqIDs.join(', ') },
    }));
  }
  if (facts.found && !facts.auditFound) {
    warn('no_audit_record', facts.refusedIndices.length
      ? i18n.translate('requestTrace.warningText.noAuditRecordRefused', {
      defaultMessage: 'No audit record of this request was found, so its user is not known: the audit log is not collected, its policy leaves this request out, or it is in an index that you may not read.',
    })
      : i18n.translate('requestTrace.warningText.noAuditRecord', {
      defaultMessage: 'No audit record of this request was found, so its user is not known: the audit log is not collected, or its policy leaves this request out.',
    }));
  }
  if (facts.found && facts.idKind === 'auditID' && !facts.reqIDs.length && !facts.overObjects) {
    warn('no_reqid', i18n.translate('requestTrace.warningText.noReqId', {
      defaultMessage: 'No line with this audit ID carries a request ID, so only what names the audit ID itself and its objects is shown.',
    }));
  }
  return warnings;
}

function warnOfFilter(found: number, { lines, related }: OutsideScope, warn: (code: WarningCode, message: string) => void): void {
  if (!found) {
    if (lines) {
      warn('filtered_out', i18n.translate('requestTrace.warningText.filteredOut', {
        defaultMessage: "{count, plural, one {# record} other {# records}} with this ID {count, plural, one {is} other {are}} outside the scope's query and filters. Remove them to see the trace.",
        values: { count: lines },
      }));
    }
    return;
  }
  if (lines === null) {
    warn('filtered', i18n.translate('requestTrace.warningText.filtered', {
      defaultMessage: "The scope's query and filters apply to every record of this trace: what is outside them is missing.",
    }));
  } else if (lines > 0 && related) {
    warn('filtered', i18n.translate('requestTrace.warningText.filteredLinesAndRelated', {
      defaultMessage: "The scope's query and filters keep {count, plural, one {# record} other {# records}} with this ID out of the trace, and may keep out audit records, events or container logs of what it names. Remove them to see the whole trace.",
      values: { count: lines },
    }));
  } else if (lines > 0) {
    warn('filtered', i18n.translate('requestTrace.warningText.filteredLines', {
      defaultMessage: "The scope's query and filters keep {count, plural, one {# record} other {# records}} with this ID out of the trace. Remove them to see the whole trace.",
      values: { count: lines },
    }));
  } else if (related) {
    warn('filtered', i18n.translate('requestTrace.warningText.filteredRelated', {
      defaultMessage: "The scope's query and filters may keep audit records, events or container logs of what it names out of the trace. Remove them to see the whole trace.",
    }));
  }
}
