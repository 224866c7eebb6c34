import type { ObjectReference } from '../../../common/model/log_record';

/**
 * The names of these objects by namespace (the empty string: none is known). In order, so that the same objects make the same
 * search whatever order they were found in.
 */
export function groupNamesByNamespace(objects: readonly ObjectReference[]): Map<string, string[]> {
  const names = new Map<string, Set<string>>();
  for (const { namespace = '', name } of objects) {
    if (!name) continue;
    const set = names.get(namespace) ?? new Set();
    names.set(namespace, set.add(name));
  }
  return new Map(
    [...names]
      .sort(([a], [b]) => (a < b ? -1 : 1))
      .map(([namespace, set]) => [namespace, [...set].sort()])
  );
}

export const listUids = (objects: readonly ObjectReference[]): string[] =>
  [...new Set(objects.flatMap(({ uid }) => (uid ? [uid] : [])))].sort();
