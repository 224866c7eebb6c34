import type { PluginInitializerContext } from './kibana_types';
import type { RequestTraceConfig } from './config';
import { RequestTracePlugin } from './plugin';

export { config } from './config';

/** Kibana's entry into the server half. */
export const plugin = (context: PluginInitializerContext<RequestTraceConfig>) =>
  new RequestTracePlugin(context);
