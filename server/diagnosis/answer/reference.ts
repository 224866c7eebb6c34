import type { ObjectReference } from '../../../common/model/log_record';
import type { ObjectState } from '../objects/graph';

/** The object as other parts name it: without the members that nothing told. */
export function referenceOf({ kind, namespace, name, uid }: ObjectState): ObjectReference {
  const reference: ObjectReference = {};
  if (kind) reference.kind = kind;
  if (namespace) reference.namespace = namespace;
  if (name) reference.name = name;
  if (uid) reference.uid = uid;
  return reference;
}
