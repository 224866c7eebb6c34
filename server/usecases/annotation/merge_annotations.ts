/** What becomes of one document's annotation: pure. */
import type { Annotation } from '../../../common/model/log_record';
import {
  readAnnotations,
  ANNOTATOR,
  type AnnotationFields,
} from '../../elasticsearch/readers/annotation';
import { readValue, type FieldPath, type Source } from '../../elasticsearch/readers/field_paths';

/** By audit ID: how sure it is that this request caused the document; 0: it did not after all. */
export type ConfidenceByRequest = ReadonlyMap<string, number>;

export type WriteResult = 'written' | 'updated' | 'unchanged' | 'foreign';

export interface MergeResult {
  result: WriteResult;
  /** what the document's annotation is from now on; empty: it has none any more */
  annotations: Annotation[];
}

/** So that adding up in another order makes no other number, and no second write. */
const roundConfidence = (confidence: number): number => Math.round(confidence * 1_000) / 1_000;

const compareIds = (a: string, b: string): number => (a < b ? -1 : a > b ? 1 : 0);

/**
 * Puts what was found out of some requests beside what the document says of others already: a document that two time ranges
 * share keeps the requests of both.
 */
export function mergeAnnotations(
  source: Source,
  fields: AnnotationFields,
  causes: ConfidenceByRequest
): MergeResult {
  const existing = readAnnotations(source, fields.id);
  if (!existing && !isEmpty(readValue(source, fields.id)))
    return { result: 'foreign', annotations: [] };
  const before = existing ?? [];
  const after = [
    ...before.filter(({ id }) => !causes.has(id)),
    ...[...causes].flatMap(([id, confidence]) =>
      confidence > 0 ? [{ id, confidence: roundConfidence(confidence) }] : []
    ),
  ].sort((a, b) => b.confidence - a.confidence || compareIds(a.id, b.id));
  return {
    result: areAnnotationsEqual(before, after)
      ? 'unchanged'
      : before.length
        ? 'updated'
        : 'written',
    annotations: after,
  };
}

const isEmpty = (value: unknown): boolean =>
  value === undefined ||
  value === null ||
  value === '' ||
  (Array.isArray(value) && value.every(isEmpty));

const areAnnotationsEqual = (a: Annotation[], b: Annotation[]): boolean =>
  a.length === b.length &&
  a.every((one, i) => one.id === b[i]!.id && one.confidence === b[i]!.confidence);

/**
 * The part of a document that an update writes. Lists even of one, so that every document looks alike. Nothing left: nulls,
 * which Elasticsearch does not index; an update can't take fields away without a script.
 */
export function createAnnotationUpdate(
  fields: AnnotationFields,
  annotations: Annotation[],
  at: string
): Source {
  const isLeft = annotations.length > 0;
  const part: Source = {};
  setValue(part, fields.id, isLeft ? annotations.map(({ id }) => id) : null);
  setValue(
    part,
    fields.confidence,
    isLeft ? annotations.map(({ confidence }) => confidence) : null
  );
  setValue(part, fields.by, isLeft ? ANNOTATOR : null);
  setValue(part, fields.at, isLeft ? at : null);
  return part;
}

function setValue(target: Source, { parts }: FieldPath, value: unknown): void {
  let at = target;
  for (const part of parts.slice(0, -1)) at = (at[part] ??= {}) as Source;
  at[parts[parts.length - 1]!] = value;
}
