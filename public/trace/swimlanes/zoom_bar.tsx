import React from 'react';
import {
  EuiButtonEmpty,
  EuiButtonIcon,
  EuiFlexGroup,
  EuiFlexItem,
  EuiIcon,
  EuiText,
  EuiToolTip,
  useEuiTheme,
} from '@elastic/eui';
import { i18n } from '@kbn/i18n';
import { formatDuration } from '../../../common/time/micros';
import type { TimeFormat } from '../format_time';
import { getSeverityColor } from '../severity';
import { panSpan, zoomSpan, type TimeSpan } from './time_axis';

interface Props {
  span: TimeSpan;
  bounds: TimeSpan;
  isZoomed: boolean;
  /** where zooming goes to: the selected record, if it is in sight */
  center: number | null;
  time: TimeFormat;
  compact: boolean;
  onZoom(span: TimeSpan | null): void;
}

/** Which time is shown, and what brushing does for those with a keyboard: closer, wider, earlier, later, all. */
export const ZoomBar: React.FC<Props> = ({
  span,
  bounds,
  isZoomed,
  center,
  time,
  compact,
  onZoom,
}) => {
  const middle =
    center !== null && center >= span.from && center <= span.to
      ? center
      : (span.from + span.to) / 2;
  const zoomTo = (next: TimeSpan) =>
    onZoom(next.from <= bounds.from && next.to >= bounds.to ? null : next);
  const buttons: Array<[string, string, boolean, () => void]> = [
    [
      'arrowLeft',
      i18n.translate('requestTrace.zoom.earlier', { defaultMessage: 'Earlier' }),
      !isZoomed || span.from <= bounds.from,
      () => zoomTo(panSpan(span, -0.5, bounds)),
    ],
    [
      'arrowRight',
      i18n.translate('requestTrace.zoom.later', { defaultMessage: 'Later' }),
      !isZoomed || span.to >= bounds.to,
      () => zoomTo(panSpan(span, 0.5, bounds)),
    ],
    [
      'magnifyWithMinus',
      i18n.translate('requestTrace.zoom.out', { defaultMessage: 'Zoom out' }),
      !isZoomed,
      () => zoomTo(zoomSpan(span, middle, 2.5, bounds)),
    ],
    [
      'magnifyWithPlus',
      i18n.translate('requestTrace.zoom.in', { defaultMessage: 'Zoom in' }),
      span.to - span.from <= 20,
      () => zoomTo(zoomSpan(span, middle, 0.4, bounds)),
    ],
  ];
  return (
    <EuiFlexGroup
      gutterSize="xs"
      alignItems="center"
      responsive={false}
      wrap
      style={{ minHeight: 32 }}
    >
      <EuiFlexItem grow={false}>
        <EuiText size="xs" data-test-subj="requestTraceShownTime">
          {time.formatTimeOfDay(span.from)} – {time.formatTimeOfDay(span.to)} (
          {formatDuration(span.to - span.from)})
        </EuiText>
      </EuiFlexItem>
      {!compact && (
        <EuiFlexItem grow={false} style={{ marginLeft: 16 }}>
          <SeverityLegend />
        </EuiFlexItem>
      )}
      <EuiFlexItem />
      {isZoomed && (
        <EuiFlexItem grow={false}>
          <EuiButtonEmpty
            size="xs"
            iconType="refresh"
            onClick={() => onZoom(null)}
            data-test-subj="requestTraceResetZoom"
          >
            {i18n.translate('requestTrace.zoom.reset', { defaultMessage: 'Reset zoom' })}
          </EuiButtonEmpty>
        </EuiFlexItem>
      )}
      {buttons.map(([icon, label, isDisabled, onClick]) => (
        <EuiFlexItem grow={false} key={icon}>
          <EuiToolTip content={label}>
            <EuiButtonIcon
              size="xs"
              color="text"
              iconType={icon}
              aria-label={label}
              isDisabled={isDisabled}
              onClick={onClick}
            />
          </EuiToolTip>
        </EuiFlexItem>
      ))}
    </EuiFlexGroup>
  );
};

const SeverityLegend: React.FC = () => {
  const { euiTheme } = useEuiTheme();
  const entries: Array<[string, string]> = [
    [
      getSeverityColor('info', euiTheme),
      i18n.translate('requestTrace.lanes.legend.record', { defaultMessage: 'record' }),
    ],
    [
      getSeverityColor('warning', euiTheme),
      i18n.translate('requestTrace.lanes.legend.warning', { defaultMessage: 'warning' }),
    ],
    [
      getSeverityColor('error', euiTheme),
      i18n.translate('requestTrace.lanes.legend.error', { defaultMessage: 'error' }),
    ],
  ];
  return (
    <EuiText size="xs" color="subdued">
      {entries.map(([color, label]) => (
        <span key={label} style={{ marginRight: 10, whiteSpace: 'nowrap' }}>
          <EuiIcon type="dot" color={color} aria-hidden="true" size="s" /> {label}
        </span>
      ))}
      <span>
        {i18n.translate('requestTrace.lanes.legend.hint', {
          defaultMessage: 'drag to zoom, click to see the record',
        })}
      </span>
    </EuiText>
  );
};
