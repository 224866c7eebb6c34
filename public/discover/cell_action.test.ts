import type { CoreStart, StartPlugins } from '../kibana_types';
import { registerCellAction } from './cell_action';

interface Action {
  isCompatible(context: unknown): Promise<boolean>;
  execute(context: unknown): Promise<void>;
}

function registerForTest(uiActions: Record<string, unknown>): {
  actions: Action[];
  attached: unknown[][];
  navigated: unknown[][];
} {
  const [actions, attached, navigated]: [Action[], unknown[][], unknown[][]] = [[], [], []];
  const core = {
    http: { fetch: async () => ({ idFields: ['op.id'] }) },
    application: {
      navigateToApp: async (...to: unknown[]) => {
        navigated.push(to);
      },
    },
  } as unknown as CoreStart;
  registerCellAction(core, {
    uiActions: {
      registerAction: (action: Action) => actions.push(action),
      attachAction: (...what: unknown[]) => attached.push(what),
      ...uiActions,
    },
  } as unknown as StartPlugins);
  return { actions, attached, navigated };
}
const createCellContext = (name: string, value?: unknown, metadata?: unknown): unknown => ({
  data: [{ field: { name }, value }],
  metadata,
});

describe('the cell action', () => {
  it('is left out where the trigger is missing', () => {
    expect(
      registerForTest({
        getTrigger: () => {
          throw new Error('Trigger does not exist');
        },
      })
    ).toMatchObject({ actions: [], attached: [] });
    expect(registerForTest({ hasTrigger: () => false }).actions).toEqual([]);
  });

  it('is on ID fields, the space’s own among them, and opens the trace', async () => {
    const {
      actions: [action],
      attached,
      navigated,
    } = registerForTest({ hasTrigger: () => true });
    expect(attached).toEqual([['DISCOVER_CELL_ACTIONS_TRIGGER_ID', 'requestTraceCellAction']]);
    expect(await action?.isCompatible(createCellContext('request.id'))).toBe(true);
    expect(await action?.isCompatible(createCellContext('message'))).toBe(false);
    expect(await action?.isCompatible({})).toBe(false);
    await new Promise((resolve) => setTimeout(resolve, 20));
    expect(await action?.isCompatible(createCellContext('op.id'))).toBe(true);
    await action?.execute(createCellContext('op.id', ['r 1&x'], { dataViewId: 'k8s' }));
    await action?.execute(createCellContext('op.id', null));
    expect(navigated).toEqual([['requestTrace', { path: '/trace?id=r+1%26x&dataView=k8s' }]]);
  });
});
