import type { LogRecord, Reason } from '../../../common/model/log_record';
import type { IdKind } from '../../../common/model/trace';
import { KLOG_MAX_AUDIT_ID_LENGTH } from '../../../common/parse/find_ids';

/** How a record holds the ID that was asked for. */
export interface IdMatch {
  kind: IdKind;
  reason: Reason;
}

const isWordCode = (code: number): boolean =>
  (code >= 48 && code <= 57) ||
  (code >= 65 && code <= 90) ||
  (code >= 97 && code <= 122) ||
  code === 95 ||
  code === 45;

/**
 * Where the ID stands as a whole in the text, ignoring case: not as a part of a longer ID. Linear: each occurrence is
 * looked at once.
 */
export function findWholeId(text: string, id: string): number {
  const haystack = text.toLowerCase();
  const needle = id.toLowerCase();
  if (haystack.length !== text.length || !needle) return -1;
  for (let at = haystack.indexOf(needle); at >= 0; at = haystack.indexOf(needle, at + 1)) {
    const end = at + needle.length;
    const openStart = at === 0 || !isWordCode(haystack.charCodeAt(at - 1));
    const openEnd = end === haystack.length || !isWordCode(haystack.charCodeAt(end));
    if (openStart && openEnd) return at;
  }
  return -1;
}

const same = (a: string | undefined, b: string): boolean =>
  a !== undefined && a.length === b.length && a.toLowerCase() === b.toLowerCase();

/**
 * Verifies that a record really holds the ID: Elasticsearch's phrase match ignores case and punctuation.
 *
 * @param indexed whether one of the configured ID fields of the document holds the ID
 * @param text the raw line
 * @returns null where the record does not hold the ID after all
 */
export function matchId(
  record: LogRecord,
  id: string,
  indexed: boolean,
  text: string
): IdMatch | null {
  const cut = id.slice(0, KLOG_MAX_AUDIT_ID_LENGTH);
  const { reqID, auditID, traceID } = record.ids;
  const reason = (evidence: string): Reason =>
    indexed
      ? { rule: 'id-field', evidence, confidence: 1 }
      : { rule: 'id-text', evidence, confidence: 1 };
  if (same(reqID, id)) return { kind: 'reqID', reason: reason(reqID!) };
  if (same(auditID, id) || same(auditID, cut)) return { kind: 'auditID', reason: reason(auditID!) };
  if (same(traceID, id)) return { kind: 'traceID', reason: reason(traceID!) };
  const uid = record.objects.find((object) => same(object.uid, id));
  if (uid) return { kind: 'uid', reason: { rule: 'id-text', evidence: uid.uid!, confidence: 1 } };
  const at = findWholeId(text, cut);
  const annotation = at < 0 ? record.ids.annotated?.find((one) => same(one.id, id)) : undefined;
  if (annotation)
    return {
      kind: 'auditID',
      reason: { rule: 'annotated', evidence: annotation.id, confidence: annotation.confidence },
    };
  if (at < 0 && !indexed) return null;
  return {
    kind: 'unknown',
    reason: {
      rule: indexed ? 'id-field' : 'id-text',
      evidence: at < 0 ? id : text.slice(at, at + cut.length),
      confidence: 0.9,
    },
  };
}

const RANK: Record<IdKind, number> = {
  reqID: 5,
  auditID: 4,
  traceID: 3,
  uid: 2,
  object: 1,
  unknown: 0,
};

/** What the ID is, by what the records that hold it say: the most telling wins. */
export function kindOf(matches: Iterable<IdMatch>): IdKind {
  let best: IdKind = 'unknown';
  for (const { kind } of matches) if (RANK[kind] > RANK[best]) best = kind;
  return best;
}
