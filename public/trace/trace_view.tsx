import React, { useCallback, useEffect, useMemo, useRef } from 'react';
import { EuiSpacer, useIsWithinMaxBreakpoint } from '@elastic/eui';
import { i18n } from '@kbn/i18n';
import type { Trace, WarningCode } from '../../common/model/trace';
import { fromMicros, toMicros } from '../../common/time/micros';
import { formatPath } from '../links/url_state';
import { DiscoverLinksProvider } from '../discover_links';
import type { Scope } from '../scope/scope';
import { canSave, SaveSearchButton } from '../saved_search';
import type { TraceRequest, TraceViewProps } from '../types';
import { Coverage } from './coverage/coverage';
import { Warnings } from './coverage/warnings';
import { FilterBar } from './filters/filter_bar';
import { filterRecords } from './filters/filter_records';
import { createTimeFormat } from './format_time';
import { RecordsGrid } from './grid/records_grid';
import { TraceHeader } from './header';
import { HeaderActions } from './header_actions';
import { layoutLanes } from './lanes/lane';
import { Lanes } from './lanes/lanes';
import { padSpan, type TimeSpan } from './lanes/time_axis';
import { ZoomBar } from './lanes/zoom_bar';
import { extentOf, startOf, toViewRecords } from './records';
import { Cancelled, Failed, Incomplete, LoadingFirst, LoadingMore, NotFound } from './states/states';
import { useTrace, type TraceStatus } from './use_trace';

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
    return <NotFound trace={trace} request={request} time={createTimeFormat(services.core.uiSettings)} saidElsewhere={props.saidElsewhere} onRetry={status.reload} />;
  }
  return (
    <DiscoverLinksProvider services={services} scope={props.scope} request={request} trace={trace}>
      <LoadedTrace {...props} trace={trace} status={status} />
    </DiscoverLinksProvider>
  );
};

/** Path within the app of a trace's page, within the scope that it was looked for in. */
export function tracePath({ id, from, to, index, timeField }: TraceRequest, scope?: Scope): string {
  return formatPath({ id, from, to, index, timeField, ...scope, view: {} });
}

const LoadedTrace: React.FC<TraceViewProps & { trace: Trace; status: TraceStatus }> = ({ services, request, scope, state, onStateChange, layout, saidElsewhere = [], trace, status }) => {
  const isTab = layout === 'tab';
  // half a laptop's screen has the room of the flyout
  const isNarrow = useIsWithinMaxBreakpoint('s');
  const compact = isTab || isNarrow;
  const time = useMemo(() => createTimeFormat(services.core.uiSettings), [services.core.uiSettings]);
  const records = useMemo(() => toViewRecords(trace.records), [trace.records]);
  const start = useMemo(() => startOf(records, trace.origin), [records, trace.origin]);
  const bounds = useMemo<TimeSpan>(() => padSpan(extentOf(records) ?? { from: start, to: start }), [records, start]);
  const lanes = useMemo(() => layoutLanes(records.map((record) => record.lane)), [records]);
  const filtered = useMemo(() => filterRecords(records, state), [records, state]);
  const selected = useMemo(
    () => (state.selected ? records.find((record) => record.key === state.selected) ?? null : null), [records, state.selected]);
  const zoom = useMemo(() => zoomOf(state.zoom), [state.zoom]);
  const span = zoom ?? bounds;

  // The newest state for callbacks that must stay the same: a chart and a grid are rebuilt for every new one.
  const latest = useRef({ state, onStateChange });
  latest.current = { state, onStateChange };
  const onSelect = useCallback((key: string) => {
    const { state: known, onStateChange: change } = latest.current;
    if (known.selected !== key) change({ ...known, selected: key });
  }, []);
  const onZoom = useCallback((next: TimeSpan | null) => {
    const { state: known, onStateChange: change } = latest.current;
    const { zoom: _zoom, ...rest } = known;
    change(next ? { ...rest, zoom: { from: fromMicros(next.from), to: fromMicros(next.to) } } : rest);
  }, []);

  const { newestFirst, columns } = state;
  const arrangement = useMemo(() => ({ newestFirst, columns }), [newestFirst, columns]);
  const onArrange = useCallback((next: Pick<TraceViewProps['state'], 'newestFirst' | 'columns'>) => {
    const { state: { newestFirst: _order, columns: _columns, ...rest }, onStateChange: change } = latest.current;
    change({ ...rest, ...(next.newestFirst ? { newestFirst: true } : {}), ...(next.columns ? { columns: next.columns } : {}) });
  }, []);

  const isSelectedHidden = selected !== null && !filtered.shown.includes(selected);
  return (
    <section data-test-subj="requestTraceView" aria-label={i18n.translate('requestTrace.view.label', { defaultMessage: 'Trace of a request' })}>
      <TraceHeader trace={trace} records={records} time={time} onSelect={onSelect} isFiltered={Boolean(request.filter)} actions={<HeaderActions services={services} appPath={isTab ? tracePath(request, scope) : undefined} shown={filtered.shown}
        save={isTab || !canSave(services.core, services.plugins) ? undefined : <SaveSearchButton services={services} trace={trace} request={request} scope={scope} />} />} />
      {/* the verdict and the stages stand here once the server fills them */}
      <EuiSpacer size="xs" />
      <Incomplete status={status} />
      <Warnings warnings={trace.warnings} exclude={[...saidAnyway(trace), ...saidElsewhere]} />
      <LoadingMore status={status} />
      <ZoomBar span={span} bounds={bounds} isZoomed={zoom !== null} center={selected?.micros ?? null} time={time} compact={compact} onZoom={onZoom} />
      <Lanes records={filtered.unzoomed} layout={lanes} span={span} start={start} time={time} selected={selected} compact={compact}
        onSelect={onSelect} onZoom={onZoom} />
      <EuiSpacer size="s" />
      <FilterBar filtered={filtered} loaded={records.length} leftOut={status.isLoading ? 0 : Math.max(0, trace.total - records.length)} isSelectedHidden={isSelectedHidden} state={state} compact={compact}
        onStateChange={onStateChange} />
      <EuiSpacer size="s" />
      <RecordsGrid key={compact ? 'compact' : 'wide'} http={services.core.http} records={filtered.shown} start={start} time={time} search={state.text ?? ''} selectedKey={state.selected}
        compact={compact} arrangement={arrangement} onSelect={onSelect} onArrange={onArrange} />
      <EuiSpacer size="s" />
      <Coverage trace={trace} />
    </section>
  );
};

/** The header says that there is no audit record. A uid stands in text everywhere: no field would find it sooner. */
function saidAnyway({ origin, idKind }: Trace): WarningCode[] {
  return [...(origin ? [] : ['no_audit_record' as const]), ...(idKind === 'uid' ? ['id_in_text_only' as const] : [])];
}

/** The zoom of the URL; nonsense there is no zoom. */
function zoomOf(zoom: TraceViewProps['state']['zoom']): TimeSpan | null {
  if (!zoom) return null;
  const [from, to] = [toMicros(zoom.from), toMicros(zoom.to)];
  return from !== null && to !== null && to > from ? { from, to } : null;
}
