import { i18n } from '@kbn/i18n';
import type { ObjectReference } from '../../../common/model/log_record';
import { findKind } from '../../../common/parse/builtin_kinds';
import { CLUSTER_SCOPED, isObjectName } from '../../../common/parse/object_list';
import { BadRequestError } from '../../bad_request_error';

const UID = /^[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}$/i;

/**
 * `pods/shop/web-1`, `nodes/node-b`, `shop/web` (of any kind), a uid. A custom resource's plural is taken as it stands.
 *
 * @throws BadRequestError that says what is understood
 */
export function parseObjectArgument(text: string): ObjectReference {
  const asked = text.trim();
  if (UID.test(asked)) return { uid: asked.toLowerCase() };
  const parts = asked.split('/', 4);
  const [first = '', second = '', third] = parts;
  const kind = findKind(first.split('.', 1)[0] ?? '');
  const isNames = parts.slice(1).every(isObjectName) && isObjectName(first);
  if (isNames && parts.length === 3 && third !== undefined)
    return { kind: kind ?? first, namespace: second, name: third };
  if (isNames && parts.length === 2)
    return kind && CLUSTER_SCOPED.has(kind)
      ? { kind, name: second }
      : { namespace: first, name: second };
  throw new BadRequestError(
    i18n.translate('requestTrace.candidates.badObject', {
      defaultMessage:
        '`object` must be an object such as pods/shop/web-1, deployments/shop/web, nodes/node-b, or a uid.',
    })
  );
}
