/** The words that kubectl takes for a resource: `deploy`, `deployment`, `Deployments`, `deployments.apps`, `deployments.v1.apps`. */
import { kindOfResource, findResource } from '../builtin_kinds';

/** `kubectl api-resources`: SHORTNAMES (the ShortNames of pkg/registry's storages in Kubernetes' source). */
const SHORT_NAMES: Record<string, string> = {
  cm: 'configmaps',
  cs: 'componentstatuses',
  ep: 'endpoints',
  ev: 'events',
  limits: 'limitranges',
  ns: 'namespaces',
  no: 'nodes',
  pvc: 'persistentvolumeclaims',
  pv: 'persistentvolumes',
  po: 'pods',
  rc: 'replicationcontrollers',
  quota: 'resourcequotas',
  sa: 'serviceaccounts',
  svc: 'services',
  crd: 'customresourcedefinitions',
  crds: 'customresourcedefinitions',
  ds: 'daemonsets',
  deploy: 'deployments',
  rs: 'replicasets',
  sts: 'statefulsets',
  hpa: 'horizontalpodautoscalers',
  cj: 'cronjobs',
  csr: 'certificatesigningrequests',
  ing: 'ingresses',
  netpol: 'networkpolicies',
  pdb: 'poddisruptionbudgets',
  psp: 'podsecuritypolicies',
  pc: 'priorityclasses',
  sc: 'storageclasses',
  vac: 'volumeattributesclasses',
};

const MAX_WORD_LENGTH = 253;

/** The resource's plural as it is in the API's paths; undefined for what isn't built in. Letters' case does not count. */
export function resolveResource(word: string): string | undefined {
  if (word.length === 0 || word.length > MAX_WORD_LENGTH) return undefined;
  const point = word.indexOf('.');
  const bare = (point < 0 ? word : word.slice(0, point)).toLowerCase();
  if (Object.hasOwn(SHORT_NAMES, bare)) return SHORT_NAMES[bare];
  return findResource(bare);
}

/** The plural for what stands where only a resource can: one that is not built in as it is written, without its group. */
export function resolveResourceOrKeep(word: string): string {
  return resolveResource(word) ?? word.split('.', 1)[0]!.toLowerCase();
}

/** `Deployment` of `deployments`; the word itself for what is not built in. */
export function toKind(resource: string): string {
  return kindOfResource(resource) ?? resource;
}
