/** "Trace request" on the ID cells of Discover's grid, where Kibana has the trigger (about 8.16 on). */
import { i18n } from '@kbn/i18n';
import { PLUGIN_ID } from '../../common/api/paths';
import type { CoreStart, StartPlugins, UiActionsStart } from '../kibana_types';
import { askForIdFields, idFieldNames } from './id_field_names';

const TRIGGER = 'DISCOVER_CELL_ACTIONS_TRIGGER_ID';
const ACTION = 'requestTraceCellAction';

/** What `@kbn/cell-actions` hands over: `value` only to `execute`; the data view's ID where Discover says it. */
interface CellContext {
  data?: Array<{ field?: { name?: unknown }; value?: unknown }>;
  metadata?: { dataViewId?: unknown };
}

/** Attaching to a trigger that is not there throws (8.12). */
export function registerCellAction(core: CoreStart, plugins: StartPlugins | undefined): void {
  const uiActions = plugins?.uiActions;
  if (!uiActions || !hasTrigger(uiActions)) return;
  uiActions.registerAction({
    id: ACTION,
    type: ACTION,
    order: 30,
    getDisplayName: () =>
      i18n.translate('requestTrace.discover.cellAction', { defaultMessage: 'Trace request' }),
    getDisplayNameTooltip: () =>
      i18n.translate('requestTrace.discover.cellActionTooltip', {
        defaultMessage: 'Show everything that this request caused',
      }),
    getIconType: () => 'apmTrace',
    isCompatible: async ({ data }: CellContext) => {
      askForIdFields(core.http);
      const name = data?.[0]?.field?.name;
      return data?.length === 1 && typeof name === 'string' && idFieldNames().includes(name);
    },
    execute: async ({ data, metadata }: CellContext) => {
      const value = data?.[0]?.value;
      const id: unknown = Array.isArray(value) ? value[0] : value;
      if (typeof id !== 'string' || id.trim() === '') return;
      const { formatPath } = await import('../links/url_state');
      const dataViewId = typeof metadata?.dataViewId === 'string' ? metadata.dataViewId : undefined;
      await core.application.navigateToApp(PLUGIN_ID, {
        path: formatPath({ id, dataViewId, view: {} }),
      });
    },
  });
  uiActions.attachAction(TRIGGER, ACTION);
}

function hasTrigger(uiActions: UiActionsStart): boolean {
  try {
    if (typeof uiActions.hasTrigger === 'function') return uiActions.hasTrigger(TRIGGER);
    return Boolean(uiActions.getTrigger?.(TRIGGER));
  } catch {
    return false;
  }
}
