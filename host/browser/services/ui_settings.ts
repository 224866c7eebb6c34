/** Kibana's advanced settings that plugins read, with Kibana's defaults; the time zone is UTC, as the samples' logs are. */
import { of } from 'rxjs';

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

export function createUiSettings(isDark: () => boolean) {
  const values: Record<string, unknown> = {
    dateFormat: 'MMM D, YYYY @ HH:mm:ss.SSS',
    'dateFormat:tz': 'UTC',
    'dateFormat:scaled': [['', 'HH:mm:ss.SSS'], ['PT1S', 'HH:mm:ss'], ['PT1M', 'HH:mm'], ['PT1H', 'YYYY-MM-DD HH:mm'], ['P1DT', 'YYYY-MM-DD'], ['P1YT', 'YYYY']],
    'timepicker:quickRanges': QUICK_RANGES,
    'timepicker:timeDefaults': { from: 'now-15m', to: 'now' },
    'discover:sampleSize': 500,
  };
  const get = <T>(key: string, defaultValue?: T): T => {
    if (key === 'theme:darkMode') return isDark() as T;
    if (Object.hasOwn(values, key)) return values[key] as T;
    if (defaultValue !== undefined) return defaultValue;
    throw new Error(`Unexpected \`IUiSettingsClient.get("${key}")\` call on unrecognized configuration setting "${key}".`);
  };
  return { get, get$: <T>(key: string, defaultValue?: T) => of(get<T>(key, defaultValue)) };
}
