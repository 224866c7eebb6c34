import type { ObjectReference } from '../../common/model/log_record';

/** `Deployment shop/web` */
export function pathText({ kind, namespace, name, uid }: ObjectReference): string {
  const full = name ? (namespace ? `${namespace}/${name}` : name) : (uid ?? '?');
  return kind ? `${kind} ${full}` : full;
}
