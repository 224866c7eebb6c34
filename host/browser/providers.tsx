import React from 'react';
import { EuiProvider } from '@elastic/eui';
import createCache from '@emotion/cache';
import type { BehaviorSubject } from 'rxjs';
import type { CoreTheme } from '../../public/kibana_types';
import { useObservable } from './use_observable';

const createEmotionCache = (key: string, name: string) => {
  const cache = createCache({
    key,
    container: document.querySelector<HTMLElement>(`meta[name="${name}"]`) ?? undefined,
  });
  cache.compat = true;
  return cache;
};

const cache = {
  default: createEmotionCache('css', 'emotion'),
  global: createEmotionCache('eui-global', 'eui-global'),
  utility: createEmotionCache('eui-utilities', 'eui-utilities'),
};

/** The whole page's providers; only the outermost brings the global styles. */
export const RootProvider: React.FC<{ theme$: BehaviorSubject<CoreTheme> }> = ({
  theme$,
  children,
}) => {
  const { darkMode } = useObservable(theme$);
  return (
    <EuiProvider colorMode={darkMode ? 'dark' : 'light'} cache={cache}>
      {children}
    </EuiProvider>
  );
};

/** An app's providers, as Kibana's KibanaThemeProvider: the colour mode, without global styles. */
export const AppProvider: React.FC<{ theme$: BehaviorSubject<CoreTheme> }> = ({
  theme$,
  children,
}) => {
  const { darkMode } = useObservable(theme$);
  return (
    <EuiProvider
      colorMode={darkMode ? 'dark' : 'light'}
      cache={cache}
      globalStyles={false}
      utilityClasses={false}
    >
      {children}
    </EuiProvider>
  );
};
