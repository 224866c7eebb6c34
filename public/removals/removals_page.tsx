/** Where Pods went, with everything that the reader set in the URL. */
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
import { REMOVALS_PATH, PLUGIN_ID } from '../../common/api/paths';
import type { RemovalsResponse, PodRemovalStep } from '../../common/model/removals';
import { useConfig } from '../config/use_config';
import { useResponse } from '../http/use_response';
import { formatPath, REMOVALS_ROUTE, parseSearch, type UrlState } from '../app_url/url_state';
import { usePathLink } from '../app_url/use_path_link';
import { usePageTitle } from '../navigation/use_page_title';
import { hasSearchTarget, getSearchTarget, withDefaultSearchTarget } from '../scope/search_target';
import { isFiltered } from '../scope/resolve_scope';
import {
  BlockedScope,
  FilteredNotice,
  ScopeNotice,
  createUnreadableLinkProblem,
} from '../scope/scope_messages';
import type { Scope } from '../scope/scope';
import { pickScope } from '../scope/scope_url';
import { useChangeScope } from '../app_url/use_change_scope';
import { useResolvedScope } from '../scope/use_resolved_scope';
import { resolveTimeRange, type TimeRange } from '../time/time_range';
import { Warnings } from '../trace/coverage/warnings';
import { createTimeFormat } from '../trace/format_time';
import type { Services } from '../types';
import { RemovalsList } from './removals_list';
import { ObjectSearchBox } from './object_search_box';
import { RecordFlyout } from './record_flyout';
import {
  LoadingRemovals,
  RemovalsCancelled,
  RemovalsFailed,
  NoRemovals,
  NoObjectPrompt,
} from './loading_and_empty_states';

export interface RemovalsPageProps {
  services: Services;
}

export function RemovalsPage({ services }: RemovalsPageProps): React.ReactElement {
  const { core, plugins } = services;
  const history = useHistory();
  const { search } = useLocation();
  const { config, ready } = useConfig(core.http);
  const state = useMemo(() => parseSearch(search), [search]);
  const { object, unread } = state;
  const scopeKey = JSON.stringify(pickScope(state));
  const scope = useMemo(() => pickScope(JSON.parse(scopeKey) as UrlState), [scopeKey]);
  // Kibana's own query needs the data view that it is of, even where the server would find the indices itself.
  const needsDefaultTarget = isFiltered(scope) && !hasSearchTarget(scope);
  const found = useResolvedScope(
    needsDefaultTarget ? withDefaultSearchTarget(scope, config) : scope,
    plugins
  );
  const resolved = needsDefaultTarget && !ready ? undefined : found;

  const defaultTimeRange = state.allTime
    ? undefined
    : (resolved?.timeRange ?? (ready ? config.defaultRange : undefined));
  const [from, to] = [state.from ?? defaultTimeRange?.from, state.to ?? defaultTimeRange?.to];
  const range = useMemo(
    () => (from !== undefined && to !== undefined ? { from, to } : undefined),
    [from, to]
  );
  const isRangeReady = ready && resolved !== undefined;
  const within = resolved?.request;
  const problem = unread ? createUnreadableLinkProblem(unread) : resolved?.problem;
  const request = useMemo(
    () =>
      object && isRangeReady && within && !problem?.isBlocking
        ? { object, ...within, ...(range ? resolveTimeRange(range) : undefined) }
        : null,
    [object, isRangeReady, within, problem?.isBlocking, range]
  );
  const status = useResponse<RemovalsResponse>(core.http, REMOVALS_PATH, request);
  const { response: response, error, isLoading } = status;

  const latest = useRef(state);
  latest.current = state;
  const hasDefaultRange = Boolean(resolved?.timeRange ?? config.defaultRange);
  const navigate = useCallback(
    (next: Partial<UrlState>) => {
      const path = buildPagePath({ ...latest.current, q: undefined, list: undefined, ...next });
      if (path !== buildPagePath(latest.current)) history.push(path);
      return path === buildPagePath(latest.current);
    },
    [history]
  );
  const onSubmit = (text: string, asked: Scope): void => {
    if (navigate({ ...asked, object: text })) status.reload();
  };
  const onRange = (next: TimeRange | undefined): void => {
    navigate(
      next
        ? { ...next, allTime: undefined }
        : { from: undefined, to: undefined, ...(hasDefaultRange ? { allTime: true as const } : {}) }
    );
  };
  const onScopeChange = useChangeScope(core, state);
  const removeFilters = (): void => onScopeChange(getSearchTarget(scope, resolved));
  const pathLink = usePathLink();
  const objectLink = useCallback(
    (name: string) => pathLink(buildPagePath({ ...latest.current, object: name })),
    [pathLink]
  );
  // Over all time: what a request caused goes on after the time that is shown.
  const traceLink = useCallback(
    (id: string) =>
      pathLink(
        formatPath({ ...scope, id, ...(resolved?.timeRange ? { allTime: true } : {}), view: {} })
      ),
    [pathLink, scope, resolved]
  );

  const title = object
    ? i18n.translate('requestTrace.moves.titleOf', {
        defaultMessage: 'Where Pods went: {object}',
        values: { object },
      })
    : i18n.translate('requestTrace.moves.title', { defaultMessage: 'Where Pods went' });
  usePageTitle(core, title);
  const path = buildPagePath(state);
  const isKnown = Boolean(response?.moves.length);
  useEffect(() => {
    if (isKnown)
      core.chrome.recentlyAccessed?.add(
        `/app/${PLUGIN_ID}${path}`,
        title,
        `${PLUGIN_ID}:moves:${object}`
      );
  }, [core, isKnown, object, path, title]);
  const headingRef = useRef<HTMLHeadingElement>(null);
  useEffect(() => {
    // Who came here by a click or Enter gets told where they are; who opened a link is at the top of the page anyway.
    if (history.action === 'PUSH' && object) headingRef.current?.focus();
  }, [history, object]);
  const time = useMemo(() => createTimeFormat(core.uiSettings), [core.uiSettings]);
  const [step, setStep] = useState<PodRemovalStep>();

  return (
    <EuiPageTemplate restrictWidth={false} offset={0} data-test-subj="requestTraceMovesPage">
      <EuiPageTemplate.Section paddingSize="m">
        <EuiFlexGroup gutterSize="m" alignItems="baseline" wrap responsive={false}>
          <EuiFlexItem grow={false}>
            <EuiTitle size="s">
              <h1 ref={headingRef} tabIndex={-1} style={{ overflowWrap: 'anywhere' }}>
                {title}
              </h1>
            </EuiTitle>
          </EuiFlexItem>
          <EuiFlexItem style={{ minWidth: 'min(280px, 100%)' }}>
            <EuiText size="s" color="subdued">
              <p>
                {i18n.translate('requestTrace.moves.what', {
                  defaultMessage:
                    'What removed or moved Pods, back to the request and the user that began it.',
                })}
              </p>
            </EuiText>
          </EuiFlexItem>
        </EuiFlexGroup>
        <EuiSpacer size="s" />
        {problem && !problem.isBlocking && <ScopeNotice problem={problem} />}
        <ObjectSearchBox
          services={services}
          config={config}
          object={object}
          range={range}
          isRangeReady={isRangeReady}
          scope={scope}
          resolved={resolved}
          onScopeChange={onScopeChange}
          onRange={onRange}
          onSubmit={onSubmit}
        />
        <EuiSpacer size="m" />
        {problem?.isBlocking && (
          <BlockedScope
            problem={problem}
            canDropFilters={resolved !== undefined && isFiltered(resolved)}
            onDropFilters={removeFilters}
            onDefault={() => onScopeChange({})}
          />
        )}
        {resolved && isFiltered(resolved) && !problem?.isBlocking && (
          <FilteredNotice onDropFilters={removeFilters} />
        )}
        {!object && <NoObjectPrompt />}
        {isLoading && <LoadingRemovals onCancel={status.cancel} />}
        {error && <RemovalsFailed error={error} onRetry={status.reload} />}
        {status.isCancelled && <RemovalsCancelled onRetry={status.reload} />}
        {response && <Warnings warnings={response.warnings} exclude={['not_found']} />}
        {response &&
          (response.moves.length > 0 ? (
            <RemovalsList
              key={JSON.stringify(request)}
              response={response}
              time={time}
              objectLink={objectLink}
              traceLink={traceLink}
              onStep={setStep}
            />
          ) : (
            <NoRemovals answer={response} time={time} hasRange={range !== undefined} />
          ))}
        {step && (
          <RecordFlyout
            services={services}
            scope={scope}
            step={step}
            onClose={() => setStep(undefined)}
          />
        )}
      </EuiPageTemplate.Section>
    </EuiPageTemplate>
  );
}

/** The page's own path, also where nothing is asked for yet. */
function buildPagePath(state: UrlState): string {
  const path = formatPath({ ...state, id: undefined, view: {} });
  return state.object ? path : `${REMOVALS_ROUTE}${path.slice(1)}`;
}
