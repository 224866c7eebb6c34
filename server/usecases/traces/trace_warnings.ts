import type { IdKind } from '../../../common/model/trace';
import type { ImpossibleOrder } from '../../engine/correlation/causality_check';
import type { SearchNotes } from '../../elasticsearch/searcher';
import { createSearchWarnings } from '../../elasticsearch/search_warnings';
import type { WarningData } from '../../messages/warnings';
import type { OutsideScope } from './count_outside_scope';

export interface TraceFacts {
  id: string;
  idKind: IdKind;
  found: number;
  /** indices that were named and don't exist; asked for where nothing was found */
  missingIndices: string[];
  /** indices that the reader may not, or not wholly, read, where that matters */
  refusedIndices: string[];
  /** what the scope's query and filters keep out; absent where it has none */
  outsideScope?: OutsideScope;
  /** documents that resemble the ID and were not looked at, where none holds it */
  unverifiedMatches: number;
  impossibleOrders: ImpossibleOrder[];
  /** documents left out as copies of others */
  duplicates: number;
  isInText: boolean;
  indices: string[];
  notes: SearchNotes;
  /** matching documents beyond the limit on records */
  beyondLimit: number;
  maxRecords: number;
  isRangeLimited: boolean;
  maxRange: string;
  objectsLeftOut: number;
  hasAuditRecord: boolean;
  reqIDs: string[];
  /** what holds the trace together is its objects, so it needs no request ID */
  isObjectTrace: boolean;
  /** users and objects that one audit ID spans, when more than one */
  auditIdUses: number;
}

/** Returns what limits the answer. */
export function createTraceWarnings(facts: TraceFacts): WarningData[] {
  const { id, found, indices, refusedIndices } = facts;
  const warnings: WarningData[] = [];
  if (!found) warnings.push({ warning: 'not_found', values: { indices, id } });
  if (facts.outsideScope) warnings.push(...createFilterWarnings(found, facts.outsideScope));
  if (facts.missingIndices.length)
    warnings.push({ warning: 'indices_missing', values: { indices: facts.missingIndices } });
  if (refusedIndices.length)
    warnings.push({ warning: 'indices_refused', values: { indices: refusedIndices } });
  if (facts.unverifiedMatches > 0)
    warnings.push({
      warning: 'resembling_documents',
      values: { count: facts.unverifiedMatches, id },
    });
  if (facts.beyondLimit > 0)
    warnings.push({
      warning: 'records_limited',
      values: { count: facts.beyondLimit, limit: facts.maxRecords },
    });
  if (facts.duplicates) warnings.push({ warning: 'copies', values: { count: facts.duplicates } });
  warnings.push(...createSearchWarnings(facts.notes));
  if (facts.isRangeLimited)
    warnings.push({ warning: 'range_limited', values: { limit: facts.maxRange } });
  if (found && facts.isInText) warnings.push({ warning: 'id_in_text_only' });
  warnings.push(
    ...facts.impossibleOrders.map((values): WarningData => ({
      warning: 'impossible_order',
      values,
    }))
  );
  if (facts.objectsLeftOut)
    warnings.push({ warning: 'named_objects_limited', values: { count: facts.objectsLeftOut } });
  if (facts.auditIdUses > 1)
    warnings.push({
      warning: 'audit_id_of_several_requests',
      values: { count: facts.auditIdUses },
    });
  else if (facts.idKind !== 'reqID' && facts.reqIDs.length > 1)
    warnings.push({ warning: 'several_req_ids', values: { reqIDs: facts.reqIDs } });
  if (found && !facts.hasAuditRecord)
    warnings.push({
      warning: refusedIndices.length ? 'no_readable_audit_record' : 'no_audit_record',
    });
  if (found && facts.idKind === 'auditID' && !facts.reqIDs.length && !facts.isObjectTrace)
    warnings.push({ warning: 'no_reqid' });
  return warnings;
}

function createFilterWarnings(
  found: number,
  { matchingDocuments, hasRelatedRecords }: OutsideScope
): WarningData[] {
  if (!found)
    return matchingDocuments
      ? [{ warning: 'filtered_out', values: { count: matchingDocuments } }]
      : [];
  if (matchingDocuments === null) return [{ warning: 'filtered' }];
  if (matchingDocuments > 0)
    return [
      {
        warning: hasRelatedRecords ? 'filtered_lines_and_related' : 'filtered_lines',
        values: { count: matchingDocuments },
      },
    ];
  return hasRelatedRecords ? [{ warning: 'filtered_related' }] : [];
}
