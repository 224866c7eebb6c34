import { z } from 'zod';
import { CONFIG_PATH } from '../../common/api/paths';
import type { ConfigResponse } from '../../common/api/schemas';
import type { RequestTraceConfig } from '../config';
import type { Router } from '../kibana_types';
import { readRequestSettings } from '../settings/request_settings';
import { READ_ROUTE_SECURITY, validateWith } from './validation';

/** GET /api/request_trace/config: what the browser needs to know of the server's configuration and the space's settings. */
export function registerConfigRoute(router: Router, serverConfig: RequestTraceConfig): void {
  router.get(
    { path: CONFIG_PATH, ...READ_ROUTE_SECURITY, validate: { query: validateWith(z.object({})) } },
    async (context, _request, response) => {
      const { config, dataViewId, defaultRange, warnings } = await readRequestSettings(
        await context.core,
        serverConfig,
        true
      );
      const body: ConfigResponse = {
        indices: config.indices,
        dataViewId,
        defaultRange,
        idFields: config.idFields,
        messageFields: config.messageFields,
        reqIdKeys: config.reqIdKeys,
        timeField: config.timeField,
        maxRecords: config.maxRecords,
        maxRangeMs: config.maxRange.asMilliseconds(),
        timeoutMs: config.timeout.asMilliseconds(),
        ...(warnings.length ? { warnings } : {}),
      };
      return response.ok({ body });
    }
  );
}
