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
import { withDefaultPlace, namesPlace, placeOf } from '../scope/change_scope';
import { isFiltered } from '../scope/resolve_scope';
import { BlockedScope, ScopeNotice, unreadProblem } from '../scope/scope_messages';
import { scopeOf } from '../scope/scope_url';
import { useResolvedScope } from '../scope/use_resolved_scope';
import type { Services } from '../types';
import type { RequestsListProps } from '../requests';
import { LazyPart } from '../parts/lazy_part';
import { SearchBox, type Asked } from './search_box';
import { formatPath, parseSearch, type UrlState } from '../links/url_state';
import type { RequestsListState } from '../links/requests_url';
import { SETTINGS_ROUTE } from '../navigation/app_links';
import { resolveTimeRange, type TimeRange } from '../time/time_range';
import { BoxHelp } from './box_help';
import { listOf } from './list_of';
import { rangeBefore } from '../ids/line_time';
import { usePathLink } from '../links/use_path_link';
import { useChangeScope } from '../links/use_change_scope';
import { useConfig } from '../config/use_config';

const loadRequests = async (): Promise<React.ComponentType<RequestsListProps>> =>
  (await import('../requests')).RequestsList;

const EMPTY_LIST: RequestsListState = {};

export function HomePage({ services }: { services: Services }): React.ReactElement {
  const { core, plugins } = services;
  const history = useHistory<{ opened?: string } | undefined>();
  const { search, state: arrived } = useLocation<{ opened?: string } | undefined>();
  const state = useMemo(() => parseSearch(search), [search]);
  const { q, from, to, allTime, unread } = state;
  const scopeKey = JSON.stringify(scopeOf(state));
  const scope = useMemo(() => scopeOf(JSON.parse(scopeKey) as UrlState), [scopeKey]);
  const { config, ready } = useConfig(core.http);
  // Kibana's own query needs the data view that it is of, even where the server would find the indices itself.
  const needsPlace = isFiltered(scope) && !namesPlace(scope);
  const found = useResolvedScope(needsPlace ? withDefaultPlace(scope, config) : scope, plugins);
  const resolved = needsPlace && !ready ? undefined : found;
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
  const rangeReady = ready && resolved !== undefined;
  const problem = unread ? unreadProblem(unread) : resolved?.problem;

  const latest = useRef(state);
  latest.current = state;
  const hasDefault = Boolean(resolved?.timeRange ?? config.defaultRange);
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
          : { from: undefined, to: undefined, ...(hasDefault ? { allTime: true } : {}) },
        true
      );
    },
    [change, hasDefault]
  );
  const onListChange = useCallback(
    (list: RequestsListState, step: boolean) => change({ list }, step),
    [change]
  );
  const onSubmit = useCallback(
    ({ id, find, text, range: chosen, scope: within }: Asked) => {
      const asked = {
        ...within,
        ...chosen,
        ...(!chosen && hasDefault ? { allTime: true as const } : {}),
      };
      // The way back leads to what stands in the box now.
      history.replace(formatPath({ ...asked, q: text, list: latest.current.list, view: {} }));
      history.push(
        formatPath(
          id ? { ...asked, id, view: {} } : { ...asked, q: text, list: listOf(find), view: {} }
        )
      );
    },
    [history, hasDefault]
  );

  const pathLink = usePathLink();
  const movesLink = useCallback(
    (object: string) =>
      pathLink(
        formatPath({
          ...scope,
          ...(range ?? (hasDefault ? { allTime: true } : {})),
          object,
          view: {},
        })
      ),
    [pathLink, scope, range, hasDefault]
  );
  const causesLink = useCallback(
    (object: string, text: string) =>
      pathLink(
        formatPath({
          ...scope,
          ...(rangeBefore(text) ?? { allTime: true }),
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
  const [refreshed, setRefreshed] = useState(0);
  const within = resolved?.request;
  const listScope = useMemo(
    () =>
      rangeReady && within ? { ...within, ...(range ? resolveTimeRange(range) : undefined) } : null,
    // eslint-disable-next-line react-hooks/exhaustive-deps -- asked for again, `now` is another moment
    [rangeReady, within, range, refreshed]
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
            <BoxHelp />
          </EuiFlexItem>
        </EuiFlexGroup>
        <EuiSpacer size="s" />
        {problem && !problem.blocking && <ScopeNotice problem={problem} />}
        <SearchBox
          services={services}
          config={config}
          text={q}
          range={range}
          rangeReady={rangeReady}
          scope={scope}
          resolved={resolved}
          onScopeChange={onScopeChange}
          onRange={onRange}
          onSubmit={onSubmit}
          movesLink={movesLink}
          causesLink={causesLink}
        />
        <EuiSpacer size="m" />
        {problem?.blocking ? (
          <BlockedScope
            problem={problem}
            canDropFilters={resolved !== undefined && isFiltered(resolved)}
            onDropFilters={() => onScopeChange(placeOf(scope, resolved))}
            onDefault={() => onScopeChange({})}
          />
        ) : (
          <LazyPart<RequestsListProps>
            load={loadRequests}
            props={{
              services,
              scope: listScope,
              state: state.list ?? EMPTY_LIST,
              onStateChange: onListChange,
              onRange,
              linkTo,
              onRefresh: () => setRefreshed((count) => count + 1),
              settings: pathLink(SETTINGS_ROUTE),
              opened: history.action === 'POP' ? arrived?.opened : undefined,
            }}
          />
        )}
      </EuiPageTemplate.Section>
    </EuiPageTemplate>
  );
}
