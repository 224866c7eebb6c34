import { i18n } from '@kbn/i18n';
import { ANNOTATE_PATH, ANNOTATE_PRIVILEGE } from '../../common/api/paths';
import {
  annotateBody,
  DEFAULT_ANNOTATION_FIELD,
  DEFAULT_MIN_CONFIDENCE,
  type AnnotateBody,
} from '../../common/api/schemas';
import { annotateDocuments, type AnnotateLimits } from '../usecases/annotation/annotate_documents';
import { AnnotationError } from '../usecases/annotation/errors';
import { resolveAnnotationFields } from '../usecases/annotation/resolve_annotation_fields';
import type { Router } from '../kibana_types';
import { withSearcher, type RouteDeps } from './with_searcher';
import { requirePrivilege, validateWith } from './validation';

/** One call: what proxies wait for, and no more than a small part of what a cluster writes in that time. */
const ANNOTATE_LIMITS: AnnotateLimits = { timeMs: 20_000, requests: 200, documents: 20_000 };

/**
 * POST /api/request_trace/annotate: writes onto documents which requests caused them, as the user who asks, a bounded part at
 * a time. Off unless the administrator switches it on; what would be written can be asked for always.
 */
export function registerAnnotateRoute(router: Router, deps: RouteDeps): void {
  const validate = { body: validateWith(annotateBody) };
  router.post<AnnotateBody>(
    { path: ANNOTATE_PATH, ...requirePrivilege(ANNOTATE_PRIVILEGE), validate },
    (context, request, response) => {
      const {
        index,
        timeField,
        from,
        to,
        after,
        field = DEFAULT_ANNOTATION_FIELD,
        minConfidence = DEFAULT_MIN_CONFIDENCE,
        dryRun = false,
      } = request.body;
      return withSearcher(
        deps,
        { context, request, response },
        { index, timeField },
        async ({ client, config, userCache }) => {
          if (!dryRun && !deps.config.annotate.enabled) throw createSwitchedOffError();
          return annotateDocuments({
            client,
            config,
            index: index.split(','),
            from,
            to,
            after,
            fields: resolveAnnotationFields(field, config.idFields),
            minConfidence,
            dryRun,
            limits: ANNOTATE_LIMITS,
            aborted$: request.events.aborted$,
            userCache,
          });
        }
      );
    }
  );
}

const createSwitchedOffError = (): AnnotationError =>
  new AnnotationError(
    i18n.translate('requestTrace.annotate.off', {
      defaultMessage:
        'Annotating is switched off. To switch it on, set requestTrace.annotate.enabled: true in kibana.yml and restart Kibana; `dryRun` tells what it would write without that.',
    }),
    403
  );
