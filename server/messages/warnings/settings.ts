/** Warnings about advanced settings that can't be used. */
import { i18n } from '@kbn/i18n';
import type { WarningEntries } from './warning_entry';

/** Why a data view can't be used: a known reason, or Kibana's own words. */
export type DataViewProblem =
  | { kind: 'unsupported' | 'no_index' | 'missing' | 'refused' }
  | { kind: 'unreadable'; reason?: string };

function problemText(problem: DataViewProblem): string {
  switch (problem.kind) {
    case 'unsupported':
      return i18n.translate('requestTrace.dataViewProblem.none', {
        defaultMessage: 'this host has no data views',
      });
    case 'no_index':
      return i18n.translate('requestTrace.dataViewProblem.noIndex', {
        defaultMessage: 'it names no index',
      });
    case 'missing':
      return i18n.translate('requestTrace.dataViewProblem.missing', {
        defaultMessage: 'it does not exist in this space',
      });
    case 'refused':
      return i18n.translate('requestTrace.dataViewProblem.refused', {
        defaultMessage: 'you may not read it',
      });
    case 'unreadable':
      return (
        problem.reason ??
        i18n.translate('requestTrace.dataViewProblem.unreadable', {
          defaultMessage: 'it can’t be read',
        })
      );
  }
}

export const SETTINGS_WARNINGS = {
  data_view_unusable: {
    code: 'data_view_missing',
    text: ({
      id,
      setting,
      problem,
      indices,
    }: {
      id: string;
      setting: string;
      problem: DataViewProblem;
      indices: readonly string[];
    }) =>
      i18n.translate('requestTrace.settingWarning.dataView', {
        defaultMessage:
          'The data view {id} ({setting}) can’t be used: {problem}. Searching {indices} instead.',
        values: { id, setting, problem: problemText(problem), indices: indices.join(', ') },
      }),
  },
  settings_unreadable: {
    code: 'setting_invalid',
    text: ({ reason }: { reason: string }) =>
      i18n.translate('requestTrace.settingWarning.unreadable', {
        defaultMessage:
          'Kibana’s advanced settings can’t be read ({reason}): the server’s configuration counts.',
        values: { reason },
      }),
  },
  id_fields_invalid: {
    code: 'setting_invalid',
    text: ({ setting }: { setting: string }) =>
      i18n.translate('requestTrace.settingWarning.idFields', {
        defaultMessage: '{setting} names no field: the server’s own ID fields are searched.',
        values: { setting },
      }),
  },
  max_records_invalid: {
    code: 'setting_invalid',
    text: ({ setting, max }: { setting: string; max: number }) =>
      i18n.translate('requestTrace.settingWarning.maxRecords', {
        defaultMessage: '{setting} is not a whole number of at least 1: {max, number} counts.',
        values: { setting, max },
      }),
  },
  default_range_invalid: {
    code: 'setting_invalid',
    text: ({ setting }: { setting: string }) =>
      i18n.translate('requestTrace.settingWarning.defaultRange', {
        defaultMessage: '{setting} is no JSON with "from" and "to": all time is searched.',
        values: { setting },
      }),
  },
} as const satisfies WarningEntries;
