/** Kibana's advanced settings of this plugin as the page edits them, and how they are stored. */
import { SETTING_KEYS } from '../../common/api/settings';
import { readTimeRange, type TimeRange } from '../time/time_range';
import type { CoreStart } from '../kibana_types';
import { tryOrUndefined } from '../try_or_undefined';

/** What the page edits. */
export interface SettingValues {
  /** '' = the server's own indices */
  dataView: string;
  idFields: string[];
  /** undefined = all time */
  defaultRange: TimeRange | undefined;
  maxRecords: number;
}

export type SettingName = keyof SettingValues;
export const SETTING_NAMES = Object.keys(SETTING_KEYS) as SettingName[];

/** A setting as Kibana has it. */
export interface StoredSetting<T> {
  value: T;
  /** what counts when it is reset */
  defaultValue: T;
  /** false: this host has no such setting, so it can't be changed */
  isKnown: boolean;
  /** kibana.yml says what it is (`uiSettings.overrides`) */
  isOverridden: boolean;
}

export type StoredSettings = { [Name in SettingName]: StoredSetting<SettingValues[Name]> };
type UiSettings = CoreStart['uiSettings'];

/** The longest list and name that are worth storing: far above what a cluster's logs have. */
export const MAX_ID_FIELDS = 50;
export const MAX_FIELD_NAME = 256;

/** From what is stored; whatever can't be read counts as the empty value. */
const DESERIALIZERS: { [Name in SettingName]: (raw: unknown) => SettingValues[Name] } = {
  dataView: (raw) => (typeof raw === 'string' ? raw : ''),
  idFields: (raw) =>
    Array.isArray(raw)
      ? raw.filter((name): name is string => typeof name === 'string' && name !== '')
      : [],
  defaultRange: readRange,
  maxRecords: (raw) => (Number.isInteger(Number(raw)) && Number(raw) > 0 ? Number(raw) : 10_000),
};

/** To what is stored. */
const SERIALIZERS: { [Name in SettingName]: (value: SettingValues[Name]) => unknown } = {
  dataView: (value) => value,
  idFields: (value) => value,
  defaultRange: (value) => (value ? JSON.stringify({ from: value.from, to: value.to }) : '{}'),
  maxRecords: (value) => value,
};

/** All settings as they are now. Never throws: a host without one of them has it as unknown. */
export function readStoredSettings(uiSettings: UiSettings): StoredSettings {
  const readSetting = <Name extends SettingName>(
    name: Name
  ): StoredSetting<SettingValues[Name]> => {
    const key = SETTING_KEYS[name];
    const entry = tryOrUndefined(() => uiSettings.getAll?.()[key]);
    // `get` would parse JSON by itself, and throw for an empty text.
    const raw = entry
      ? (entry.userValue ?? entry.value)
      : tryOrUndefined(() => uiSettings.get<unknown>(key));
    return {
      value: DESERIALIZERS[name](raw),
      defaultValue: DESERIALIZERS[name](entry?.value),
      isKnown: entry !== undefined,
      isOverridden:
        entry?.isOverridden === true ||
        tryOrUndefined(() => uiSettings.isOverridden?.(key)) === true,
    };
  };
  return {
    dataView: readSetting('dataView'),
    idFields: readSetting('idFields'),
    defaultRange: readSetting('defaultRange'),
    maxRecords: readSetting('maxRecords'),
  };
}

/** Stores one value; what equals the default is removed, so that it follows the default from then on. */
export async function saveSetting<Name extends SettingName>(
  uiSettings: UiSettings,
  name: Name,
  value: SettingValues[Name],
  stored: StoredSettings
): Promise<boolean> {
  const key = SETTING_KEYS[name];
  if (isSameValue(value, stored[name].defaultValue as SettingValues[Name]) && uiSettings.remove)
    return uiSettings.remove(key);
  return (await uiSettings.set?.(key, SERIALIZERS[name](value))) ?? false;
}

export function isSameValue<T>(a: T, b: T): boolean {
  return JSON.stringify(a) === JSON.stringify(b);
}

export function getSettingValues(stored: StoredSettings): SettingValues {
  return {
    dataView: stored.dataView.value,
    idFields: stored.idFields.value,
    defaultRange: stored.defaultRange.value,
    maxRecords: stored.maxRecords.value,
  };
}

function readRange(raw: unknown): TimeRange | undefined {
  const range = typeof raw === 'string' ? tryOrUndefined(() => JSON.parse(raw) as unknown) : raw;
  if (typeof range !== 'object' || range === null) return undefined;
  const { from, to } = range as Record<string, unknown>;
  return typeof from === 'string' && typeof to === 'string' ? readTimeRange(from, to) : undefined;
}
