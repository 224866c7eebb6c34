import type { RequestTraceConfig } from '../config';
import { UserCaches } from '../elasticsearch/user_cache';
import type { Logger, Router, SecurityService } from '../kibana_types';
import { registerAnnotateRoute } from './annotate';
import { registerCausesRoute } from './causes';
import { registerChangesRoute } from './changes';
import { registerComparisonRoute } from './comparison';
import { registerConfigRoute } from './config';
import { registerDocumentRoute } from './document';
import { registerRemovalsRoute } from './removals';
import { registerOutcomesRoute } from './outcomes';
import { registerRequestsRoute } from './requests';
import { registerSourcesRoute } from './sources';
import { registerTraceRoute } from './trace';

/** @param security the security plugin's contract, when it has started */
export function registerRoutes(
  router: Router,
  config: RequestTraceConfig,
  logger: Logger,
  security: () => SecurityService | undefined
): void {
  const deps = { config, logger, security, userCache: new UserCaches() };
  registerTraceRoute(router, deps);
  registerDocumentRoute(router, config, logger);
  registerConfigRoute(router, config);
  registerSourcesRoute(router, deps);
  registerRequestsRoute(router, deps);
  registerOutcomesRoute(router, deps);
  registerChangesRoute(router, deps);
  registerRemovalsRoute(router, deps);
  registerCausesRoute(router, deps);
  registerAnnotateRoute(router, deps);
  registerComparisonRoute(router, deps);
}
