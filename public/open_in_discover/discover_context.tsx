/** What all links from one trace into Discover have in common: found once, for the whole view. */
import React, { useContext, useEffect, useMemo, useState } from 'react';
import type { Trace } from '../../common/model/trace';
import { loadConfig, type BrowserConfig } from '../config/use_config';
import type { Scope } from '../scope/scope';
import type { Services, TraceRequest } from '../types';
import { DISCOVER_APP_LOCATOR, getLocator } from './use_locator_link';
import { findDiscoverSource, type DiscoverSource } from './discover_source';

export interface DiscoverContext {
  services: Services;
  trace: Trace;
  config: BrowserConfig;
  source: DiscoverSource;
}

const DiscoverReactContext = React.createContext<{ hasDiscover: boolean; found?: DiscoverContext }>(
  {
    hasDiscover: false,
  }
);

/** undefined where this Kibana has no Discover, or until it is known what to give it. */
export function useDiscoverContext(): DiscoverContext | undefined {
  return useContext(DiscoverReactContext).found;
}

/** Known at once, so that what needs Discover has its place from the start and nothing moves later. */
export function useHasDiscover(): boolean {
  return useContext(DiscoverReactContext).hasDiscover;
}

interface Props {
  services: Services;
  scope?: Scope;
  request: TraceRequest;
  trace: Trace;
  children: React.ReactNode;
}

export const DiscoverLinksProvider: React.FC<Props> = ({
  services,
  scope,
  request,
  trace,
  children,
}) => {
  const hasDiscover = getLocator(services.plugins, DISCOVER_APP_LOCATOR) !== undefined;
  const found = useDiscoverSource(services, scope, request, hasDiscover);
  const value = useMemo(
    () => ({ hasDiscover, found: found && { services, trace, ...found } }),
    [hasDiscover, services, trace, found]
  );
  return <DiscoverReactContext.Provider value={value}>{children}</DiscoverReactContext.Provider>;
};

function useDiscoverSource(
  { core, plugins }: Services,
  scope: Scope | undefined,
  request: TraceRequest,
  hasDiscover: boolean
): Pick<DiscoverContext, 'config' | 'source'> | undefined {
  const [found, setFound] = useState<Pick<DiscoverContext, 'config' | 'source'>>();
  const { index, timeField } = request;
  // by what they say: the app reads a new scope from its URL for each change of it
  const scopeText = JSON.stringify(scope ?? {});
  useEffect(() => {
    setFound(undefined);
    if (!hasDiscover) return undefined;
    let isUnmounted = false;
    void loadConfig(core.http).then(async (config) => {
      const source = await findDiscoverSource(
        plugins,
        JSON.parse(scopeText) as Scope,
        { index, timeField },
        config
      );
      if (!isUnmounted && source) setFound({ config, source });
    });
    return () => {
      isUnmounted = true;
    };
  }, [core.http, plugins, hasDiscover, scopeText, index, timeField]);
  return found;
}
