import React, { useCallback, useEffect, useMemo } from 'react';
import { EuiSpacer, useIsWithinMaxBreakpoint } from '@elastic/eui';
import { i18n } from '@kbn/i18n';
import type { ObjectReference } from '../../common/model/log_record';
import type { Trace, WarningCode } from '../../common/model/trace';
import { toMicros } from '../../common/time/micros';
import { formatPath } from '../links/url_state';
import { DiscoverLinksProvider } from '../discover_links';
import { HandOnMenu } from './hand_on';
import type { Scope } from '../scope/scope';
import { canSave, SaveSearchButton } from '../saved_search';
import type { TraceRequest, TraceViewProps } from '../types';
import { CompareSection } from './comparison';
import { showsConfidence } from './correlation/held_together';
import { PutTogether } from './correlation/put_together';
import { TraceLinksProvider } from './correlation/trace_links';
import { Coverage } from './coverage/coverage';
import { Warnings } from './coverage/warnings';
import { useChanges } from './changes/use_changes';
import { Details } from './diagnosis/details';
import { whyKeysOf } from './verdict/proof';
import { FilterBar } from './filters/filter_bar';
import { filterRecords } from './filters/filter_records';
import { createTimeFormat } from './format_time';
import { RecordsGrid } from './grid/records_grid';
import { TraceHeader } from './header';
import { HeaderActions } from './header_actions';
import { layoutLanes } from './lanes/lane';
import { Lanes, lanesHeight } from './lanes/lanes';
import { padSpan, type TimeSpan } from './lanes/time_axis';
import { ZoomBar } from './lanes/zoom_bar';
import { movedObject, MovesLink } from './moves_link';
import { ObjectTree } from './objects/object_tree';
import { extentOf, startOf, toViewRecords } from './records';
import {
  Cancelled,
  Failed,
  Incomplete,
  LoadingFirst,
  LoadingMore,
  NotFound,
} from './states/states';
import { Stages } from './stages/stages';
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
    if (error) return <Failed error={error} onRetry={status.reload} />;
    if (isCancelled) return <Cancelled onRetry={status.reload} />;
    return <LoadingFirst onCancel={status.cancel} compact={layout === 'tab'} />;
  }
  if (trace.records.length === 0 && !isLoading && !error && !isCancelled) {
    return (
      <NotFound
        trace={trace}
        request={request}
        time={createTimeFormat(services.core.uiSettings)}
        saidElsewhere={props.saidElsewhere}
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
export function tracePath({ id, from, to, index, timeField }: TraceRequest, scope?: Scope): string {
  return formatPath({ id, from, to, index, timeField, ...scope, view: {} });
}

const LoadedTrace: React.FC<TraceViewProps & { trace: Trace; status: TraceStatus }> = ({
  services,
  request,
  scope,
  state,
  onStateChange,
  layout,
  saidElsewhere = [],
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
  const changes = useChanges(services.core.http, trace, request);
  const start = useMemo(() => startOf(records, trace.origin), [records, trace.origin]);
  const bounds = useMemo<TimeSpan>(
    () => padSpan(extentOf(records) ?? { from: start, to: start }),
    [records, start]
  );
  const lanes = useMemo(() => layoutLanes(records.map((record) => record.lane)), [records]);
  const whyKeys = useMemo(
    () => whyKeysOf({ verdict, stages, diagnosis }),
    [verdict, stages, diagnosis]
  );
  const filtered = useMemo(() => filterRecords(records, state, whyKeys), [records, state, whyKeys]);
  const marksConfidence = useMemo(() => showsConfidence(trace), [trace]);
  const selected = useMemo(
    () =>
      state.selected ? (records.find((record) => record.key === state.selected) ?? null) : null,
    [records, state.selected]
  );
  const zoom = useMemo(() => zoomOf(state.zoom), [state.zoom]);
  const span = zoom ?? bounds;

  const { actions, reveal } = useViewActions({ state, onStateChange, layout }, filtered.shown);
  const { newestFirst, columns } = state;
  const arrangement = useMemo(() => ({ newestFirst, columns }), [newestFirst, columns]);
  const linkOf = useCallback(
    (object: ObjectReference) => (
      <MovesLink services={services} object={object} request={request} scope={scope} />
    ),
    [services, request, scope]
  );
  const moved = useMemo(() => {
    const object = movedObject({ origin, verdict });
    return (
      object && (
        <MovesLink services={services} object={object} request={request} scope={scope} isLong />
      )
    );
  }, [origin, verdict, services, request, scope]);
  // one object is what the header names
  const objects = (diagnosis?.objects.length ?? 0) > 1 ? (diagnosis?.objects ?? []) : [];
  const isTreeBeside = !compact && objects.length > 0;
  const pictureHeight = lanesHeight(lanes.lanes.length, compact);

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
        note={<PutTogether trace={trace} />}
        actions={
          <HeaderActions
            services={services}
            appPath={isTab ? tracePath(request, scope) : undefined}
            shown={filtered.shown}
            handOn={
              <HandOnMenu
                services={services}
                trace={trace}
                request={request}
                scope={scope}
                loaded={!status.isLoading && trace.after === undefined}
              />
            }
            save={
              isTab || !canSave(services.core, services.plugins) ? undefined : (
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
        actions={moved}
      />
      <EuiSpacer size="s" />
      <Stages stages={stages} time={time} compact={compact} onShow={actions.onShow} />
      <EuiSpacer size="xs" />
      <Incomplete status={status} />
      <Warnings warnings={trace.warnings} exclude={[...saidAnyway(trace), ...saidElsewhere]} />
      <LoadingMore status={status} />
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
          <Lanes
            records={filtered.unzoomed}
            layout={lanes}
            span={span}
            start={start}
            time={time}
            selected={selected}
            compact={compact}
            onSelect={actions.onMark}
            onZoom={actions.onZoom}
          />
        </div>
        {isTreeBeside && (
          <aside
            style={{ flex: '0 0 340px', minWidth: 0 }}
            aria-label={i18n.translate('requestTrace.objects.title', { defaultMessage: 'Objects' })}
          >
            <ObjectTree
              objects={objects}
              maxHeight={Math.max(200, pictureHeight + 32)}
              onShow={actions.onShow}
              onFilter={actions.onFilter}
              linkOf={linkOf}
            />
          </aside>
        )}
      </div>
      <EuiSpacer size="s" />
      <Details
        trace={trace}
        changes={changes}
        time={time}
        compact={compact}
        hasTree={isTreeBeside}
        onShow={actions.onShow}
        onFilter={actions.onFilter}
        linkOf={linkOf}
      />
      {diagnosis && (
        <CompareSection
          services={services}
          request={request}
          scope={scope}
          compact={compact}
          onShow={actions.onShow}
        />
      )}
      <FilterBar
        filtered={filtered}
        loaded={records.length}
        leftOut={status.isLoading ? 0 : Math.max(0, trace.total - records.length)}
        isSelectedHidden={isSelectedHidden}
        marksConfidence={marksConfidence}
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
        marksConfidence={marksConfidence}
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
function saidAnyway({ origin, idKind, correlation }: Trace): WarningCode[] {
  return [
    ...(correlation === 'objects' ? ['no_reqid' as const] : []),
    ...(origin ? [] : ['no_audit_record' as const]),
    ...(idKind === 'uid' ? ['id_in_text_only' as const] : []),
  ];
}

/** The zoom of the URL; nonsense there is no zoom. */
function zoomOf(zoom: TraceViewProps['state']['zoom']): TimeSpan | null {
  if (!zoom) return null;
  const [from, to] = [toMicros(zoom.from), toMicros(zoom.to)];
  return from !== null && to !== null && to > from ? { from, to } : null;
}
