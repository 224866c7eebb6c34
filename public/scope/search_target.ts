/** Scopes made from scopes. Pure. */
import type { ResolvedScope } from './resolve_scope';
import type { Scope } from './scope';

/** Whether it says where to search; else that is the configured data view or indices. */
export function hasSearchTarget({ savedSearchId, dataViewId, index }: Scope): boolean {
  return Boolean(savedSearchId ?? dataViewId ?? index);
}

/** The scope with what is configured put in, where it says nothing of where to search. */
export function withDefaultSearchTarget(
  scope: Scope,
  { dataViewId, indices }: { dataViewId?: string; indices: readonly string[] }
): Scope {
  if (hasSearchTarget(scope)) return scope;
  if (dataViewId) return { ...scope, dataViewId };
  return indices.length > 0 ? { ...scope, index: indices.join(',') } : scope;
}

/**
 * Where is searched, without query and filters. A saved search stands for its own query and filters: without them, or with
 * others, its data view takes its place.
 */
export function getSearchTarget(
  { savedSearchId, dataViewId, index, timeField }: Scope,
  resolved: ResolvedScope | undefined
): Scope {
  const view = resolved?.dataView;
  if (savedSearchId && view) {
    if (view.id && view.isPersisted?.() !== false) return { dataViewId: view.id };
    return {
      index: view.getIndexPattern?.() ?? view.title,
      ...(view.timeFieldName ? { timeField: view.timeFieldName } : {}),
    };
  }
  return {
    ...(dataViewId ? { dataViewId } : {}),
    ...(index ? { index } : {}),
    ...(timeField ? { timeField } : {}),
  };
}
