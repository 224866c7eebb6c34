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
import { MOVES_PATH, PLUGIN_ID } from '../../common/api/paths';
import type { MovesAnswer, MoveStep } from '../../common/model/moves';
import { useConfig } from '../config/use_config';
import { useAnswer } from '../http/use_answer';
import { formatPath, MOVES_ROUTE, parseSearch, type UrlState } from '../links/url_state';
import { usePathLink } from '../links/use_path_link';
import { usePageName } from '../navigation/use_page_name';
import { namesPlace, placeOf, withDefaultPlace } from '../scope/change_scope';
import { isFiltered } from '../scope/resolve_scope';
import { BlockedScope, FilteredNotice, ScopeNotice, unreadProblem } from '../scope/scope_messages';
import type { Scope } from '../scope/scope';
import { scopeOf } from '../scope/scope_url';
import { useChangeScope } from '../links/use_change_scope';
import { useResolvedScope } from '../scope/use_resolved_scope';
import { resolveTimeRange, type TimeRange } from '../time/time_range';
import { Warnings } from '../trace/coverage/warnings';
import { createTimeFormat } from '../trace/format_time';
import type { Services } from '../types';
import { MovesList } from './moves_list';
import { ObjectBox } from './object_box';
import { RecordFlyout } from './record_flyout';
import { LoadingMoves, MovesCancelled, MovesFailed, NoMoves, NothingAsked } from './states';

export interface MovesPageProps {
  services: Services;
}

export function MovesPage({ services }: MovesPageProps): React.ReactElement {
  const { core, plugins } = services;
  const history = useHistory();
  const { search } = useLocation();
  const { config, ready } = useConfig(core.http);
  const state = useMemo(() => parseSearch(search), [search]);
  const { object, unread } = state;
  const scopeKey = JSON.stringify(scopeOf(state));
  const scope = useMemo(() => scopeOf(JSON.parse(scopeKey) as UrlState), [scopeKey]);
  // Kibana's own query needs the data view that it is of, even where the server would find the indices itself.
  const needsPlace = isFiltered(scope) && !namesPlace(scope);
  const found = useResolvedScope(needsPlace ? withDefaultPlace(scope, config) : scope, plugins);
  const resolved = needsPlace && !ready ? undefined : found;

  const stored = state.allTime
    ? undefined
    : (resolved?.timeRange ?? (ready ? config.defaultRange : undefined));
  const [from, to] = [state.from ?? stored?.from, state.to ?? stored?.to];
  const range = useMemo(
    () => (from !== undefined && to !== undefined ? { from, to } : undefined),
    [from, to]
  );
  const rangeReady = ready && resolved !== undefined;
  const within = resolved?.request;
  const problem = unread ? unreadProblem(unread) : resolved?.problem;
  const request = useMemo(
    () =>
      object && rangeReady && within && !problem?.blocking
        ? { object, ...within, ...(range ? resolveTimeRange(range) : undefined) }
        : null,
    [object, rangeReady, within, problem?.blocking, range]
  );
  const status = useAnswer<MovesAnswer>(core.http, MOVES_PATH, request);
  const { answer, error, isLoading } = status;

  const latest = useRef(state);
  latest.current = state;
  const hasDefault = Boolean(resolved?.timeRange ?? config.defaultRange);
  const go = useCallback(
    (next: Partial<UrlState>) => {
      const path = pathOf({ ...latest.current, q: undefined, list: undefined, ...next });
      if (path !== pathOf(latest.current)) history.push(path);
      return path === pathOf(latest.current);
    },
    [history]
  );
  const onSubmit = (text: string, asked: Scope): void => {
    if (go({ ...asked, object: text })) status.reload();
  };
  const onRange = (next: TimeRange | undefined): void => {
    go(
      next
        ? { ...next, allTime: undefined }
        : { from: undefined, to: undefined, ...(hasDefault ? { allTime: true as const } : {}) }
    );
  };
  const onScopeChange = useChangeScope(core, state);
  const dropFilters = (): void => onScopeChange(placeOf(scope, resolved));
  const pathLink = usePathLink();
  const objectLink = useCallback(
    (name: string) => pathLink(pathOf({ ...latest.current, object: name })),
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
  usePageName(core, title);
  const path = pathOf(state);
  const isKnown = Boolean(answer?.moves.length);
  useEffect(() => {
    if (isKnown)
      core.chrome.recentlyAccessed?.add(
        `/app/${PLUGIN_ID}${path}`,
        title,
        `${PLUGIN_ID}:moves:${object}`
      );
  }, [core, isKnown, object, path, title]);
  const heading = useRef<HTMLHeadingElement>(null);
  useEffect(() => {
    // Who came here by a click or Enter gets told where they are; who opened a link is at the top of the page anyway.
    if (history.action === 'PUSH' && object) heading.current?.focus();
  }, [history, object]);
  const time = useMemo(() => createTimeFormat(core.uiSettings), [core.uiSettings]);
  const [step, setStep] = useState<MoveStep>();

  return (
    <EuiPageTemplate restrictWidth={false} offset={0} data-test-subj="requestTraceMovesPage">
      <EuiPageTemplate.Section paddingSize="m">
        <EuiFlexGroup gutterSize="m" alignItems="baseline" wrap responsive={false}>
          <EuiFlexItem grow={false}>
            <EuiTitle size="s">
              <h1 ref={heading} tabIndex={-1} style={{ overflowWrap: 'anywhere' }}>
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
        {problem && !problem.blocking && <ScopeNotice problem={problem} />}
        <ObjectBox
          services={services}
          config={config}
          object={object}
          range={range}
          rangeReady={rangeReady}
          scope={scope}
          resolved={resolved}
          onScopeChange={onScopeChange}
          onRange={onRange}
          onSubmit={onSubmit}
        />
        <EuiSpacer size="m" />
        {problem?.blocking && (
          <BlockedScope
            problem={problem}
            canDropFilters={resolved !== undefined && isFiltered(resolved)}
            onDropFilters={dropFilters}
            onDefault={() => onScopeChange({})}
          />
        )}
        {resolved && isFiltered(resolved) && !problem?.blocking && (
          <FilteredNotice onDropFilters={dropFilters} />
        )}
        {!object && <NothingAsked />}
        {isLoading && <LoadingMoves onCancel={status.cancel} />}
        {error && <MovesFailed error={error} onRetry={status.reload} />}
        {status.isCancelled && <MovesCancelled onRetry={status.reload} />}
        {answer && <Warnings warnings={answer.warnings} exclude={['not_found']} />}
        {answer &&
          (answer.moves.length > 0 ? (
            <MovesList
              key={JSON.stringify(request)}
              answer={answer}
              time={time}
              objectLink={objectLink}
              traceLink={traceLink}
              onStep={setStep}
            />
          ) : (
            <NoMoves answer={answer} time={time} hasRange={range !== undefined} />
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
function pathOf(state: UrlState): string {
  const path = formatPath({ ...state, id: undefined, view: {} });
  return state.object ? path : `${MOVES_ROUTE}${path.slice(1)}`;
}
