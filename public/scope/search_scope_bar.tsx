/** The row below the box: where and when to search; and query and filters where there are any. */
import React, { useEffect, useState } from 'react';
import { EuiFlexGroup, EuiFlexItem, EuiSpacer } from '@elastic/eui';
import { withDefaultSearchTarget } from './search_target';
import { QueryBar } from './query_bar';
import type { ResolvedScope } from './resolve_scope';
import type { Scope } from './scope';
import { ScopeControl } from './scope_control';
import { hasQuery } from './scope_url';
import { useResolvedScope } from './use_resolved_scope';
import type { Services } from '../types';
import { IndexNamesField } from './index_names_field';
import type { TimeRange } from '../time/time_range';
import { TimeRangePicker } from '../time/time_range_picker';
import type { BrowserConfig } from '../config/use_config';

interface SearchScopeBarProps {
  services: Services;
  config: BrowserConfig;
  scope: Scope;
  resolved: ResolvedScope | undefined;
  onScopeChange(scope: Scope): void;
  /** index names not asked for yet, in a host without data views */
  draftIndex: string | undefined;
  onDraftIndexChange(index: string | undefined): void;
  range: TimeRange | undefined;
  onRange(range: TimeRange | undefined): void;
  /** the range to start with is known: until then nothing is shown that would change under the reader's hand */
  isRangeReady: boolean;
}

export function SearchScopeBar(props: SearchScopeBarProps): React.ReactElement {
  const {
    services,
    config,
    scope,
    resolved,
    onScopeChange,
    range,
    onRange,
    isRangeReady: isRangeReady,
  } = props;
  const [wantsQuery, setWantsQuery] = useState(false);
  const isFiltered =
    hasQuery(resolved?.query ?? scope.query) ||
    (resolved?.filters ?? scope.filters ?? []).length > 0;
  // what was removed leaves the bar in place, so that something else can be typed into it
  useEffect(() => {
    if (isFiltered) setWantsQuery(true);
  }, [isFiltered]);
  const showsQuery =
    (isFiltered || wantsQuery) && services.plugins.unifiedSearch?.ui?.SearchBar !== undefined;
  return (
    <>
      <EuiFlexGroup gutterSize="s" wrap alignItems="center" style={{ minHeight: 32 }}>
        <EuiFlexItem grow style={{ minWidth: 'min(280px, 100%)' }}>
          {services.plugins.dataViews ? (
            <ScopeControl
              services={services}
              scope={scope}
              resolved={resolved}
              defaults={config}
              showsQuery={showsQuery}
              onChange={onScopeChange}
              onShowQuery={() => setWantsQuery(true)}
            />
          ) : (
            <IndexNamesField
              value={props.draftIndex}
              defaultIndices={config.indices}
              onChange={props.onDraftIndexChange}
            />
          )}
        </EuiFlexItem>
        <EuiFlexItem grow={false} style={{ minHeight: 32 }}>
          {isRangeReady && (
            <TimeRangePicker
              uiSettings={services.core.uiSettings}
              value={range}
              onChange={onRange}
            />
          )}
        </EuiFlexItem>
      </EuiFlexGroup>
      {showsQuery && (
        <QuerySection
          services={services}
          scope={scope}
          config={config}
          onScopeChange={onScopeChange}
        />
      )}
    </>
  );
}

/** The bar needs a data view in any case, for what it suggests. */
function QuerySection({
  services,
  scope,
  config,
  onScopeChange,
}: Pick<
  SearchScopeBarProps,
  'services' | 'scope' | 'config' | 'onScopeChange'
>): React.ReactElement {
  const resolved = useResolvedScope(withDefaultSearchTarget(scope, config), services.plugins, true);
  return (
    <>
      <EuiSpacer size="s" />
      <QueryBar services={services} scope={scope} resolved={resolved} onChange={onScopeChange} />
    </>
  );
}
