/** What the browser needs of the server's configuration (`requestTrace.*` in kibana.yml). */
import { useEffect, useState } from 'react';
import { CONFIG_PATH } from '../../common/api/paths';
import type { ConfigResponse } from '../../common/api/schemas';
import type { HttpStart } from '../kibana_types';
import { DEFAULT_ID_FIELDS, MESSAGE_FIELDS } from './default_fields';
import { readTimeRange, type TimeRange } from '../time/time_range';

/** The index patterns searched where none is given (empty: not known), the fields of IDs and of text, the names of reqID in text. */
type ConfigLists = Readonly<
  Record<
    keyof Pick<ConfigResponse, 'indices' | 'idFields' | 'messageFields' | 'reqIdKeys'>,
    readonly string[]
  >
>;

export interface BrowserConfig extends ConfigLists {
  /** the data view that is searched where the scope names nothing; absent: the server's indices */
  dataViewId?: string;
  /** what the first page's time range starts with; absent: all time */
  defaultRange?: TimeRange;
}

/** In use while the configuration loads, and when it can't be had: the server applies its own all the same. */
export const DEFAULT_CONFIG: BrowserConfig = {
  indices: [],
  idFields: DEFAULT_ID_FIELDS,
  messageFields: MESSAGE_FIELDS,
  reqIdKeys: [],
};

const configCache = new WeakMap<HttpStart, Promise<BrowserConfig>>();

/** The configuration, asked for once per page. Never rejects: on an error it is the defaults, and the next call asks again. */
export function loadConfig(http: HttpStart): Promise<BrowserConfig> {
  const cachedConfig = configCache.get(http);
  if (cachedConfig) return cachedConfig;
  const config = Promise.resolve()
    .then(() => http.fetch<unknown>(CONFIG_PATH))
    .then(readConfig, () => {
      configCache.delete(http);
      return DEFAULT_CONFIG;
    });
  configCache.set(http, config);
  return config;
}

/** After the settings were changed: the next page asks again. */
export function clearCachedConfig(http: HttpStart): void {
  configCache.delete(http);
}

/** The configuration, and `ready` once it is final: from the server, or the defaults after an error. */
export function useConfig(http: HttpStart): { config: BrowserConfig; ready: boolean } {
  const [state, setState] = useState({ config: DEFAULT_CONFIG, ready: false });
  useEffect(() => {
    let isUnmounted = false;
    void loadConfig(http).then((config) => {
      if (!isUnmounted) setState({ config, ready: true });
    });
    return () => {
      isUnmounted = true;
    };
  }, [http]);
  return state;
}

function readConfig(answer: unknown): BrowserConfig {
  const { indices, idFields, messageFields, reqIdKeys, dataViewId, defaultRange } =
    toObject(answer);
  const { from, to } = toObject(defaultRange);
  const range =
    typeof from === 'string' && typeof to === 'string' ? readTimeRange(from, to) : undefined;
  return {
    ...(typeof dataViewId === 'string' && dataViewId !== '' ? { dataViewId } : {}),
    ...(range ? { defaultRange: range } : {}),
    indices: toStrings(indices) ?? DEFAULT_CONFIG.indices,
    idFields: toStrings(idFields) ?? DEFAULT_CONFIG.idFields,
    messageFields: toStrings(messageFields) ?? DEFAULT_CONFIG.messageFields,
    reqIdKeys: toStrings(reqIdKeys) ?? DEFAULT_CONFIG.reqIdKeys,
  };
}

function toObject(value: unknown): Record<string, unknown> {
  return typeof value === 'object' && value !== null ? (value as Record<string, unknown>) : {};
}

function toStrings(value: unknown): string[] | undefined {
  const found = Array.isArray(value)
    ? value.filter((item): item is string => typeof item === 'string' && item !== '')
    : [];
  return found.length > 0 ? found : undefined;
}
