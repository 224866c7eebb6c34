/** The app's page for an object, or for a pasted line that names one: which requests may have caused what became of it. */
import React, { useEffect, useMemo, useRef } from 'react';
import { EuiPageTemplate, EuiSpacer, EuiText, EuiTitle } from '@elastic/eui';
import { i18n } from '@kbn/i18n';
import { useHistory, useLocation } from 'react-router-dom';
import { useConfig } from '../config/use_config';
import { formatPath, HOME_ROUTE, parseSearch, type UrlState } from '../links/url_state';
import { AppLink } from '../links/app_link';
import { usePageName } from '../navigation/use_page_name';
import { namesPlace, placeOf, withDefaultPlace } from '../scope/change_scope';
import { isFiltered } from '../scope/resolve_scope';
import { BlockedScope, FilteredNotice, ScopeNotice, unreadProblem } from '../scope/scope_messages';
import { scopeOf } from '../scope/scope_url';
import { useChangeScope } from '../links/use_change_scope';
import { useResolvedScope } from '../scope/use_resolved_scope';
import { resolveTimeRange } from '../time/time_range';
import type { Services } from '../types';
import { CausedBy } from './caused_by';
import { LoadingCandidates } from './states';

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
  const scopeKey = JSON.stringify(scopeOf(state));
  const scope = useMemo(() => scopeOf(JSON.parse(scopeKey) as UrlState), [scopeKey]);
  // Kibana's own query needs the data view that it is of, even where the server would find the indices itself.
  const needsPlace = isFiltered(scope) && !namesPlace(scope);
  const found = useResolvedScope(needsPlace ? withDefaultPlace(scope, config) : scope, plugins);
  const resolved = needsPlace && !ready ? undefined : found;
  const problem = unread ? unreadProblem(unread) : resolved?.problem;
  const within = resolved?.request;
  const request = useMemo(
    () =>
      object && ready && within && !problem?.blocking
        ? { object, ...within, ...(from && to ? resolveTimeRange({ from, to }) : undefined) }
        : null,
    [object, ready, within, problem?.blocking, from, to]
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
  usePageName(core, title);
  const heading = useRef<HTMLHeadingElement>(null);
  useEffect(() => {
    // Who came here by a click gets told where they are; who opened a link is at the top of the page anyway.
    if (history.action === 'PUSH') heading.current?.focus();
  }, [history]);
  const pathOf = (id: string): string =>
    formatPath({ ...scope, id, ...(resolved?.timeRange ? { allTime: true } : {}), view: {} });

  return (
    <EuiPageTemplate restrictWidth={false} offset={0} data-test-subj="requestTraceCausesPage">
      <EuiPageTemplate.Section paddingSize="m">
        <EuiTitle size="s">
          <h1 ref={heading} tabIndex={-1} style={{ overflowWrap: 'anywhere' }}>
            {title}
          </h1>
        </EuiTitle>
        <EuiSpacer size="m" />
        {problem && !problem.blocking && <ScopeNotice problem={problem} />}
        {problem?.blocking && (
          <BlockedScope
            problem={problem}
            canDropFilters={resolved !== undefined && isFiltered(resolved)}
            onDropFilters={() => onScopeChange(placeOf(scope, resolved))}
            onDefault={() => onScopeChange({})}
          />
        )}
        {resolved && isFiltered(resolved) && !problem?.blocking && (
          <FilteredNotice onDropFilters={() => onScopeChange(placeOf(scope, resolved))} />
        )}
        {request && (
          <CausedBy
            key={JSON.stringify(request)}
            services={services}
            request={request}
            pathOf={pathOf}
          />
        )}
        {!request && object && !problem?.blocking && (
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
