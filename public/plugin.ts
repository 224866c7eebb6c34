/**
 * Registers the app, the tab and the menu item. An exception here would break every page of Kibana, so each part is
 * registered on its own, and one that a host has no place for is left out.
 */
import { i18n } from '@kbn/i18n';
import { PLUGIN_ID, PLUGIN_NAME } from '../common/api/paths';
import { createDocView, registerDocView } from './discover/doc_view';
import { registerCellAction } from './discover/cell_action';
import { registerMenuItem } from './discover/menu_item';
import type {
  AppMountParameters,
  CoreSetup,
  CoreStart,
  SetupPlugins,
  StartPlugins,
} from './kibana_types';
import { registerLocator } from './locator';
import { APP_KEYWORDS, getAppCategory, getAppDeepLinks } from './navigation/app_registration';
import { tryOrUndefined } from './try_or_undefined';

export class RequestTracePlugin {
  setup(core: CoreSetup<StartPlugins>, plugins?: SetupPlugins): Record<string, never> {
    tryOrUndefined(() => registerApp(core, plugins));
    tryOrUndefined(() =>
      registerDocView(
        plugins?.unifiedDocViewer,
        createDocView(() => core.getStartServices()),
        () => core.getStartServices()
      )
    );
    tryOrUndefined(() => registerLocator(plugins?.share));
    return {};
  }

  start(core: CoreStart, plugins?: StartPlugins): Record<string, never> {
    // Kibana itself hides the app from who lacks the feature, or has it switched off in the space.
    if (!hasPrivilege(core)) return {};
    tryOrUndefined(() => registerMenuItem(core, plugins));
    tryOrUndefined(() => registerCellAction(core, plugins));
    return {};
  }

  stop(): void {}
}

function registerApp(core: CoreSetup<StartPlugins>, plugins?: SetupPlugins): void {
  core.application.register({
    id: PLUGIN_ID,
    title: PLUGIN_NAME,
    category: getAppCategory(plugins?.observability !== undefined),
    order: 8500,
    euiIconType: 'logoObservability',
    keywords: APP_KEYWORDS,
    deepLinks: getAppDeepLinks(),
    mount: async (params) => {
      const [coreStart, plugins] = await core.getStartServices();
      return mountWithRetry(params, async () => {
        const { renderApp } = await import('./app/mount');
        return renderApp(coreStart, plugins, params);
      });
    },
  });
}

/**
 * Mounts the app; when its code does not load (offline, an upgraded Kibana) it says so in plain DOM, since nothing else
 * is there to draw with, and offers to try again.
 * @returns what unmounts, at whatever point the loading is
 */
async function mountWithRetry(
  { element }: AppMountParameters,
  load: () => Promise<() => void>
): Promise<() => void> {
  let unmount: (() => void) | undefined;
  let isUnmounted = false;
  const tryMount = async (): Promise<void> => {
    try {
      const loaded = await load();
      if (isUnmounted) loaded();
      else unmount = loaded;
    } catch {
      if (!isUnmounted) element.replaceChildren(createLoadFailure(tryMount));
    }
  };
  await tryMount();
  return () => {
    isUnmounted = true;
    if (unmount) unmount();
    else element.replaceChildren();
  };
}

function createLoadFailure(retry: () => Promise<void>): HTMLElement {
  const alert = document.createElement('div');
  alert.setAttribute('role', 'alert');
  alert.style.padding = '24px';
  const text = document.createElement('p');
  text.textContent = i18n.translate('requestTrace.loadFailure.text', {
    defaultMessage:
      'Request Trace could not be loaded. The connection may be down, or Kibana was upgraded since this page was opened.',
  });
  const button = document.createElement('button');
  button.type = 'button';
  button.style.textDecoration = 'underline';
  button.textContent = i18n.translate('requestTrace.loadFailure.retry', {
    defaultMessage: 'Try again',
  });
  button.addEventListener('click', () => {
    alert.remove();
    void retry();
  });
  alert.append(text, button);
  return alert;
}

/** Unknown counts as allowed: the server asks again. */
function hasPrivilege(core: CoreStart | undefined): boolean {
  try {
    return core?.application?.capabilities?.[PLUGIN_ID]?.['show'] !== false;
  } catch {
    return true;
  }
}
