import type { RequestTraceConfig } from '../config';
import { AllWork } from '../elasticsearch/user_work';
import type { Logger, Router, SecurityService } from '../kibana_types';
import { registerAnnotateRoute } from './annotate';
import { registerCandidatesRoute } from './candidates';
import { registerChangesRoute } from './changes';
import { registerCompareRoute } from './compare';
import { registerConfigRoute } from './config';
import { registerDocumentRoute } from './document';
import { registerMovesRoute } from './moves';
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
  const deps = { config, logger, security, work: new AllWork() };
  registerTraceRoute(router, deps);
  registerDocumentRoute(router, config, logger);
  registerConfigRoute(router, config);
  registerSourcesRoute(router, deps);
  registerRequestsRoute(router, deps);
  registerOutcomesRoute(router, deps);
  registerChangesRoute(router, deps);
  registerMovesRoute(router, deps);
  registerCandidatesRoute(router, deps);
  registerAnnotateRoute(router, deps);
  registerCompareRoute(router, deps);
}
