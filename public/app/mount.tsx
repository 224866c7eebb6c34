/** Draws the app into the element that Kibana gives it. */
import React, { useEffect, useState } from 'react';
import ReactDOM from 'react-dom';
import createCache, { type EmotionCache } from '@emotion/cache';
import { EuiProvider } from '@elastic/eui';
import { Redirect, Route, Router, Switch, useLocation } from 'react-router-dom';
import type { AppMountParameters, CoreStart, StartPlugins } from '../kibana_types';
import type { Services } from '../types';
import { HomePage } from './home_page';
import { HeaderActions } from '../navigation/header_actions';
import { setHelpMenu } from '../navigation/help_menu';
import { SETTINGS_ROUTE } from '../navigation/app_registration';
import type { CausesPageProps } from '../causes';
import type { RemovalsPageProps } from '../removals';
import type { SettingsPageProps } from '../settings';
import { RetryBoundary, LazyComponent } from '../lazy/lazy_component';
import { TracePage } from './trace_page';
import {
  CAUSES_ROUTE,
  HOME_ROUTE,
  OLD_REMOVALS_ROUTE,
  REMOVALS_ROUTE,
  parseSearch,
  TRACE_ROUTE,
} from '../app_url/url_state';

const loadSettingsPage = async (): Promise<React.ComponentType<SettingsPageProps>> =>
  (await import('../settings')).SettingsPage;
const loadRemovalsPage = async (): Promise<React.ComponentType<RemovalsPageProps>> =>
  (await import('../removals')).RemovalsPage;
const loadCausesPage = async (): Promise<React.ComponentType<CausesPageProps>> =>
  (await import('../causes')).CausesPage;

/** Renders the app; returns what takes it away again. */
export function renderApp(
  core: CoreStart,
  plugins: StartPlugins,
  params: AppMountParameters
): () => void {
  const { element, history, onAppLeave, setHeaderActionMenu } = params;
  const services: Services = { core, plugins };
  setHelpMenu(core.chrome);
  const app = (
    <RetryBoundary>
      <Router history={history}>
        <HeaderActions services={services} setHeaderActionMenu={setHeaderActionMenu} />
        <Switch>
          <Route path={HOME_ROUTE} exact>
            <HomePage services={services} />
          </Route>
          <Route path={TRACE_ROUTE} exact>
            <TraceRoute services={services} />
          </Route>
          <Route path={REMOVALS_ROUTE} exact>
            <LazyComponent<RemovalsPageProps> load={loadRemovalsPage} props={{ services }} />
          </Route>
          <Route
            path={OLD_REMOVALS_ROUTE}
            exact
            render={({ location }) => <Redirect to={{ ...location, pathname: REMOVALS_ROUTE }} />}
          />
          <Route path={CAUSES_ROUTE} exact>
            <LazyComponent<CausesPageProps> load={loadCausesPage} props={{ services }} />
          </Route>
          <Route path={SETTINGS_ROUTE} exact>
            <LazyComponent<SettingsPageProps>
              load={loadSettingsPage}
              props={{ services, onAppLeave }}
            />
          </Route>
          <Redirect to={HOME_ROUTE} />
        </Switch>
      </Router>
    </RetryBoundary>
  );
  ReactDOM.render(
    typeof core.rendering?.addContext === 'function' ? (
      core.rendering.addContext(app)
    ) : (
      <KibanaContext core={core}>{app}</KibanaContext>
    ),
    element
  );
  return () => {
    core.chrome.docTitle.reset();
    ReactDOM.unmountComponentAtNode(element);
  };
}

function TraceRoute({ services }: { services: Services }): React.ReactElement {
  const { id } = parseSearch(useLocation().search);
  return id ? <TracePage services={services} id={id} /> : <Redirect to={HOME_ROUTE} />;
}

/** What `core.rendering.addContext` does, for Kibanas before it: translations and EUI's theme, live with Kibana's. */
function KibanaContext({
  core,
  children,
}: {
  core: CoreStart;
  children: React.ReactNode;
}): React.ReactElement {
  const [darkMode, setDarkMode] = useState(false);
  useEffect(() => {
    const subscription = core.theme.theme$.subscribe((theme) => setDarkMode(theme.darkMode));
    return () => subscription.unsubscribe();
  }, [core]);
  return (
    <core.i18n.Context>
      <EuiProvider
        colorMode={darkMode ? 'DARK' : 'LIGHT'}
        globalStyles={false}
        utilityClasses={false}
        cache={getEmotionCache()}
      >
        {children}
      </EuiProvider>
    </core.i18n.Context>
  );
}

let emotionCacheForMeta: EmotionCache | undefined;

/** Kibana keeps Emotion's styles in a place of its own, so that they come before those of other libraries. */
function getEmotionCache(): EmotionCache | undefined {
  const container = document.querySelector<HTMLElement>('meta[name="emotion"]');
  if (!container) return undefined;
  if (emotionCacheForMeta?.sheet.container !== container) {
    emotionCacheForMeta = createCache({ key: 'request-trace', container });
    // As Kibana has it: no warnings about what matters on servers only.
    emotionCacheForMeta.compat = true;
  }
  return emotionCacheForMeta;
}
