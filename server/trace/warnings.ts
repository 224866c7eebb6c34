import type { IdKind, TraceWarning, WarningCode } from '../../common/model/trace';
import type { ImpossibleOrder } from '../correlation/order';
import { refusedMessage } from '../search/privileges';
import type { SearchNotes } from '../search/searcher';
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
  /** users and objects that one audit ID spans, when more than one */
  auditIdUses: number;
}

/** What went less than well in the searches of a request. */
export function searchWarnings(notes: SearchNotes): TraceWarning[] {
  const warnings: TraceWarning[] = [];
  const warn = (code: WarningCode, message: string) => warnings.push({ code, message });
  if (notes.timedOut) warn('timed_out', 'Elasticsearch ran out of time: records may be missing. Narrow the time range, or raise requestTrace.timeout.');
  if (notes.failedShards.size) {
    const reasons = [...notes.failedShards].map(([reason, count]) => `${reason}${count > 1 ? ` (${count} times)` : ''}`).join('; ');
    warn('shards_failed', `Some shards failed, so records may be missing: ${reasons}`);
  }
  if (notes.skippedClusters) warn('clusters_skipped', `${notes.skippedClusters} remote clusters did not answer and were skipped.`);
  return warnings;
}

/** What the reader has to know to judge the answer. Each message says what it means and what to do. */
export function warningsOf(facts: TraceFacts): TraceWarning[] {
  const warnings: TraceWarning[] = [];
  const warn = (code: WarningCode, message: string) => warnings.push({ code, message });
  const { notes } = facts;
  if (!facts.found) {
    warn('not_found', `Nothing in ${facts.indices.join(', ')} holds "${facts.id}" in this time range. Widen the time range, check the index pattern, or paste the whole log line.`);
  }
  if (facts.outside) warnOfFilter(facts.found, facts.outside, warn);
  if (facts.missingIndices.length) {
    warn('indices_missing', `There is no index ${facts.missingIndices.join(', ')}: check the name, or use a pattern.`);
  }
  if (facts.refusedIndices.length) warn('indices_refused', refusedMessage(facts.refusedIndices));
  if (facts.resembling > 0) {
    warn('truncated', `${facts.resembling} more documents resemble "${facts.id}" than could be looked at. Give the whole ID, or narrow the time range.`);
  }
  if (facts.beyondLimit > 0) {
    warn('truncated', `${facts.beyondLimit} more records match than the limit of ${facts.maxRecords} (requestTrace.maxRecords) lets in; the latest are left out. Narrow the time range to see them.`);
  }
  if (facts.copies) {
    warn('copies', `${facts.copies} documents are copies of records shown here (the same line in several indices) and are shown once. Choose one index to search less.`);
  }
  warnings.push(...searchWarnings(notes));
  if (facts.rangeLimited) warn('range_limited', `The time range is longer than ${facts.maxRange} (requestTrace.maxRange) and was cut to it.`);
  if (facts.found && facts.inText) {
    warn('id_in_text_only', 'Some records hold the ID only in their text, not in an indexed field: this is slower. Index it as a keyword and name the field in requestTrace.idFields.');
  }
  for (const { component, node, records, seconds } of facts.early) {
    const where = node ? `${component} on ${node}` : component;
    warn('impossible_order', `${records} records of ${where} are from before the request that caused them, by up to ${seconds.toFixed(3)} s: its clock is behind the API server's, or they are about something earlier. Times are shown as written.`);
  }
  if (facts.objectsLeftOut) warn('objects_limited', `The trace names ${facts.objectsLeftOut} more objects than are followed: their events and container logs are missing.`);
  if (facts.auditIdUses > 1) {
    warn('id_is_ambiguous', `This audit ID stands on ${facts.auditIdUses} different requests. A client may choose its own audit ID, so it need not be unique (kubernetes #101597).`);
  } else if (facts.idKind !== 'reqID' && facts.reqIDs.length > 1) {
    warn('id_is_ambiguous', `Lines with this ID carry ${facts.reqIDs.length} request IDs; the trace shows all of them: ${facts.reqIDs.join(', ')}`);
  }
  if (facts.found && !facts.auditFound) {
    warn('no_audit_record', `No audit record of this request was found, so its user is not known: the audit log is not collected, or its policy leaves this request out${facts.refusedIndices.length ? ', or it is in an index that you may not read' : ''}.`);
  }
  if (facts.found && facts.idKind === 'auditID' && !facts.reqIDs.length) {
    warn('no_reqid', 'No line with this audit ID carries a request ID, so only what names the audit ID itself and its objects is shown.');
  }
  return warnings;
}

function warnOfFilter(found: number, { lines, related }: OutsideScope, warn: (code: WarningCode, message: string) => void): void {
  const records = lines === 1 ? 'record' : 'records';
  if (!found) {
    if (lines) warn('filtered_out', `${lines} ${records} with this ID ${lines === 1 ? 'is' : 'are'} outside the scope's query and filters. Remove them to see the trace.`);
    return;
  }
  const others = related ? 'audit records, events or container logs of what it names' : '';
  if (lines === null) warn('filtered', "The scope's query and filters apply to every record of this trace: what is outside them is missing.");
  else if (lines > 0) {
    warn('filtered', `The scope's query and filters keep ${lines} ${records} with this ID out of the trace${others && `, and may keep out ${others}`}. Remove them to see the whole trace.`);
  } else if (others) warn('filtered', `The scope's query and filters may keep ${others} out of the trace. Remove them to see the whole trace.`);
}
