/** The tab "Trace request" of Discover's document flyout: the trace of the request that the document belongs to. */
import React, { useCallback, useMemo, useState } from 'react';
import { EuiButtonEmpty, EuiCallOut, EuiCode, EuiEmptyPrompt, EuiSelect, EuiSpacer } from '@elastic/eui';
import { i18n } from '@kbn/i18n';
import { AppLink } from '../links/app_link';
import { describeId } from '../ids/id_words';
import { LazyPart } from '../parts/lazy_part';
import type { TraceableId } from '../ids/recognise';
import { useConfig, type BrowserConfig } from '../config/use_config';
import type { CoreStart, DataView, DocViewProps } from '../kibana_types';
import type { Services, TraceViewProps, TraceViewState } from '../types';
import { indexOf, scopeOfDataView } from './discover_scope';
import { documentIds, documentText, isOfObject } from './document_ids';
import { linePathOf } from './document_path';

const loadTraceView = async (): Promise<React.ComponentType<TraceViewProps>> => (await import('../trace')).TraceView;

export function Tab({ services, hit, dataView }: DocViewProps & { services: Services }): React.ReactElement | null {
  const { core } = services;
  const { config, ready } = useConfig(core.http);
  const ids = useMemo(() => documentIds(hit, config), [hit, config]);
  // A document's IDs are known at once; that it has none only when the configured fields are.
  if (ids.length === 0) return ready ? <NoId core={core} hit={hit} dataView={dataView} config={config} /> : null;
  return <Traces key={hit.id} services={services} ids={ids} dataView={dataView} document={`${hit.raw._index}/${hit.raw._id}`} />;
}

interface TraceProps {
  services: Services;
  dataView: DataView | undefined;
  /** the opened document, as the trace's view names records */
  document: string;
}

function Traces({ services, ids, dataView, document }: TraceProps & { ids: TraceableId[] }): React.ReactElement {
  const [chosen, setChosen] = useState<string>();
  const traced = ids.find(({ value }) => value === chosen) ?? ids[0] as TraceableId;
  const id = traced.value;
  return (
    <>
      {ids.length > 1 && (
        <>
          <EuiSpacer size="s" />
          <EuiSelect
            compressed
            fullWidth
            value={id}
            onChange={(event) => setChosen(event.target.value)}
            options={ids.map((each) => ({ value: each.value, text: describeId(each) }))}
            prepend={i18n.translate('requestTrace.tab.chooseId', { defaultMessage: 'ID to trace' })}
            aria-label={i18n.translate('requestTrace.tab.chooseId', { defaultMessage: 'ID to trace' })}
            data-test-subj="requestTraceTabId"
          />
        </>
      )}
      {isOfObject(traced) && (
        <>
          <EuiSpacer size="s" />
          <EuiCallOut size="s" iconType="iInCircle" data-test-subj="requestTraceTabOfObject" title={ofObject(traced, ids.every(isOfObject))} />
        </>
      )}
      <EuiSpacer size="s" />
      <OneTrace key={id} services={services} id={id} dataView={dataView} document={document} />
    </>
  );
}

/** @param isOnly the document has no ID of a request */
function ofObject(traced: TraceableId, isOnly: boolean): string {
  const id = describeId(traced);
  return isOnly
    ? i18n.translate('requestTrace.tab.ofObject', {
      defaultMessage: 'This document has no ID of a request. Shown is what names the {id}, with the requests behind it: that may be more than one.', values: { id },
    })
    : i18n.translate('requestTrace.tab.ofObjectChosen', {
      defaultMessage: 'Shown is what names the {id}, with the requests behind it: that may be more than one.', values: { id },
    });
}

/** Holds what the reader sets in the trace; gone with the ID (its key), since it makes no sense in another trace. */
function OneTrace({ services, id, dataView, document }: TraceProps & { id: string }): React.ReactElement {
  // The reader comes from this line: the trace shows where in it they are.
  const [state, setState] = useState<TraceViewState>({ selected: document });
  const { request, scope } = useMemo(() => ({
    // named at once: no data view has to be looked up for what Discover hands over
    request: { id, index: indexOf(dataView), ...(dataView?.timeFieldName ? { timeField: dataView.timeFieldName } : {}) },
    scope: scopeOfDataView(dataView),
  }), [id, dataView]);
  const onStateChange = useCallback((next: TraceViewState) => setState(next), []);
  return <LazyPart<TraceViewProps> load={loadTraceView} props={{ services, request, scope, state, onStateChange, layout: 'tab' }} />;
}

function NoId({ core, hit, dataView, config }: DocViewProps & { core: CoreStart; config: BrowserConfig }): React.ReactElement {
  const text = documentText(hit, config);
  return (
    <EuiEmptyPrompt
      iconType="search"
      titleSize="xs"
      paddingSize="m"
      data-test-subj="requestTraceNoId"
      title={<h3>{i18n.translate('requestTrace.tab.noId', { defaultMessage: 'No ID to trace in this document' })}</h3>}
      body={(
        <>
          <p>
            {i18n.translate('requestTrace.tab.noIdBody', {
              defaultMessage: 'Looked for the UID of a Pod or of an Event’s object, and for a request ID, an audit ID and a trace ID in the text and in these fields:',
            })}
          </p>
          <p>{config.idFields.map((field) => <React.Fragment key={field}><EuiCode>{field}</EuiCode>{' '}</React.Fragment>)}</p>
        </>
      )}
      actions={(
        <AppLink core={core} path={linePathOf(hit, dataView, config)}>
          {(link) => (
            <EuiButtonEmpty iconType="popout" {...link} data-test-subj="requestTraceOpenApp">
              {text === undefined
                ? i18n.translate('requestTrace.tab.openApp', { defaultMessage: 'Open Request Trace' })
                : i18n.translate('requestTrace.tab.openAppWithLine', { defaultMessage: 'Open Request Trace with this line' })}
            </EuiButtonEmpty>
          )}
        </AppLink>
      )}
    />
  );
}
