/** Light and dark: kept in the browser, and `?theme=dark` in the address turns it on for whoever opens the link. */
import { BehaviorSubject } from 'rxjs';
import type { CoreTheme } from '../../../public/kibana_types';

const THEME_STORAGE_KEY = 'requestTrace.host.theme';

function readStoredDarkMode(): boolean {
  const asked = new URLSearchParams(window.location.search).get('theme');
  if (asked === 'dark' || asked === 'light') return asked === 'dark';
  try {
    return window.localStorage.getItem(THEME_STORAGE_KEY) === 'dark';
  } catch {
    return false;
  }
}

/** Puts the theme's style sheets into the page and takes the other theme's out, once the new ones are there. */
function replaceStylesheets(addresses: string[]): void {
  const before = document.querySelectorAll('link[data-theme]');
  let waiting = addresses.length;
  const removeOldStylesheets = () => {
    if (--waiting === 0) before.forEach((link) => link.remove());
  };
  const first = document.head.firstChild;
  for (const href of addresses) {
    const link = document.createElement('link');
    link.rel = 'stylesheet';
    link.href = href;
    link.dataset.theme = 'true';
    link.onload = removeOldStylesheets;
    link.onerror = removeOldStylesheets;
    // Before Emotion's styles, which override the theme's.
    document.head.insertBefore(link, first);
  }
}

export function createTheme(stylesheets: { light: string[]; dark: string[] }) {
  const theme$ = new BehaviorSubject<CoreTheme>({ darkMode: readStoredDarkMode() });
  theme$.subscribe(({ darkMode }) => {
    replaceStylesheets(darkMode ? stylesheets.dark : stylesheets.light);
    document.documentElement.style.colorScheme = darkMode ? 'dark' : 'light';
  });
  return {
    theme$,
    getTheme: () => theme$.value,
    toggle: () => {
      const darkMode = !theme$.value.darkMode;
      theme$.next({ ...theme$.value, darkMode });
      try {
        window.localStorage.setItem(THEME_STORAGE_KEY, darkMode ? 'dark' : 'light');
      } catch {
        // Storage may be forbidden: the theme then lasts until the page is left.
      }
    },
  };
}

export type Theme = ReturnType<typeof createTheme>;
