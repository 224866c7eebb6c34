import type { ObjectReference } from '../../common/model/log_record';

/** `Pod shop/web-1`, `Node node-b`, `uid …` where nothing else is known. Kinds are the API's own words. */
export function formatObject({ kind, namespace, name, uid }: ObjectReference): string {
  const path = [namespace, name].filter(Boolean).join('/');
  return path ? [kind, path].filter(Boolean).join(' ') : `uid ${uid ?? '?'}`;
}
