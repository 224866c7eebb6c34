/** The app's first page: the box, and what it does. */
import React, { useCallback, useEffect, useMemo } from 'react';
import { EuiCode, EuiCodeBlock, EuiPageTemplate, EuiSpacer, EuiText } from '@elastic/eui';
import { i18n } from '@kbn/i18n';
import { useHistory, useLocation } from 'react-router-dom';
import { PLUGIN_NAME } from '../../common/api/paths';
import { ScopeNotice, unreadProblem } from '../scope/scope_messages';
import { scopeOf } from '../scope/scope_url';
import { useResolvedScope } from '../scope/use_resolved_scope';
import type { Services } from '../types';
import { SearchBox, type Asked } from './search_box';
import { formatPath, parseSearch } from '../links/url_state';
import { useChangeScope } from './use_change_scope';
import { useConfig } from '../config/use_config';

const EXAMPLE = 'E1118 12:03:05.102000    1949 nestedpendingoperations.go:348] "MountVolume.SetUp failed" pod="shop/web-0" reqID="5f0c1d3e-8a47-4b6e-9c52-7d1e60b3a9f4"';

export function HomePage({ services }: { services: Services }): React.ReactElement {
  const { core, plugins } = services;
  const history = useHistory();
  const { search } = useLocation();
  const state = useMemo(() => parseSearch(search), [search]);
  const { q, from, to, allTime, unread } = state;
  const scope = scopeOf(state);
  const { config, ready } = useConfig(core.http);
  const resolved = useResolvedScope(scope, plugins);
  // What the link says, what the saved search stores, what is configured.
  const range = from !== undefined && to !== undefined ? { from, to } : allTime ? undefined : resolved?.timeRange ?? config.defaultRange;
  const onScopeChange = useChangeScope(core, state);
  const onSubmit = useCallback(({ id, text, range: chosen, scope: within }: Asked) => {
    const asked = { ...within, ...chosen, ...(!chosen && (resolved?.timeRange ?? config.defaultRange) ? { allTime: true as const } : {}) };
    // The way back leads to what stands in the box now.
    history.replace(formatPath({ ...asked, q: text, view: {} }));
    history.push(formatPath({ ...asked, id, view: {} }));
  }, [history, resolved, config]);

  useEffect(() => {
    core.chrome.setBreadcrumbs([{ text: PLUGIN_NAME }]);
    core.chrome.docTitle.change(PLUGIN_NAME);
  }, [core]);

  return (
    <EuiPageTemplate restrictWidth={960} offset={0} data-test-subj="requestTraceHome">
      <EuiPageTemplate.Header
        pageTitle={PLUGIN_NAME}
        description={i18n.translate('requestTrace.home.description', {
          defaultMessage: 'Shows everything that one Kubernetes operation caused, across the logs of all components, the audit log, events and Pods. Paste an ID, or a line that has one, to see all of it in order, and who asked for it.',
        })}
      />
      <EuiPageTemplate.Section>
        {unread && <ScopeNotice problem={unreadProblem(unread)} />}
        {resolved?.problem && <ScopeNotice problem={resolved.problem} />}
        <SearchBox
          services={services}
          config={config}
          text={q}
          range={range}
          rangeReady={ready && resolved !== undefined}
          scope={scope}
          resolved={resolved}
          onScopeChange={onScopeChange}
          onSubmit={onSubmit}
        />
        <EuiSpacer size="l" />
        <EuiText size="s" color="subdued">
          <p>
            {i18n.translate('requestTrace.home.example', {
              defaultMessage: 'For example this line of a kubelet; the request ID at its end is on every line that the same kubectl command caused, in every component:',
            })}
          </p>
        </EuiText>
        <EuiSpacer size="s" />
        <EuiCodeBlock fontSize="s" paddingSize="s" isCopyable>{EXAMPLE}</EuiCodeBlock>
        <EuiSpacer size="s" />
        <EuiText size="s" color="subdued">
          <p>
            {i18n.translate('requestTrace.home.auditId', { defaultMessage: 'Or an audit ID, which every request to kube-apiserver has:' })}
            {' '}<EuiCode>kubectl -v=8</EuiCode>{' '}
            {i18n.translate('requestTrace.home.auditIdWhere', { defaultMessage: 'shows it as the header Audit-Id.' })}
          </p>
        </EuiText>
      </EuiPageTemplate.Section>
    </EuiPageTemplate>
  );
}
