import React, { useCallback, useEffect, useMemo } from 'react';
import { EuiSpacer, useIsWithinMaxBreakpoint } from '@elastic/eui';
import { i18n } from '@kbn/i18n';
import type { ObjectReference } from '../../common/model/log_record';
import type { Trace, WarningCode } from '../../common/model/trace';
import { toMicros } from '../../common/time/micros';
import { formatPath } from '../app_url/url_state';
import { DiscoverLinksProvider } from '../open_in_discover';
import { ExportMenu } from './export';
import type { Scope } from '../scope/scope';
import { canSaveSearch, SaveSearchButton } from '../saved_search';
import type { TraceRequest, TraceViewProps } from '../types';
import { ComparisonSection } from './comparison/comparison_section';
import { hasVaryingConfidence } from './correlation/confidence_counts';
import { CorrelationSummary } from './correlation/correlation_summary';
import { TraceLinksProvider } from './correlation/trace_links';
import { Coverage } from './coverage/coverage';
import { Warnings } from './coverage/warnings';
import { useObjectChanges } from './changes/use_object_changes';
import { DiagnosisDetails } from './diagnosis/diagnosis_details';
import { getFailureRecordKeys } from './verdict/failure_records';
import { FilterBar } from './filters/filter_bar';
import { filterRecords } from './filters/filter_records';
import { createTimeFormat } from './format_time';
import { RecordsGrid } from './grid/records_grid';
import { TraceHeader } from './trace_header';
import { TraceHeaderActions } from './trace_header_actions';
import { layoutLanes } from './swimlanes/lane_layout';
import { Swimlanes, getSwimlanesHeight } from './swimlanes/swimlanes';
import { padSpan, type TimeSpan } from './swimlanes/time_axis';
import { ZoomBar } from './swimlanes/zoom_bar';
import { getRemovalObject, RemovalsLink } from './removals_link';
import { ObjectTree } from './objects/object_tree';
import { getTimeExtent, getStartMicros, toViewRecords } from './view_records';
import {
  TraceCancelled,
  TraceFailed,
  IncompleteTrace,
  LoadingFirstPage,
  LoadingMorePages,
  TraceNotFound,
} from './loading_and_empty_states';
import { StageSteps } from './stages/stages';
import { useTrace, type TraceStatus } from './use_trace';
import { useViewActions } from './use_view_actions';
import { Verdict } from './verdict/verdict';

/** The trace of one request: loads it and shows it, on the app's page and in Discover's tab. */
export const TraceView: React.FC<TraceViewProps> = (props) => {
  const { services, request, layout } = props;
  const status = useTrace(services.core.http, request);
  const { trace, error, isLoading, isCancelled } = status;
  const { onTrace } = props;
  useEffect(() => {
    if (trace) onTrace?.(trace);
  }, [trace, onTrace]);
  if (!trace) {
    if (error) return <TraceFailed error={error} onRetry={status.reload} />;
    if (isCancelled) return <TraceCancelled onRetry={status.reload} />;
    return <LoadingFirstPage onCancel={status.cancel} compact={layout === 'tab'} />;
  }
  if (trace.records.length === 0 && !isLoading && !error && !isCancelled) {
    return (
      <TraceNotFound
        trace={trace}
        request={request}
        time={createTimeFormat(services.core.uiSettings)}
        saidElsewhere={props.excludedWarnings}
        onRetry={status.reload}
      />
    );
  }
  return (
    <DiscoverLinksProvider services={services} scope={props.scope} request={request} trace={trace}>
      <TraceLinksProvider core={services.core} request={request} scope={props.scope}>
        <LoadedTrace {...props} trace={trace} status={status} />
      </TraceLinksProvider>
    </DiscoverLinksProvider>
  );
};

/** Path within the app of a trace's page, within the scope that it was looked for in. */
export function buildTracePath(
  { id, from, to, index, timeField }: TraceRequest,
  scope?: Scope
): string {
  return formatPath({ id, from, to, index, timeField, ...scope, view: {} });
}

const LoadedTrace: React.FC<TraceViewProps & { trace: Trace; status: TraceStatus }> = ({
  services,
  request,
  scope,
  state,
  onStateChange,
  layout,
  excludedWarnings = [],
  trace,
  status,
}) => {
  const isTab = layout === 'tab';
  const { origin, verdict, stages, diagnosis } = trace;
  // half a laptop's screen has the room of the flyout
  const isNarrow = useIsWithinMaxBreakpoint('s');
  const compact = isTab || isNarrow;
  const time = useMemo(
    () => createTimeFormat(services.core.uiSettings),
    [services.core.uiSettings]
  );
  const records = useMemo(() => toViewRecords(trace.records), [trace.records]);
  const changes = useObjectChanges(services.core.http, trace, request);
  const start = useMemo(() => getStartMicros(records, trace.origin), [records, trace.origin]);
  const bounds = useMemo<TimeSpan>(
    () => padSpan(getTimeExtent(records) ?? { from: start, to: start }),
    [records, start]
  );
  const laneLayout = useMemo(() => layoutLanes(records.map((record) => record.lane)), [records]);
  const failureKeys = useMemo(
    () => getFailureRecordKeys({ verdict, stages, diagnosis }),
    [verdict, stages, diagnosis]
  );
  const filtered = useMemo(
    () => filterRecords(records, state, failureKeys),
    [records, state, failureKeys]
  );
  const showsConfidence = useMemo(() => hasVaryingConfidence(trace), [trace]);
  const selected = useMemo(
    () =>
      state.selected ? (records.find((record) => record.key === state.selected) ?? null) : null,
    [records, state.selected]
  );
  const zoom = useMemo(() => parseZoom(state.zoom), [state.zoom]);
  const span = zoom ?? bounds;

  const { actions, reveal } = useViewActions({ state, onStateChange, layout }, filtered.shown);
  const { newestFirst, columns } = state;
  const arrangement = useMemo(() => ({ newestFirst, columns }), [newestFirst, columns]);
  const renderObjectLink = useCallback(
    (object: ObjectReference) => (
      <RemovalsLink services={services} object={object} request={request} scope={scope} />
    ),
    [services, request, scope]
  );
  const removalsLink = useMemo(() => {
    const object = getRemovalObject({ origin, verdict });
    return (
      object && (
        <RemovalsLink
          services={services}
          object={object}
          request={request}
          scope={scope}
          hasLabel
        />
      )
    );
  }, [origin, verdict, services, request, scope]);
  // one object is what the header names
  const objects = (diagnosis?.objects.length ?? 0) > 1 ? (diagnosis?.objects ?? []) : [];
  const isTreeBesideSwimlanes = !compact && objects.length > 0;
  const swimlanesHeight = getSwimlanesHeight(laneLayout.lanes.length, compact);

  const isSelectedHidden = selected !== null && !filtered.shown.includes(selected);
  return (
    <section
      data-test-subj="requestTraceView"
      aria-label={i18n.translate('requestTrace.view.label', {
        defaultMessage: 'Trace of a request',
      })}
    >
      <TraceHeader
        trace={trace}
        records={records}
        time={time}
        onSelect={actions.onShow}
        isFiltered={Boolean(request.filter)}
        note={<CorrelationSummary trace={trace} />}
        actions={
          <TraceHeaderActions
            services={services}
            appPath={isTab ? buildTracePath(request, scope) : undefined}
            shownRecords={filtered.shown}
            exportMenu={
              <ExportMenu
                services={services}
                trace={trace}
                request={request}
                scope={scope}
                isLoaded={!status.isLoading && trace.after === undefined}
              />
            }
            saveButton={
              isTab || !canSaveSearch(services.core, services.plugins) ? undefined : (
                <SaveSearchButton
                  services={services}
                  trace={trace}
                  request={request}
                  scope={scope}
                />
              )
            }
          />
        }
      />
      <EuiSpacer size="xs" />
      <Verdict
        trace={trace}
        records={records}
        time={time}
        onShow={actions.onShow}
        actions={removalsLink}
      />
      <EuiSpacer size="s" />
      <StageSteps stages={stages} time={time} compact={compact} onShow={actions.onShow} />
      <EuiSpacer size="xs" />
      <IncompleteTrace status={status} />
      <Warnings
        warnings={trace.warnings}
        exclude={[...getWarningsShownElsewhere(trace), ...excludedWarnings]}
      />
      <LoadingMorePages status={status} />
      <div style={{ display: 'flex', gap: 16 }}>
        <div style={{ flex: 1, minWidth: 0 }}>
          <ZoomBar
            span={span}
            bounds={bounds}
            isZoomed={zoom !== null}
            center={selected?.micros ?? null}
            time={time}
            compact={compact}
            onZoom={actions.onZoom}
          />
          <Swimlanes
            records={filtered.beforeZoom}
            layout={laneLayout}
            span={span}
            start={start}
            time={time}
            selected={selected}
            compact={compact}
            onSelect={actions.onMark}
            onZoom={actions.onZoom}
          />
        </div>
        {isTreeBesideSwimlanes && (
          <aside
            style={{ flex: '0 0 340px', minWidth: 0 }}
            aria-label={i18n.translate('requestTrace.objects.title', { defaultMessage: 'Objects' })}
          >
            <ObjectTree
              objects={objects}
              maxHeight={Math.max(200, swimlanesHeight + 32)}
              onShow={actions.onShow}
              onFilter={actions.onFilter}
              renderObjectLink={renderObjectLink}
            />
          </aside>
        )}
      </div>
      <EuiSpacer size="s" />
      <DiagnosisDetails
        trace={trace}
        changes={changes}
        time={time}
        compact={compact}
        isTreeShownElsewhere={isTreeBesideSwimlanes}
        onShow={actions.onShow}
        onFilter={actions.onFilter}
        renderObjectLink={renderObjectLink}
      />
      {diagnosis && (
        <ComparisonSection
          services={services}
          request={request}
          scope={scope}
          compact={compact}
          onShow={actions.onShow}
        />
      )}
      <FilterBar
        filtered={filtered}
        loadedCount={records.length}
        omittedCount={status.isLoading ? 0 : Math.max(0, trace.total - records.length)}
        isSelectedHidden={isSelectedHidden}
        showsConfidence={showsConfidence}
        hasSucceeded={trace.outcome === 'succeeded'}
        state={state}
        compact={compact}
        onStateChange={onStateChange}
      />
      <EuiSpacer size="s" />
      <RecordsGrid
        key={compact ? 'compact' : 'wide'}
        http={services.core.http}
        records={filtered.shown}
        start={start}
        time={time}
        search={state.text ?? ''}
        selectedKey={state.selected}
        compact={compact}
        showsConfidence={showsConfidence}
        arrangement={arrangement}
        reveal={reveal}
        onSelect={actions.onSelect}
        onArrange={actions.onArrange}
      />
      <EuiSpacer size="s" />
      <Coverage trace={trace} />
    </section>
  );
};

/**
 * The header says that there is no audit record, and that objects hold the trace together where no request ID does. A uid stands in
 * text everywhere: no field would find it sooner.
 */
function getWarningsShownElsewhere({ origin, idKind, correlation }: Trace): WarningCode[] {
  return [
    ...(correlation === 'objects' ? ['no_reqid' as const] : []),
    ...(origin ? [] : ['no_audit_record' as const]),
    ...(idKind === 'uid' ? ['id_in_text_only' as const] : []),
  ];
}

/** The zoom of the URL; nonsense there is no zoom. */
function parseZoom(zoom: TraceViewProps['state']['zoom']): TimeSpan | null {
  if (!zoom) return null;
  const [from, to] = [toMicros(zoom.from), toMicros(zoom.to)];
  return from !== null && to !== null && to > from ? { from, to } : null;
}
