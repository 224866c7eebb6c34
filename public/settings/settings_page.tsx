/** The app's settings page: what is searched, what is there, and links in Discover. */
import React, { useCallback, useMemo, useState } from 'react';
import { EuiHorizontalRule, EuiPageTemplate, EuiSpacer } from '@elastic/eui';
import { i18n } from '@kbn/i18n';
import type { AppMountParameters } from '../kibana_types';
import { usePageName } from '../navigation/use_page_name';
import type { Services } from '../types';
import { LinksSection } from './links/links_section';
import { SaveBar } from './save_bar';
import { SearchedSection } from './searched/searched_section';
import { useDataView, useDataViews } from './searched/use_data_views';
import { settingErrors } from './setting_errors';
import { SourcesSection } from './sources/sources_section';
import { useLeaveGuard } from './use_leave_guard';
import { useFreshConfig } from './use_fresh_config';
import { useSettings } from './use_settings';

export interface SettingsPageProps {
  services: Services;
  onAppLeave?: AppMountParameters['onAppLeave'];
}

export function SettingsPage({ services, onAppLeave }: SettingsPageProps): React.ReactElement {
  const { core, plugins } = services;
  const draft = useSettings(core.uiSettings);
  const [saves, setSaves] = useState(0);
  const config = useFreshConfig(core.http, saves);
  const dataViews = useDataViews(plugins.dataViews);
  const dataView = useDataView(
    plugins.dataViews,
    draft.values.dataView,
    config.indices.join(','),
    undefined
  );
  const errors = useMemo(
    () => settingErrors(draft.values, draft.stored, dataViews),
    [draft.values, draft.stored, dataViews]
  );
  // A host without the settings still has the configuration's.
  const idFields = draft.stored.idFields.isKnown ? draft.stored.idFields.value : config.idFields;
  useLeaveGuard(core, draft.changed.length > 0, onAppLeave);

  const title = i18n.translate('requestTrace.settingsPage.title', { defaultMessage: 'Settings' });
  usePageName(core, title);

  const { save: store } = draft;
  const save = useCallback(async () => {
    const failed = await store();
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
  }, [core, store]);

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
        <SearchedSection
          services={services}
          draft={draft}
          dataView={dataView}
          dataViews={dataViews}
          errors={errors}
        />
        <EuiHorizontalRule margin="l" />
        <SourcesSection services={services} repeats={saves} />
        <EuiHorizontalRule margin="l" />
        <LinksSection
          services={services}
          dataViewId={draft.stored.dataView.value}
          dataViews={dataViews}
          idFields={idFields}
        />
        <EuiSpacer size="xl" />
      </EuiPageTemplate.Section>
      {draft.changed.length > 0 && (
        <SaveBar
          count={draft.changed.length}
          saving={draft.saving}
          invalid={draft.changed.some((name) => errors[name] !== undefined)}
          onCancel={draft.cancel}
          onSave={() => {
            void save();
          }}
        />
      )}
    </EuiPageTemplate>
  );
}
