/** Clauses on IDs: reqIDs, audit IDs, trace IDs, in ID fields and in texts. Pure. */
import { KLOG_AUDIT_ID_LENGTH } from '../../../common/parse/ids';
import { annotationFields, ANNOTATOR } from '../readers/annotation';
import { all, any, phrases, type Query } from './clauses';

/** A clause on an ID field, of documents in which the cluster's own ID stands there: what an annotation wrote is none. */
export function unlessAnnotated(field: string, clause: Query): Query {
  const by = annotationFields(field)?.by.dotted;
  return by ? all([clause], [{ term: { [by]: ANNOTATOR } }]) : clause;
}

/** The spellings in which an ID may be indexed as a keyword: as given, and in either case (UUIDs are case-insensitive). */
export function spellings(id: string): string[] {
  const cut = id.length > KLOG_AUDIT_ID_LENGTH ? [id.slice(0, KLOG_AUDIT_ID_LENGTH)] : [];
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
  return any(
    ids.flatMap((id) => [
      ...phrases(spellings(id), idFields),
      ...phrases([id.slice(0, KLOG_AUDIT_ID_LENGTH)], messageFields),
    ])
  );
}
