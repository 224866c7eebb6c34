/** What a reader does in the view, as functions that stay the same: a chart, a grid and a tree are rebuilt for every new one. */
import { useCallback, useMemo, useRef, useState } from 'react';
import { fromMicros } from '../../common/time/micros';
import type { TraceViewProps, TraceViewState } from '../types';
import { withoutFilters } from './filters/filter_records';
import type { RevealTarget } from './grid/records_grid';
import type { TimeSpan } from './swimlanes/time_axis';
import type { ViewRecord } from './view_records';

export interface ViewActions {
  onSelect(key: string): void;
  /** selects the record of a mark; the page moves just so far that it is in sight */
  onMark(key: string): void;
  onZoom(span: TimeSpan | null): void;
  onArrange(arrangement: Pick<TraceViewState, 'newestFirst' | 'columns'>): void;
  /** selects the record, takes filters away that hide it, and brings it into sight */
  onShow(key: string): void;
  /** shows the records that have the text, of all */
  onFilter(text: string): void;
}

/**
 * A page's link that names a record leads to it; in the tab the verdict comes first, whatever document it was opened on.
 * @param shown the records that filters and zoom let through
 */
export function useViewActions(
  props: Pick<TraceViewProps, 'state' | 'onStateChange' | 'layout'>,
  shown: readonly ViewRecord[]
): { actions: ViewActions; reveal: RevealTarget | null } {
  const latest = useRef({ ...props, shown });
  latest.current = { ...props, shown };
  const [reveal, setReveal] = useState<RevealTarget | null>(() =>
    props.layout === 'page' && props.state.selected
      ? { key: props.state.selected, keepsFocus: true }
      : null
  );

  const onSelect = useCallback((key: string) => {
    const { state, onStateChange } = latest.current;
    if (state.selected !== key) onStateChange({ ...state, selected: key });
  }, []);
  const onMark = useCallback(
    (key: string) => {
      onSelect(key);
      setReveal({ key, keepsFocus: true });
    },
    [onSelect]
  );
  const onZoom = useCallback((next: TimeSpan | null) => {
    const {
      state: { zoom: _zoom, ...rest },
      onStateChange,
    } = latest.current;
    onStateChange(
      next ? { ...rest, zoom: { from: fromMicros(next.from), to: fromMicros(next.to) } } : rest
    );
  }, []);
  const onArrange = useCallback((next: Pick<TraceViewState, 'newestFirst' | 'columns'>) => {
    const {
      state: { newestFirst: _order, columns: _columns, ...rest },
      onStateChange,
    } = latest.current;
    onStateChange({
      ...rest,
      ...(next.newestFirst ? { newestFirst: true } : {}),
      ...(next.columns ? { columns: next.columns } : {}),
    });
  }, []);
  const onShow = useCallback((key: string) => {
    const { state, onStateChange, shown } = latest.current;
    const isShown = shown.some((record) => record.key === key);
    if (!isShown || state.selected !== key)
      onStateChange({ ...(isShown ? state : withoutFilters(state)), selected: key });
    setReveal({ key });
  }, []);
  const onFilter = useCallback((text: string) => {
    const { state, onStateChange } = latest.current;
    onStateChange({ ...withoutFilters(state), text });
    setReveal({});
  }, []);

  const actions = useMemo(
    () => ({ onSelect, onMark, onZoom, onArrange, onShow, onFilter }),
    [onSelect, onMark, onZoom, onArrange, onShow, onFilter]
  );
  return { actions, reveal };
}
