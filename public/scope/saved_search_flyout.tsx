/** Chooses a saved search: in Kibana's own picker, as Discover's "Open" has it, or in a plain list where that can't be had. */
import React, { useEffect, useMemo, useState } from 'react';
import {
  EuiCallOut,
  EuiFlyout,
  EuiFlyoutBody,
  EuiFlyoutHeader,
  EuiSelectable,
  EuiTitle,
  useGeneratedHtmlId,
} from '@elastic/eui';
import { i18n } from '@kbn/i18n';
import type { Services } from '../types';
import { findKibanaComponent } from './find_kibana_component';

/** Props of Kibana 8.12's SavedObjectFinder; the same in 9.x. */
interface SavedObjectFinderProps {
  services: { contentClient: unknown; uiSettings: unknown };
  savedObjectMetaData: Array<{ type: string; name: string; getIconForSavedObject(): string }>;
  noItemsMessage: React.ReactNode;
  showFilter: boolean;
  onChoose(id: string): void;
}

interface SavedSearchFlyoutProps {
  services: Services;
  onChoose(id: string): void;
  onClose(): void;
}

export function SavedSearchFlyout({
  services,
  onChoose,
  onClose,
}: SavedSearchFlyoutProps): React.ReactElement {
  const { core, plugins } = services;
  const titleId = useGeneratedHtmlId();
  const client = plugins.contentManagement?.client;
  const Finder = useMemo(
    () =>
      client
        ? findKibanaComponent<SavedObjectFinderProps>(
            'plugin/savedObjectsFinder/public',
            'SavedObjectFinder'
          )
        : undefined,
    [client]
  );
  return (
    <EuiFlyout
      ownFocus
      size="m"
      onClose={onClose}
      aria-labelledby={titleId}
      data-test-subj="requestTraceSavedSearchFlyout"
    >
      <EuiFlyoutHeader hasBorder>
        <EuiTitle size="m">
          <h2 id={titleId}>
            {i18n.translate('requestTrace.scope.openSavedSearch', {
              defaultMessage: 'Search in a saved search',
            })}
          </h2>
        </EuiTitle>
      </EuiFlyoutHeader>
      <EuiFlyoutBody>
        {Finder ? (
          <Finder
            services={{ contentClient: client, uiSettings: core.uiSettings }}
            savedObjectMetaData={[
              {
                type: 'search',
                getIconForSavedObject: () => 'discoverApp',
                name: i18n.translate('requestTrace.scope.savedSearchType', {
                  defaultMessage: 'Saved search',
                }),
              },
            ]}
            noItemsMessage={getNoneFoundText()}
            showFilter
            onChoose={onChoose}
          />
        ) : (
          <SavedSearchList services={services} onChoose={onChoose} />
        )}
      </EuiFlyoutBody>
    </EuiFlyout>
  );
}

function SavedSearchList({
  services: {
    plugins: { savedSearch },
  },
  onChoose,
}: Pick<SavedSearchFlyoutProps, 'services' | 'onChoose'>): React.ReactElement {
  const [found, setFound] = useState<Array<{ id: string; title: string }>>();
  const [error, setError] = useState<string>();
  useEffect(() => {
    let isUnmounted = false;
    Promise.resolve(savedSearch?.getAll?.() ?? []).then(
      (all) => {
        if (!isUnmounted)
          setFound(all.map(({ id, attributes }) => ({ id, title: attributes?.title || id })));
      },
      (reason: unknown) => {
        if (!isUnmounted)
          setError(
            reason instanceof Error ? reason.message.slice(0, 500) : String(reason).slice(0, 500)
          );
      }
    );
    return () => {
      isUnmounted = true;
    };
  }, [savedSearch]);
  if (error !== undefined) {
    return (
      <EuiCallOut
        color="danger"
        iconType="error"
        title={i18n.translate('requestTrace.scope.savedSearchesFailed', {
          defaultMessage: 'The saved searches can’t be listed',
        })}
      >
        <p>{error}</p>
      </EuiCallOut>
    );
  }
  return (
    <EuiSelectable
      aria-label={i18n.translate('requestTrace.scope.savedSearches', {
        defaultMessage: 'Saved searches',
      })}
      singleSelection
      searchable
      isLoading={found === undefined}
      emptyMessage={getNoneFoundText()}
      options={(found ?? []).map(({ id, title }) => ({ key: id, label: title }))}
      onChange={(options) => {
        const key = options.find(({ checked }) => checked === 'on')?.key;
        if (key) onChoose(key);
      }}
    >
      {(list, search) => (
        <>
          {search}
          {list}
        </>
      )}
    </EuiSelectable>
  );
}

function getNoneFoundText(): string {
  return i18n.translate('requestTrace.scope.noSavedSearches', {
    defaultMessage: 'No matching saved searches found.',
  });
}
