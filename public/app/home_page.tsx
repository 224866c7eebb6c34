/** The app's first page: the box, and what it does. */
import React, { useEffect } from 'react';
import { EuiCode, EuiCodeBlock, EuiPageTemplate, EuiSpacer, EuiText } from '@elastic/eui';
import { i18n } from '@kbn/i18n';
import { useHistory, useLocation } from 'react-router-dom';
import { PLUGIN_NAME } from '../../common/api/paths';
import type { Services } from '../types';
import { SearchBox } from './search_box';
import { formatPath, parseSearch } from './url_state';
import { useConfig } from './use_config';

const EXAMPLE = 'E1118 12:03:05.102000    1949 nestedpendingoperations.go:348] "MountVolume.SetUp failed" pod="shop/web-0" reqID="5f0c1d3e-8a47-4b6e-9c52-7d1e60b3a9f4"';

export function HomePage({ services }: { services: Services }): React.ReactElement {
  const { core } = services;
  const history = useHistory();
  const { search } = useLocation();
  const { q, from, to, index } = parseSearch(search);
  const { config } = useConfig(core.http);

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
        <SearchBox
          core={core}
          config={config}
          text={q}
          range={from !== undefined && to !== undefined ? { from, to } : undefined}
          index={index}
          onSubmit={(request) => history.push(formatPath({ ...request, view: {} }))}
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
