/** What Discover 8.9 to 8.14 takes: the menu item "Trace request", and the action in the document flyout's header. */
import { i18n } from '@kbn/i18n';
import { PLUGIN_ID } from '../../common/api/paths';
import type { CoreStart, StartPlugins } from '../kibana_types';
import { tryOrUndefined } from '../try_or_undefined';
import { createFlyoutAction, type FlyoutAction } from './create_flyout_action';

interface MenuItem {
  data: { id: string; label: string; description: string; testId: string; run(): void };
  order: number;
}
interface TopNav {
  getMenuItems?(): MenuItem[];
}
interface Flyout {
  actions?: { getActionItems?(): FlyoutAction[] };
}
interface Customizations {
  set(customization: unknown): void;
  get$?(id: string): { subscribe(next: (value: unknown) => void): { unsubscribe(): void } };
}

/** Kibana's own items have orders from 100 (New) to 600 (Save, seen in 8.12.2, a button that ends the row): before that. */
const MENU_ORDER = 550;

/** `customize` must never throw or reject: Discover would load for ever. */
export function registerMenuItem(core: CoreStart, plugins: StartPlugins | undefined): void {
  const discover = plugins?.discover;
  if (typeof discover?.registerCustomizationProfile !== 'function') return;
  discover.registerCustomizationProfile('default', {
    customize: ({ customizations, stateContainer }) => {
      tryOrUndefined(() => {
        const item = createMenuItem(core, plugins, stateContainer);
        // `set` replaces what another plugin set under the same id, so what is there is kept and added to.
        const before = getCurrentCustomization<TopNav>(customizations, 'top_nav');
        customizations.set({
          ...before,
          id: 'top_nav',
          getMenuItems: () => [...(before?.getMenuItems?.() ?? []), item],
        });
      });
      tryOrUndefined(() => {
        const action = createFlyoutAction(core, stateContainer);
        const before = getCurrentCustomization<Flyout>(customizations, 'flyout');
        customizations.set({
          ...before,
          id: 'flyout',
          actions: {
            ...before?.actions,
            getActionItems: () => [...(before?.actions?.getActionItems?.() ?? []), action],
          },
        });
      });
    },
  });
}

function createMenuItem(
  core: CoreStart,
  plugins: StartPlugins | undefined,
  stateContainer: unknown
): MenuItem {
  return {
    data: {
      id: PLUGIN_ID,
      label: i18n.translate('requestTrace.discover.menuItem', { defaultMessage: 'Trace request' }),
      description: i18n.translate('requestTrace.discover.menuItemDescription', {
        defaultMessage: 'Show everything that one Kubernetes request caused',
      }),
      testId: 'requestTraceMenuItem',
      run: () => {
        // where its code does not load, the app says so
        void import('./discover_scope')
          .then(({ buildHomePath: buildHomePath }) => buildHomePath(stateContainer, plugins))
          .catch(() => '/')
          .then((path) => core.application.navigateToApp(PLUGIN_ID, { path }));
      },
    },
    order: MENU_ORDER,
  };
}

function getCurrentCustomization<T>(customizations: Customizations, id: string): T | undefined {
  let known: unknown;
  tryOrUndefined(() =>
    customizations
      .get$?.(id)
      .subscribe((value) => {
        known = value;
      })
      .unsubscribe()
  );
  return typeof known === 'object' && known !== null ? (known as T) : undefined;
}
