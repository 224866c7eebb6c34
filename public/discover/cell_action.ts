/** "Trace request" on the ID cells of Discover's grid, where Kibana has the trigger (about 8.16 on). */
import { i18n } from '@kbn/i18n';
import { PLUGIN_ID } from '../../common/api/paths';
import type { CoreStart, StartPlugins, UiActionsStart } from '../kibana_types';
import { loadIdFieldNames, getIdFieldNames } from './id_field_names';

const CELL_ACTIONS_TRIGGER = 'DISCOVER_CELL_ACTIONS_TRIGGER_ID';
const ACTION_ID = 'requestTraceCellAction';

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
    id: ACTION_ID,
    type: ACTION_ID,
    order: 30,
    getDisplayName: () =>
      i18n.translate('requestTrace.discover.cellAction', { defaultMessage: 'Trace request' }),
    getDisplayNameTooltip: () =>
      i18n.translate('requestTrace.discover.cellActionTooltip', {
        defaultMessage: 'Show everything that this request caused',
      }),
    getIconType: () => 'apmTrace',
    isCompatible: async ({ data }: CellContext) => {
      loadIdFieldNames(core.http);
      const name = data?.[0]?.field?.name;
      return data?.length === 1 && typeof name === 'string' && getIdFieldNames().includes(name);
    },
    execute: async ({ data, metadata }: CellContext) => {
      const value = data?.[0]?.value;
      const id: unknown = Array.isArray(value) ? value[0] : value;
      if (typeof id !== 'string' || id.trim() === '') return;
      const { formatPath } = await import('../app_url/url_state');
      const dataViewId = typeof metadata?.dataViewId === 'string' ? metadata.dataViewId : undefined;
      await core.application.navigateToApp(PLUGIN_ID, {
        path: formatPath({ id, dataViewId, view: {} }),
      });
    },
  });
  uiActions.attachAction(CELL_ACTIONS_TRIGGER, ACTION_ID);
}

function hasTrigger(uiActions: UiActionsStart): boolean {
  try {
    if (typeof uiActions.hasTrigger === 'function')
      return uiActions.hasTrigger(CELL_ACTIONS_TRIGGER);
    return Boolean(uiActions.getTrigger?.(CELL_ACTIONS_TRIGGER));
  } catch {
    return false;
  }
}
