import type { RequestTraceConfig } from '../config';
import { configSchema } from '../config';
import type { RequestCore } from '../kibana_types';
import { readRequestSettings } from './request_settings';
import { createUiSettings } from './ui_settings';

const config = configSchema.validate({}) as RequestTraceConfig;

function core(
  settings: Record<string, unknown> | Error,
  view?: Record<string, unknown> | Error
): RequestCore {
  const reads: string[] = [];
  return Object.assign(
    {
      elasticsearch: {} as RequestCore['elasticsearch'],
      uiSettings: {
        client: {
          getAll: async () => {
            if (settings instanceof Error) throw settings;
            return settings;
          },
        },
      },
      savedObjects: {
        client: {
          get: async (type: string, id: string) => {
            reads.push(`${type}/${id}`);
            if (!view || view instanceof Error) throw view ?? new Error('none');
            return { id, attributes: view };
          },
        },
      },
    },
    { reads }
  );
}

describe('the settings of one request', () => {
  it('are the configuration where Kibana has none, or nobody changed any', async () => {
    const defaults = Object.fromEntries(
      Object.entries(createUiSettings(config)).map(([key, { value }]) => [key, value])
    );
    const plain = { config, dataViewId: '', defaultRange: null, warnings: [] };
    expect(
      await readRequestSettings({ elasticsearch: {} as RequestCore['elasticsearch'] }, config, true)
    ).toEqual(plain);
    expect(await readRequestSettings(core(defaults), config, true)).toEqual(plain);
    expect(await readRequestSettings(core({}), config, true)).toEqual(plain);
  });

  it("are the space's where it has some", async () => {
    const settings = {
      'requestTrace:idFields': ['req.id', ' ', 'req.id', 'b'],
      'requestTrace:maxRecords': 500,
      'requestTrace:defaultRange': '{"from":"now-24h","to":"now"}',
    };
    const read = await readRequestSettings(core(settings), config, true);
    expect(read).toMatchObject({
      config: { idFields: ['req.id', 'b'], maxRecords: 500, indices: config.indices },
      defaultRange: { from: 'now-24h', to: 'now' },
      warnings: [],
    });
  });

  it("take the data view's indices and time field", async () => {
    const settings = { 'requestTrace:dataView': 'my-view' };
    const read = await readRequestSettings(
      core(settings, { title: 'k8s-*, -k8s-old', timeFieldName: 'time' }),
      config,
      true
    );
    expect(read).toMatchObject({
      config: { indices: ['k8s-*', '-k8s-old'], timeField: 'time' },
      dataViewId: 'my-view',
      warnings: [],
    });
    expect(
      (await readRequestSettings(core(settings, { title: 'k8s-*' }), config, true)).config.timeField
    ).toBe('@timestamp');
  });

  it("don't look the data view up where the request names its indices", async () => {
    const asked = core({ 'requestTrace:dataView': 'my-view' }, new Error('looked up'));
    expect(await readRequestSettings(asked, config, false)).toMatchObject({
      config: { indices: config.indices },
      dataViewId: 'my-view',
      warnings: [],
    });
    expect((asked as unknown as { reads: string[] }).reads).toEqual([]);
  });

  it.each<[string, number, RegExp]>([
    ['gone', 404, /does not exist in this space/],
    ['refused', 403, /you may not read it/],
  ])('say that a data view is %s, and search on', async (_what, statusCode, words) => {
    const error = Object.assign(new Error('Saved object [index-pattern/v] not found'), {
      output: { statusCode },
    });
    const read = await readRequestSettings(
      core({ 'requestTrace:dataView': 'v' }, error),
      config,
      true
    );
    expect(read).toMatchObject({ config: { indices: config.indices }, dataViewId: '' });
    expect(read.warnings).toEqual([
      { code: 'data_view_missing', message: expect.stringMatching(words) },
    ]);
  });

  it.each<[string, unknown]>([
    ['requestTrace:idFields', []],
    ['requestTrace:idFields', ['']],
    ['requestTrace:idFields', 'x'],
    ['requestTrace:idFields', ['a*']],
    ['requestTrace:maxRecords', 0],
    ['requestTrace:maxRecords', '9'],
    ['requestTrace:maxRecords', 1.5],
    ['requestTrace:defaultRange', 'now'],
    ['requestTrace:defaultRange', '[]'],
    ['requestTrace:defaultRange', '{"from":"now"}'],
    ['requestTrace:defaultRange', '{"from":"x","to":"y"}'],
  ])("%s = %j can't be used: a warning, and the configuration counts", async (key, value) => {
    const read = await readRequestSettings(core({ [key]: value }), config, true);
    expect(read).toMatchObject({
      config: { idFields: config.idFields, maxRecords: config.maxRecords },
      defaultRange: null,
    });
    expect(read.warnings).toEqual([
      { code: 'setting_invalid', message: expect.stringContaining(key) },
    ]);
  });

  it('never raise what the server allows', async () => {
    const { config: read } = await readRequestSettings(
      core({ 'requestTrace:maxRecords': 1_000_000 }),
      config,
      true
    );
    expect(read.maxRecords).toBe(config.maxRecords);
  });

  it("that can't be read at all are the configuration, with a warning", async () => {
    const read = await readRequestSettings(core(new Error('no shards')), config, true);
    expect(read).toMatchObject({
      config,
      warnings: [{ code: 'setting_invalid', message: expect.stringContaining('no shards') }],
    });
  });
});

describe('the registered settings', () => {
  const settings = createUiSettings(config);

  it('accept their own defaults, as Kibana demands at its start', () => {
    for (const { value, schema } of Object.values(settings))
      expect(schema.validate(value)).toEqual(value);
  });

  it.each<[string, unknown]>([
    ['requestTrace:idFields', []],
    ['requestTrace:maxRecords', 10_001],
    ['requestTrace:maxRecords', 1],
    ['requestTrace:defaultRange', ''],
    ['requestTrace:defaultRange', '{"from":"now"}'],
    ['requestTrace:dataView', 'x'.repeat(513)],
  ])('%s refuses %j', (key, value) => {
    expect(() => settings[key]!.schema.validate(value)).toThrow();
  });

  it("take a range as Kibana's time picker has it", () => {
    for (const range of [
      '{"from":"now-7d/d","to":"now"}',
      '{"from":"2026-01-01T00:00:00.000Z","to":"now/w"}',
      '{}',
    ]) {
      expect(settings['requestTrace:defaultRange']!.schema.validate(range)).toBe(range);
    }
  });
});
