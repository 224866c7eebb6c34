import { SETTINGS } from '../../common/api/settings';
import type { CoreStart } from '../kibana_types';
import { readStored, sameValue, storeOne } from './setting_values';

const DEFAULTS: Record<string, unknown> = {
  [SETTINGS.dataView]: '',
  [SETTINGS.idFields]: ['request.id'],
  [SETTINGS.defaultRange]: '{}',
  [SETTINGS.maxRecords]: 10_000,
};

/** Kibana's client: `stored` is what was set in the space. */
function client(
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
  const { dataView, idFields, defaultRange, maxRecords } = readStored(
    client({ [SETTINGS.dataView]: 'dv', [SETTINGS.defaultRange]: '{"from":"now-24h","to":"now"}' })
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
      readStored(client({ [SETTINGS.defaultRange]: range })).defaultRange.value
    ).toBeUndefined();
  }
);

it('knows what kibana.yml overrides, and what this Kibana has not', () => {
  expect(readStored(client({}, [SETTINGS.maxRecords])).maxRecords.isOverridden).toBe(true);
  const host = readStored({
    get: (key: string) => {
      throw new Error(key);
    },
  } as never);
  expect(Object.values(host).map(({ isKnown }) => isKnown)).toEqual([false, false, false, false]);
});

it('stores what differs from the default, and removes what does not', async () => {
  const settings = client({ [SETTINGS.maxRecords]: 500 });
  const stored = readStored(settings);
  await storeOne(settings, 'defaultRange', { from: 'now-1h', to: 'now' }, stored);
  await storeOne(settings, 'idFields', ['a', 'b'], stored);
  await storeOne(settings, 'maxRecords', 10_000, stored);
  expect(settings.calls).toEqual([
    ['set', SETTINGS.defaultRange, '{"from":"now-1h","to":"now"}'],
    ['set', SETTINGS.idFields, ['a', 'b']],
    ['remove', SETTINGS.maxRecords],
  ]);
  expect(sameValue(undefined, undefined)).toBe(true);
});
