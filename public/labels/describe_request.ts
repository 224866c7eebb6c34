/** A request in words: `create Deployment shop/web`, `scale Deployment shop/web`, `evict Pod shop/web-0`. */
import { i18n } from '@kbn/i18n';
import type { RequestOrigin } from '../../common/model/trace';

/** Plural of the API's path → kind, for what Kubernetes itself brings; other resources are shown as they are written. */
const KIND_BY_RESOURCE: Record<string, string> = {
  bindings: 'Binding',
  configmaps: 'ConfigMap',
  endpoints: 'Endpoints',
  events: 'Event',
  limitranges: 'LimitRange',
  namespaces: 'Namespace',
  nodes: 'Node',
  persistentvolumeclaims: 'PersistentVolumeClaim',
  persistentvolumes: 'PersistentVolume',
  pods: 'Pod',
  podtemplates: 'PodTemplate',
  replicationcontrollers: 'ReplicationController',
  resourcequotas: 'ResourceQuota',
  secrets: 'Secret',
  serviceaccounts: 'ServiceAccount',
  services: 'Service',
  controllerrevisions: 'ControllerRevision',
  daemonsets: 'DaemonSet',
  deployments: 'Deployment',
  replicasets: 'ReplicaSet',
  statefulsets: 'StatefulSet',
  horizontalpodautoscalers: 'HorizontalPodAutoscaler',
  cronjobs: 'CronJob',
  jobs: 'Job',
  leases: 'Lease',
  endpointslices: 'EndpointSlice',
  ingresses: 'Ingress',
  ingressclasses: 'IngressClass',
  networkpolicies: 'NetworkPolicy',
  poddisruptionbudgets: 'PodDisruptionBudget',
  roles: 'Role',
  rolebindings: 'RoleBinding',
  clusterroles: 'ClusterRole',
  clusterrolebindings: 'ClusterRoleBinding',
  priorityclasses: 'PriorityClass',
  storageclasses: 'StorageClass',
  volumeattachments: 'VolumeAttachment',
  csidrivers: 'CSIDriver',
  csinodes: 'CSINode',
  customresourcedefinitions: 'CustomResourceDefinition',
  certificatesigningrequests: 'CertificateSigningRequest',
  mutatingwebhookconfigurations: 'MutatingWebhookConfiguration',
  validatingwebhookconfigurations: 'ValidatingWebhookConfiguration',
};

/** What is done to an object, in words that name it; for verbs and subresources without words of their own: as the API writes them. */
function formatAction(act: string, object: string): string {
  const values = { object };
  switch (act) {
    case 'create':
      return i18n.translate('requestTrace.request.create', {
        defaultMessage: 'create {object}',
        values,
      });
    case 'update':
      return i18n.translate('requestTrace.request.update', {
        defaultMessage: 'update {object}',
        values,
      });
    case 'patch':
      return i18n.translate('requestTrace.request.patch', {
        defaultMessage: 'patch {object}',
        values,
      });
    case 'delete':
      return i18n.translate('requestTrace.request.delete', {
        defaultMessage: 'delete {object}',
        values,
      });
    case 'deletecollection':
      return i18n.translate('requestTrace.request.deleteAll', {
        defaultMessage: 'delete all {object}',
        values,
      });
    case 'get':
      return i18n.translate('requestTrace.request.get', { defaultMessage: 'get {object}', values });
    case 'list':
      return i18n.translate('requestTrace.request.list', {
        defaultMessage: 'list {object}',
        values,
      });
    case 'watch':
      return i18n.translate('requestTrace.request.watch', {
        defaultMessage: 'watch {object}',
        values,
      });
    case 'binding':
      return i18n.translate('requestTrace.request.bind', {
        defaultMessage: 'bind {object}',
        values,
      });
    case 'eviction':
      return i18n.translate('requestTrace.request.evict', {
        defaultMessage: 'evict {object}',
        values,
      });
    case 'exec':
      return i18n.translate('requestTrace.request.exec', {
        defaultMessage: 'exec into {object}',
        values,
      });
    case 'attach':
      return i18n.translate('requestTrace.request.attach', {
        defaultMessage: 'attach to {object}',
        values,
      });
    case 'portforward':
      return i18n.translate('requestTrace.request.portForward', {
        defaultMessage: 'forward ports of {object}',
        values,
      });
    case 'log':
      return i18n.translate('requestTrace.request.log', {
        defaultMessage: 'read logs of {object}',
        values,
      });
    case 'scale':
      return i18n.translate('requestTrace.request.scale', {
        defaultMessage: 'scale {object}',
        values,
      });
    case 'token':
      return i18n.translate('requestTrace.request.token', {
        defaultMessage: 'request token for {object}',
        values,
      });
    case 'approval':
      return i18n.translate('requestTrace.request.approve', {
        defaultMessage: 'approve {object}',
        values,
      });
    default:
      return `${act} ${object}`.trim();
  }
}

/** Subresources that are an act of their own, whatever HTTP verb they come with. */
const ACTION_SUBRESOURCES: ReadonlySet<string> = new Set([
  'binding',
  'eviction',
  'exec',
  'attach',
  'portforward',
  'log',
  'scale',
  'token',
  'approval',
]);

/** Verb and object of a request. Kinds are the API's own words and are not translated. */
export function describeRequest(
  origin: Pick<RequestOrigin, 'verb' | 'resource' | 'subresource' | 'namespace' | 'name'>
): string {
  const { verb = '', resource, subresource, namespace, name } = origin;
  if (!verb && !resource) {
    return i18n.translate('requestTrace.header.unknownRequest', {
      defaultMessage: 'unknown request',
    });
  }
  const writes = verb !== 'get' && verb !== 'list' && verb !== 'watch';
  const isActionSubresource =
    subresource !== undefined &&
    ACTION_SUBRESOURCES.has(subresource) &&
    (writes || subresource !== 'scale');
  const path = [namespace, name].filter(Boolean).join('/');
  const objectParts = [
    resource && Object.hasOwn(KIND_BY_RESOURCE, resource) ? KIND_BY_RESOURCE[resource] : resource,
    // a Namespace is its own namespace
    path && resource === 'namespaces' && namespace === name ? name : path,
  ]
    .filter(Boolean)
    .join(' ');
  const object =
    subresource && !isActionSubresource
      ? i18n.translate('requestTrace.request.subresource', {
          defaultMessage: '{subresource} of {object}',
          values: { subresource, object: objectParts },
        })
      : objectParts;
  return object ? formatAction(isActionSubresource ? subresource : verb, object) : verb;
}
