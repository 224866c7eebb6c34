import { useEffect, useMemo, useState } from 'react';
import type { StartPlugins } from '../kibana_types';
import { resolveScope, type ResolvedScope } from './resolve_scope';
import type { Scope } from './scope';
import { scopeOf } from './scope_url';

/** The scope looked up; undefined while it is. A scope that says the same is not looked up again. */
export function useResolvedScope(
  scope: Scope,
  plugins: StartPlugins,
  withDataView = false
): ResolvedScope | undefined {
  const key = JSON.stringify(scopeOf(scope));
  const wanted = useMemo(() => JSON.parse(key) as Scope, [key]);
  const [found, setFound] = useState<{ of: Scope; resolved: ResolvedScope }>();
  useEffect(() => {
    let left = false;
    void resolveScope(wanted, plugins, withDataView).then((resolved) => {
      if (!left) setFound({ of: wanted, resolved });
    });
    return () => {
      left = true;
    };
  }, [wanted, plugins, withDataView]);
  // index names alone need no look-up, and no moment in which nothing is shown
  const plain = useMemo<ResolvedScope | undefined>(
    () =>
      withDataView || wanted.dataViewId || wanted.savedSearchId || wanted.query || wanted.filters
        ? undefined
        : {
            request: {
              ...(wanted.index ? { index: wanted.index } : {}),
              ...(wanted.timeField ? { timeField: wanted.timeField } : {}),
            },
            label: wanted.index ?? '',
          },
    [wanted, withDataView]
  );
  return plain ?? (found?.of === wanted ? found.resolved : undefined);
}
