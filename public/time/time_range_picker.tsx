/** All time, or a range with Kibana's own quick ranges. */
import React, { useMemo } from 'react';
import { EuiButtonGroup, EuiFlexGroup, EuiFlexItem, EuiSuperDatePicker } from '@elastic/eui';
import { i18n } from '@kbn/i18n';
import type { CoreStart } from '../kibana_types';
import { tryOrUndefined } from '../try_or_undefined';
import type { TimeRange } from './time_range';

const INITIAL_RANGE: TimeRange = { from: 'now-24h', to: 'now' };

interface TimeRangePickerProps {
  uiSettings: CoreStart['uiSettings'];
  /** undefined: all time */
  value: TimeRange | undefined;
  onChange(range: TimeRange | undefined): void;
}

export function TimeRangePicker({
  uiSettings,
  value,
  onChange,
}: TimeRangePickerProps): React.ReactElement {
  const { quickRanges, dateFormat } = useMemo(() => readSettings(uiSettings), [uiSettings]);
  return (
    <EuiFlexGroup gutterSize="s" responsive={false} wrap alignItems="center">
      <EuiFlexItem grow={false}>
        <EuiButtonGroup
          type="single"
          buttonSize="compressed"
          legend={i18n.translate('requestTrace.time.legend', {
            defaultMessage: 'Time range to search',
          })}
          options={[
            {
              id: 'all',
              label: i18n.translate('requestTrace.time.all', { defaultMessage: 'All time' }),
            },
            {
              id: 'range',
              label: i18n.translate('requestTrace.time.range', { defaultMessage: 'Time range' }),
            },
          ]}
          idSelected={value ? 'range' : 'all'}
          onChange={(id) => onChange(id === 'range' ? (value ?? INITIAL_RANGE) : undefined)}
          data-test-subj="requestTraceTimeMode"
        />
      </EuiFlexItem>
      {value && (
        <EuiFlexItem grow={false}>
          <EuiSuperDatePicker
            compressed
            width="auto"
            start={value.from}
            end={value.to}
            onTimeChange={({ start, end, isInvalid }) => {
              if (!isInvalid) onChange({ from: start, to: end });
            }}
            commonlyUsedRanges={quickRanges}
            dateFormat={dateFormat}
            showUpdateButton={false}
          />
        </EuiFlexItem>
      )}
    </EuiFlexGroup>
  );
}

interface QuickRange {
  from: string;
  to: string;
  display: string;
}

/** Kibana's own settings; a host that has not registered them throws, and EUI's defaults do. */
function readSettings(uiSettings: CoreStart['uiSettings']): {
  quickRanges?: Array<{ start: string; end: string; label: string }>;
  dateFormat?: string;
} {
  const get = (key: string): unknown => tryOrUndefined(() => uiSettings.get<unknown>(key));
  const ranges = get('timepicker:quickRanges');
  const dateFormat = get('dateFormat');
  return {
    quickRanges:
      Array.isArray(ranges) && ranges.length > 0
        ? (ranges as QuickRange[]).map(({ from, to, display }) => ({
            start: from,
            end: to,
            label: display,
          }))
        : undefined,
    dateFormat: typeof dateFormat === 'string' ? dateFormat : undefined,
  };
}
