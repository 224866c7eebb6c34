/** The app's page for an object, or for a pasted line that names one: which requests may have caused what became of it. */
import React, { useEffect, useMemo, useRef } from 'react';
import { EuiPageTemplate, EuiSpacer, EuiText, EuiTitle } from '@elastic/eui';
import { i18n } from '@kbn/i18n';
import { useHistory, useLocation } from 'react-router-dom';
import { useConfig } from '../config/use_config';
import { formatPath, HOME_ROUTE, parseSearch, type UrlState } from '../app_url/url_state';
import { AppLink } from '../app_url/app_link';
import { usePageTitle } from '../navigation/use_page_title';
import { hasSearchTarget, getSearchTarget, withDefaultSearchTarget } from '../scope/search_target';
import { isFiltered } from '../scope/resolve_scope';
import {
  BlockedScope,
  FilteredNotice,
  ScopeNotice,
  createUnreadableLinkProblem,
} from '../scope/scope_messages';
import { pickScope } from '../scope/scope_url';
import { useChangeScope } from '../app_url/use_change_scope';
import { useResolvedScope } from '../scope/use_resolved_scope';
import { resolveTimeRange } from '../time/time_range';
import type { Services } from '../types';
import { CauseFinder } from './cause_finder';
import { LoadingCandidates } from './loading_and_empty_states';

export interface CausesPageProps {
  services: Services;
}

export function CausesPage({ services }: CausesPageProps): React.ReactElement {
  const { core, plugins } = services;
  const history = useHistory();
  const { search } = useLocation();
  const { config, ready } = useConfig(core.http);
  const state = useMemo(() => parseSearch(search), [search]);
  const { cause: object, from, to, unread } = state;
  const scopeKey = JSON.stringify(pickScope(state));
  const scope = useMemo(() => pickScope(JSON.parse(scopeKey) as UrlState), [scopeKey]);
  // Kibana's own query needs the data view that it is of, even where the server would find the indices itself.
  const needsDefaultTarget = isFiltered(scope) && !hasSearchTarget(scope);
  const found = useResolvedScope(
    needsDefaultTarget ? withDefaultSearchTarget(scope, config) : scope,
    plugins
  );
  const resolved = needsDefaultTarget && !ready ? undefined : found;
  const problem = unread ? createUnreadableLinkProblem(unread) : resolved?.problem;
  const within = resolved?.request;
  const request = useMemo(
    () =>
      object && ready && within && !problem?.isBlocking
        ? { object, ...within, ...(from && to ? resolveTimeRange({ from, to }) : undefined) }
        : null,
    [object, ready, within, problem?.isBlocking, from, to]
  );
  const onScopeChange = useChangeScope(core, state);
  const title = object
    ? i18n.translate('requestTrace.candidates.pageTitle', {
        defaultMessage: 'Which request caused it: {object}',
        values: { object },
      })
    : i18n.translate('requestTrace.candidates.pageTitleNone', {
        defaultMessage: 'Which request caused it',
      });
  usePageTitle(core, title);
  const headingRef = useRef<HTMLHeadingElement>(null);
  useEffect(() => {
    // Who came here by a click gets told where they are; who opened a link is at the top of the page anyway.
    if (history.action === 'PUSH') headingRef.current?.focus();
  }, [history]);
  const buildTracePath = (id: string): string =>
    formatPath({ ...scope, id, ...(resolved?.timeRange ? { allTime: true } : {}), view: {} });

  return (
    <EuiPageTemplate restrictWidth={false} offset={0} data-test-subj="requestTraceCausesPage">
      <EuiPageTemplate.Section paddingSize="m">
        <EuiTitle size="s">
          <h1 ref={headingRef} tabIndex={-1} style={{ overflowWrap: 'anywhere' }}>
            {title}
          </h1>
        </EuiTitle>
        <EuiSpacer size="m" />
        {problem && !problem.isBlocking && <ScopeNotice problem={problem} />}
        {problem?.isBlocking && (
          <BlockedScope
            problem={problem}
            canDropFilters={resolved !== undefined && isFiltered(resolved)}
            onDropFilters={() => onScopeChange(getSearchTarget(scope, resolved))}
            onDefault={() => onScopeChange({})}
          />
        )}
        {resolved && isFiltered(resolved) && !problem?.isBlocking && (
          <FilteredNotice onDropFilters={() => onScopeChange(getSearchTarget(scope, resolved))} />
        )}
        {request && (
          <CauseFinder
            key={JSON.stringify(request)}
            services={services}
            request={request}
            buildTracePath={buildTracePath}
          />
        )}
        {!request && object && !problem?.isBlocking && (
          <LoadingCandidates onCancel={() => history.goBack()} />
        )}
        {!object && (
          <EuiText size="s">
            <p>
              {i18n.translate('requestTrace.candidates.nothingAsked', {
                defaultMessage:
                  'Nothing is asked for: paste a line or a name into the box of the first page.',
              })}
            </p>
            <p>
              <AppLink core={core} path={HOME_ROUTE}>
                {(link) => (
                  <a {...link}>
                    {i18n.translate('requestTrace.candidates.toFirstPage', {
                      defaultMessage: 'To the first page',
                    })}
                  </a>
                )}
              </AppLink>
            </p>
          </EuiText>
        )}
      </EuiPageTemplate.Section>
    </EuiPageTemplate>
  );
}
