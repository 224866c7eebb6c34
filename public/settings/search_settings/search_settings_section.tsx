/** "What is searched": the plugin's advanced settings of this space. */
import React from 'react';
import {
  EuiButtonEmpty,
  EuiCallOut,
  EuiFieldNumber,
  EuiFlexGroup,
  EuiFlexItem,
  EuiSpacer,
  EuiText,
  EuiTitle,
} from '@elastic/eui';
import { i18n } from '@kbn/i18n';
import { TimeRangePicker } from '../../time/time_range_picker';
import type { Services } from '../../types';
import { MIN_MAX_RECORDS } from '../validate_settings';
import { isSameValue, type SettingName } from '../setting_values';
import type { SettingsDraft } from '../use_settings_draft';
import { DataViewField } from './data_view_field';
import { IdFieldsField } from './id_fields_field';
import { SettingRow } from './setting_row';
import { getIdFieldCandidates, type DataViewOption, type LoadedDataView } from './use_data_views';

interface SearchSettingsSectionProps {
  services: Services;
  draft: SettingsDraft;
  dataView: LoadedDataView;
  /** undefined while they load */
  dataViews: DataViewOption[] | undefined;
  errors: Partial<Record<SettingName, string>>;
}

export function SearchSettingsSection({
  services,
  draft,
  dataView,
  dataViews,
  errors,
}: SearchSettingsSectionProps): React.ReactElement {
  const { core } = services;
  const { stored, values, changedNames: changedNames, set } = draft;
  const canSave = core.application.capabilities?.advancedSettings?.save !== false;
  const getRowLockReason = (name: SettingName): string | undefined =>
    getLockReason(stored[name], canSave);
  const getRowProps = (name: SettingName) => ({
    name,
    isDefault: isSameValue(values[name], stored[name].defaultValue),
    isChanged: changedNames.includes(name),
    lockReason: getRowLockReason(name),
    error: errors[name],
    onReset: () => set(name, stored[name].defaultValue as never),
  });
  const names = dataViews?.find(({ id }) => id === stored.dataView.defaultValue);

  return (
    <section aria-labelledby="requestTraceSearched" data-test-subj="requestTraceSearched">
      <EuiFlexGroup
        alignItems="center"
        justifyContent="spaceBetween"
        gutterSize="s"
        responsive={false}
        wrap
      >
        <EuiFlexItem grow={false}>
          <EuiTitle size="s">
            <h2 id="requestTraceSearched">
              {i18n.translate('requestTrace.settingsPage.searched.title', {
                defaultMessage: 'What is searched',
              })}
            </h2>
          </EuiTitle>
        </EuiFlexItem>
        <EuiFlexItem grow={false}>
          <AdvancedSettingsLink services={services} />
        </EuiFlexItem>
      </EuiFlexGroup>
      <EuiText size="s" color="subdued">
        <p>
          {i18n.translate('requestTrace.settingsPage.searched.description', {
            defaultMessage:
              'Applies to everybody who uses this space. A link, a saved search or the box on the first page can name other indices and another time range.',
          })}
        </p>
      </EuiText>
      <EuiSpacer />
      {!canSave && (
        <>
          <EuiCallOut
            size="s"
            iconType="glasses"
            data-test-subj="requestTraceSettingsReadOnly"
            title={i18n.translate('requestTrace.settingsPage.readOnly', {
              defaultMessage:
                'You can see these settings, but not change them: that takes the Kibana privilege Advanced Settings.',
            })}
          />
          <EuiSpacer />
        </>
      )}
      <SettingRow
        {...getRowProps('dataView')}
        title={i18n.translate('requestTrace.settingsPage.dataView.title', {
          defaultMessage: 'Data view',
        })}
        description={
          <p>
            {i18n.translate('requestTrace.settingsPage.dataView.description', {
              defaultMessage:
                'Its indices and its time field are searched. It should match the indices of all four kinds of logs: components, audit, events and containers.',
            })}
          </p>
        }
        label={i18n.translate('requestTrace.settingsPage.dataView.label', {
          defaultMessage: 'Data view to search',
        })}
        defaultText={
          names?.name ||
          stored.dataView.defaultValue ||
          i18n.translate('requestTrace.settingsPage.dataView.default', { defaultMessage: 'none' })
        }
      >
        <DataViewField
          value={values.dataView}
          dataViews={dataViews}
          isDisabled={getRowLockReason('dataView') !== undefined}
          isInvalid={errors.dataView !== undefined}
          onChange={(id) => set('dataView', id)}
          testSubj="requestTraceSettingsDataView"
          placeholder={i18n.translate('requestTrace.settingsPage.dataView.none', {
            defaultMessage: 'None: the indices that Kibana’s configuration names',
          })}
        />
      </SettingRow>
      <SettingRow
        {...getRowProps('idFields')}
        title={i18n.translate('requestTrace.settingsPage.idFields.title', {
          defaultMessage: 'ID fields',
        })}
        description={
          <p>
            {i18n.translate('requestTrace.settingsPage.idFields.description', {
              defaultMessage:
                'Fields that may hold a request ID, an audit ID or a trace ID. IDs in the text of the lines are found without them.',
            })}
          </p>
        }
        label={i18n.translate('requestTrace.settingsPage.idFields.label', {
          defaultMessage: 'Fields that hold an ID',
        })}
        defaultText={stored.idFields.defaultValue.join(', ')}
      >
        <IdFieldsField
          value={values.idFields}
          fieldOptions={getIdFieldCandidates(dataView.dataView)}
          isLoading={dataView.isLoading}
          isDisabled={getRowLockReason('idFields') !== undefined}
          isInvalid={errors.idFields !== undefined}
          onChange={(fields) => set('idFields', fields)}
        />
      </SettingRow>
      <SettingRow
        {...getRowProps('defaultRange')}
        title={i18n.translate('requestTrace.settingsPage.defaultRange.title', {
          defaultMessage: 'Time range',
        })}
        description={
          <p>
            {i18n.translate('requestTrace.settingsPage.defaultRange.description', {
              defaultMessage:
                'Where an ID is looked for when nobody chose a time range. Over all time an ID is still found quickly, and the trace is laid around what is found.',
            })}
          </p>
        }
        label={i18n.translate('requestTrace.settingsPage.defaultRange.label', {
          defaultMessage: 'Time range to start with',
        })}
        defaultText={formatRange(stored.defaultRange.defaultValue)}
      >
        {getRowLockReason('defaultRange') === undefined ? (
          <div>
            <TimeRangePicker
              uiSettings={core.uiSettings}
              value={values.defaultRange}
              onChange={(range) => set('defaultRange', range)}
            />
          </div>
        ) : (
          <EuiText size="s">{formatRange(values.defaultRange)}</EuiText>
        )}
      </SettingRow>
      <SettingRow
        {...getRowProps('maxRecords')}
        title={i18n.translate('requestTrace.settingsPage.maxRecords.title', {
          defaultMessage: 'Records',
        })}
        description={
          <p>
            {i18n.translate('requestTrace.settingsPage.maxRecords.description', {
              defaultMessage:
                'A trace has at most this many. What is beyond is counted, and the page says so. The default, from requestTrace.maxRecords in kibana.yml, is also the limit.',
            })}
          </p>
        }
        label={i18n.translate('requestTrace.settingsPage.maxRecords.label', {
          defaultMessage: 'Most records in a trace',
        })}
        defaultText={i18n.translate('requestTrace.settingsPage.maxRecords.number', {
          defaultMessage: '{count, number}',
          values: { count: stored.maxRecords.defaultValue },
        })}
      >
        <EuiFieldNumber
          fullWidth
          min={MIN_MAX_RECORDS}
          max={stored.maxRecords.defaultValue}
          step={1}
          value={Number.isNaN(values.maxRecords) ? '' : values.maxRecords}
          disabled={getRowLockReason('maxRecords') !== undefined}
          isInvalid={errors.maxRecords !== undefined}
          onChange={(event) =>
            set('maxRecords', event.target.value === '' ? NaN : Number(event.target.value))
          }
          data-test-subj="requestTraceSettingsMaxRecords"
        />
      </SettingRow>
    </section>
  );
}

function getLockReason(
  { isKnown, isOverridden }: { isKnown: boolean; isOverridden: boolean },
  maySave: boolean
): string | undefined {
  if (!isKnown)
    return i18n.translate('requestTrace.settingsPage.row.unknown', {
      defaultMessage: 'This Kibana does not have the setting.',
    });
  if (isOverridden)
    return i18n.translate('requestTrace.settingsPage.row.overridden', {
      defaultMessage: 'Set in kibana.yml (uiSettings.overrides), so it can’t be changed here.',
    });
  return maySave
    ? undefined
    : i18n.translate('requestTrace.settingsPage.row.notAllowed', {
        defaultMessage: 'You don’t have the privilege to change it.',
      });
}

function formatRange(range: { from: string; to: string } | undefined): string {
  return range
    ? i18n.translate('requestTrace.settingsPage.range.fromTo', {
        defaultMessage: '{from} to {to}',
        values: range,
      })
    : i18n.translate('requestTrace.settingsPage.range.allTime', { defaultMessage: 'all time' });
}

/** Kibana's own page of these settings; left out where the reader has no such page. */
function AdvancedSettingsLink({
  services: { core },
}: {
  services: Services;
}): React.ReactElement | null {
  const management = core.application.capabilities?.management?.kibana as
    Record<string, boolean> | undefined;
  if (!management?.settings) return null;
  const href = core.application.getUrlForApp('management', {
    path: '/kibana/settings?query=requestTrace',
  });
  return (
    <EuiButtonEmpty
      size="s"
      iconType="gear"
      href={href}
      data-test-subj="requestTraceAdvancedSettings"
    >
      {i18n.translate('requestTrace.settingsPage.advanced', {
        defaultMessage: 'Advanced settings',
      })}
    </EuiButtonEmpty>
  );
}
