/** API requests that components make on a timer, whether the audit log or kube-apiserver's request line tells of them. */
import { parseRequestUri } from '../../../../common/parse/request_line';
import type { AuditRecord } from '../../../../common/parse/audit';
import type { ComponentLine } from '../../../../common/parse/component_line';
import { isSystemAgent, isSystemUser } from '../../timeline/actors';

interface Request {
  /** the API's, in lower case; of a request line `get` also for what is a list or a watch there */
  verb: string;
  uri: string;
  resource?: string;
  subresource?: string;
  namespace?: string;
  name?: string;
  /** whether a component of the cluster makes it */
  system: boolean;
  kubelet: boolean;
  /** it discovers, lists and deletes what a Namespace that somebody removes holds: no timer */
  namespaceController: boolean;
}

/** Why a request is periodic, or null. Requests of people and their tools never are. */
export function periodicRequest(request: Request): string | null {
  if (!request.system || request.namespaceController) return null;
  const { resource, subresource, verb } = request;
  if (resource === undefined) return pathRule(request);
  if (resource === 'leases') return 'lease';
  if (REVIEWS.has(resource)) return 'review';
  // a kubelet's report on itself; what the node lifecycle controller writes there is news
  if (resource === 'nodes' && request.kubelet && (subresource === 'status' || verb === 'get'))
    return 'node-status';
  // the API server keeps its own Service's addresses (pkg/controlplane/reconcilers)
  if (request.namespace === 'default' && request.name === 'kubernetes') return 'lease';
  if (request.name !== undefined) return null;
  if (verb === 'watch') return 'watch';
  return verb === 'list' && request.namespace === undefined ? 'list' : null;
}

const REVIEWS: ReadonlySet<string> = new Set([
  'tokenreviews',
  'subjectaccessreviews',
  'selfsubjectaccessreviews',
  'localsubjectaccessreviews',
  'selfsubjectrulesreviews',
]);

const DISCOVERY = ['/api', '/apis', '/openapi', '/version'];
const HEALTH = ['/healthz', '/livez', '/readyz', '/metrics'];

function pathRule({ uri }: Request): string | null {
  const question = uri.indexOf('?');
  const path = question < 0 ? uri : uri.slice(0, question);
  if (HEALTH.some((prefix) => isBelow(path, prefix))) return 'health';
  return DISCOVERY.some((prefix) => isBelow(path, prefix)) ? 'discovery' : null;
}

const isBelow = (path: string, prefix: string): boolean =>
  path === prefix || path.startsWith(`${prefix}/`);

/** The same of an audit record. */
export function periodicAudit(audit: AuditRecord): string | null {
  const uri = audit.requestURI ?? '';
  const { name, resource } = parseRequestUri(uri);
  const user = audit.user?.username ?? '';
  return periodicRequest({
    verb: audit.verb ?? '',
    uri,
    resource: audit.objectRef?.resource ?? resource,
    subresource: audit.objectRef?.subresource,
    namespace: audit.objectRef?.namespace,
    name: audit.objectRef?.name ?? name,
    // without a user (a collector may drop it) only the client's name tells
    system:
      audit.impersonatedUser === undefined &&
      !isTool(audit.userAgent ?? '') &&
      (user === '' ? isSystemAgent(audit.userAgent) : isSystemUser(user)),
    kubelet: user.startsWith('system:node:') || (user === '' && isKubelet(audit.userAgent ?? '')),
    namespaceController: user.endsWith(':namespace-controller'),
  });
}

/** The same of kube-apiserver's `"HTTP"` line, which tells no user: what a component calls itself stands for it. */
export function periodicRequestLine(line: ComponentLine): string | null {
  let uri = '';
  let verb = '';
  let userAgent = '';
  for (const [key, value] of line.pairs) {
    if (key === 'URI') uri = value;
    else if (key === 'verb') verb = value.toLowerCase();
    else if (key === 'userAgent') userAgent = value;
  }
  const info = parseRequestUri(uri);
  return periodicRequest({
    verb,
    uri,
    resource: info.resource,
    subresource: info.subresource,
    namespace: info.namespace,
    name: info.name,
    system: isSystemAgent(userAgent) || userAgent.startsWith('kube-probe/'),
    kubelet: isKubelet(userAgent),
    namespaceController: userAgent.includes('namespace-controller'),
  });
}

/** kube-apiserver's `"Starting watch" path="…" fields="…"`: of one object it is somebody's wish, of all a component's restart. */
export function periodicWatchStart(line: ComponentLine): string | null {
  const path = line.pairs.find((pair) => pair[0] === 'path')?.[1];
  const fields = line.pairs.find((pair) => pair[0] === 'fields')?.[1] ?? '';
  if (path === undefined || fields.includes('metadata.name=')) return null;
  return parseRequestUri(path).namespace === undefined ? 'watch' : null;
}

const isKubelet = (userAgent: string): boolean => userAgent.startsWith('kubelet/');

/** A person's tool, which may well run with a component's certificate. */
const isTool = (userAgent: string): boolean =>
  userAgent.startsWith('kubectl') ||
  userAgent.startsWith('helm') ||
  userAgent.startsWith('Mozilla');
