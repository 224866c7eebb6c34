/**
 * The annotation of a document: IDs of the requests that caused it, as `npm run annotate` writes them into an ID field, with
 * who wrote them beside it. Without that mark what stands in the field is the cluster's own ID.
 */
import type { Annotation } from '../../../common/model/log_record';
import {
  getFieldPathsOf,
  toFieldPath,
  readText,
  readValue,
  type FieldPath,
  type Source,
} from './field_paths';

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

const fieldsCache = new Map<string, AnnotationFields | null>();

/** The fields that belong to an ID field (`request.id`); null where it is in no object, so that nothing can be beside it, or in a prototype. */
export function getAnnotationFields(field: string): AnnotationFields | null {
  let fields = fieldsCache.get(field);
  if (fields === undefined) {
    const dot = field.lastIndexOf('.');
    const siblingPath = (name: string): FieldPath => toFieldPath(`${field.slice(0, dot)}.${name}`);
    fields =
      dot > 0 && !toFieldPath(field).parts.some((part) => part in Object.prototype)
        ? {
            id: toFieldPath(field),
            confidence: siblingPath('confidence'),
            by: siblingPath('annotated_by'),
            at: siblingPath('annotated_at'),
          }
        : null;
    fieldsCache.set(field, fields);
  }
  return fields;
}

const toList = (value: unknown): unknown[] => (Array.isArray(value) ? value : [value]);

/** What an annotation wrote into this ID field; null where the field is empty or something else wrote it. */
export function readAnnotations(source: Source, field: FieldPath): Annotation[] | null {
  const value = readValue(source, field);
  if (value === undefined || value === null) return null;
  const fields = getAnnotationFields(field.dotted);
  if (!fields || readText(source, fields.by) !== ANNOTATOR) return null;
  const confidences = toList(readValue(source, fields.confidence));
  return toList(value).flatMap((id, i) => {
    const confidence = confidences[i];
    return typeof id === 'string' && id !== ''
      ? [{ id, confidence: typeof confidence === 'number' ? confidence : 0 }]
      : [];
  });
}

const REQ_ID_FIELDS = getFieldPathsOf('reqID');

/** The reqID that a document carries in a field: the cluster's own, no annotation. */
export function readReqId(source: Source): string | undefined {
  for (const field of REQ_ID_FIELDS) {
    const text = readText(source, field);
    if (text !== undefined && !readAnnotations(source, field)) return text;
  }
  return undefined;
}
