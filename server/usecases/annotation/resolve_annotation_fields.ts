import { i18n } from '@kbn/i18n';
import { BadRequestError } from '../../bad_request_error';
import { getAnnotationFields, type AnnotationFields } from '../../elasticsearch/readers/annotation';

/** IDs of another kind stand in these: an audit record's own, a trace's of OpenTelemetry. */
const RESERVED_FIELD = /(?:^|\.)(?:auditID|keyword)$|^trace\./;

/**
 * The fields to write into.
 * @param idFields what traces look for IDs in (`requestTrace.idFields`)
 * @throws BadRequestError where nothing would find what is written there, or it would pass for something else
 */
export function resolveAnnotationFields(
  field: string,
  idFields: readonly string[]
): AnnotationFields {
  const fields = getAnnotationFields(field);
  if (!fields || RESERVED_FIELD.test(field)) {
    throw new BadRequestError(
      i18n.translate('requestTrace.annotate.badField', {
        defaultMessage:
          '{field} can’t hold an annotation: it has to be a field of its own within an object, such as request.id.',
        values: { field },
      })
    );
  }
  if (!idFields.includes(field)) {
    throw new BadRequestError(
      i18n.translate('requestTrace.annotate.unknownField', {
        defaultMessage:
          'Traces don’t look for IDs in {field}: name it in requestTrace.idFields first, or choose one of {fields}.',
        values: {
          field,
          fields: idFields
            .filter((one) => getAnnotationFields(one) && !RESERVED_FIELD.test(one))
            .join(', '),
        },
      })
    );
  }
  return fields;
}
