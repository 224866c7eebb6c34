import { i18n } from '@kbn/i18n';
import { AnnotationError } from '../usecases/annotation/errors';
import { BadRequestError } from '../bad_request_error';
import { NotFoundError } from '../usecases/causes/not_found_error';
import type { Logger, ResponseFactory } from '../kibana_types';
import { FilterRejectedError, getErrorReason, getStatusCode } from '../elasticsearch/errors';
import { IndicesRefusedError } from '../elasticsearch/refused_indices';
import { allIndicesRefusedText, filterRejectedText } from '../messages/search_errors';

/**
 * Maps what went wrong to an answer that says what to do. Without this Kibana's router answers a bare 500.
 * An aborted request's answer reaches nobody; 499 is what Kibana's own routes use for it.
 */
export function toErrorResponse(
  error: unknown,
  response: ResponseFactory,
  logger: Logger
): unknown {
  const failure = error as { name?: string; message?: string };
  const reply = (statusCode: number, message: string) =>
    response.customError({
      statusCode,
      body: { message, attributes: { type: failure.name ?? 'Error' } },
    });
  if (error instanceof BadRequestError) return reply(400, error.message);
  if (error instanceof FilterRejectedError)
    return toErrorResponse(new BadRequestError(filterRejectedText(error.reason)), response, logger);
  if (error instanceof NotFoundError) return reply(404, error.message);
  if (error instanceof AnnotationError) return reply(error.statusCode, error.message);
  if (error instanceof IndicesRefusedError) return reply(403, allIndicesRefusedText(error.indices));
  if (failure.name === 'RequestAbortedError' || failure.name === 'AbortError')
    return reply(
      499,
      i18n.translate('requestTrace.error.cancelled', {
        defaultMessage: 'The request was cancelled.',
      })
    );
  if (failure.name === 'TimeoutError') {
    return reply(
      504,
      i18n.translate('requestTrace.error.timeout', {
        defaultMessage:
          'Elasticsearch did not answer in time. Narrow the time range, or raise requestTrace.timeout.',
      })
    );
  }
  if (failure.name === 'ConnectionError' || failure.name === 'NoLivingConnectionsError') {
    return reply(
      503,
      i18n.translate('requestTrace.error.unreachable', {
        defaultMessage: 'Elasticsearch can’t be reached: {reason}',
        values: { reason: failure.message ?? '' },
      })
    );
  }
  const status = getStatusCode(error);
  if (status !== undefined) {
    const values = { reason: getErrorReason(error) };
    // not 401: Kibana's browser half takes that as the end of the session
    if (status === 401)
      return reply(
        403,
        i18n.translate('requestTrace.error.login', {
          defaultMessage: 'Elasticsearch did not accept your login ({reason}): log in again.',
          values,
        })
      );
    if (status === 403)
      return reply(
        403,
        i18n.translate('requestTrace.error.refused', {
          defaultMessage: 'Elasticsearch refused the search: {reason}',
          values,
        })
      );
    return reply(
      status >= 400 && status < 500 ? status : 502,
      i18n.translate('requestTrace.error.failed', {
        defaultMessage: 'Elasticsearch failed: {reason}',
        values,
      })
    );
  }
  logger.error(error instanceof Error ? error : String(error));
  return reply(
    500,
    i18n.translate('requestTrace.error.own', {
      defaultMessage: 'Request Trace failed: {reason}',
      values: { reason: failure.message ?? String(error) },
    })
  );
}
