/**
 * The tab "Trace request" of Discover's document flyout: the trace of the request that the document belongs to; where it carries
 * no request's ID, of the one that caused it.
 */
import React, { useCallback, useMemo, useState } from 'react';
import {
  EuiButtonEmpty,
  EuiCallOut,
  EuiFlexGroup,
  EuiFlexItem,
  EuiSelect,
  EuiSpacer,
} from '@elastic/eui';
import { i18n } from '@kbn/i18n';
import type { CausedByProps } from '../candidates';
import { AppLink } from '../links/app_link';
import { formatPath } from '../links/url_state';
import { describeId } from '../ids/id_words';
import { LazyPart } from '../parts/lazy_part';
import type { TraceableId } from '../ids/recognise';
import { useConfig } from '../config/use_config';
import type { CoreStart, DataView, DocViewProps } from '../kibana_types';
import type { Services, TraceViewProps, TraceViewState } from '../types';
import { indexOf, scopeOfDataView } from './discover_scope';
import { documentIds, documentText, isOfObject } from './document_ids';
import { linePathOf } from './document_path';

const loadCausedBy = async (): Promise<React.ComponentType<CausedByProps>> =>
  (await import('../candidates')).CausedBy;
const loadTraceView = async (): Promise<React.ComponentType<TraceViewProps>> =>
  (await import('../trace')).TraceView;

export function Tab({
  services,
  hit,
  dataView,
}: DocViewProps & { services: Services }): React.ReactElement | null {
  const { core } = services;
  const { config, ready } = useConfig(core.http);
  const ids = useMemo(() => documentIds(hit, config), [hit, config]);
  // A document's IDs are known at once; that it has none only when the configured fields are.
  if (ids.length === 0 && !ready) return null;
  const document = `${hit.raw._index}/${hit.raw._id}`;
  if (ids.some(isOfRequest))
    return (
      <Traces key={hit.id} services={services} ids={ids} dataView={dataView} document={document} />
    );
  return (
    <Causes
      key={hit.id}
      services={services}
      ids={ids}
      dataView={dataView}
      document={document}
      linePath={linePathOf(hit, dataView, config)}
      hasText={documentText(hit, config) !== undefined}
    />
  );
}

/** An audit ID may be that of a controller's request, which somebody else's caused. */
const isOfRequest = ({ kind }: TraceableId): boolean => kind === 'reqID' || kind === 'traceID';

interface TraceProps {
  services: Services;
  dataView: DataView | undefined;
  /** the opened document, as the trace's view names records */
  document: string;
}

interface CausesProps extends TraceProps {
  ids: TraceableId[];
  /** within the app */
  linePath: string;
  hasText: boolean;
}

/** What caused the document; on request what its own IDs lead to: an object's UID, a controller's audit ID. */
function Causes({
  services,
  ids,
  dataView,
  document,
  linePath,
  hasText,
}: CausesProps): React.ReactElement {
  const [byIds, setByIds] = useState(false);
  const request = useMemo(
    () => ({
      record: document,
      index: indexOf(dataView),
      ...(dataView?.timeFieldName ? { timeField: dataView.timeFieldName } : {}),
    }),
    [document, dataView]
  );
  const own = <Traces services={services} ids={ids} dataView={dataView} document={document} />;
  if (byIds) {
    return (
      <>
        <EuiSpacer size="s" />
        <EuiButtonEmpty
          size="xs"
          flush="left"
          iconType="arrowLeft"
          onClick={() => setByIds(false)}
          data-test-subj="requestTraceTabCauses"
        >
          {i18n.translate('requestTrace.tab.causes', { defaultMessage: 'Which request caused it' })}
        </EuiButtonEmpty>
        {own}
      </>
    );
  }
  const props: CausedByProps = {
    services,
    request,
    pathOf: (id) => formatPath({ id, ...scopeOfDataView(dataView), view: { selected: document } }),
    renderTrace: (id) => (
      <OneTrace key={id} services={services} id={id} dataView={dataView} document={document} />
    ),
    ...(ids.length ? { renderOwn: () => own } : {}),
    more: (
      <Otherwise
        core={services.core}
        linePath={linePath}
        hasText={hasText}
        {...(ids[0] ? { id: ids[0], onIds: () => setByIds(true) } : {})}
      />
    ),
  };
  return (
    <>
      <EuiSpacer size="s" />
      <LazyPart<CausedByProps> load={loadCausedBy} props={props} />
    </>
  );
}

interface OtherwiseProps extends Pick<CausesProps, 'linePath' | 'hasText'> {
  core: CoreStart;
  /** the document's first */
  id?: TraceableId;
  onIds?(): void;
}

/** What else can be done with the document. */
function Otherwise({ core, linePath, hasText, id, onIds }: OtherwiseProps): React.ReactElement {
  return (
    <EuiFlexGroup gutterSize="s" wrap responsive={false} data-test-subj="requestTraceTabOtherwise">
      {id && (
        <EuiFlexItem grow={false}>
          <EuiButtonEmpty
            size="xs"
            flush="left"
            iconType="inspect"
            onClick={onIds}
            style={{ maxWidth: '100%' }}
            data-test-subj="requestTraceTabByIds"
          >
            {i18n.translate('requestTrace.tab.byIds', {
              defaultMessage: 'Trace the {id}',
              values: { id: describeId(id) },
            })}
          </EuiButtonEmpty>
        </EuiFlexItem>
      )}
      <EuiFlexItem grow={false}>
        <AppLink core={core} path={linePath}>
          {(link) => (
            <EuiButtonEmpty
              size="xs"
              flush="left"
              iconType="popout"
              {...link}
              data-test-subj="requestTraceOpenApp"
            >
              {hasText
                ? i18n.translate('requestTrace.tab.openAppWithLine', {
                    defaultMessage: 'Open Request Trace with this line',
                  })
                : i18n.translate('requestTrace.tab.openApp', {
                    defaultMessage: 'Open Request Trace',
                  })}
            </EuiButtonEmpty>
          )}
        </AppLink>
      </EuiFlexItem>
    </EuiFlexGroup>
  );
}

function Traces({
  services,
  ids,
  dataView,
  document,
}: TraceProps & { ids: TraceableId[] }): React.ReactElement {
  const [chosen, setChosen] = useState<string>();
  const traced = ids.find(({ value }) => value === chosen) ?? (ids[0] as TraceableId);
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
            aria-label={i18n.translate('requestTrace.tab.chooseId', {
              defaultMessage: 'ID to trace',
            })}
            data-test-subj="requestTraceTabId"
          />
        </>
      )}
      {isOfObject(traced) && (
        <>
          <EuiSpacer size="s" />
          <EuiCallOut
            size="s"
            iconType="iInCircle"
            data-test-subj="requestTraceTabOfObject"
            title={ofObject(traced, ids.every(isOfObject))}
          />
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
        defaultMessage:
          'This document has no ID of a request. Shown is what names the {id}, with the requests behind it: that may be more than one.',
        values: { id },
      })
    : i18n.translate('requestTrace.tab.ofObjectChosen', {
        defaultMessage:
          'Shown is what names the {id}, with the requests behind it: that may be more than one.',
        values: { id },
      });
}

/** Holds what the reader sets in the trace; gone with the ID (its key), since it makes no sense in another trace. */
function OneTrace({
  services,
  id,
  dataView,
  document,
}: TraceProps & { id: string }): React.ReactElement {
  // The reader comes from this line: the trace shows where in it they are.
  const [state, setState] = useState<TraceViewState>({ selected: document });
  const { request, scope } = useMemo(
    () => ({
      // named at once: no data view has to be looked up for what Discover hands over
      request: {
        id,
        index: indexOf(dataView),
        ...(dataView?.timeFieldName ? { timeField: dataView.timeFieldName } : {}),
      },
      scope: scopeOfDataView(dataView),
    }),
    [id, dataView]
  );
  const onStateChange = useCallback((next: TraceViewState) => setState(next), []);
  return (
    <LazyPart<TraceViewProps>
      load={loadTraceView}
      props={{ services, request, scope, state, onStateChange, layout: 'tab' }}
    />
  );
}
