/** What keeps a setting from being stored, in words. */
import { i18n } from '@kbn/i18n';
import {
  MAX_ID_FIELDS,
  type SettingName,
  type SettingValues,
  type StoredSettings,
} from './setting_values';

/** As the server's setting has it: fewer would cut every trace. */
export const MIN_MAX_RECORDS = 100;

/**
 * Of the settings that this Kibana has; the others can't be changed anyway.
 * @param dataViews those of the space; undefined while they are not known
 */
export function validateSettings(
  values: SettingValues,
  stored: StoredSettings,
  dataViews: ReadonlyArray<{ id: string }> | undefined
): Partial<Record<SettingName, string>> {
  const errors: Partial<Record<SettingName, string>> = {};
  if (
    stored.dataView.isKnown &&
    values.dataView &&
    dataViews &&
    !dataViews.some(({ id }) => id === values.dataView)
  ) {
    errors.dataView = i18n.translate('requestTrace.settingsPage.dataView.gone', {
      defaultMessage:
        'This data view is not in this space any more. The indices that Kibana’s configuration names are searched instead.',
    });
  }
  if (stored.idFields.isKnown && values.idFields.length === 0) {
    errors.idFields = i18n.translate('requestTrace.settingsPage.idFields.empty', {
      defaultMessage: 'At least one field is needed.',
    });
  } else if (values.idFields.length > MAX_ID_FIELDS) {
    errors.idFields = i18n.translate('requestTrace.settingsPage.idFields.tooMany', {
      defaultMessage: 'At most {max, number} fields.',
      values: { max: MAX_ID_FIELDS },
    });
  }
  const { maxRecords } = values;
  if (
    stored.maxRecords.isKnown &&
    (!Number.isInteger(maxRecords) ||
      maxRecords < MIN_MAX_RECORDS ||
      maxRecords > stored.maxRecords.defaultValue)
  ) {
    errors.maxRecords = i18n.translate('requestTrace.settingsPage.maxRecords.invalid', {
      defaultMessage: 'A whole number from {min, number} to {max, number}.',
      values: { min: MIN_MAX_RECORDS, max: stored.maxRecords.defaultValue },
    });
  }
  return errors;
}
