import { z } from 'zod';
import { CONFIG_PATH } from '../../common/api/paths';
import type { ConfigAnswer } from '../../common/api/schemas';
import type { RequestTraceConfig } from '../config';
import type { Router } from '../kibana_types';
import { requestSettings } from '../settings/request_settings';
import { GUARDED, validateWith } from './validation';

/** GET /api/request_trace/config: what the browser needs to know of the server's configuration and the space's settings. */
export function registerConfigRoute(router: Router, serverConfig: RequestTraceConfig): void {
  router.get(
    { path: CONFIG_PATH, ...GUARDED, validate: { query: validateWith(z.object({})) } },
    async (context, _request, response) => {
      const { config, dataViewId, defaultRange, warnings } = await requestSettings(
        await context.core,
        serverConfig,
        true
      );
      const body: ConfigAnswer = {
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
