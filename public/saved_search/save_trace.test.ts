import type { Trace } from '../../common/model/trace';
import { DEFAULT_CONFIG } from '../config/use_config';
import type { CoreStart, DataView, SavedSearch, SearchSource, StartPlugins } from '../kibana_types';
import { canSaveSearch, planSave, saveTrace } from './save_trace';

const ID = 'cbfecd0e-5078-50c7-bb82-c13fbe354c47';
const TRACE = {
  id: ID,
  idKind: 'reqID',
  reqIDs: [ID],
  records: [],
  total: 0,
  window: { from: '2026-11-18T12:00:00.000Z', to: '2026-11-18T12:05:00.000Z' },
  origin: null,
} as unknown as Trace;
const DATA_VIEW = {
  id: 'v1',
  title: 'k8s-*',
  timeFieldName: '@timestamp',
  isPersisted: () => true,
} as DataView;
const SAVE_OPTIONS = {
  title: 'T',
  description: 'D',
  createDataView: true,
  onTitleDuplicate: () => undefined,
  isTitleDuplicateConfirmed: false,
};

function createPlugins({
  fresh = {},
  views = [DATA_VIEW],
  taken = false,
}: { fresh?: object; views?: DataView[]; taken?: boolean } = {}) {
  const fields: Record<string, unknown> = {};
  const saved: SavedSearch[] = [];
  const created: unknown[] = [];
  const source = {
    setField: (name: string, value: unknown) => {
      fields[name] = value;
      return source;
    },
    getField: (name: string) => fields[name],
    serialize: () => ({ searchSourceJSON: JSON.stringify({ query: fields['query'] }) }),
  } as unknown as SearchSource;
  const plugins: StartPlugins = {
    data: {},
    dataViews: {
      get: async (id) => {
        const found = views.find((view) => view.id === id);
        if (!found) throw new Error('gone');
        return found;
      },
      create: async (spec) => ({ id: 'ad-hoc', ...spec, isPersisted: () => false }),
      createAndSave: async (spec) => {
        created.push(spec);
        return { id: 'new', ...spec, isPersisted: () => true };
      },
      getIdsWithTitle: async () => views.map(({ id = '', title }) => ({ id, title })),
    },
    savedSearch: {
      get: async () => {
        throw new Error('none');
      },
      getNew: () => ({ searchSource: source, ...fresh }),
      save: async (search, { onTitleDuplicate, isTitleDuplicateConfirmed }) => {
        if (taken && !isTitleDuplicateConfirmed) {
          onTitleDuplicate?.();
          return undefined;
        }
        saved.push(search);
        return 'saved-1';
      },
    },
  };
  return { plugins, fields, saved, created };
}

describe('saving a trace', () => {
  it('stores query, columns, sort and time range in the scope’s data view', async () => {
    const { plugins, fields, saved } = createPlugins();
    const plan = await planSave(plugins, TRACE, { dataViewId: 'v1' }, {}, DEFAULT_CONFIG);
    expect(plan.missingDataView).toBeUndefined();
    expect(await saveTrace(plugins, plan, SAVE_OPTIONS)).toBe('saved-1');
    expect(fields['index']).toBe(DATA_VIEW);
    expect(fields['query']).toMatchObject({
      language: 'kuery',
      query: expect.stringContaining(ID) as unknown,
    });
    expect(saved[0]).toMatchObject({
      title: 'T',
      description: 'D',
      sort: [['@timestamp', 'asc']],
      timeRestore: true,
      timeRange: TRACE.window,
      usesAdHocDataView: false,
      columns: ['service.name', 'kubernetes.node.name', 'log.level', 'message'],
    });
  });

  it('makes the data view that is missing, once, and moves the filters to it', async () => {
    const { plugins, fields, created } = createPlugins({ views: [], taken: true });
    const plan = await planSave(
      plugins,
      TRACE,
      {
        index: 'k8s-*',
        filters: [{ meta: {}, query: { match: { a: 1 } } }, { meta: { index: 'other' } }],
      },
      {},
      DEFAULT_CONFIG
    );
    expect(plan).toMatchObject({ missingDataView: 'k8s-*', canCreateDataView: true });
    const told: string[] = [];
    const options = {
      ...SAVE_OPTIONS,
      onTitleDuplicate: () => {
        told.push('duplicate');
      },
    };
    expect(await saveTrace(plugins, plan, options)).toBeUndefined();
    expect(told).toEqual(['duplicate']);
    expect(await saveTrace(plugins, plan, { ...options, isTitleDuplicateConfirmed: true })).toBe(
      'saved-1'
    );
    expect(created).toEqual([{ title: 'k8s-*', timeFieldName: '@timestamp' }]);
    expect(fields['filter']).toEqual([
      { meta: { index: 'new' }, query: { match: { a: 1 } } },
      { meta: { index: 'other' } },
    ]);
  });

  it('else keeps one within the saved search', async () => {
    const { plugins, fields, saved, created } = createPlugins({ views: [] });
    const plan = await planSave(plugins, TRACE, { index: 'k8s-*' }, {}, DEFAULT_CONFIG);
    await saveTrace(plugins, plan, { ...SAVE_OPTIONS, createDataView: false });
    expect(created).toEqual([]);
    expect(fields['index']).toMatchObject({ id: 'ad-hoc', title: 'k8s-*' });
    expect(saved[0]).toMatchObject({ usesAdHocDataView: true });
  });

  it.each([
    [
      'attributes',
      { id: 't1', label: 'Untitled', attributes: { grid: {} } },
      (tab: Record<string, unknown>) => tab['attributes'],
    ],
    ['flat', { id: 't1', label: 'Untitled', grid: {} }, (tab: Record<string, unknown>) => tab],
  ])('fills the first tab where 9.x hands one out (%s)', async (_what, tab, contentOf) => {
    const { plugins, saved } = createPlugins({ fresh: { tabs: [tab, { id: 't2' }] } });
    await saveTrace(
      plugins,
      await planSave(plugins, TRACE, { dataViewId: 'v1' }, {}, DEFAULT_CONFIG),
      SAVE_OPTIONS
    );
    const [first, second] = saved[0]?.tabs as Array<Record<string, unknown>>;
    expect(first).toMatchObject({ id: 't1', label: 'Untitled' });
    expect(contentOf(first ?? {})).toMatchObject({
      grid: {},
      sort: [['@timestamp', 'asc']],
      timeRestore: true,
      timeRange: TRACE.window,
    });
    expect(JSON.stringify(first)).toContain(ID);
    expect(second).toEqual({ id: 't2' });
  });

  it('is refused where no indices are known', async () => {
    await expect(
      planSave(createPlugins({ views: [] }).plugins, TRACE, {}, {}, DEFAULT_CONFIG)
    ).rejects.toThrow('no indices');
  });

  it.each([
    ['8.12', { discover: { save: true } }, true],
    ['9.x', { discover_v2: { save: true } }, true],
    ['a reader who may not', { discover: { save: false } }, false],
    ['nothing', {}, false],
  ])('is offered by the capability: %s', (_what, capabilities, expected) => {
    const core = { application: { capabilities } } as unknown as CoreStart;
    expect(canSaveSearch(core, createPlugins().plugins)).toBe(expected);
    expect(canSaveSearch(core, {})).toBe(false);
  });
});
