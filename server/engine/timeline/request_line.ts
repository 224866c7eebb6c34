/** kube-apiserver's own request lines (httplog.go) in an audit record's shape: what is known of requests where no audit log is collected. */
import type { AuditRecord } from '../../../common/parse/audit';
import { parseRequestLine } from '../../../common/parse/request_line';
import type { Evidence } from '../evidence';
import { memoize } from '../memoize';

/**
 * Reads a request line in an audit record's shape, once for each record. It has no bodies, no name of what is created and, of
 * people, no user. undefined where the record is no such line.
 */
export const auditOfLine = memoize(({ record, line, at }: Evidence): AuditRecord | undefined => {
  if (line?.message !== 'HTTP' || record.component !== 'kube-apiserver') return undefined;
  const request = parseRequestLine(record.message);
  if (!request) return undefined;
  const {
    verb,
    requestURI,
    resource,
    subresource,
    namespace,
    name,
    responseCode,
    auditID,
    userAgent,
  } = request;
  const username = componentOf(userAgent);
  return {
    auditID: auditID ?? `line-${at}`,
    verb,
    requestURI,
    userAgent,
    ...(username ? { user: { username } } : {}),
    ...(resource ? { objectRef: { resource, subresource, namespace, name } } : {}),
    responseStatus: { code: responseCode },
  };
});

/**
 * Whose request it was, of components: a controller's user agent ends with its service account's name
 * (`…/system:serviceaccount:kube-system:namespace-controller`), a kubelet's begins with the binary's.
 */
function componentOf(userAgent: string | undefined): string | undefined {
  if (!userAgent) return undefined;
  const at = userAgent.lastIndexOf('/system:');
  if (at >= 0) return userAgent.slice(at + 1);
  return userAgent.startsWith('kubelet/') ? 'system:node:' : undefined;
}
