import { SOURCES_PATH } from '../../common/api/paths';
import { sourcesQuery, type SourcesAnswer, type SourcesQuery } from '../../common/api/sources';
import type { RequestTraceConfig } from '../config';
import type { Logger, Router } from '../kibana_types';
import { PrivilegeCache } from '../search/privileges';
import { ScopedSearcher } from '../search/scoped_searcher';
import { requestSettings } from '../settings/request_settings';
import { getSources } from '../sources/get_sources';
import { readerOf } from '../trace/shelf';
import { toErrorResponse } from './errors';
import { GUARDED, validateWith } from './validation';

/** GET /api/request_trace/sources: which of the logs that traces are made of are there, how fresh, and what is missing. */
export function registerSourcesRoute(router: Router, serverConfig: RequestTraceConfig, logger: Logger): void {
  const privileges = new PrivilegeCache();
  router.get<SourcesQuery>({ path: SOURCES_PATH, ...GUARDED, validate: { query: validateWith(sourcesQuery) } }, async (context, request, response) => {
    const { index, timeField, filter, from, to } = request.query;
    const core = await context.core;
    const settings = await requestSettings(core, serverConfig, !index);
    const config = timeField ? { ...settings.config, timeField } : settings.config;
    const client = core.elasticsearch.client.asCurrentUser;
    const controller = new AbortController();
    const subscription = request.events.aborted$.subscribe(() => controller.abort());
    const searcher = new ScopedSearcher(client, {
      index: index ? index.split(',') : config.indices,
      named: Boolean(index || settings.dataViewId),
      filter,
      privileges: { cache: privileges, reader: readerOf(request.headers) },
      timeoutMs: config.timeout.asMilliseconds(),
      aborted$: request.events.aborted$,
    });
    try {
      const answer = await getSources({ searcher, client, signal: controller.signal, config, from, to });
      const body: SourcesAnswer = { ...answer, warnings: [...settings.warnings, ...answer.warnings] };
      return response.ok({ body });
    } catch (error) {
      return toErrorResponse(error, response, logger);
    } finally {
      subscription.unsubscribe();
      searcher.close();
    }
  });
}
