import { schema } from '@kbn/config-schema';
import { i18n } from '@kbn/i18n';
import { PLUGIN_NAME } from '../../common/api/paths';
import { SETTING_KEYS } from '../../common/api/settings';
import type { RequestTraceConfig } from '../config';
import type { UiSettingsParams } from '../kibana_types';
import {
  MAX_ID_FIELDS,
  MAX_FIELD_NAME_LENGTH,
  MIN_RECORD_LIMIT,
  validateRange,
} from './setting_values';

/** Kibana's settings page puts it as it is, with a capital first letter, above the settings. */
const SETTINGS_CATEGORY = [PLUGIN_NAME];

/**
 * Kibana's advanced settings, one value a space. Deployment-wide bounds stay in kibana.yml: a setting may only lower them.
 * Kibana checks each with its schema when it is stored, and takes the default for a stored value that no longer passes.
 */
export const createUiSettings = (config: RequestTraceConfig): Record<string, UiSettingsParams> => ({
  [SETTING_KEYS.dataView]: {
    name: i18n.translate('requestTrace.settings.dataView.name', {
      defaultMessage: 'Request Trace: data view',
    }),
    description: i18n.translate('requestTrace.settings.dataView.description', {
      defaultMessage:
        'ID of the data view whose indices and time field a trace searches. Leave it empty to search the indices that the server is configured with.',
    }),
    value: '',
    type: 'string',
    category: SETTINGS_CATEGORY,
    schema: schema.string({ maxLength: MAX_FIELD_NAME_LENGTH }),
  },
  [SETTING_KEYS.idFields]: {
    name: i18n.translate('requestTrace.settings.idFields.name', {
      defaultMessage: 'Request Trace: ID fields',
    }),
    description: i18n.translate('requestTrace.settings.idFields.description', {
      defaultMessage:
        'Fields that may hold a request ID, an audit ID or a trace ID. Fields that an index lacks cost nothing.',
    }),
    value: config.idFields,
    type: 'array',
    category: SETTINGS_CATEGORY,
    schema: schema.arrayOf(schema.string({ minLength: 1, maxLength: MAX_FIELD_NAME_LENGTH }), {
      minSize: 1,
      maxSize: Math.max(MAX_ID_FIELDS, config.idFields.length),
    }),
  },
  [SETTING_KEYS.defaultRange]: {
    name: i18n.translate('requestTrace.settings.defaultRange.name', {
      defaultMessage: 'Request Trace: time range',
    }),
    description: i18n.translate('requestTrace.settings.defaultRange.description', {
      defaultMessage:
        'The time range that is searched where none is chosen, as JSON with "from" and "to", such as "now-24h" and "now". Empty braces search all time.',
    }),
    value: '{}',
    type: 'json',
    category: SETTINGS_CATEGORY,
    schema: schema.string({ validate: validateRange }),
  },
  [SETTING_KEYS.maxRecords]: {
    name: i18n.translate('requestTrace.settings.maxRecords.name', {
      defaultMessage: 'Request Trace: maximum records',
    }),
    description: i18n.translate('requestTrace.settings.maxRecords.description', {
      defaultMessage: 'The most records that a trace shows. The server allows up to {limit}.',
      values: { limit: config.maxRecords },
    }),
    value: config.maxRecords,
    type: 'number',
    category: SETTINGS_CATEGORY,
    schema: schema.number({ min: MIN_RECORD_LIMIT, max: config.maxRecords }),
  },
});
