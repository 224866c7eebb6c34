import type { Reason } from '../../../common/model/log_record';
import type { IdKind } from '../../../common/model/trace';
import type { RequestTraceConfig } from '../../config';
import { kindOf, matchId, type IdMatch } from '../../engine/correlation/id_match';
import type { ReadRecord } from '../../elasticsearch/readers/document';
import {
  allOf,
  idQuery,
  sortedSearch,
  listIdSpellings,
  timeClauses,
  withVersion,
  type TimeRange,
} from '../../elasticsearch/queries';
import type { SearchBatch } from '../../elasticsearch/search_batch';
import type { TraceRecords } from './trace_records';

interface FindByIdOptions {
  batch: SearchBatch;
  config: RequestTraceConfig;
  id: string;
  range: TimeRange;
  records: TraceRecords;
}

export interface FoundById {
  idKind: IdKind;
  /** the reqIDs whose lines are in the trace */
  reqIDs: string[];
  inField: boolean;
  /** at least one record held the ID only in its text */
  inText: boolean;
  /** matching documents that the limit on records kept out */
  beyondLimit: number;
  /**
   * Records that only an annotation says the request caused: added when the trace is together, so that what was found out once
   * is not taken as evidence for more. Where nothing else holds the ID they are among the records already.
   */
  annotated: MatchedRecord[];
  /** documents that the phrase matches but nobody looked at, where none of those looked at holds the ID */
  resembling: number;
}

export interface MatchedRecord {
  read: ReadRecord;
  reason: Reason;
}

/** An audit ID stands on few lines; more reqIDs than this on them means a client that reuses one audit ID for everything. */
const MAX_REQ_IDS = 20;

/**
 * The records that hold the ID. For an audit ID also the records of the reqIDs that these records carry: the request's own
 * line in kube-apiserver's log has both, which makes it the bridge from the audit log into the trace.
 */
export async function findById({ id, ...options }: FindByIdOptions): Promise<FoundById> {
  const first = await searchIds({ ...options, ids: [id], sourceAuditID: null });
  const idKind = kindOf(first.matches);
  const carried = [...first.reqIDs];
  if (idKind === 'reqID')
    return {
      ...first,
      idKind,
      reqIDs: carried.filter((reqID) => reqID.toLowerCase() === id.toLowerCase()),
    };
  if (!carried.length) return { ...first, idKind, reqIDs: [] };
  const reqIDs = carried.slice(0, MAX_REQ_IDS);
  const second = await searchIds({ ...options, ids: [...reqIDs].sort(), sourceAuditID: id });
  return {
    idKind,
    reqIDs,
    // how the ID that was asked for was found, not those that it led to
    inField: first.inField,
    inText: first.inText,
    annotated: first.annotated,
    resembling: first.resembling,
    beyondLimit: first.beyondLimit + second.beyondLimit,
  };
}

interface SearchIdsOptions extends Omit<FindByIdOptions, 'id'> {
  ids: string[];
  /** the audit ID that led to these reqIDs */
  sourceAuditID: string | null;
}

async function searchIds({ batch, config, ids, range, records, sourceAuditID }: SearchIdsOptions) {
  const { hits, total } = await batch.search(
    withVersion(
      sortedSearch({
        query: allOf([idQuery(ids, config), ...timeClauses(config.timeField, range)]),
        timeField: config.timeField,
        order: 'asc',
        size: config.maxRecords,
      })
    )
  );
  const accepted = new Set(ids.flatMap(listIdSpellings));
  const matches: IdMatch[] = [];
  const reqIDs = new Set<string>();
  const annotated: MatchedRecord[] = [];
  let inField = false;
  let inText = false;
  for (const hit of hits) {
    const read = records.read(hit);
    const { record } = read;
    const indexed = read.idValues.some((value) => accepted.has(value));
    const match = findFirstMatch(ids, (id) => matchId(record, id, indexed, read.text));
    if (!match) continue;
    if (match.reason.rule === 'annotated') {
      annotated.push({ read, reason: match.reason });
      continue;
    }
    if (indexed) inField = true;
    else inText = true;
    matches.push(match);
    if (record.ids.reqID) reqIDs.add(record.ids.reqID);
    records.add(
      read,
      sourceAuditID === null
        ? match.reason
        : { rule: 'reqid-of-audit-id', evidence: match.reason.evidence, confidence: 1 }
    );
  }
  if (!matches.length && sourceAuditID === null) {
    for (const { read, reason } of annotated.splice(0)) {
      inField = true;
      matches.push({ kind: 'auditID', reason });
      records.add(read, reason);
    }
  }
  // documents beyond the limit that only resemble the ID are no records of the trace
  const beyond = total - hits.length;
  return {
    matches,
    reqIDs,
    inField,
    inText,
    annotated,
    beyondLimit: matches.length ? beyond : 0,
    resembling: matches.length ? 0 : beyond,
  };
}

function findFirstMatch(ids: string[], match: (id: string) => IdMatch | null): IdMatch | null {
  for (const id of ids) {
    const found = match(id);
    if (found) return found;
  }
  return null;
}
