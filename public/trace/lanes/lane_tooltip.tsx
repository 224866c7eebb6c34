import React from 'react';
import type { ComponentType } from 'react';
import type {
  AnnotationTooltipFormatter,
  CustomAnnotationTooltip,
  CustomTooltip,
} from '@elastic/charts';
import { i18n } from '@kbn/i18n';
import {
  formatCoarseOffset,
  formatDuration,
  formatOffset,
  fractionDigits,
} from '../../../common/time/micros';
import type { TimeFormat } from '../format_time';
import { severityLabel } from '../severity';
import { laneLabel, type LaneLayout } from './lane';
import type { Interval, Mark } from './merge_marks';

const MAX_MESSAGE = 240;
const BOX: React.CSSProperties = {
  padding: 8,
  maxWidth: 420,
  overflowWrap: 'anywhere',
  whiteSpace: 'normal',
};

export function createMarkTooltip(
  time: TimeFormat,
  start: number,
  layout: LaneLayout
): CustomTooltip {
  return function MarkTooltip({ values }) {
    const mark = values[0]?.datum as Mark | undefined;
    if (!mark?.record) return null;
    const { record } = mark.record;
    const digits = fractionDigits(record.timestamp);
    return (
      <div className="echTooltip" style={BOX}>
        <div>
          <strong>{time.full(mark.micros, digits)}</strong>{' '}
          {digits < 3
            ? `≈ ${formatCoarseOffset(mark.micros - start)}`
            : formatOffset(mark.micros - start)}
        </div>
        <div>
          {laneLabel(layout.lanes[mark.lane] ?? '')} · {severityLabel(record.severity)}
        </div>
        <div>{cut(record.message)}</div>
        {mark.count > 1 && (
          <div>
            <em>
              {i18n.translate('requestTrace.lanes.moreRecords', {
                defaultMessage:
                  'and {count, plural, one {# more record} other {# more records}} here: zoom in to tell them apart',
                values: { count: mark.count - 1 },
              })}
            </em>
          </div>
        )}
      </div>
    );
  };
}

export function createIntervalTooltip(
  time: TimeFormat,
  intervals: Map<string, Interval>
): CustomAnnotationTooltip {
  const IntervalTooltip: ComponentType<{ details?: string }> = ({ details }) => {
    const interval = details === undefined ? undefined : intervals.get(details);
    if (!interval) return null;
    const { record, micros, firstMicros } = interval.record;
    const digits = fractionDigits(record.timestamp);
    return (
      <div style={BOX}>
        <div>
          <strong>
            {time.clock(firstMicros, digits)} – {time.clock(micros, digits)}
          </strong>
        </div>
        <div>
          {i18n.translate('requestTrace.lanes.repeated', {
            defaultMessage: 'event, {count, plural, one {# time} other {# times}} in {duration}',
            values: { count: interval.count, duration: formatDuration(micros - firstMicros) },
          })}
        </div>
        <div>{cut(record.message)}</div>
      </div>
    );
  };
  return IntervalTooltip as CustomAnnotationTooltip & AnnotationTooltipFormatter;
}

function cut(message: string): string {
  return message.length > MAX_MESSAGE ? `${message.slice(0, MAX_MESSAGE)}…` : message;
}
