import React, { useMemo } from 'react';
import { useEuiTheme } from '@elastic/eui';
import type { Interval } from './merge_marks';
import type { TimeSpan } from './time_axis';

/** Where the chart draws its marks, in pixels from its top left corner. */
export interface PlotArea {
  left: number;
  top: number;
  width: number;
  height: number;
}

export interface IntervalLabel {
  key: string;
  text: string;
  /** pixels from the chart's left edge; the label ends there (`right`) or begins there (`left`) */
  x: number;
  side: 'left' | 'right';
  /** pixels from the chart's top to the lane's middle */
  y: number;
}

/** Width that a label takes, in pixels: `×1234` in the small font. */
const LABEL_WIDTH = 38;
const LABEL_GAP = 9;

/**
 * How often events were repeated, at the ends of their intervals. Labels that would lie on each other are left out, those of
 * fewer repetitions first: the tooltip has them all.
 */
export function layoutIntervalLabels(
  intervals: readonly Interval[],
  lanes: number,
  span: TimeSpan,
  area: PlotArea
): IntervalLabel[] {
  const scale = area.width / Math.max(1, span.to - span.from);
  const laneHeight = area.height / Math.max(1, lanes);
  const takenPositions = new Map<number, number[]>();
  const labels: IntervalLabel[] = [];
  const labelledEvents = new Set<string>();
  for (const { lane, to, count, record } of [...intervals]
    .filter((interval) => interval.count > 1)
    .sort((a, b) => b.count - a.count)) {
    // each update of an Event is a record of its own, with the count so far: the last one says it for all
    const event = JSON.stringify([lane, record.firstMicros, record.record.message]);
    if (labelledEvents.has(event)) continue;
    labelledEvents.add(event);
    const end = area.left + (to - span.from) * scale;
    const fits = end + LABEL_GAP + LABEL_WIDTH <= area.left + area.width + LABEL_GAP;
    const x = fits ? end + LABEL_GAP : end - LABEL_GAP;
    const middle = fits ? x + LABEL_WIDTH / 2 : x - LABEL_WIDTH / 2;
    const others = takenPositions.get(lane) ?? [];
    if (others.some((other) => Math.abs(other - middle) < LABEL_WIDTH)) continue;
    takenPositions.set(lane, [...others, middle]);
    labels.push({
      key: record.key,
      text: `×${count}`,
      x,
      side: fits ? 'left' : 'right',
      y: area.top + (lane + 0.5) * laneHeight,
    });
    if (labels.length >= MAX_LABELS) break;
  }
  return labels;
}

const MAX_LABELS = 60;

interface Props {
  intervals: Interval[];
  lanes: number;
  span: TimeSpan;
  /** null until the chart has said where it draws */
  area: PlotArea | null;
}

/** The counts beside the intervals. Lies over the chart and lets the pointer through; the grid has each count as text. */
export const IntervalLabels: React.FC<Props> = React.memo(({ intervals, lanes, span, area }) => {
  const { euiTheme } = useEuiTheme();
  const labels = useMemo(
    () => (area ? layoutIntervalLabels(intervals, lanes, span, area) : []),
    [intervals, lanes, span, area]
  );
  return (
    <div
      aria-hidden="true"
      style={{ position: 'absolute', inset: 0, pointerEvents: 'none', overflow: 'hidden' }}
      data-test-subj="requestTraceIntervalLabels"
    >
      {labels.map(({ key, text, x, side, y }) => (
        <span
          key={key}
          style={{
            position: 'absolute',
            left: x,
            top: y,
            transform: `translate(${side === 'left' ? '0' : '-100%'}, -50%)`,
            fontSize: 11,
            lineHeight: 1,
            fontWeight: 600,
            padding: '1px 2px',
            borderRadius: 2,
            color: euiTheme.colors.text,
            background: euiTheme.colors.emptyShade,
            opacity: 0.9,
          }}
        >
          {text}
        </span>
      ))}
    </div>
  );
});
