/** "Links in Discover": makes the ID fields of a data view clickable, and undoes it. */
import React, { useEffect, useState } from 'react';
import {
  EuiCallOut,
  EuiFormRow,
  EuiSkeletonText,
  EuiSpacer,
  EuiText,
  EuiTitle,
} from '@elastic/eui';
import { i18n } from '@kbn/i18n';
import { canLinkIds } from '../../discover/id_links';
import type { Services } from '../../types';
import { DataViewField } from '../search_settings/data_view_field';
import { useDataView, type DataViewOption } from '../search_settings/use_data_views';
import { IdLinksTable } from './id_links_table';

interface IdLinksSectionProps {
  services: Services;
  /** the data view that is searched; '' = none */
  dataViewId: string;
  /** undefined while they load */
  dataViews: DataViewOption[] | undefined;
  idFields: readonly string[];
}

export function IdLinksSection({
  services,
  dataViewId,
  dataViews,
  idFields,
}: IdLinksSectionProps): React.ReactElement {
  const { plugins } = services;
  const [selectedId, setChosen] = useState(dataViewId);
  useEffect(() => setChosen(dataViewId), [dataViewId]);
  // None is searched by name: then the reader most likely means the one that there is.
  const id = selectedId || (dataViews?.length === 1 ? (dataViews[0]?.id ?? '') : '');
  const {
    dataView,
    error,
    isLoading: isLoading,
  } = useDataView(plugins.dataViews, id, '', undefined);
  const isReadOnly = dataView && !canLinkIds(plugins.dataViews, dataView);

  return (
    <section aria-labelledby="requestTraceLinks" data-test-subj="requestTraceLinks">
      <EuiTitle size="s">
        <h2 id="requestTraceLinks">
          {i18n.translate('requestTrace.links.title', { defaultMessage: 'Links in Discover' })}
        </h2>
      </EuiTitle>
      <EuiText size="s" color="subdued">
        <p>
          {i18n.translate('requestTrace.links.description', {
            defaultMessage:
              'Makes the IDs in Discover’s table, in documents and in saved searches on dashboards links to their traces. It is a URL format on the data view’s field, so it applies to everybody who uses the data view.',
          })}
        </p>
      </EuiText>
      <EuiSpacer size="m" />
      {dataViews?.length === 0 ? (
        <EuiText size="s">
          <p>
            {i18n.translate('requestTrace.links.noDataViews', {
              defaultMessage:
                'This space has no data view yet. Create one that matches your Kubernetes logs.',
            })}
          </p>
        </EuiText>
      ) : (
        <EuiFormRow
          label={i18n.translate('requestTrace.links.dataView', { defaultMessage: 'Data view' })}
          fullWidth
          style={{ maxWidth: 480 }}
        >
          <DataViewField
            value={id}
            dataViews={dataViews}
            isDisabled={false}
            onChange={setChosen}
            testSubj="requestTraceLinksDataView"
            placeholder={i18n.translate('requestTrace.links.choose', {
              defaultMessage: 'Choose a data view',
            })}
          />
        </EuiFormRow>
      )}
      <EuiSpacer size="m" />
      {id && error !== undefined && (
        <EuiCallOut
          size="s"
          color="danger"
          iconType="error"
          title={i18n.translate('requestTrace.links.notLoaded', {
            defaultMessage: 'The data view could not be loaded',
          })}
        >
          <p>{error.slice(0, 500)}</p>
        </EuiCallOut>
      )}
      {id && isLoading && <EuiSkeletonText lines={2} />}
      {id && dataView && isReadOnly && (
        <>
          <EuiCallOut
            size="s"
            iconType="glasses"
            data-test-subj="requestTraceLinksReadOnly"
            title={i18n.translate('requestTrace.links.readOnly', {
              defaultMessage:
                'You may not change this data view: that takes the Kibana privilege Data View Management.',
            })}
          />
          <EuiSpacer size="m" />
        </>
      )}
      {id && dataView && plugins.dataViews && (
        <IdLinksTable
          key={id}
          core={services.core}
          dataViews={plugins.dataViews}
          dataView={dataView}
          idFields={idFields}
          isReadOnly={isReadOnly === true}
        />
      )}
    </section>
  );
}
