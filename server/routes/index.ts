import type { RequestTraceConfig } from '../config';
import type { Logger, Router } from '../kibana_types';
import { FieldsCache } from '../usecases/requests/fields';
import { PrivilegeCache } from '../elasticsearch/privileges';
import { PlanCache } from '../usecases/traces/search_plan';
import { RecordCaches } from '../usecases/traces/record_cache';
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

export function registerRoutes(router: Router, config: RequestTraceConfig, logger: Logger): void {
  const deps = { config, logger, privileges: new PrivilegeCache(), plans: new PlanCache(), shelves: new RecordCaches() };
  const fieldsCache = new FieldsCache();
  registerTraceRoute(router, deps);
  registerDocumentRoute(router, config, logger);
  registerConfigRoute(router, config);
  registerSourcesRoute(router, deps);
  registerRequestsRoute(router, deps, fieldsCache);
  registerOutcomesRoute(router, deps);
  registerChangesRoute(router, deps);
  registerMovesRoute(router, deps);
  registerCandidatesRoute(router, deps);
  registerAnnotateRoute(router, deps);
  registerCompareRoute(router, deps, fieldsCache);
}
