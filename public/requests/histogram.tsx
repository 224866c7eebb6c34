/** Requests over time, by their outcomes as far as these are known; brushing it, or clicking a bar, narrows the time range. */
import React, { useMemo } from 'react';
import {
  Axis,
  BarSeries,
  Chart,
  DARK_THEME,
  LIGHT_THEME,
  Position,
  ScaleType,
  Settings,
  Tooltip,
  TooltipType,
  type BrushEndListener,
  type ElementClickListener,
  type PartialTheme,
} from '@elastic/charts';
import { EuiScreenReaderOnly, useEuiTheme, useIsWithinBreakpoints } from '@elastic/eui';
import { i18n } from '@kbn/i18n';
import type { Outcome } from '../../common/model/diagnosis';
import type { RequestsResponse, RequestSummary } from '../../common/model/request_summary';
import type { TimeFormat } from '../trace/format_time';
import type { TimeRange } from '../time/time_range';
import { getOutcomeLabel } from '../labels/outcome';
import { BUCKET_OUTCOMES, bucketOutcomes, type BucketOutcome } from './bucket_outcomes';

const HISTOGRAM_HEIGHT = 136;

interface Props {
  histogram: NonNullable<RequestsResponse['histogram']>;
  /** those that are loaded: their outcomes are shown */
  rows: readonly RequestSummary[];
  /** the time that is shown; absent: all time, of which the part with requests is */
  window?: RequestsResponse['window'];
  time: TimeFormat;
  /** what the rows are filtered by, which the counts are not */
  outcome?: Outcome;
  onRange(range: TimeRange): void;
}

export const Histogram: React.FC<Props> = ({
  histogram: { buckets, intervalMs },
  rows,
  window,
  time,
  outcome: filteredBy,
  onRange,
}) => {
  const { euiTheme, colorMode } = useEuiTheme();
  const data = useMemo(
    () => bucketOutcomes(buckets, intervalMs, rows),
    [buckets, intervalMs, rows]
  );
  const shownOutcomes = BUCKET_OUTCOMES.filter(
    (outcome) => outcome === 'accepted' || data.some((bucket) => bucket[outcome] > 0)
  );
  const selectRange = (start: number, end: number): void => {
    onRange({
      from: new Date(Math.floor(start)).toISOString(),
      to: new Date(Math.max(Math.floor(start) + 1, Math.ceil(end))).toISOString(),
    });
  };
  const onBrushEnd: BrushEndListener = (event) => {
    const x = 'x' in event ? (event.x as [number, number] | undefined) : undefined;
    if (x) selectRange(x[0], x[1]);
  };
  const onElementClick: ElementClickListener = ([first]) => {
    const datum = (first as [{ datum?: { at?: number } }] | undefined)?.[0]?.datum;
    if (datum?.at !== undefined) selectRange(datum.at, datum.at + intervalMs - 1);
  };
  const theme = useMemo<PartialTheme>(
    () => ({
      background: { color: 'transparent' },
      chartMargins: { left: 0, right: 4, top: 4, bottom: 0 },
      axes: {
        tickLabel: { fontSize: 11, fill: euiTheme.colors.text, padding: 4 },
        tickLine: { visible: false },
      },
    }),
    [euiTheme]
  );
  const colors: Record<BucketOutcome, string> = {
    succeeded: euiTheme.colors.success,
    running: euiTheme.colors.primary,
    accepted: euiTheme.colors.mediumShade,
    stuck: euiTheme.colors.warning,
    failed: euiTheme.colors.accent,
    rejected: euiTheme.colors.danger,
  };
  const isNarrow = useIsWithinBreakpoints(['xs', 's']);
  const start = window ? Date.parse(window.from) : (data[0]?.at ?? 0);
  const end = window ? Date.parse(window.to) : (data.at(-1)?.at ?? 0) + intervalMs;
  const days = (end - start) / 86_400_000;
  const showsDay = days > 1.5 && days < 5;
  const format = (at: number): string =>
    days > 1.5
      ? time.formatDay(at * 1000, showsDay)
      : // bars of whole minutes need no seconds
        time
          .formatTimeOfDay(at * 1000, intervalMs < 1000 ? 3 : 0)
          .slice(0, intervalMs % 60_000 === 0 ? 'HH:mm'.length : undefined);
  const maxCount = Math.max(1, ...buckets.map(({ accepted, rejected }) => accepted + rejected));
  return (
    <div style={{ height: HISTOGRAM_HEIGHT }} data-test-subj="requestTraceHistogram">
      <Chart size={{ width: '100%', height: HISTOGRAM_HEIGHT }}>
        <Settings
          baseTheme={colorMode === 'DARK' ? DARK_THEME : LIGHT_THEME}
          theme={theme}
          showLegend={!isNarrow}
          legendPosition={Position.Right}
          legendSize={150}
          xDomain={{ min: start, max: end, minInterval: intervalMs }}
          brushAxis="x"
          onBrushEnd={onBrushEnd}
          onElementClick={onElementClick}
          ariaUseDefaultSummary={false}
          ariaLabel={i18n.translate('requestTrace.histogram.ariaLabel', {
            defaultMessage: 'Requests over time. Drag over it to narrow the time range.',
          })}
        />
        <Tooltip
          type={TooltipType.VerticalCursor}
          headerFormatter={({ value }) =>
            time.formatFull(Number(value) * 1000, intervalMs < 1000 ? 3 : 0)
          }
        />
        <Axis
          id="count"
          position={Position.Left}
          ticks={Math.min(3, maxCount)}
          integersOnly
          gridLine={{
            visible: true,
            stroke: euiTheme.colors.lightShade,
            strokeWidth: 1,
            opacity: 0.7,
          }}
        />
        <Axis
          id="time"
          position={Position.Bottom}
          ticks={isNarrow || showsDay ? 4 : 10}
          tickFormat={format}
        />
        {shownOutcomes.map((name) => (
          <BarSeries
            key={name}
            id={name}
            name={name === 'accepted' ? getAcceptedLabel(filteredBy) : getOutcomeLabel(name)}
            color={colors[name]}
            data={data}
            xScaleType={ScaleType.Time}
            timeZone={time.zoneName}
            yScaleType={ScaleType.Linear}
            xAccessor="at"
            yAccessors={[name]}
            stackAccessors={['at']}
            enableHistogramMode
          />
        ))}
      </Chart>
      <EuiScreenReaderOnly>
        <p>
          {i18n.translate('requestTrace.histogram.summary', {
            defaultMessage:
              '{accepted, number} requests were accepted, {rejected, number} rejected. Narrow the time with the time range above.',
            values: {
              accepted: sumCounts(buckets, 'accepted'),
              rejected: sumCounts(buckets, 'rejected'),
            },
          })}
        </p>
      </EuiScreenReaderOnly>
    </div>
  );
};

/** Of those that nobody looked into; with a filter by outcome the counts are of more than the rows. */
function getAcceptedLabel(filteredBy: Outcome | undefined): string {
  return filteredBy && filteredBy !== 'rejected'
    ? i18n.translate('requestTrace.histogram.allAccepted', { defaultMessage: 'accepted, others' })
    : i18n.translate('requestTrace.histogram.accepted', { defaultMessage: 'not looked into yet' });
}

function sumCounts(
  data: ReadonlyArray<{ accepted: number; rejected: number }>,
  key: 'accepted' | 'rejected'
): number {
  return data.reduce((total, bucket) => total + bucket[key], 0);
}
