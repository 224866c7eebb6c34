import { SETTINGS, type DefaultRange } from '../../common/api/settings';
import type { TraceWarning } from '../../common/model/trace';
import type { RequestTraceConfig } from '../config';
import type { RequestCore } from '../kibana_types';
import { wordWarnings, type WarningData } from '../messages/warnings';
import { dataViewScope } from './data_view';
import { MAX_NAME, rangeOf } from './values';

/** What counts for one request: the server's configuration with the space's advanced settings applied. */
export interface RequestSettings {
  /** `indices` and `timeField` are the data view's where the settings name one */
  config: RequestTraceConfig;
  /** '' where no data view is set, or it can't be had */
  dataViewId: string;
  defaultRange: DefaultRange | null;
  /** settings that can't be used, and what counts instead */
  warnings: TraceWarning[];
}

/**
 * Reads the advanced settings once: one look-up of Kibana's, one more where a data view is set and asked for. Never rejects:
 * a trace has to work where settings can't be read, or were stored by an import that nobody checked.
 *
 * @param withDataView false where the request names its indices itself
 */
export async function requestSettings(
  core: RequestCore,
  config: RequestTraceConfig,
  withDataView: boolean
): Promise<RequestSettings> {
  const warnings: WarningData[] = [];
  const warn: Warn = (warning) => {
    warnings.push(warning);
  };
  const stored = await readAll(core, warn);
  const settled: RequestTraceConfig = {
    ...config,
    idFields: idFieldsOf(stored[SETTINGS.idFields], config, warn),
    maxRecords: maxRecordsOf(stored[SETTINGS.maxRecords], config, warn),
  };
  const defaultRange = defaultRangeOf(stored[SETTINGS.defaultRange], warn);
  const id = textOf(stored[SETTINGS.dataView]);
  if (!id || !withDataView)
    return { config: settled, dataViewId: id, defaultRange, warnings: wordWarnings(warnings) };
  const answer = await dataViewScope(core.savedObjects?.client, id);
  if ('problem' in answer) {
    warn({
      warning: 'data_view_unusable',
      values: { id, setting: SETTINGS.dataView, problem: answer.problem, indices: config.indices },
    });
    return { config: settled, dataViewId: '', defaultRange, warnings: wordWarnings(warnings) };
  }
  const { indices, timeField = config.timeField } = answer.view;
  return {
    config: { ...settled, indices, timeField },
    dataViewId: id,
    defaultRange,
    warnings: wordWarnings(warnings),
  };
}

type Warn = (warning: WarningData) => void;

async function readAll(core: RequestCore, warn: Warn): Promise<Readonly<Record<string, unknown>>> {
  if (!core.uiSettings) return {};
  try {
    return await core.uiSettings.client.getAll();
  } catch (error) {
    warn({ warning: 'settings_unreadable', values: { reason: (error as Error).message } });
    return {};
  }
}

const textOf = (value: unknown): string =>
  typeof value === 'string' && value.length <= MAX_NAME ? value.trim() : '';

/** `undefined`: not registered, or no settings at all. */
function idFieldsOf(value: unknown, config: RequestTraceConfig, warn: Warn): string[] {
  if (value === undefined) return config.idFields;
  const names = Array.isArray(value) ? value.map(textOf) : [];
  // Kibana's settings page makes a list out of text with commas, so an empty one or a stray comma gives empty names
  const fields = [...new Set(names.filter((name) => name && !/[*\s]/.test(name)))];
  if (fields.length) return fields;
  warn({ warning: 'id_fields_invalid', values: { setting: SETTINGS.idFields } });
  return config.idFields;
}

function maxRecordsOf(value: unknown, config: RequestTraceConfig, warn: Warn): number {
  if (value === undefined) return config.maxRecords;
  if (typeof value === 'number' && Number.isInteger(value) && value >= 1)
    return Math.min(value, config.maxRecords);
  warn({
    warning: 'max_records_invalid',
    values: { setting: SETTINGS.maxRecords, max: config.maxRecords },
  });
  return config.maxRecords;
}

function defaultRangeOf(value: unknown, warn: Warn): DefaultRange | null {
  if (value === undefined || value === null) return null;
  const range = rangeOf(typeof value === 'string' ? value : JSON.stringify(value));
  if (range !== undefined) return range;
  warn({ warning: 'default_range_invalid', values: { setting: SETTINGS.defaultRange } });
  return null;
}
