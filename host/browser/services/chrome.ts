/** Kibana's chrome service: breadcrumbs and the page's title. */
import { BehaviorSubject } from 'rxjs';
import type { MouseEvent } from 'react';

export interface Breadcrumb {
  text?: unknown;
  href?: string;
  onClick?: (event: MouseEvent) => void;
}

const TITLE_SUFFIX = 'Request Trace host';

export function createChrome() {
  const breadcrumbs$ = new BehaviorSubject<Breadcrumb[]>([]);
  return {
    breadcrumbs$,
    setBreadcrumbs: (breadcrumbs: Breadcrumb[]) => breadcrumbs$.next(breadcrumbs),
    getBreadcrumbs$: () => breadcrumbs$,
    docTitle: {
      change: (title: string | string[]) => {
        document.title = [title, TITLE_SUFFIX].flat().join(' - ');
      },
      reset: () => {
        document.title = TITLE_SUFFIX;
      },
    },
    recentlyAccessed: { add: () => undefined },
    setBadge: () => undefined,
    setHelpExtension: () => undefined,
  };
}

export type Chrome = ReturnType<typeof createChrome>;
