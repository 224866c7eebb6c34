/** Clauses on IDs: reqIDs, audit IDs, trace IDs, in ID fields and in texts. Pure. */
import { KLOG_MAX_AUDIT_ID_LENGTH } from '../../../common/parse/find_ids';
import { getAnnotationFields, ANNOTATOR } from '../readers/annotation';
import { allOf, anyOf, phraseQueries, type Query } from './clauses';

/** A clause on an ID field, of documents in which the cluster's own ID stands there: what an annotation wrote is none. */
export function unlessAnnotated(field: string, clause: Query): Query {
  const by = getAnnotationFields(field)?.by.dotted;
  return by ? allOf([clause], [{ term: { [by]: ANNOTATOR } }]) : clause;
}

/** The spellings in which an ID may be indexed as a keyword: as given, and in either case (UUIDs are case-insensitive). */
export function listIdSpellings(id: string): string[] {
  const cut = id.length > KLOG_MAX_AUDIT_ID_LENGTH ? [id.slice(0, KLOG_MAX_AUDIT_ID_LENGTH)] : [];
  return [...new Set([id, id.toLowerCase(), id.toUpperCase(), ...cut])];
}

/**
 * Documents that hold one of the IDs: in an ID field, or as a phrase in a message. `match_phrase` is a term query on keyword
 * fields and a phrase on text fields, and nothing on fields that an index lacks: no look-up of mappings is needed first.
 * A phrase ignores case and punctuation, so the caller has to verify what comes back on its text.
 */
export function idQuery(
  ids: string[],
  { idFields, messageFields }: { idFields: string[]; messageFields: string[] }
): Query {
  return anyOf(
    ids.flatMap((id) => [
      ...phraseQueries(listIdSpellings(id), idFields),
      ...phraseQueries([id.slice(0, KLOG_MAX_AUDIT_ID_LENGTH)], messageFields),
    ])
  );
}
