import { z } from 'zod';
import { CONFIG_PATH } from '../../common/api/paths';
import type { ConfigAnswer } from '../../common/api/schemas';
import type { RequestTraceConfig } from '../config';
import type { Router } from '../kibana_types';
import { GUARDED, validateWith } from './validation';

/** GET /api/request_trace/config: what the browser needs to know of the server's configuration. */
export function registerConfigRoute(router: Router, config: RequestTraceConfig): void {
  const body: ConfigAnswer = {
    indices: config.indices,
    dataViewId: '',
    defaultRange: null,
    idFields: config.idFields,
    messageFields: config.messageFields,
    reqIdKeys: config.reqIdKeys,
    timeField: config.timeField,
    maxRecords: config.maxRecords,
    maxRangeMs: config.maxRange.asMilliseconds(),
    timeoutMs: config.timeout.asMilliseconds(),
  };
  router.get({ path: CONFIG_PATH, ...GUARDED, validate: { query: validateWith(z.object({})) } }, async (_context, _request, response) =>
    response.ok({ body }));
}
