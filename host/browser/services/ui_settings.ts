/**
 * Kibana's advanced settings that plugins read, with Kibana's defaults; the time zone is UTC, as the samples' logs are. Those
 * that plugins register on the server are stored there.
 */
import { of } from 'rxjs';
import { http } from './http';

export interface ServerSetting {
  value?: unknown;
  userValue?: unknown;
  type?: string;
}
type ServerSettings = Record<string, ServerSetting>;

const SETTINGS_PATH = '/internal/kibana/settings';

/** What plugins registered; empty where the server can't say. */
export async function loadServerSettings(): Promise<ServerSettings> {
  try {
    return (await http.get<{ settings: ServerSettings }>(SETTINGS_PATH)).settings;
  } catch {
    return {};
  }
}

export const QUICK_RANGES = [
  { from: 'now/d', to: 'now/d', display: 'Today' },
  { from: 'now/w', to: 'now/w', display: 'This week' },
  { from: 'now-15m', to: 'now', display: 'Last 15 minutes' },
  { from: 'now-30m', to: 'now', display: 'Last 30 minutes' },
  { from: 'now-1h', to: 'now', display: 'Last 1 hour' },
  { from: 'now-24h/h', to: 'now', display: 'Last 24 hours' },
  { from: 'now-7d/d', to: 'now', display: 'Last 7 days' },
  { from: 'now-30d/d', to: 'now', display: 'Last 30 days' },
  { from: 'now-90d/d', to: 'now', display: 'Last 90 days' },
  { from: 'now-1y/d', to: 'now', display: 'Last 1 year' },
];

/** @param onError told of a setting that could not be stored */
export function createUiSettings(
  isDark: () => boolean,
  registered: ServerSettings,
  onError: (error: Error) => void
) {
  const values: Record<string, unknown> = {
    dateFormat: 'MMM D, YYYY @ HH:mm:ss.SSS',
    'dateFormat:tz': 'UTC',
    'dateFormat:scaled': [
      ['', 'HH:mm:ss.SSS'],
      ['PT1S', 'HH:mm:ss'],
      ['PT1M', 'HH:mm'],
      ['PT1H', 'YYYY-MM-DD HH:mm'],
      ['P1DT', 'YYYY-MM-DD'],
      ['P1YT', 'YYYY'],
    ],
    'timepicker:quickRanges': QUICK_RANGES,
    'timepicker:timeDefaults': { from: 'now-15m', to: 'now' },
    'discover:sampleSize': 500,
  };
  const get = <T>(key: string, defaultValue?: T): T => {
    if (key === 'theme:darkMode') return isDark() as T;
    if (Object.hasOwn(values, key)) return values[key] as T;
    const setting = registered[key];
    if (setting) {
      const raw = setting.userValue ?? setting.value;
      return (setting.type === 'json' && typeof raw === 'string' ? JSON.parse(raw) : raw) as T;
    }
    if (defaultValue !== undefined) return defaultValue;
    throw new Error(
      `Unexpected \`IUiSettingsClient.get("${key}")\` call on unrecognized configuration setting "${key}".`
    );
  };
  const storeSetting = async (key: string, value: unknown): Promise<boolean> => {
    const path = `${SETTINGS_PATH}/${encodeURIComponent(key)}`;
    try {
      await (value === null
        ? http.delete(path)
        : http.post(path, { body: JSON.stringify({ value }) }));
    } catch (error) {
      onError(error as Error);
      return false;
    }
    const { userValue: _before, ...definition } = registered[key] ?? {};
    registered[key] = value === null ? definition : { ...definition, userValue: value };
    return true;
  };
  return {
    get,
    get$: <T>(key: string, defaultValue?: T) => of(get<T>(key, defaultValue)),
    getAll: () => ({ ...registered }),
    set: storeSetting,
    remove: (key: string) => storeSetting(key, null),
    isDeclared: (key: string) => key in registered || Object.hasOwn(values, key),
    isDefault: (key: string) => registered[key]?.userValue === undefined,
    isOverridden: () => false,
  };
}
