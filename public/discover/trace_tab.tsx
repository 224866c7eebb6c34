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
import type { CauseFinderProps } from '../causes';
import { AppLink } from '../app_url/app_link';
import { formatPath } from '../app_url/url_state';
import { describeId } from '../search_text/describe_id';
import { LazyComponent } from '../lazy/lazy_component';
import type { TraceableId } from '../search_text/parse_search_text';
import { useConfig } from '../config/use_config';
import type { CoreStart, DataView, DocViewProps } from '../kibana_types';
import type { Services, TraceViewProps, TraceViewState } from '../types';
import { getIndexPattern, getDataViewScope } from './discover_scope';
import { findDocumentIds, getDocumentText, isObjectId } from './document_ids';
import { buildDocumentSearchPath } from './app_paths';

const loadCauseFinder = async (): Promise<React.ComponentType<CauseFinderProps>> =>
  (await import('../causes')).CauseFinder;
const loadTraceView = async (): Promise<React.ComponentType<TraceViewProps>> =>
  (await import('../trace')).TraceView;

export function TraceTab({
  services,
  hit,
  dataView,
}: DocViewProps & { services: Services }): React.ReactElement | null {
  const { core } = services;
  const { config, ready } = useConfig(core.http);
  const ids = useMemo(() => findDocumentIds(hit, config), [hit, config]);
  // A document's IDs are known at once; that it has none only when the configured fields are.
  if (ids.length === 0 && !ready) return null;
  const document = `${hit.raw._index}/${hit.raw._id}`;
  if (ids.some(isRequestId))
    return (
      <IdTraces
        key={hit.id}
        services={services}
        ids={ids}
        dataView={dataView}
        document={document}
      />
    );
  return (
    <DocumentCauses
      key={hit.id}
      services={services}
      ids={ids}
      dataView={dataView}
      document={document}
      linePath={buildDocumentSearchPath(hit, dataView, config)}
      hasText={getDocumentText(hit, config) !== undefined}
    />
  );
}

/** An audit ID may be that of a controller's request, which somebody else's caused. */
const isRequestId = ({ kind }: TraceableId): boolean => kind === 'reqID' || kind === 'traceID';

interface TraceTabProps {
  services: Services;
  dataView: DataView | undefined;
  /** the opened document, as the trace's view names records */
  document: string;
}

interface DocumentCausesProps extends TraceTabProps {
  ids: TraceableId[];
  /** within the app */
  linePath: string;
  hasText: boolean;
}

/** What caused the document; on request what its own IDs lead to: an object's UID, a controller's audit ID. */
function DocumentCauses({
  services,
  ids,
  dataView,
  document,
  linePath,
  hasText,
}: DocumentCausesProps): React.ReactElement {
  const [showsIdTraces, setByIds] = useState(false);
  const request = useMemo(
    () => ({
      record: document,
      index: getIndexPattern(dataView),
      ...(dataView?.timeFieldName ? { timeField: dataView.timeFieldName } : {}),
    }),
    [document, dataView]
  );
  const idTraces = (
    <IdTraces services={services} ids={ids} dataView={dataView} document={document} />
  );
  if (showsIdTraces) {
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
        {idTraces}
      </>
    );
  }
  const props: CauseFinderProps = {
    services,
    request,
    buildTracePath: (id) =>
      formatPath({ id, ...getDataViewScope(dataView), view: { selected: document } }),
    renderTrace: (id) => (
      <SingleTrace key={id} services={services} id={id} dataView={dataView} document={document} />
    ),
    ...(ids.length ? { renderOwnTrace: () => idTraces } : {}),
    footer: (
      <OtherActions
        core={services.core}
        linePath={linePath}
        hasText={hasText}
        {...(ids[0] ? { id: ids[0], onTraceIds: () => setByIds(true) } : {})}
      />
    ),
  };
  return (
    <>
      <EuiSpacer size="s" />
      <LazyComponent<CauseFinderProps> load={loadCauseFinder} props={props} />
    </>
  );
}

interface OtherActionsProps extends Pick<DocumentCausesProps, 'linePath' | 'hasText'> {
  core: CoreStart;
  /** the document's first */
  id?: TraceableId;
  onTraceIds?(): void;
}

/** What else can be done with the document. */
function OtherActions({
  core,
  linePath,
  hasText,
  id,
  onTraceIds,
}: OtherActionsProps): React.ReactElement {
  return (
    <EuiFlexGroup gutterSize="s" wrap responsive={false} data-test-subj="requestTraceTabOtherwise">
      {id && (
        <EuiFlexItem grow={false}>
          <EuiButtonEmpty
            size="xs"
            flush="left"
            iconType="inspect"
            onClick={onTraceIds}
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

function IdTraces({
  services,
  ids,
  dataView,
  document,
}: TraceTabProps & { ids: TraceableId[] }): React.ReactElement {
  const [chosen, setChosen] = useState<string>();
  const selectedId = ids.find(({ value }) => value === chosen) ?? (ids[0] as TraceableId);
  const id = selectedId.value;
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
      {isObjectId(selectedId) && (
        <>
          <EuiSpacer size="s" />
          <EuiCallOut
            size="s"
            iconType="iInCircle"
            data-test-subj="requestTraceTabOfObject"
            title={describeObjectTrace(selectedId, ids.every(isObjectId))}
          />
        </>
      )}
      <EuiSpacer size="s" />
      <SingleTrace key={id} services={services} id={id} dataView={dataView} document={document} />
    </>
  );
}

/** @param isOnly the document has no ID of a request */
function describeObjectTrace(traced: TraceableId, isOnly: boolean): string {
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
function SingleTrace({
  services,
  id,
  dataView,
  document,
}: TraceTabProps & { id: string }): React.ReactElement {
  // The reader comes from this line: the trace shows where in it they are.
  const [state, setState] = useState<TraceViewState>({ selected: document });
  const { request, scope } = useMemo(
    () => ({
      // named at once: no data view has to be looked up for what Discover hands over
      request: {
        id,
        index: getIndexPattern(dataView),
        ...(dataView?.timeFieldName ? { timeField: dataView.timeFieldName } : {}),
      },
      scope: getDataViewScope(dataView),
    }),
    [id, dataView]
  );
  const onStateChange = useCallback((next: TraceViewState) => setState(next), []);
  return (
    <LazyComponent<TraceViewProps>
      load={loadTraceView}
      props={{ services, request, scope, state, onStateChange, layout: 'tab' }}
    />
  );
}
