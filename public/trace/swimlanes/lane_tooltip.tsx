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
import { getSeverityLabel } from '../severity';
import { getLaneLabel, type LaneLayout } from './lane_layout';
import type { Interval, Mark } from './merge_marks';

const MAX_MESSAGE_LENGTH = 240;
const TOOLTIP_STYLE: React.CSSProperties = {
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
      <div className="echTooltip" style={TOOLTIP_STYLE}>
        <div>
          <strong>{time.formatFull(mark.micros, digits)}</strong>{' '}
          {digits < 3
            ? `≈ ${formatCoarseOffset(mark.micros - start)}`
            : formatOffset(mark.micros - start)}
        </div>
        <div>
          {getLaneLabel(layout.lanes[mark.lane] ?? '')} · {getSeverityLabel(record.severity)}
        </div>
        <div>{truncateMessage(record.message)}</div>
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
      <div style={TOOLTIP_STYLE}>
        <div>
          <strong>
            {time.formatTimeOfDay(firstMicros, digits)} – {time.formatTimeOfDay(micros, digits)}
          </strong>
        </div>
        <div>
          {i18n.translate('requestTrace.lanes.repeated', {
            defaultMessage: 'event, {count, plural, one {# time} other {# times}} in {duration}',
            values: { count: interval.count, duration: formatDuration(micros - firstMicros) },
          })}
        </div>
        <div>{truncateMessage(record.message)}</div>
      </div>
    );
  };
  return IntervalTooltip as CustomAnnotationTooltip & AnnotationTooltipFormatter;
}

function truncateMessage(message: string): string {
  return message.length > MAX_MESSAGE_LENGTH ? `${message.slice(0, MAX_MESSAGE_LENGTH)}…` : message;
}
