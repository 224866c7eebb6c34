/** One trace, with everything that the reader set in the URL. */
import React, { useCallback, useEffect, useMemo, useRef, useState } from 'react';
import { EuiPageTemplate, EuiScreenReaderOnly, EuiSpacer } from '@elastic/eui';
import { useHistory, useLocation } from 'react-router-dom';
import type { Trace, TraceWarning, WarningCode } from '../../common/model/trace';
import { hasSearchTarget, getSearchTarget, withDefaultSearchTarget } from '../scope/search_target';
import { isFiltered } from '../scope/resolve_scope';
import {
  BlockedScope,
  FilteredNotice,
  ScopeNotice,
  createUnreadableLinkProblem,
} from '../scope/scope_messages';
import { pickScope } from '../scope/scope_url';
import { useResolvedScope } from '../scope/use_resolved_scope';
import type { Services, TraceRequest, TraceViewProps, TraceViewState } from '../types';
import { DelayedSkeleton, LazyComponent } from '../lazy/lazy_component';
import { SearchBox, type SearchRequest } from './search_box';
import { resolveTimeRange } from '../time/time_range';
import { formatPath, isHistoryStep, parseSearch, type UrlState } from '../app_url/url_state';
import { toListState } from './to_list_state';
import { getTimeRangeBeforeLine } from '../search_text/time_range_before_line';
import { usePathLink } from '../app_url/use_path_link';
import { useChangeScope } from '../app_url/use_change_scope';
import { useConfig } from '../config/use_config';
import { useTraceTitle } from './use_trace_title';

/** The notice of the page's own has them, with the way to do something about it. */
const FILTER_WARNINGS: readonly WarningCode[] = ['filtered', 'filtered_out'];

const loadTraceView = async (): Promise<React.ComponentType<TraceViewProps>> =>
  (await import('../trace')).TraceView;

/** `id` is checked by the route; the rest of the state comes with it. */
export function TracePage({
  services,
  id,
}: {
  services: Services;
  id: string;
}): React.ReactElement {
  const { core, plugins } = services;
  const history = useHistory();
  const { search } = useLocation();
  const { config, ready } = useConfig(core.http);
  const state = useMemo(() => parseSearch(search), [search]);
  const { unread } = state;
  const scopeKey = JSON.stringify(pickScope(state));
  const scope = useMemo(() => pickScope(JSON.parse(scopeKey) as UrlState), [scopeKey]);
  // Kibana's own query needs the data view that it is of, even where the server would find the indices itself.
  const needsDefaultTarget = isFiltered(scope) && !hasSearchTarget(scope);
  const found = useResolvedScope(
    needsDefaultTarget ? withDefaultSearchTarget(scope, config) : scope,
    plugins
  );
  const resolved = needsDefaultTarget && !ready ? undefined : found;

  const savedTimeRange = state.allTime ? undefined : resolved?.timeRange;
  const [from, to] = [state.from ?? savedTimeRange?.from, state.to ?? savedTimeRange?.to];
  const range = useMemo(
    () => (from !== undefined && to !== undefined ? { from, to } : undefined),
    [from, to]
  );
  const [repeatCount, setRepeats] = useState(0);
  const within = resolved?.request;
  // `now` is taken once per request: with each change of the view it would become another request.
  const request = useMemo<TraceRequest>(
    () => ({
      id,
      ...within,
      ...(range ? resolveTimeRange(range) : undefined),
    }),
    // eslint-disable-next-line react-hooks/exhaustive-deps -- when the trace is loaded again, `now` is another moment
    [id, within, range, repeatCount]
  );

  const latest = useRef<UrlState>(state);
  latest.current = state;
  const onStateChange = useCallback(
    (view: TraceViewState) => {
      const before = latest.current;
      const path = formatPath({ ...before, view });
      if (path === formatPath(before)) return;
      latest.current = { ...before, view };
      if (isHistoryStep(before.view, view)) history.push(path);
      else history.replace(path);
    },
    [history]
  );

  const onSubmit = useCallback(
    ({
      id: asked,
      requestSearch: requestSearch,
      text,
      range: chosen,
      scope: inScope,
    }: SearchRequest) => {
      const within = {
        ...inScope,
        ...chosen,
        ...(!chosen && (state.allTime || resolved?.timeRange) ? { allTime: true as const } : {}),
        view: {},
      };
      const path = formatPath(
        asked ? { ...within, id: asked } : { ...within, q: text, list: toListState(requestSearch) }
      );
      if (path === formatPath({ ...latest.current, q: undefined, view: {} }))
        setRepeats((count) => count + 1);
      else history.push(path);
    },
    [history, resolved, state.allTime]
  );
  const onScopeChange = useChangeScope(core, state);
  const pathLink = usePathLink();
  const causesLink = (object: string, text: string): ReturnType<typeof pathLink> =>
    pathLink(
      formatPath({ ...scope, ...(getTimeRangeBeforeLine(text) ?? range), cause: object, view: {} })
    );
  const removalsLink = (object: string): ReturnType<typeof pathLink> =>
    pathLink(formatPath({ ...scope, ...range, object, view: {} }));
  const removeFilters = (): void => onScopeChange(getSearchTarget(scope, resolved));

  const path = useMemo(
    () => formatPath({ ...parseSearch(search), q: undefined, view: {} }),
    [search]
  );
  const { title, onTrace } = useTraceTitle(core, id, path);
  const [filterResult, setOfFilter] = useState<{ request: TraceRequest; warning?: TraceWarning }>();
  const onLoaded = useCallback(
    (trace: Trace) => {
      onTrace(trace);
      setOfFilter({
        request,
        warning: trace.warnings.find(({ code }) => FILTER_WARNINGS.includes(code)),
      });
    },
    [onTrace, request]
  );
  const heading = useRef<HTMLHeadingElement>(null);
  useEffect(() => {
    // Who came here by a click or Enter gets told where they are; who opened a link is at the top of the page anyway.
    if (history.action === 'PUSH') heading.current?.focus();
  }, [history, id, path]);

  const problem = unread ? createUnreadableLinkProblem(unread) : resolved?.problem;
  return (
    <EuiPageTemplate restrictWidth={false} offset={0} data-test-subj="requestTracePage">
      <EuiPageTemplate.Section paddingSize="m">
        <SearchBox
          compact
          services={services}
          config={config}
          text={id}
          range={range}
          isRangeReady={resolved !== undefined}
          scope={scope}
          resolved={resolved}
          onScopeChange={onScopeChange}
          onSubmit={onSubmit}
          removalsLink={removalsLink}
          causesLink={causesLink}
        />
        <EuiSpacer size="m" />
        {/* The eye has the ID in the box and in the trace's own header. */}
        <EuiScreenReaderOnly>
          <h1 ref={heading} tabIndex={-1}>
            {title}
          </h1>
        </EuiScreenReaderOnly>
        {problem && !problem.isBlocking && <ScopeNotice problem={problem} />}
        {problem?.isBlocking ? (
          <BlockedScope
            problem={problem}
            canDropFilters={resolved !== undefined && isFiltered(resolved)}
            onDropFilters={removeFilters}
            onDefault={() => onScopeChange({})}
          />
        ) : resolved ? (
          <>
            {isFiltered(resolved) && (
              <FilteredNotice
                warning={filterResult?.request === request ? filterResult.warning : undefined}
                onDropFilters={removeFilters}
              />
            )}
            <LazyComponent<TraceViewProps>
              key={JSON.stringify([request, repeatCount])}
              load={loadTraceView}
              props={{
                services,
                request,
                scope,
                state: state.view,
                onStateChange,
                layout: 'page',
                excludedWarnings: isFiltered(resolved) ? FILTER_WARNINGS : undefined,
                onTrace: onLoaded,
              }}
            />
          </>
        ) : (
          <DelayedSkeleton />
        )}
      </EuiPageTemplate.Section>
    </EuiPageTemplate>
  );
}
