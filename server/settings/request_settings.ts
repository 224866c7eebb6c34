import { SETTING_KEYS, type DefaultRange } from '../../common/api/settings';
import type { TraceWarning } from '../../common/model/trace';
import type { RequestTraceConfig } from '../config';
import type { RequestCore } from '../kibana_types';
import { wordWarnings, type WarningData } from '../messages/warnings';
import { resolveDataView } from './resolve_data_view';
import { MAX_FIELD_NAME_LENGTH, parseRange } from './setting_values';

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
export async function readRequestSettings(
  core: RequestCore,
  config: RequestTraceConfig,
  withDataView: boolean
): Promise<RequestSettings> {
  const warnings: WarningData[] = [];
  const warn: AddWarning = (warning) => {
    warnings.push(warning);
  };
  const stored = await readStoredSettings(core, warn);
  const effectiveConfig: RequestTraceConfig = {
    ...config,
    idFields: parseIdFields(stored[SETTING_KEYS.idFields], config, warn),
    maxRecords: parseMaxRecords(stored[SETTING_KEYS.maxRecords], config, warn),
  };
  const defaultRange = parseDefaultRange(stored[SETTING_KEYS.defaultRange], warn);
  const id = toText(stored[SETTING_KEYS.dataView]);
  if (!id || !withDataView)
    return {
      config: effectiveConfig,
      dataViewId: id,
      defaultRange,
      warnings: wordWarnings(warnings),
    };
  const answer = await resolveDataView(core.savedObjects?.client, id);
  if ('problem' in answer) {
    warn({
      warning: 'data_view_unusable',
      values: {
        id,
        setting: SETTING_KEYS.dataView,
        problem: answer.problem,
        indices: config.indices,
      },
    });
    return {
      config: effectiveConfig,
      dataViewId: '',
      defaultRange,
      warnings: wordWarnings(warnings),
    };
  }
  const { indices, timeField = config.timeField } = answer.view;
  return {
    config: { ...effectiveConfig, indices, timeField },
    dataViewId: id,
    defaultRange,
    warnings: wordWarnings(warnings),
  };
}

type AddWarning = (warning: WarningData) => void;

async function readStoredSettings(
  core: RequestCore,
  warn: AddWarning
): Promise<Readonly<Record<string, unknown>>> {
  if (!core.uiSettings) return {};
  try {
    return await core.uiSettings.client.getAll();
  } catch (error) {
    warn({ warning: 'settings_unreadable', values: { reason: (error as Error).message } });
    return {};
  }
}

const toText = (value: unknown): string =>
  typeof value === 'string' && value.length <= MAX_FIELD_NAME_LENGTH ? value.trim() : '';

/** `undefined`: not registered, or no settings at all. */
function parseIdFields(value: unknown, config: RequestTraceConfig, warn: AddWarning): string[] {
  if (value === undefined) return config.idFields;
  const names = Array.isArray(value) ? value.map(toText) : [];
  // Kibana's settings page makes a list out of text with commas, so an empty one or a stray comma gives empty names
  const fields = [...new Set(names.filter((name) => name && !/[*\s]/.test(name)))];
  if (fields.length) return fields;
  warn({ warning: 'id_fields_invalid', values: { setting: SETTING_KEYS.idFields } });
  return config.idFields;
}

function parseMaxRecords(value: unknown, config: RequestTraceConfig, warn: AddWarning): number {
  if (value === undefined) return config.maxRecords;
  if (typeof value === 'number' && Number.isInteger(value) && value >= 1)
    return Math.min(value, config.maxRecords);
  warn({
    warning: 'max_records_invalid',
    values: { setting: SETTING_KEYS.maxRecords, max: config.maxRecords },
  });
  return config.maxRecords;
}

function parseDefaultRange(value: unknown, warn: AddWarning): DefaultRange | null {
  if (value === undefined || value === null) return null;
  const range = parseRange(typeof value === 'string' ? value : JSON.stringify(value));
  if (range !== undefined) return range;
  warn({ warning: 'default_range_invalid', values: { setting: SETTING_KEYS.defaultRange } });
  return null;
}
