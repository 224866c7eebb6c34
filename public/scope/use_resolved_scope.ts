import { useEffect, useMemo, useState } from 'react';
import type { StartPlugins } from '../kibana_types';
import { resolveScope, type ResolvedScope } from './resolve_scope';
import type { Scope } from './scope';
import { pickScope } from './scope_url';

/** The scope looked up; undefined while it is. A scope that says the same is not looked up again. */
export function useResolvedScope(
  scope: Scope,
  plugins: StartPlugins,
  withDataView = false
): ResolvedScope | undefined {
  const key = JSON.stringify(pickScope(scope));
  const requestedScope = useMemo(() => JSON.parse(key) as Scope, [key]);
  const [found, setFound] = useState<{ of: Scope; resolved: ResolvedScope }>();
  useEffect(() => {
    let isUnmounted = false;
    void resolveScope(requestedScope, plugins, withDataView).then((resolved) => {
      if (!isUnmounted) setFound({ of: requestedScope, resolved });
    });
    return () => {
      isUnmounted = true;
    };
  }, [requestedScope, plugins, withDataView]);
  // index names alone need no look-up, and no moment in which nothing is shown
  const unresolvedScope = useMemo<ResolvedScope | undefined>(
    () =>
      withDataView ||
      requestedScope.dataViewId ||
      requestedScope.savedSearchId ||
      requestedScope.query ||
      requestedScope.filters
        ? undefined
        : {
            request: {
              ...(requestedScope.index ? { index: requestedScope.index } : {}),
              ...(requestedScope.timeField ? { timeField: requestedScope.timeField } : {}),
            },
            label: requestedScope.index ?? '',
          },
    [requestedScope, withDataView]
  );
  return unresolvedScope ?? (found?.of === requestedScope ? found.resolved : undefined);
}
