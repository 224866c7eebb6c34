/** One trace, with everything that the reader set in the URL. */
import React, { useCallback, useEffect, useMemo, useRef, useState } from 'react';
import { EuiPageTemplate, EuiScreenReaderOnly, EuiSpacer } from '@elastic/eui';
import { i18n } from '@kbn/i18n';
import { useHistory, useLocation } from 'react-router-dom';
import { PLUGIN_ID, PLUGIN_NAME } from '../../common/api/paths';
import type { Services, TraceRequest, TraceViewProps, TraceViewState } from '../types';
import { isPlainClick } from './app_link';
import { LazyPart } from './lazy_part';
import { SearchBox } from './search_box';
import { resolveTimeRange } from './time_range';
import { formatPath, HOME_ROUTE, isStep, parseSearch, type UrlState } from './url_state';
import { useConfig } from './use_config';

const loadTraceView = async (): Promise<React.ComponentType<TraceViewProps>> => (await import('../trace')).TraceView;

/** `id` is checked by the route; the rest of the state comes with it. */
export function TracePage({ services, id }: { services: Services; id: string }): React.ReactElement {
  const { core } = services;
  const history = useHistory();
  const { search } = useLocation();
  const { config } = useConfig(core.http);
  const state = useMemo(() => parseSearch(search), [search]);
  const { from, to, index } = state;
  const range = from !== undefined && to !== undefined ? { from, to } : undefined;
  const [repeats, setRepeats] = useState(0);
  // `now` is taken once per request: with each change of the view it would become another request.
  const request = useMemo<TraceRequest>(() => ({
    id, index, ...(from !== undefined && to !== undefined ? resolveTimeRange({ from, to }) : undefined),
    // eslint-disable-next-line react-hooks/exhaustive-deps -- asked for again, `now` is another moment
  }), [id, index, from, to, repeats]);

  const latest = useRef<UrlState>(state);
  latest.current = state;
  const onStateChange = useCallback((view: TraceViewState) => {
    const before = latest.current;
    const path = formatPath({ ...before, view });
    if (path === formatPath(before)) return;
    latest.current = { ...before, view };
    if (isStep(before.view, view)) history.push(path);
    else history.replace(path);
  }, [history]);

  const onSubmit = useCallback((next: TraceRequest) => {
    const path = formatPath({ ...next, view: {} });
    if (path === formatPath({ ...latest.current, q: undefined, view: {} })) setRepeats((count) => count + 1);
    else history.push(path);
  }, [history]);

  const heading = useRef<HTMLHeadingElement>(null);
  const title = i18n.translate('requestTrace.page.title', { defaultMessage: 'Trace of {id}', values: { id } });
  useEffect(() => {
    core.chrome.setBreadcrumbs([
      {
        text: PLUGIN_NAME,
        href: history.createHref({ pathname: HOME_ROUTE }),
        onClick: (event) => {
          if (!isPlainClick(event)) return;
          event.preventDefault();
          history.push(HOME_ROUTE);
        },
      },
      { text: id },
    ]);
    core.chrome.docTitle.change([title, PLUGIN_NAME]);
    core.chrome.recentlyAccessed?.add(`/app/${PLUGIN_ID}${formatPath({ id, from, to, index, view: {} })}`, title, `${PLUGIN_ID}:${id}`);
    // Who came here by a click or Enter gets told where they are; who opened a link is at the top of the page anyway.
    if (history.action === 'PUSH') heading.current?.focus();
  }, [core, history, id, from, to, index, title]);

  return (
    <EuiPageTemplate restrictWidth={false} offset={0} data-test-subj="requestTracePage">
      <EuiPageTemplate.Section paddingSize="m">
        <SearchBox
          compact
          core={core}
          config={config}
          text={id}
          range={range}
          index={index}
          onSubmit={onSubmit}
        />
        <EuiSpacer size="m" />
        {/* The eye has the ID in the box and in the trace's own header. */}
        <EuiScreenReaderOnly><h1 ref={heading} tabIndex={-1}>{title}</h1></EuiScreenReaderOnly>
        <LazyPart<TraceViewProps>
          key={JSON.stringify([request, repeats])}
          load={loadTraceView}
          props={{ services, request, state: state.view, onStateChange, layout: 'page' }}
        />
      </EuiPageTemplate.Section>
    </EuiPageTemplate>
  );
}
