/**
 * The annotation of a document: IDs of the requests that caused it, as `npm run annotate` writes them into an ID field, with
 * who wrote them beside it. Without that mark what stands in the field is the cluster's own ID.
 */
import type { Annotation } from '../../../common/model/log_record';
import { fieldsOf, path, textOf, valueOf, type FieldPath, type Source } from './fields';

/** What the mark says. */
export const ANNOTATOR = 'request-trace';

/** Where an annotation stands: an ID field, and beside it, in the same object, what belongs to its IDs. */
export interface AnnotationFields {
  id: FieldPath;
  /** one number an ID, in the same order */
  confidence: FieldPath;
  /** ANNOTATOR */
  by: FieldPath;
  /** when it was last changed */
  at: FieldPath;
}

const known = new Map<string, AnnotationFields | null>();

/** The fields that belong to an ID field (`request.id`); null where it is in no object, so that nothing can be beside it, or in a prototype. */
export function annotationFields(field: string): AnnotationFields | null {
  let fields = known.get(field);
  if (fields === undefined) {
    const dot = field.lastIndexOf('.');
    const beside = (name: string): FieldPath => path(`${field.slice(0, dot)}.${name}`);
    fields =
      dot > 0 && !path(field).parts.some((part) => part in Object.prototype)
        ? {
            id: path(field),
            confidence: beside('confidence'),
            by: beside('annotated_by'),
            at: beside('annotated_at'),
          }
        : null;
    known.set(field, fields);
  }
  return fields;
}

const listOf = (value: unknown): unknown[] => (Array.isArray(value) ? value : [value]);

/** What an annotation wrote into this ID field; null where the field is empty or something else wrote it. */
export function annotationsIn(source: Source, field: FieldPath): Annotation[] | null {
  const value = valueOf(source, field);
  if (value === undefined || value === null) return null;
  const fields = annotationFields(field.dotted);
  if (!fields || textOf(source, fields.by) !== ANNOTATOR) return null;
  const confidences = listOf(valueOf(source, fields.confidence));
  return listOf(value).flatMap((id, i) => {
    const confidence = confidences[i];
    return typeof id === 'string' && id !== ''
      ? [{ id, confidence: typeof confidence === 'number' ? confidence : 0 }]
      : [];
  });
}

const REQ_ID = fieldsOf('reqID');

/** The reqID that a document carries in a field: the cluster's own, no annotation. */
export function reqIdIn(source: Source): string | undefined {
  for (const field of REQ_ID) {
    const text = textOf(source, field);
    if (text !== undefined && !annotationsIn(source, field)) return text;
  }
  return undefined;
}
