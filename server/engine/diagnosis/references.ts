/** How an answer refers to records and objects. */
import type { ObjectReference } from '../../../common/model/log_record';
import type { RecordKey } from '../../../common/model/diagnosis';
import type { Evidence } from '../evidence';
import type { TimelineObject } from '../timeline/object_index';

/** The object as other parts name it: without the members that nothing told. */
export function referenceOf({ kind, namespace, name, uid }: TimelineObject): ObjectReference {
  const reference: ObjectReference = {};
  if (kind) reference.kind = kind;
  if (namespace) reference.namespace = namespace;
  if (name) reference.name = name;
  if (uid) reference.uid = uid;
  return reference;
}

/** The record as the answer names it. */
export const keyOf = ({ record }: Evidence): RecordKey => ({ index: record.index, id: record.id });
