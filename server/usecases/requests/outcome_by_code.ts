import type { RequestSummary } from '../../../common/model/request_summary';

/**
 * Resources that are done when they are stored: nothing that a request's logs could show comes after. What controllers make of
 * them later (a Service's endpoints, a role that lets somebody in) has no goal of its own that could be missed.
 */
const STORAGE_ONLY_RESOURCES: ReadonlySet<string> = new Set([
  'configmaps',
  'secrets',
  'serviceaccounts',
  'services',
  'endpoints',
  'endpointslices',
  'events',
  'leases',
  'limitranges',
  'resourcequotas',
  'podtemplates',
  'controllerrevisions',
  'roles',
  'rolebindings',
  'clusterroles',
  'clusterrolebindings',
  'poddisruptionbudgets',
  'networkpolicies',
  'ingresses',
  'ingressclasses',
  'priorityclasses',
  'runtimeclasses',
  'storageclasses',
  'volumeattributesclasses',
  'csidrivers',
  'csinodes',
  'csistoragecapacities',
  'horizontalpodautoscalers',
  'flowschemas',
  'prioritylevelconfigurations',
  'mutatingwebhookconfigurations',
  'validatingwebhookconfigurations',
  'validatingadmissionpolicies',
  'validatingadmissionpolicybindings',
  'mutatingadmissionpolicies',
  'mutatingadmissionpolicybindings',
]);

/** Answered with what was asked for, and that is all. `scale`, `eviction`, `binding` are not: controllers and kubelets act on them. */
const SUBRESOURCES_WITHOUT_EFFECTS: ReadonlySet<string> = new Set([
  'exec',
  'attach',
  'portforward',
  'proxy',
  'log',
  'token',
  'status',
  'approval',
]);

type AnsweredRequest = Pick<
  RequestSummary,
  'verb' | 'resource' | 'subresource' | 'responseCode' | 'dryRun' | 'unanswered'
>;

/**
 * The outcome that the answer alone tells: a refusal; a success of what causes nothing more. Else unknown.
 * @param status `responseStatus.status` of the audit record: a removal that is complete is answered with a Status "Success",
 *   one that waits (for finalizers, or gracefully) with the object (apiserver registry/rest, DeleteResource)
 */
export function getOutcomeByCode(
  request: AnsweredRequest,
  status?: string
): Pick<RequestSummary, 'outcome' | 'outcomeBy'> {
  const { responseCode: code, verb, resource = '', subresource, dryRun, unanswered } = request;
  const unknown = { outcome: 'unknown', outcomeBy: 'none' } as const;
  if (unanswered || code === undefined) return unknown;
  if (code >= 400) return { outcome: 'rejected', outcomeBy: 'code' };
  const succeeded = { outcome: 'succeeded', outcomeBy: 'code' } as const;
  if (dryRun) return succeeded;
  if (subresource !== undefined)
    return SUBRESOURCES_WITHOUT_EFFECTS.has(subresource) ? succeeded : unknown;
  if (!STORAGE_ONLY_RESOURCES.has(resource)) return unknown;
  return verb === 'delete' && status !== 'Success' ? unknown : succeeded;
}
