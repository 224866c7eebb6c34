/** An app's own history: locations relative to its base path, on the page's one history. As Kibana's ScopedHistory. */
import type { Action, History, Location, LocationListener, UnregisterCallback } from 'history';

type HistoryTarget =
  string | { pathname?: string; search?: string; hash?: string; state?: unknown };

function stripBasePath(location: Location, basePath: string): Location {
  const inside = location.pathname.slice(basePath.length);
  return { ...location, pathname: inside === '' ? '/' : inside };
}

/** Whether the location is the app's: its base path itself, or below it. */
export function isInScope(pathname: string, basePath: string): boolean {
  return pathname === basePath || pathname.startsWith(`${basePath}/`);
}

export function createScopedHistory(
  parent: History,
  basePath: string
): { history: History; close(): void } {
  const unlisteners = new Set<UnregisterCallback>();
  let closed = false;
  let last = stripBasePath(parent.location, basePath);
  const addBasePath = (target: HistoryTarget): HistoryTarget => {
    const path =
      typeof target === 'string'
        ? target
        : (target.pathname ?? parent.location.pathname.slice(basePath.length));
    // A search or hash alone is relative to where one is.
    const relative =
      typeof target === 'string' && (target.startsWith('?') || target.startsWith('#'));
    const full = relative
      ? `${parent.location.pathname}${path}`
      : `${basePath}${path.startsWith('/') || path === '' ? '' : '/'}${path}`;
    return typeof target === 'string' ? full : { ...target, pathname: full };
  };
  const createNavigate =
    (method: 'push' | 'replace') => (target: HistoryTarget, state?: unknown) => {
      // An app that has been left must not move the page any more.
      if (closed) return;
      const full = addBasePath(target);
      if (typeof full === 'string') parent[method](full, state);
      else parent[method](full);
    };
  const history = {
    get length(): number {
      return parent.length;
    },
    get action(): Action {
      return parent.action;
    },
    get location(): Location {
      if (!closed && isInScope(parent.location.pathname, basePath))
        last = stripBasePath(parent.location, basePath);
      return last;
    },
    push: createNavigate('push'),
    replace: createNavigate('replace'),
    go: (count: number) => parent.go(count),
    goBack: () => parent.goBack(),
    goForward: () => parent.goForward(),
    block: (prompt?: Parameters<History['block']>[0]) => parent.block(prompt),
    createHref: (location: HistoryTarget) => parent.createHref(addBasePath(location) as Location),
    createSubHistory: () => {
      throw new Error('createSubHistory is not provided by this host');
    },
    listen: (listener: LocationListener): UnregisterCallback => {
      const unlisten = parent.listen((location, action) => {
        if (isInScope(location.pathname, basePath))
          listener(stripBasePath(location, basePath), action);
      });
      unlisteners.add(unlisten);
      return () => {
        unlisten();
        unlisteners.delete(unlisten);
      };
    },
  };
  return {
    history: history as unknown as History,
    close: () => {
      closed = true;
      for (const unlisten of unlisteners) unlisten();
    },
  };
}
