import { useCallback } from 'react';
import type React from 'react';
import { useHistory } from 'react-router-dom';
import { isPlainClick } from './app_link';

export interface PathLink {
  href: string;
  onClick(event: React.MouseEvent): void;
}

/** A link that the browser knows as one (new tab, copy) and the app follows itself. `before` is called when it does. */
export function usePathLink(): (path: string, before?: () => void) => PathLink {
  const history = useHistory();
  return useCallback(
    (path, before) => {
      const [pathname = '/', search = ''] = path.split('?', 2);
      return {
        href: history.createHref({ pathname, search: search && `?${search}` }),
        onClick: (event) => {
          if (!isPlainClick(event)) return;
          event.preventDefault();
          before?.();
          history.push(path);
        },
      };
    },
    [history]
  );
}
