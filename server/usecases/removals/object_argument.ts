import { i18n } from '@kbn/i18n';
import type { ObjectReference } from '../../../common/model/log_record';
import { findKind } from '../../../common/parse/builtin_kinds';
import { BadRequestError } from '../../bad_request_error';

/** kubectl's short names (`kubectl api-resources`) of what Pods hang on. */
const SHORT_NAMES: Record<string, string> = {
  po: 'Pod',
  no: 'Node',
  deploy: 'Deployment',
  rs: 'ReplicaSet',
  sts: 'StatefulSet',
  ds: 'DaemonSet',
  cj: 'CronJob',
  rc: 'ReplicationController',
};

/** What moves can be asked for: Pods, and what Pods run on or belong to. */
export const SUPPORTED_KINDS: readonly string[] = [
  'Pod',
  'Node',
  'Deployment',
  'ReplicaSet',
  'StatefulSet',
  'DaemonSet',
  'Job',
  'CronJob',
  'ReplicationController',
];

const UID = /^[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}$/i;
/** A DNS subdomain (apimachinery validation IsDNS1123Subdomain), as loosely as is safe. */
const OBJECT_NAME = /^[a-z0-9][a-z0-9.-]{0,252}$/;

/**
 * `pods/shop/web-1`, `deploy/shop/web`, `nodes/node-b`, `shop/web-1` (a Pod), a uid; or as kubectl takes it, `deploy/web -n shop`.
 *
 * @throws BadRequestError that says what is understood
 */
export function parseObjectArgument(text: string): ObjectReference {
  const asked = text.trim();
  if (UID.test(asked)) return { uid: asked.toLowerCase() };
  const parts = splitArgument(asked);
  const word = parts[0]!.split('.', 1)[0]!.toLowerCase();
  const kind = (Object.hasOwn(SHORT_NAMES, word) ? SHORT_NAMES[word] : undefined) ?? findKind(word);
  if (kind === 'Node' && parts.length === 2 && OBJECT_NAME.test(parts[1]!))
    return { kind, name: parts[1]! };
  if (
    parts.length === 3 &&
    kind &&
    SUPPORTED_KINDS.includes(kind) &&
    kind !== 'Node' &&
    OBJECT_NAME.test(parts[1]!) &&
    OBJECT_NAME.test(parts[2]!)
  ) {
    return { kind, namespace: parts[1]!, name: parts[2]! };
  }
  if (parts.length === 2 && !kind && OBJECT_NAME.test(parts[0]!) && OBJECT_NAME.test(parts[1]!))
    return { kind: 'Pod', namespace: parts[0]!, name: parts[1]! };
  throw createBadObjectError();
}

export function createBadObjectError(): BadRequestError {
  return new BadRequestError(
    i18n.translate('requestTrace.moves.badObject', {
      defaultMessage:
        '`object` must be a Pod, a workload or a node, such as pods/shop/web-1, deployments/shop/web, nodes/node-b, or a uid.',
    })
  );
}

/** `deploy/web -n shop`, `deploy web -n shop` → the parts of `deploy/shop/web` */
function splitArgument(asked: string): string[] {
  const words = asked.split(/\s+/, 6);
  const flag = words.findIndex((word) => word === '-n' || word === '--namespace');
  const namespace = flag < 0 ? undefined : words[flag + 1];
  if (flag >= 0) words.splice(flag, 2);
  const parts = words.join('/').split('/');
  return namespace && parts.length === 2
    ? [parts[0]!, namespace, parts[1]!]
    : namespace && parts.length === 1
      ? ['pods', namespace, parts[0]!]
      : parts;
}
