/** Discover's menu item "Trace request": opens the app with Discover's index pattern and time range. */
import { i18n } from '@kbn/i18n';
import { PLUGIN_ID } from '../../common/api/paths';
import type { CoreStart, DataView, StartPlugins } from '../kibana_types';

interface MenuItem { data: { id: string; label: string; description: string; testId: string; run(): void }; order: number }
interface TopNav { id: 'top_nav'; getMenuItems?(): MenuItem[] }

/** Kibana's own items have orders from 100 (New) to 600 (Save, seen in 8.12.2, a button that ends the row): before that. */
const ORDER = 550;

/**
 * Registers the item where Discover takes customizations (8.9 to 8.14). `customize` must never throw or reject: Discover
 * would load for ever.
 */
export function registerMenuItem(core: CoreStart, plugins: StartPlugins | undefined): void {
  const discover = plugins?.discover;
  if (typeof discover?.registerCustomizationProfile !== 'function') return;
  discover.registerCustomizationProfile('default', {
    customize: ({ customizations, stateContainer }) => {
      try {
        const item: MenuItem = {
          data: {
            id: 'requestTrace',
            label: i18n.translate('requestTrace.discover.menuItem', { defaultMessage: 'Trace request' }),
            description: i18n.translate('requestTrace.discover.menuItemDescription', {
              defaultMessage: 'Show everything that one Kubernetes request caused',
            }),
            testId: 'requestTraceMenuItem',
            run: () => {
              void core.application.navigateToApp(PLUGIN_ID, { path: homePath(stateContainer, plugins) });
            },
          },
          order: ORDER,
        };
        // `set` replaces what another plugin set under the same id, so what is there is kept and added to.
        const before = currentTopNav(customizations);
        customizations.set({ ...before, id: 'top_nav', getMenuItems: () => [...(before?.getMenuItems?.() ?? []), item] });
      } catch {
        // Another contract than the one known: Discover without the item is better than no Discover.
      }
    },
  });
}

function currentTopNav(customizations: { get$?(id: string): { subscribe(next: (value: unknown) => void): { unsubscribe(): void } } }): TopNav | undefined {
  let current: unknown;
  try {
    customizations.get$?.('top_nav').subscribe((value) => { current = value; }).unsubscribe();
  } catch {
    return undefined;
  }
  return typeof current === 'object' && current !== null ? (current as TopNav) : undefined;
}

/** The app's first page, scoped as Discover is, as far as its state can be read. */
function homePath(stateContainer: unknown, plugins: StartPlugins | undefined): string {
  const query = new URLSearchParams();
  const index = read(() => {
    const { internalState } = stateContainer as { internalState: { getState(): { dataView?: DataView } } };
    const { dataView } = internalState.getState();
    return dataView?.getIndexPattern?.() ?? dataView?.title;
  });
  if (index) query.set('index', index);
  const time = read(() => plugins?.data?.query?.timefilter?.timefilter?.getTime?.());
  if (time?.from && time.to) {
    query.set('from', time.from);
    query.set('to', time.to);
  }
  const search = query.toString();
  return search ? `/?${search}` : '/';
}

function read<T>(get: () => T): T | undefined {
  try {
    return get();
  } catch {
    return undefined;
  }
}
