/** The button that says where is searched, and the popover in which that is chosen. */
import React, { useCallback, useEffect, useRef, useState } from 'react';
import { EuiButtonEmpty, EuiPopover, EuiToolTip } from '@elastic/eui';
import { i18n } from '@kbn/i18n';
import type { Services } from '../types';
import type { ResolvedScope } from './resolve_scope';
import { SavedSearchFlyout } from './saved_search_flyout';
import type { Scope } from './scope';
import { hasQuery } from './scope_url';
import { ScopeMenu, type ListedDataView } from './scope_menu';

interface ScopeControlProps {
  services: Services;
  scope: Scope;
  resolved: ResolvedScope | undefined;
  /** the configured data view and index patterns: what is searched where the scope names nothing */
  defaults: { dataViewId?: string; indices: readonly string[] };
  /** whether query and filters are shown already */
  showsQuery: boolean;
  onChange(scope: Scope): void;
  /** the reader wants to add a query or filters */
  onShowQuery(): void;
}

export function ScopeControl({
  services,
  scope,
  resolved,
  defaults,
  showsQuery,
  onChange,
  onShowQuery,
}: ScopeControlProps): React.ReactElement {
  const { plugins } = services;
  const [isOpen, setOpen] = useState(false);
  const [isPickingSavedSearch, setPicks] = useState(false);
  const views = useDataViews(services);
  const text = describeScope(scope, resolved, views, defaults);
  const button = useRef<HTMLButtonElement>(null);
  // What had the focus is gone with the choice, and the page has changed: EUI then leaves it nowhere.
  const returnFocusToButton = useCallback(() => {
    for (const delay of [0, 350, 700])
      setTimeout(() => {
        if (isFocusLost()) button.current?.focus();
      }, delay);
  }, []);
  const choose = (next: Scope): void => {
    setOpen(false);
    onChange(next);
    returnFocusToButton();
  };
  return (
    <>
      <EuiPopover
        isOpen={isOpen}
        closePopover={() => setOpen(false)}
        panelPaddingSize="none"
        anchorPosition="downLeft"
        aria-label={i18n.translate('requestTrace.scope.popover', {
          defaultMessage: 'Where to search',
        })}
        // no wider than the button: the popover's arrow points at the anchor's middle
        style={{ maxWidth: '100%' }}
        button={
          <EuiToolTip
            content={resolved?.request.index ?? (defaults.indices.join(', ') || undefined)}
            anchorProps={{ style: { maxWidth: '100%' } }}
          >
            <EuiButtonEmpty
              buttonRef={button}
              size="s"
              color="text"
              iconType="arrowDown"
              iconSide="right"
              flush="left"
              style={{ maxWidth: '100%' }}
              isSelected={isOpen}
              onClick={() => setOpen(!isOpen)}
              aria-label={i18n.translate('requestTrace.scope.buttonLabel', {
                defaultMessage: 'Search in: {scope}. Change where to search',
                values: { scope: text },
              })}
              data-test-subj="requestTraceScopeButton"
            >
              <span
                style={{
                  overflow: 'hidden',
                  textOverflow: 'ellipsis',
                  display: 'inline-block',
                  maxWidth: '100%',
                  verticalAlign: 'bottom',
                }}
              >
                {text}
              </span>
            </EuiButtonEmpty>
          </EuiToolTip>
        }
      >
        <ScopeMenu
          views={views}
          scope={scope}
          defaults={defaults}
          canPickSavedSearch={plugins.savedSearch !== undefined}
          canAddQuery={!showsQuery && plugins.unifiedSearch?.ui?.SearchBar !== undefined}
          onChange={choose}
          onPickSavedSearch={() => {
            setOpen(false);
            setPicks(true);
          }}
          onAddQuery={() => {
            setOpen(false);
            onShowQuery();
          }}
        />
      </EuiPopover>
      {isPickingSavedSearch && (
        <SavedSearchFlyout
          services={services}
          onClose={() => {
            setPicks(false);
            returnFocusToButton();
          }}
          onChoose={(savedSearchId) => {
            setPicks(false);
            onChange({ savedSearchId });
            returnFocusToButton();
          }}
        />
      )}
    </>
  );
}

function isFocusLost(): boolean {
  return document.activeElement === null || document.activeElement === document.body;
}

function useDataViews({ plugins: { dataViews } }: Services): ListedDataView[] | undefined {
  const [views, setViews] = useState<ListedDataView[]>();
  useEffect(() => {
    let isUnmounted = false;
    // refreshed: Kibana keeps the list, and another page may have made a data view since
    dataViews?.getIdsWithTitle(true).then(
      (found) => {
        if (!isUnmounted) setViews(found);
      },
      () => {
        if (!isUnmounted) setViews([]);
      }
    );
    return () => {
      isUnmounted = true;
    };
  }, [dataViews]);
  return views;
}

function describeScope(
  scope: Scope,
  resolved: ResolvedScope | undefined,
  views: readonly ListedDataView[] | undefined,
  defaults: ScopeControlProps['defaults']
): string {
  const getDataViewName = (id: string): string => {
    const view = views?.find((each) => each.id === id);
    return view?.name || view?.title || resolved?.label || id;
  };
  const isFiltered = hasQuery(scope.query) || (scope.filters?.length ?? 0) > 0;
  if (scope.savedSearchId) {
    return i18n.translate('requestTrace.scope.savedSearch', {
      defaultMessage: 'Saved search {title}',
      values: { title: resolved?.label || scope.savedSearchId },
    });
  }
  if (scope.dataViewId)
    return i18n.translate('requestTrace.scope.dataView', {
      defaultMessage: 'Data view {name}',
      values: { name: getDataViewName(scope.dataViewId) },
    });
  if (scope.index) return scope.index;
  if (defaults.dataViewId && !isFiltered) {
    return i18n.translate('requestTrace.scope.dataView', {
      defaultMessage: 'Data view {name}',
      values: { name: getDataViewName(defaults.dataViewId) },
    });
  }
  return i18n.translate('requestTrace.scope.defaultIndices', { defaultMessage: 'Default indices' });
}
