import { SETTING_KEYS } from '../../common/api/settings';
import type { CoreStart } from '../kibana_types';
import { readStoredSettings, isSameValue, saveSetting } from './setting_values';

const DEFAULTS: Record<string, unknown> = {
  [SETTING_KEYS.dataView]: '',
  [SETTING_KEYS.idFields]: ['request.id'],
  [SETTING_KEYS.defaultRange]: '{}',
  [SETTING_KEYS.maxRecords]: 10_000,
};

/** Kibana's client: `stored` is what was set in the space. */
function createUiSettings(
  stored: Record<string, unknown> = {},
  overridden: string[] = []
): CoreStart['uiSettings'] & { calls: unknown[][] } {
  const calls: unknown[][] = [];
  return {
    calls,
    get: (key: string) => {
      throw new Error(`get ${key} would parse`);
    },
    getAll: () =>
      Object.fromEntries(
        Object.entries(DEFAULTS).map(([key, value]) => [
          key,
          { value, userValue: stored[key], isOverridden: overridden.includes(key) },
        ])
      ),
    set: async (...call: unknown[]) => {
      calls.push(['set', ...call]);
      return true;
    },
    remove: async (key: string) => {
      calls.push(['remove', key]);
      return true;
    },
  } as never;
}

it('reads defaults, and what was set', () => {
  const { dataView, idFields, defaultRange, maxRecords } = readStoredSettings(
    createUiSettings({
      [SETTING_KEYS.dataView]: 'dv',
      [SETTING_KEYS.defaultRange]: '{"from":"now-24h","to":"now"}',
    })
  );
  expect(dataView).toEqual({ value: 'dv', defaultValue: '', isKnown: true, isOverridden: false });
  expect(idFields.value).toEqual(['request.id']);
  expect(defaultRange.value).toEqual({ from: 'now-24h', to: 'now' });
  expect(maxRecords.value).toBe(10_000);
});

it.each(['', '{}', 'no JSON', '{"from":"never","to":"now"}', '{"from":1}', '[]'])(
  'reads the range %j as all time',
  (range) => {
    expect(
      readStoredSettings(createUiSettings({ [SETTING_KEYS.defaultRange]: range })).defaultRange
        .value
    ).toBeUndefined();
  }
);

it('knows what kibana.yml overrides, and what this Kibana has not', () => {
  expect(
    readStoredSettings(createUiSettings({}, [SETTING_KEYS.maxRecords])).maxRecords.isOverridden
  ).toBe(true);
  const host = readStoredSettings({
    get: (key: string) => {
      throw new Error(key);
    },
  } as never);
  expect(Object.values(host).map(({ isKnown }) => isKnown)).toEqual([false, false, false, false]);
});

it('stores what differs from the default, and removes what does not', async () => {
  const settings = createUiSettings({ [SETTING_KEYS.maxRecords]: 500 });
  const stored = readStoredSettings(settings);
  await saveSetting(settings, 'defaultRange', { from: 'now-1h', to: 'now' }, stored);
  await saveSetting(settings, 'idFields', ['a', 'b'], stored);
  await saveSetting(settings, 'maxRecords', 10_000, stored);
  expect(settings.calls).toEqual([
    ['set', SETTING_KEYS.defaultRange, '{"from":"now-1h","to":"now"}'],
    ['set', SETTING_KEYS.idFields, ['a', 'b']],
    ['remove', SETTING_KEYS.maxRecords],
  ]);
  expect(isSameValue(undefined, undefined)).toBe(true);
});
