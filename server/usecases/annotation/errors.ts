import { i18n } from '@kbn/i18n';
import { getErrorReason, getStatusCode } from '../../elasticsearch/errors';

/** Nothing more can be written: what is in the way, and what to do. */
export class AnnotationError extends Error {
  override readonly name = 'AnnotationError';

  constructor(
    message: string,
    readonly statusCode: number
  ) {
    super(message);
  }
}

export const createConflictingTypesError = (index: string, fields: string[]): AnnotationError =>
  new AnnotationError(
    i18n.translate('requestTrace.annotate.conflict', {
      defaultMessage:
        'Index {index} has {fields}, which can’t hold an annotation. Choose another field (`field`, `--field`), and name it in requestTrace.idFields.',
      values: { index, fields: fields.join(', ') },
    }),
    409
  );

export const createMissingSourceError = (index: string): AnnotationError =>
  new AnnotationError(
    i18n.translate('requestTrace.annotate.noSource', {
      defaultMessage:
        'Index {index} keeps no _source as it was sent (synthetic or disabled), so its documents can’t be annotated.',
      values: { index },
    }),
    409
  );

/** What an index' answer says that holds for all of its documents; null where it is about one document only. */
export function toIndexError(
  index: string,
  status: number | undefined,
  type: string | undefined,
  reason: string
): AnnotationError | null {
  if (type === 'cluster_block_exception') {
    return new AnnotationError(
      i18n.translate('requestTrace.annotate.readOnly', {
        defaultMessage:
          'Index {index} is read-only (frozen, a searchable snapshot, or blocked): {reason}. Leave it out with -{index}, or take the block off.',
        values: { index, reason },
      }),
      409
    );
  }
  if (status === 401 || status === 403) {
    return new AnnotationError(
      i18n.translate('requestTrace.annotate.refused', {
        defaultMessage:
          'You may not write to {index}: {reason}. A role needs {privileges} on it, and {mapping} where it is a data stream’s whose fields are not mapped yet.',
        values: {
          index,
          reason,
          privileges: 'read, view_index_metadata, write',
          mapping: 'manage',
        },
      }),
      403
    );
  }
  return null;
}

/** The same of what the client threw. */
export function toIndexErrorIfPossible(index: string, error: unknown): unknown {
  const type = (error as { meta?: { body?: { error?: { type?: string } } } }).meta?.body?.error
    ?.type;
  return toIndexError(index, getStatusCode(error), type, getErrorReason(error) ?? '') ?? error;
}
