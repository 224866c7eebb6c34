/** A link into the app that the browser knows as one (new tab, copy) and Kibana follows without loading the page anew. */
import type React from 'react';
import { PLUGIN_ID } from '../../common/api/paths';
import type { CoreStart } from '../kibana_types';

interface AppLinkProps {
  core: CoreStart;
  /** within the app */
  path: string;
  children(link: { href: string; onClick(event: React.MouseEvent): void }): React.ReactElement;
}

export function AppLink({ core, path, children }: AppLinkProps): React.ReactElement {
  return children({
    href: core.application.getUrlForApp(PLUGIN_ID, { path }),
    onClick: (event) => {
      if (!isPlainClick(event)) return;
      event.preventDefault();
      void core.application.navigateToApp(PLUGIN_ID, { path });
    },
  });
}

/** Not one that asks the browser for a new tab or window. */
export function isPlainClick(event: React.MouseEvent): boolean {
  return event.button === 0 && !event.metaKey && !event.ctrlKey && !event.shiftKey && !event.altKey;
}
