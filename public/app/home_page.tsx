/** The app's first page: the box that takes anything, and the requests. */
import React, { useCallback, useEffect, useMemo, useRef, useState } from 'react';
import {
  EuiFlexGroup,
  EuiFlexItem,
  EuiPageTemplate,
  EuiSpacer,
  EuiText,
  EuiTitle,
} from '@elastic/eui';
import { i18n } from '@kbn/i18n';
import { useHistory, useLocation } from 'react-router-dom';
import { PLUGIN_NAME } from '../../common/api/paths';
import { withDefaultSearchTarget, hasSearchTarget, getSearchTarget } from '../scope/search_target';
import { isFiltered } from '../scope/resolve_scope';
import { BlockedScope, ScopeNotice, createUnreadableLinkProblem } from '../scope/scope_messages';
import { pickScope } from '../scope/scope_url';
import { useResolvedScope } from '../scope/use_resolved_scope';
import type { Services } from '../types';
import type { RequestsListProps } from '../requests';
import { LazyComponent } from '../lazy/lazy_component';
import { SearchBox, type SearchRequest } from './search_box';
import { formatPath, parseSearch, type UrlState } from '../app_url/url_state';
import type { RequestsListState } from '../app_url/requests_list_url';
import { SETTINGS_ROUTE } from '../navigation/app_registration';
import { resolveTimeRange, type TimeRange } from '../time/time_range';
import { SearchBoxHelp } from './search_box_help';
import { toListState } from './to_list_state';
import { getTimeRangeBeforeLine } from '../search_text/time_range_before_line';
import { usePathLink } from '../app_url/use_path_link';
import { useChangeScope } from '../app_url/use_change_scope';
import { useConfig } from '../config/use_config';

const loadRequests = async (): Promise<React.ComponentType<RequestsListProps>> =>
  (await import('../requests')).RequestsList;

const EMPTY_LIST_STATE: RequestsListState = {};

export function HomePage({ services }: { services: Services }): React.ReactElement {
  const { core, plugins } = services;
  const history = useHistory<{ opened?: string } | undefined>();
  const { search, state: arrived } = useLocation<{ opened?: string } | undefined>();
  const state = useMemo(() => parseSearch(search), [search]);
  const { q, from, to, allTime, unread } = state;
  const scopeKey = JSON.stringify(pickScope(state));
  const scope = useMemo(() => pickScope(JSON.parse(scopeKey) as UrlState), [scopeKey]);
  const { config, ready } = useConfig(core.http);
  // Kibana's own query needs the data view that it is of, even where the server would find the indices itself.
  const needsDefaultTarget = isFiltered(scope) && !hasSearchTarget(scope);
  const found = useResolvedScope(
    needsDefaultTarget ? withDefaultSearchTarget(scope, config) : scope,
    plugins
  );
  const resolved = needsDefaultTarget && !ready ? undefined : found;
  // What the link says, what the saved search stores, what is configured.
  const chosenFrom =
    from ?? (allTime ? undefined : (resolved?.timeRange?.from ?? config.defaultRange?.from));
  const chosenTo =
    to ?? (allTime ? undefined : (resolved?.timeRange?.to ?? config.defaultRange?.to));
  const range = useMemo(
    () =>
      chosenFrom !== undefined && chosenTo !== undefined
        ? { from: chosenFrom, to: chosenTo }
        : undefined,
    [chosenFrom, chosenTo]
  );
  const isRangeReady = ready && resolved !== undefined;
  const problem = unread ? createUnreadableLinkProblem(unread) : resolved?.problem;

  const latest = useRef(state);
  latest.current = state;
  const hasDefaultRange = Boolean(resolved?.timeRange ?? config.defaultRange);
  /** The URL with some of it changed; a step back in the browser takes it back, unless it is one of many small ones. */
  const change = useCallback(
    (next: Partial<UrlState>, step: boolean) => {
      const path = formatPath({ ...latest.current, ...next, view: {} });
      if (path === formatPath({ ...latest.current, view: {} })) return;
      if (step) history.push(path);
      else history.replace(path);
    },
    [history]
  );
  const onScopeChange = useChangeScope(core, state);
  const onRange = useCallback(
    (next: TimeRange | undefined) => {
      change(
        next
          ? { ...next, allTime: undefined }
          : { from: undefined, to: undefined, ...(hasDefaultRange ? { allTime: true } : {}) },
        true
      );
    },
    [change, hasDefaultRange]
  );
  const onListChange = useCallback(
    (list: RequestsListState, step: boolean) => change({ list }, step),
    [change]
  );
  const onSubmit = useCallback(
    ({ id, requestSearch: requestSearch, text, range: chosen, scope: within }: SearchRequest) => {
      const asked = {
        ...within,
        ...chosen,
        ...(!chosen && hasDefaultRange ? { allTime: true as const } : {}),
      };
      // The way back leads to what stands in the box now.
      history.replace(formatPath({ ...asked, q: text, list: latest.current.list, view: {} }));
      history.push(
        formatPath(
          id
            ? { ...asked, id, view: {} }
            : { ...asked, q: text, list: toListState(requestSearch), view: {} }
        )
      );
    },
    [history, hasDefaultRange]
  );

  const pathLink = usePathLink();
  const removalsLink = useCallback(
    (object: string) =>
      pathLink(
        formatPath({
          ...scope,
          ...(range ?? (hasDefaultRange ? { allTime: true } : {})),
          object,
          view: {},
        })
      ),
    [pathLink, scope, range, hasDefaultRange]
  );
  const causesLink = useCallback(
    (object: string, text: string) =>
      pathLink(
        formatPath({
          ...scope,
          ...(getTimeRangeBeforeLine(text) ?? { allTime: true }),
          cause: object,
          view: {},
        })
      ),
    [pathLink, scope]
  );
  // Over all time: what a request caused goes on after the time that the list shows.
  const linkTo = useCallback(
    (id: string) =>
      pathLink(
        formatPath({ ...scope, id, ...(resolved?.timeRange ? { allTime: true } : {}), view: {} }),
        () => {
          history.replace({ ...history.location, state: { opened: id } });
        }
      ),
    [pathLink, scope, resolved, history]
  );
  // `now` is taken once per search: with each page it would be another search.
  const [refreshCount, setRefreshed] = useState(0);
  const within = resolved?.request;
  const listScope = useMemo(
    () =>
      isRangeReady && within
        ? { ...within, ...(range ? resolveTimeRange(range) : undefined) }
        : null,
    // eslint-disable-next-line react-hooks/exhaustive-deps -- asked for again, `now` is another moment
    [isRangeReady, within, range, refreshCount]
  );

  useEffect(() => {
    core.chrome.setBreadcrumbs([{ text: PLUGIN_NAME }]);
    core.chrome.docTitle.change(PLUGIN_NAME);
  }, [core]);

  return (
    <EuiPageTemplate restrictWidth={false} offset={0} data-test-subj="requestTraceHome">
      <EuiPageTemplate.Section paddingSize="m">
        <EuiFlexGroup gutterSize="m" alignItems="baseline" wrap responsive={false}>
          <EuiFlexItem grow={false}>
            <EuiTitle size="s">
              <h1>{PLUGIN_NAME}</h1>
            </EuiTitle>
          </EuiFlexItem>
          <EuiFlexItem style={{ minWidth: 'min(320px, 100%)' }}>
            <EuiText size="s" color="subdued">
              <p>
                {i18n.translate('requestTrace.home.what', {
                  defaultMessage:
                    'Which Kubernetes request, how far it got, and why it stopped: across the logs of all components, the audit log, events and Pods.',
                })}
              </p>
            </EuiText>
          </EuiFlexItem>
          <EuiFlexItem grow={false}>
            <SearchBoxHelp />
          </EuiFlexItem>
        </EuiFlexGroup>
        <EuiSpacer size="s" />
        {problem && !problem.isBlocking && <ScopeNotice problem={problem} />}
        <SearchBox
          services={services}
          config={config}
          text={q}
          range={range}
          isRangeReady={isRangeReady}
          scope={scope}
          resolved={resolved}
          onScopeChange={onScopeChange}
          onRange={onRange}
          onSubmit={onSubmit}
          removalsLink={removalsLink}
          causesLink={causesLink}
        />
        <EuiSpacer size="m" />
        {problem?.isBlocking ? (
          <BlockedScope
            problem={problem}
            canDropFilters={resolved !== undefined && isFiltered(resolved)}
            onDropFilters={() => onScopeChange(getSearchTarget(scope, resolved))}
            onDefault={() => onScopeChange({})}
          />
        ) : (
          <LazyComponent<RequestsListProps>
            load={loadRequests}
            props={{
              services,
              scope: listScope,
              state: state.list ?? EMPTY_LIST_STATE,
              onStateChange: onListChange,
              onRange,
              linkTo,
              onRefresh: () => setRefreshed((count) => count + 1),
              settingsLink: pathLink(SETTINGS_ROUTE),
              openedId: history.action === 'POP' ? arrived?.opened : undefined,
            }}
          />
        )}
      </EuiPageTemplate.Section>
    </EuiPageTemplate>
  );
}
