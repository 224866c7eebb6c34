import React, { useCallback, useMemo, useState } from 'react';
import {
  AnnotationDomainType,
  Axis,
  BubbleSeries,
  Chart,
  DARK_THEME,
  LIGHT_THEME,
  LineAnnotation,
  Position,
  RectAnnotation,
  ScaleType,
  Settings,
  Tooltip,
  TooltipType,
  type AnnotationClickListener,
  type BrushEndListener,
  type ElementClickListener,
  type PartialTheme,
  type PointStyleAccessor,
  type ProjectionAreaChangeListener,
} from '@elastic/charts';
import { EuiResizeObserver, useEuiTheme, type EuiThemeComputed } from '@elastic/eui';
import { i18n } from '@kbn/i18n';
import type { Severity } from '../../../common/model/log_record';
import type { TimeFormat } from '../format_time';
import { isError, type ViewRecord } from '../view_records';
import { getSeverityColor } from '../severity';
import { IntervalLabels, type PlotArea } from './interval_labels';
import { getLaneLabel, type LaneLayout } from './lane_layout';
import { LaneTable } from './lane_table';
import { createIntervalTooltip, createMarkTooltip } from './lane_tooltip';
import { findEventIntervals, mergeMarksWithin, type Interval, type Mark } from './merge_marks';
import { chooseAxisUnit, formatTick, type TimeSpan } from './time_axis';

interface Props {
  /** filtered, not zoomed */
  records: ViewRecord[];
  /** of all records, filtered or not: lanes keep their place while filters change */
  layout: LaneLayout;
  /** shown time, microseconds since the epoch */
  span: TimeSpan;
  /** zero of the axis */
  start: number;
  time: TimeFormat;
  selected: ViewRecord | null;
  compact: boolean;
  onSelect(key: string): void;
  onZoom(span: TimeSpan): void;
}

const AXIS_HEIGHT = 34;
const MARK_WIDTH = 6;
const MAX_MARKS = 450;
const MAX_LABEL_LENGTH = { page: 34, tab: 22 };

/** A height known before anything is drawn, so that nothing on the page jumps. */
export function getSwimlanesHeight(lanes: number, compact: boolean): number {
  return Math.max(1, lanes) * (compact ? 22 : 26) + AXIS_HEIGHT;
}

/** The records in lanes over time. Everything it shows, the grid has as text; a screen reader gets a table of the lanes. */
export const Swimlanes: React.FC<Props> = React.memo(
  ({ records, layout, span, start, time, selected, compact, onSelect, onZoom }) => {
    const { euiTheme, colorMode } = useEuiTheme();
    const [width, setWidth] = useState(compact ? 560 : 1100);
    const [plotArea, setArea] = useState<PlotArea | null>(null);
    const onProjectionAreaChange = useCallback<ProjectionAreaChangeListener>(
      ({ projection: { left, top, width: wide, height: high } }) => {
        setArea((known) =>
          known?.left === left && known.top === top && known.width === wide && known.height === high
            ? known
            : { left, top, width: wide, height: high }
        );
      },
      []
    );
    const laneCount = layout.lanes.length;
    const unit = chooseAxisUnit(span.to - span.from);
    const toX = useCallback((micros: number) => (micros - start) / unit.size, [start, unit.size]);
    // the first lane is the topmost: the y axis points up
    const toY = useCallback((lane: number) => laneCount - 1 - lane, [laneCount]);

    const marks = useMemo(
      () =>
        mergeMarksWithin(MAX_MARKS, records, layout.indexOf, {
          ...span,
          width,
          markWidth: MARK_WIDTH,
        }),
      [records, layout, span, width]
    );
    const intervals = useMemo(
      () => findEventIntervals(records, layout.indexOf, span.from, span.to),
      [records, layout, span]
    );

    const intervalGroups = useMemo(
      () => [
        {
          id: 'calm',
          color: euiTheme.colors.primary,
          members: intervals.filter((interval) => !isWarningOrWorse(interval.severity)),
        },
        {
          id: 'trouble',
          color: euiTheme.colors.warning,
          members: intervals.filter((interval) => isWarningOrWorse(interval.severity)),
        },
      ],
      [intervals, euiTheme]
    );

    const onElementClick = useCallback<ElementClickListener>(
      ([first]) => {
        const datum = (first as [{ datum?: Mark }] | undefined)?.[0]?.datum;
        if (datum?.record) onSelect(datum.record.key);
      },
      [onSelect]
    );
    const onAnnotationClick = useCallback<AnnotationClickListener>(
      ({ rects }) => {
        const key = rects[0]?.datum.details;
        if (key) onSelect(key);
      },
      [onSelect]
    );
    const onBrushEnd = useCallback<BrushEndListener>(
      (event) => {
        const x = 'x' in event ? (event.x as [number, number] | undefined) : undefined;
        if (!x) return;
        const from = Math.round(start + x[0] * unit.size);
        onZoom({ from, to: Math.max(from + 20, Math.round(start + x[1] * unit.size)) });
      },
      [start, unit.size, onZoom]
    );

    const theme = useMemo<PartialTheme>(
      () => ({
        background: { color: 'transparent' },
        chartMargins: { left: 0, right: 12, top: 0, bottom: 0 },
        chartPaddings: { left: 0, right: 0, top: 0, bottom: 0 },
        axes: {
          tickLabel: { fontSize: compact ? 11 : 12, fill: euiTheme.colors.text },
          tickLine: { visible: false },
        },
      }),
      [compact, euiTheme]
    );
    const MarkTooltip = useMemo(
      () => createMarkTooltip(time, start, layout),
      [time, start, layout]
    );
    const IntervalTooltip = useMemo(
      () =>
        createIntervalTooltip(
          time,
          new Map(intervals.map((interval) => [interval.record.key, interval]))
        ),
      [time, intervals]
    );
    const pointStyle = useMemo(
      () => createPointStyle(selected?.key, euiTheme),
      [selected, euiTheme]
    );

    const maxLabel = compact ? MAX_LABEL_LENGTH.tab : MAX_LABEL_LENGTH.page;
    const label = (y: number) => shortenMiddle(getLaneLabel(layout.lanes[toY(y)] ?? ''), maxLabel);
    const gridLine = {
      visible: true,
      stroke: euiTheme.colors.lightShade,
      strokeWidth: 1,
      opacity: 0.7,
    };
    const height = getSwimlanesHeight(laneCount, compact);
    return (
      <EuiResizeObserver
        onResize={({ width: next }) => {
          if (next > 0 && Math.abs(next - width) > 8) setWidth(next);
        }}
      >
        {(ref) => (
          <div
            ref={ref}
            style={{ height, position: 'relative' }}
            data-test-subj="requestTraceLanes"
          >
            <Chart size={{ width: '100%', height }}>
              <Settings
                baseTheme={colorMode === 'DARK' ? DARK_THEME : LIGHT_THEME}
                theme={theme}
                showLegend={false}
                xDomain={{ min: toX(span.from), max: toX(span.to) }}
                brushAxis="x"
                onBrushEnd={onBrushEnd}
                onElementClick={onElementClick}
                onAnnotationClick={onAnnotationClick}
                ariaUseDefaultSummary={false}
                resizeDebounce={50}
                onProjectionAreaChange={onProjectionAreaChange}
                ariaLabel={i18n.translate('requestTrace.lanes.ariaLabel', {
                  defaultMessage: 'Records over time, in a lane for each component',
                })}
              />
              <Tooltip type={TooltipType.Follow} customTooltip={MarkTooltip} />
              <Axis
                id="lanes"
                position={Position.Left}
                domain={{ min: -0.5, max: laneCount - 0.5 }}
                ticks={laneCount}
                integersOnly
                tickFormat={label}
                showOverlappingLabels
                showOverlappingTicks
                gridLine={gridLine}
              />
              <Axis
                id="time"
                position={Position.Bottom}
                ticks={compact ? 5 : 10}
                gridLine={gridLine}
                tickFormat={(value: number) =>
                  formatTick(value, (span.to - span.from) / unit.size, unit.name)
                }
              />
              {intervalGroups.map(
                ({ id, color, members }) =>
                  members.length > 0 && (
                    <RectAnnotation
                      key={id}
                      id={id}
                      dataValues={members.map((interval) => toRect(interval, toX, toY))}
                      customTooltip={IntervalTooltip}
                      style={{
                        fill: color,
                        opacity: members.length > 12 ? 0.1 : 0.25,
                        strokeWidth: 0,
                      }}
                    />
                  )
              )}
              {selected && selected.micros >= span.from && selected.micros <= span.to && (
                <LineAnnotation
                  id="selected"
                  domainType={AnnotationDomainType.XDomain}
                  dataValues={[{ dataValue: toX(selected.micros) }]}
                  hideTooltips
                  style={{
                    line: {
                      stroke: euiTheme.colors.text,
                      strokeWidth: 1,
                      opacity: 0.8,
                      dash: [4, 3],
                    },
                  }}
                />
              )}
              {/* one series for all: of several, charts fills each up with all others' x values, which takes quadratic time */}
              <BubbleSeries
                id="marks"
                data={marks}
                xScaleType={ScaleType.Linear}
                yScaleType={ScaleType.Linear}
                xAccessor={(mark: Mark) => toX(mark.micros)}
                yAccessors={[(mark: Mark) => toY(mark.lane)]}
                pointStyleAccessor={pointStyle}
                bubbleSeriesStyle={{ point: { strokeWidth: 1, opacity: 1, visible: true } }}
              />
            </Chart>
            <IntervalLabels intervals={intervals} lanes={laneCount} span={span} area={plotArea} />
            <LaneTable records={records} layout={layout} />
          </div>
        )}
      </EuiResizeObserver>
    );
  }
);

const isWarningOrWorse = (severity: Severity) => severity === 'warning' || isError(severity);

/** Worse is larger, more is larger, the selected one has a ring: not by colour alone. */
function createPointStyle(
  selectedKey: string | undefined,
  euiTheme: EuiThemeComputed
): PointStyleAccessor {
  return ({ datum }) => {
    const mark = datum as Mark | undefined;
    if (!mark) return null;
    const color = getSeverityColor(mark.severity, euiTheme);
    const base = isError(mark.severity) ? 5 : mark.severity === 'warning' ? 4.5 : 3;
    const radius = Math.min(base + 2.5, base + Math.log2(mark.count) * 0.4);
    return mark.record.key === selectedKey
      ? {
          radius: radius + 2,
          fill: color,
          stroke: euiTheme.colors.text,
          strokeWidth: 2,
          opacity: 1,
        }
      : {
          radius,
          fill: color,
          stroke: color,
          strokeWidth: 1,
          opacity: isWarningOrWorse(mark.severity) ? 0.95 : 0.6,
        };
  };
}

function toRect(
  { lane, from, to, record }: Interval,
  toX: (micros: number) => number,
  toY: (lane: number) => number
) {
  return {
    coordinates: { x0: toX(from), x1: toX(to), y0: toY(lane) - 0.3, y1: toY(lane) + 0.3 },
    details: record.key,
  };
}

/** Keeps both ends: of `shop/web-5d8f9c-x2x4k/nginx` the tail tells pods apart. */
function shortenMiddle(text: string, max: number): string {
  if (text.length <= max) return text;
  const head = Math.ceil((max - 1) / 2);
  return `${text.slice(0, head)}…${text.slice(text.length - (max - 1 - head))}`;
}
