import { i18n } from '@kbn/i18n';
import type { ObjectReference } from '../../common/model/log_record';
import { kindOfWord } from '../../common/parse/kinds';
import { BadRequestError } from '../bad_request';

/** kubectl's short names (`kubectl api-resources`) of what Pods hang on. */
const SHORT_NAMES: Record<string, string> = {
  po: 'Pod', no: 'Node', deploy: 'Deployment', rs: 'ReplicaSet', sts: 'StatefulSet', ds: 'DaemonSet', cj: 'CronJob', rc: 'ReplicationController',
};

/** What moves can be asked for: Pods, and what Pods run on or belong to. */
export const ASKABLE_KINDS: readonly string[] = [
  'Pod', 'Node', 'Deployment', 'ReplicaSet', 'StatefulSet', 'DaemonSet', 'Job', 'CronJob', 'ReplicationController',
];

const UID = /^[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}$/i;
/** A DNS subdomain (apimachinery validation IsDNS1123Subdomain), as loosely as is safe. */
const NAME = /^[a-z0-9][a-z0-9.-]{0,252}$/;

/**
 * `pods/shop/web-1`, `deploy/shop/web`, `nodes/node-b`, `shop/web-1` (a Pod), or a uid.
 *
 * @throws BadRequestError that says what is understood
 */
export function parseAsked(text: string): ObjectReference {
  const asked = text.trim();
  if (UID.test(asked)) return { uid: asked.toLowerCase() };
  const parts = asked.split('/');
  const word = parts[0]!.split('.', 1)[0]!.toLowerCase();
  const kind = SHORT_NAMES[word] ?? kindOfWord(word);
  if (kind === 'Node' && parts.length === 2 && NAME.test(parts[1]!)) return { kind, name: parts[1]! };
  if (parts.length === 3 && kind && ASKABLE_KINDS.includes(kind) && kind !== 'Node' && NAME.test(parts[1]!) && NAME.test(parts[2]!)) {
    return { kind, namespace: parts[1]!, name: parts[2]! };
  }
  if (parts.length === 2 && !kind && NAME.test(parts[0]!) && NAME.test(parts[1]!)) return { kind: 'Pod', namespace: parts[0]!, name: parts[1]! };
  throw new BadRequestError(i18n.translate('requestTrace.moves.badObject', {
    defaultMessage: '`object` must be a Pod, a workload or a node, such as pods/shop/web-1, deployments/shop/web, nodes/node-b, or a uid.',
  }));
}
