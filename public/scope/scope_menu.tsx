/** What the scope's popover offers: data views, a saved search, index names, a query. */
import React, { useState } from 'react';
import {
  EuiButton,
  EuiButtonEmpty,
  EuiFlexGroup,
  EuiFlexItem,
  EuiHorizontalRule,
  EuiPanel,
  EuiSelectable,
  EuiSpacer,
  EuiText,
} from '@elastic/eui';
import { i18n } from '@kbn/i18n';
import { IndexNamesField } from './index_names_field';
import type { Scope } from './scope';

export interface ListedDataView {
  id: string;
  title: string;
  name?: string;
}

interface ScopeMenuProps {
  /** undefined while they load */
  views: ListedDataView[] | undefined;
  scope: Scope;
  defaults: { dataViewId?: string; indices: readonly string[] };
  canPickSavedSearch: boolean;
  canAddQuery: boolean;
  onChange(scope: Scope): void;
  onPickSavedSearch(): void;
  onAddQuery(): void;
}

export function ScopeMenu(props: ScopeMenuProps): React.ReactElement {
  const [showsIndexNames, setNames] = useState(false);
  const { scope, defaults, onChange } = props;
  return (
    <div style={{ width: 'min(400px, calc(100vw - 48px))' }} data-test-subj="requestTraceScopeMenu">
      {showsIndexNames ? (
        <IndexNamesPanel
          scope={scope}
          indices={defaults.indices}
          onChange={onChange}
          onBack={() => setNames(false)}
        />
      ) : (
        <ScopeChoices {...props} onNames={() => setNames(true)} />
      )}
    </div>
  );
}

function ScopeChoices({
  views,
  scope,
  defaults,
  canPickSavedSearch,
  canAddQuery,
  onChange,
  onPickSavedSearch,
  onAddQuery,
  onNames,
}: ScopeMenuProps & { onNames(): void }): React.ReactElement {
  const currentDataViewId =
    scope.dataViewId ?? (scope.index || scope.savedSearchId ? undefined : defaults.dataViewId);
  const isDefault = !scope.dataViewId && !scope.index && !scope.savedSearchId;
  const { query, filters } = scope;
  // Query and filters are the reader's: another data view keeps them, as in Discover.
  const keptQuery = { ...(query ? { query } : {}), ...(filters ? { filters } : {}) };
  return (
    <>
      <EuiSelectable
        aria-label={i18n.translate('requestTrace.scope.dataViews', {
          defaultMessage: 'Data views',
        })}
        singleSelection="always"
        searchable
        isLoading={views === undefined}
        searchProps={{
          compressed: true,
          autoFocus: true,
          'data-test-subj': 'requestTraceScopeSearch',
          placeholder: i18n.translate('requestTrace.scope.findDataView', {
            defaultMessage: 'Find a data view',
          }),
        }}
        emptyMessage={i18n.translate('requestTrace.scope.noDataViews', {
          defaultMessage: 'There are no data views in this space.',
        })}
        options={(views ?? []).map((view) => ({
          key: view.id,
          label: view.name || view.title,
          checked: view.id === currentDataViewId ? ('on' as const) : undefined,
          append:
            view.id === defaults.dataViewId ? (
              <EuiText size="xs" color="subdued">
                {i18n.translate('requestTrace.scope.isDefault', { defaultMessage: 'default' })}
              </EuiText>
            ) : undefined,
          'data-test-subj': 'requestTraceScopeDataView',
        }))}
        onChange={(options) => {
          const chosen = options.find(({ checked }) => checked === 'on');
          if (chosen?.key) onChange({ dataViewId: chosen.key, ...keptQuery });
        }}
        listProps={{ truncationProps: { truncation: 'middle' } }}
      >
        {(list, search) => (
          <>
            <EuiPanel paddingSize="s" color="transparent" hasShadow={false}>
              {search}
            </EuiPanel>
            {list}
          </>
        )}
      </EuiSelectable>
      <EuiHorizontalRule margin="none" />
      <EuiPanel paddingSize="s" color="transparent" hasShadow={false}>
        <EuiFlexGroup
          direction="column"
          gutterSize="none"
          alignItems="flexStart"
          responsive={false}
        >
          {canPickSavedSearch && (
            <MenuEntry
              icon="discoverApp"
              onClick={onPickSavedSearch}
              testId="requestTraceScopeSavedSearch"
              text={i18n.translate('requestTrace.scope.pickSavedSearch', {
                defaultMessage: 'Saved search…',
              })}
            />
          )}
          <MenuEntry
            icon="indexOpen"
            onClick={onNames}
            testId="requestTraceScopeNames"
            text={i18n.translate('requestTrace.scope.names', { defaultMessage: 'Index names…' })}
          />
          {canAddQuery && (
            <MenuEntry
              icon="filter"
              onClick={onAddQuery}
              testId="requestTraceScopeAddQuery"
              text={i18n.translate('requestTrace.scope.addQuery', {
                defaultMessage: 'Add a query or filters',
              })}
            />
          )}
          {!isDefault && (
            <MenuEntry
              icon="returnKey"
              onClick={() => onChange({})}
              testId="requestTraceScopeDefault"
              text={i18n.translate('requestTrace.scope.backToDefault', {
                defaultMessage: 'Search where configured',
              })}
            />
          )}
        </EuiFlexGroup>
      </EuiPanel>
    </>
  );
}

function MenuEntry({
  icon,
  text,
  testId,
  onClick,
}: {
  icon: string;
  text: string;
  testId: string;
  onClick(): void;
}): React.ReactElement {
  return (
    <EuiFlexItem grow={false}>
      <EuiButtonEmpty
        size="s"
        color="text"
        iconType={icon}
        onClick={onClick}
        data-test-subj={testId}
      >
        {text}
      </EuiButtonEmpty>
    </EuiFlexItem>
  );
}

function IndexNamesPanel({
  scope,
  indices,
  onChange,
  onBack,
}: {
  scope: Scope;
  indices: readonly string[];
  onChange(scope: Scope): void;
  onBack(): void;
}): React.ReactElement {
  const [index, setIndex] = useState(scope.index);
  const { query, filters } = scope;
  return (
    <EuiPanel paddingSize="s" color="transparent" hasShadow={false}>
      <EuiButtonEmpty size="xs" iconType="arrowLeft" flush="left" onClick={onBack}>
        {i18n.translate('requestTrace.scope.back', { defaultMessage: 'Data views' })}
      </EuiButtonEmpty>
      <EuiSpacer size="s" />
      <IndexNamesField value={index} defaultIndices={indices} onChange={setIndex} autoFocus />
      <EuiSpacer size="s" />
      <EuiButton
        size="s"
        isDisabled={!index}
        onClick={() =>
          onChange({
            ...(index ? { index } : {}),
            ...(query ? { query } : {}),
            ...(filters ? { filters } : {}),
          })
        }
        data-test-subj="requestTraceScopeUseNames"
      >
        {i18n.translate('requestTrace.scope.useNames', { defaultMessage: 'Search in these' })}
      </EuiButton>
    </EuiPanel>
  );
}
