/** Leads from one request's trace to another's, in the same time and scope. */
import React, { useContext, useMemo } from 'react';
import { EuiLink } from '@elastic/eui';
import type { CoreStart } from '../../kibana_types';
import { AppLink } from '../../app_url/app_link';
import { formatPath } from '../../app_url/url_state';
import type { Scope } from '../../scope/scope';
import type { TraceRequest } from '../../types';

interface TraceLinkOptions {
  core: CoreStart;
  buildTracePath(id: string): string;
}

/** A context, so that a grid's cells can link without being rebuilt. */
const TraceLinksContext = React.createContext<TraceLinkOptions | null>(null);

export const TraceLinksProvider: React.FC<{
  core: CoreStart;
  request: TraceRequest;
  scope?: Scope;
}> = ({ core, request, scope, children }) => {
  const links = useMemo<TraceLinkOptions>(() => {
    const { from, to, index, timeField } = request;
    // without times all time was searched, which the link has to say: a page's default range would take its place
    const within = {
      ...(from || to ? { from, to } : { allTime: true as const }),
      index,
      timeField,
      ...scope,
    };
    return { core, buildTracePath: (id) => formatPath({ ...within, id, view: {} }) };
  }, [core, request, scope]);
  return <TraceLinksContext.Provider value={links}>{children}</TraceLinksContext.Provider>;
};

/** The text alone where no view is around it that knows where to lead. */
export const TraceLink: React.FC<{ id: string; 'data-test-subj': string }> = ({
  id,
  children,
  'data-test-subj': testSubject,
}) => {
  const links = useContext(TraceLinksContext);
  if (!links) return <>{children}</>;
  return (
    <AppLink core={links.core} path={links.buildTracePath(id)}>
      {(link) => (
        <EuiLink {...link} data-test-subj={testSubject} style={{ overflowWrap: 'anywhere' }}>
          {children}
        </EuiLink>
      )}
    </AppLink>
  );
};
