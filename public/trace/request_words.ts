/** A request in words: `create Deployment shop/web`, `scale Deployment shop/web`, `evict Pod shop/web-0`. */
import { i18n } from '@kbn/i18n';
import type { RequestOrigin } from '../../common/model/trace';

/** Plural of the API's path → kind, for what Kubernetes itself brings; other resources are shown as they are written. */
const KINDS: Record<string, string> = {
  bindings: 'Binding', configmaps: 'ConfigMap', endpoints: 'Endpoints', events: 'Event', limitranges: 'LimitRange',
  namespaces: 'Namespace', nodes: 'Node', persistentvolumeclaims: 'PersistentVolumeClaim', persistentvolumes: 'PersistentVolume',
  pods: 'Pod', podtemplates: 'PodTemplate', replicationcontrollers: 'ReplicationController', resourcequotas: 'ResourceQuota',
  secrets: 'Secret', serviceaccounts: 'ServiceAccount', services: 'Service', controllerrevisions: 'ControllerRevision',
  daemonsets: 'DaemonSet', deployments: 'Deployment', replicasets: 'ReplicaSet', statefulsets: 'StatefulSet',
  horizontalpodautoscalers: 'HorizontalPodAutoscaler', cronjobs: 'CronJob', jobs: 'Job', leases: 'Lease',
  endpointslices: 'EndpointSlice', ingresses: 'Ingress', ingressclasses: 'IngressClass', networkpolicies: 'NetworkPolicy',
  poddisruptionbudgets: 'PodDisruptionBudget', roles: 'Role', rolebindings: 'RoleBinding', clusterroles: 'ClusterRole',
  clusterrolebindings: 'ClusterRoleBinding', priorityclasses: 'PriorityClass', storageclasses: 'StorageClass',
  volumeattachments: 'VolumeAttachment', csidrivers: 'CSIDriver', csinodes: 'CSINode',
  customresourcedefinitions: 'CustomResourceDefinition', certificatesigningrequests: 'CertificateSigningRequest',
  mutatingwebhookconfigurations: 'MutatingWebhookConfiguration', validatingwebhookconfigurations: 'ValidatingWebhookConfiguration',
};

/** Subresources that are an act of their own, whatever HTTP verb they come with. */
const ACTS: Record<string, string> = { binding: 'bind', eviction: 'evict', exec: 'exec into', attach: 'attach to', portforward: 'forward ports of', log: 'read logs of', scale: 'scale', token: 'request token for', approval: 'approve' };

/** Verb and object of a request; verbs and kinds are the API's own words and are not translated. */
export function requestInWords(origin: Pick<RequestOrigin, 'verb' | 'resource' | 'subresource' | 'namespace' | 'name'>): string {
  const { verb, resource, subresource, namespace, name } = origin;
  if (!verb && !resource) {
    return i18n.translate('requestTrace.header.unknownRequest', { defaultMessage: 'unknown request' });
  }
  const writes = verb !== 'get' && verb !== 'list' && verb !== 'watch';
  const act = subresource ? ACTS[subresource] : undefined;
  const ownAct = act !== undefined && (writes || subresource !== 'scale');
  const words = [ownAct ? act : verb === 'deletecollection' ? 'delete all' : verb ?? ''];
  if (subresource && !ownAct) words.push(`${subresource} of`);
  if (resource) words.push(Object.hasOwn(KINDS, resource) ? KINDS[resource]! : resource);
  const path = [namespace, name].filter(Boolean).join('/');
  if (path && !(resource === 'namespaces' && namespace === name)) words.push(path);
  else if (path) words.push(name ?? path);
  return words.filter(Boolean).join(' ');
}
