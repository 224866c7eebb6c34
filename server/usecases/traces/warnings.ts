import type { IdKind } from '../../../common/model/trace';
import type { ImpossibleOrder } from '../../engine/correlation/causality_check';
import type { SearchNotes } from '../../elasticsearch/searcher';
import { searchWarnings } from '../../elasticsearch/warnings';
import type { WarningData } from '../../messages/warnings';
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

/** Returns what limits the answer. */
export function traceWarnings(facts: TraceFacts): WarningData[] {
  const { id, found, indices, refusedIndices } = facts;
  const warnings: WarningData[] = [];
  if (!found) warnings.push({ warning: 'not_found', values: { indices, id } });
  if (facts.outside) warnings.push(...filterWarnings(found, facts.outside));
  if (facts.missingIndices.length)
    warnings.push({ warning: 'indices_missing', values: { indices: facts.missingIndices } });
  if (refusedIndices.length)
    warnings.push({ warning: 'indices_refused', values: { indices: refusedIndices } });
  if (facts.resembling > 0)
    warnings.push({ warning: 'resembling_documents', values: { count: facts.resembling, id } });
  if (facts.beyondLimit > 0)
    warnings.push({
      warning: 'records_limited',
      values: { count: facts.beyondLimit, limit: facts.maxRecords },
    });
  if (facts.copies) warnings.push({ warning: 'copies', values: { count: facts.copies } });
  warnings.push(...searchWarnings(facts.notes));
  if (facts.rangeLimited)
    warnings.push({ warning: 'range_limited', values: { limit: facts.maxRange } });
  if (found && facts.inText) warnings.push({ warning: 'id_in_text_only' });
  warnings.push(
    ...facts.early.map((values): WarningData => ({ warning: 'impossible_order', values }))
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
  if (found && !facts.auditFound)
    warnings.push({
      warning: refusedIndices.length ? 'no_readable_audit_record' : 'no_audit_record',
    });
  if (found && facts.idKind === 'auditID' && !facts.reqIDs.length && !facts.overObjects)
    warnings.push({ warning: 'no_reqid' });
  return warnings;
}

function filterWarnings(found: number, { lines, related }: OutsideScope): WarningData[] {
  if (!found) return lines ? [{ warning: 'filtered_out', values: { count: lines } }] : [];
  if (lines === null) return [{ warning: 'filtered' }];
  if (lines > 0)
    return [
      {
        warning: related ? 'filtered_lines_and_related' : 'filtered_lines',
        values: { count: lines },
      },
    ];
  return related ? [{ warning: 'filtered_related' }] : [];
}
