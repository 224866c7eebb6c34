/** The app's settings page: what is searched, what is there, and links in Discover. */
import React, { useCallback, useMemo, useState } from 'react';
import { EuiHorizontalRule, EuiPageTemplate, EuiSpacer } from '@elastic/eui';
import { i18n } from '@kbn/i18n';
import type { AppMountParameters } from '../kibana_types';
import { usePageTitle } from '../navigation/use_page_title';
import type { Services } from '../types';
import { IdLinksSection } from './id_links/id_links_section';
import { SaveBar } from './save_bar';
import { SearchSettingsSection } from './search_settings/search_settings_section';
import { useDataView, useDataViews } from './search_settings/use_data_views';
import { validateSettings } from './validate_settings';
import { SourcesSection } from './sources/sources_section';
import { useUnsavedChangesPrompt } from './use_unsaved_changes_prompt';
import { useFreshConfig } from './use_fresh_config';
import { useSettingsDraft } from './use_settings_draft';

export interface SettingsPageProps {
  services: Services;
  onAppLeave?: AppMountParameters['onAppLeave'];
}

export function SettingsPage({ services, onAppLeave }: SettingsPageProps): React.ReactElement {
  const { core, plugins } = services;
  const draft = useSettingsDraft(core.uiSettings);
  const [saveCount, setSaves] = useState(0);
  const config = useFreshConfig(core.http, saveCount);
  const dataViews = useDataViews(plugins.dataViews);
  const dataView = useDataView(
    plugins.dataViews,
    draft.values.dataView,
    config.indices.join(','),
    undefined
  );
  const errors = useMemo(
    () => validateSettings(draft.values, draft.stored, dataViews),
    [draft.values, draft.stored, dataViews]
  );
  // A host without the settings still has the configuration's.
  const idFields = draft.stored.idFields.isKnown ? draft.stored.idFields.value : config.idFields;
  useUnsavedChangesPrompt(core, draft.changedNames.length > 0, onAppLeave);

  const title = i18n.translate('requestTrace.settingsPage.title', { defaultMessage: 'Settings' });
  usePageTitle(core, title);

  const { save: saveDraft } = draft;
  const save = useCallback(async () => {
    const failed = await saveDraft();
    setSaves((count) => count + 1);
    if (failed.length === 0) {
      core.notifications.toasts.addSuccess(
        i18n.translate('requestTrace.settingsPage.saved', { defaultMessage: 'Settings saved' })
      );
    } else {
      core.notifications.toasts.addDanger({
        title: i18n.translate('requestTrace.settingsPage.notSaved', {
          defaultMessage: 'Some settings were not saved',
        }),
        text: failed.join(', '),
      });
    }
  }, [core, saveDraft]);

  return (
    <EuiPageTemplate restrictWidth={1200} offset={0} data-test-subj="requestTraceSettings">
      <EuiPageTemplate.Header
        pageTitle={title}
        description={i18n.translate('requestTrace.settingsPage.description', {
          defaultMessage:
            'Where Request Trace looks in this space, which logs it finds there, and what would make traces more complete.',
        })}
      />
      <EuiPageTemplate.Section>
        <SearchSettingsSection
          services={services}
          draft={draft}
          dataView={dataView}
          dataViews={dataViews}
          errors={errors}
        />
        <EuiHorizontalRule margin="l" />
        <SourcesSection services={services} repeats={saveCount} />
        <EuiHorizontalRule margin="l" />
        <IdLinksSection
          services={services}
          dataViewId={draft.stored.dataView.value}
          dataViews={dataViews}
          idFields={idFields}
        />
        <EuiSpacer size="xl" />
      </EuiPageTemplate.Section>
      {draft.changedNames.length > 0 && (
        <SaveBar
          changeCount={draft.changedNames.length}
          isSaving={draft.isSaving}
          isInvalid={draft.changedNames.some((name) => errors[name] !== undefined)}
          onCancel={draft.cancel}
          onSave={() => {
            void save();
          }}
        />
      )}
    </EuiPageTemplate>
  );
}
