import React from 'react';
import {
  Axis,
  BarSeries,
  Chart,
  DARK_THEME,
  LIGHT_THEME,
  Position,
  ScaleType,
  Settings,
} from '@elastic/charts';
import { EuiText } from '@elastic/eui';
import moment from 'moment';
import type { TimeRange } from '../services/plugins';
import { chooseBarWidth } from './time_range';

interface HistogramProps {
  bars: Array<{ time: number; count: number }>;
  range?: TimeRange;
  total: number;
  /** how many of them the grid has */
  shown: number;
  darkMode: boolean;
  onRange(range: TimeRange): void;
}

/** Documents over time; brushing it narrows the range. */
export function Histogram({
  bars,
  range,
  total,
  shown,
  darkMode,
  onRange,
}: HistogramProps): React.ReactElement {
  const label = `${total.toLocaleString('en')} ${total === 1 ? 'document' : 'documents'}`;
  return (
    <>
      <EuiText size="xs">
        <strong data-test-subj="discoverQueryHits">{label}</strong>
        {total > shown && `, the first ${shown} of them below`}
      </EuiText>
      {range && bars.length > 0 && (
        <Chart size={{ height: 90 }}>
          <Settings
            ariaLabel={`${label} over time`}
            baseTheme={darkMode ? DARK_THEME : LIGHT_THEME}
            theme={{ background: { color: darkMode ? '#1d1e24' : '#ffffff' } }}
            xDomain={{
              min: Date.parse(range.from),
              max: Date.parse(range.to),
              minInterval: chooseBarWidth(range),
            }}
            onBrushEnd={({ x }) => {
              if (x)
                onRange({
                  from: new Date(Number(x[0])).toISOString(),
                  to: new Date(Number(x[1])).toISOString(),
                });
            }}
          />
          <Axis
            id="time"
            position={Position.Bottom}
            tickFormat={(time: number) => moment.utc(time).format(getAxisFormat(range))}
          />
          <BarSeries
            id="documents"
            name="Documents"
            xScaleType={ScaleType.Time}
            yScaleType={ScaleType.Linear}
            timeZone="utc"
            xAccessor="time"
            yAccessors={['count']}
            data={bars}
          />
        </Chart>
      )}
    </>
  );
}

function getAxisFormat({ from, to }: TimeRange): string {
  const length = Date.parse(to) - Date.parse(from);
  if (length > 3 * 86_400_000) return 'MMM D';
  return length > 600_000 ? 'HH:mm' : 'HH:mm:ss';
}
