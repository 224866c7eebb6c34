import { DOCUMENT_PATH } from '../../common/api/paths';
import { documentQuery, type DocumentResponse, type DocumentQuery } from '../../common/api/schemas';
import type { RequestTraceConfig } from '../config';
import type { Logger, Router } from '../kibana_types';
import { Searcher } from '../elasticsearch/searcher';
import { toErrorResponse } from './error_response';
import { READ_ROUTE_SECURITY, validateWith } from './validation';

/** GET /api/request_trace/document: one document as it is indexed; a trace leaves out what it doesn't show (audit bodies). */
export function registerDocumentRoute(
  router: Router,
  config: RequestTraceConfig,
  logger: Logger
): void {
  router.get<DocumentQuery>(
    {
      path: DOCUMENT_PATH,
      ...READ_ROUTE_SECURITY,
      validate: { query: validateWith(documentQuery) },
    },
    async (context, request, response) => {
      const { index, id } = request.query;
      const searcher = new Searcher((await context.core).elasticsearch.client.asCurrentUser, {
        index: [index],
        timeoutMs: config.timeout.asMilliseconds(),
        aborted$: request.events.aborted$,
      });
      try {
        const { hits } = await searcher.search({ query: { ids: { values: [id] } }, size: 1 });
        const hit = hits[0];
        if (!hit?._id) {
          const message = `No document ${id} in ${index}: it was deleted, or you may not read it.`;
          return response.customError({ statusCode: 404, body: { message } });
        }
        const body: DocumentResponse = {
          index: hit._index,
          id: hit._id,
          source: hit._source ?? {},
        };
        return response.ok({ body });
      } catch (error) {
        return toErrorResponse(error, response, logger);
      } finally {
        searcher.close();
      }
    }
  );
}
