/** References to objects, as the walk backwards tells them apart. */
import type { ObjectReference } from '../../../common/model/log_record';
import { CLUSTER_SCOPED } from '../../../common/parse/object_list';

export const objectKey = ({
  kind = '',
  namespace = '',
  name = '',
  uid = '',
}: ObjectReference): string =>
  name ? `${kind}/${CLUSTER_SCOPED.has(kind) ? '' : namespace}/${name}` : `uid/${uid}`;

/** Whether the reference lacks its name, or the namespace that it has. */
export const isPartial = ({ kind, namespace, name }: ObjectReference): boolean =>
  !name || (!namespace && !CLUSTER_SCOPED.has(kind ?? ''));
