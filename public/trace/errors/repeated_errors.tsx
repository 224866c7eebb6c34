import React, { useState } from 'react';
import {
  EuiBasicTable,
  EuiLink,
  EuiText,
  useEuiTheme,
  type EuiBasicTableColumn,
} from '@elastic/eui';
import { i18n } from '@kbn/i18n';
import type { RepeatedError } from '../../../common/model/diagnosis';
import { fractionDigits, toMicros } from '../../../common/time/micros';
import type { TimeFormat } from '../format_time';
import { getRecordKey } from '../view_records';

interface Props {
  errors: RepeatedError[];
  /** beyond the server's bound */
  omittedCount: number;
  time: TimeFormat;
  compact: boolean;
  onShow(key: string): void;
}

const PAGE_SIZE = { wide: 10, compact: 5 };
const MAX_MESSAGE_LENGTH = 400;

/** Errors and warnings that say the same, counted, in the order in which they came. */
export const RepeatedErrors: React.FC<Props> = React.memo(
  ({ errors, omittedCount: omittedCount, time, compact, onShow }) => {
    const { euiTheme } = useEuiTheme();
    const [page, setPage] = useState(0);
    const formatTime = (iso: string) =>
      time.formatTimeOfDay(toMicros(iso) ?? NaN, Math.min(3, fractionDigits(iso)));
    const formatSource = ({ component, node }: RepeatedError) =>
      [component, node].filter(Boolean).join(' ');
    const formatPeriod = ({ first, last }: RepeatedError) =>
      first === last ? formatTime(first) : `${formatTime(first)} – ${formatTime(last)}`;
    const pageSize = compact ? PAGE_SIZE.compact : PAGE_SIZE.wide;
    const columns: Array<EuiBasicTableColumn<RepeatedError>> = [
      {
        field: 'count',
        name: compact
          ? '×'
          : i18n.translate('requestTrace.errors.count', { defaultMessage: 'How often' }),
        width: compact ? '56px' : '80px',
        dataType: 'number',
        render: (count: number) => `×${count}`,
      },
      ...(compact
        ? []
        : [
            {
              name: i18n.translate('requestTrace.errors.component', {
                defaultMessage: 'Component',
              }),
              width: '170px',
              render: (error: RepeatedError) => (
                <span style={{ overflowWrap: 'anywhere' }}>{formatSource(error)}</span>
              ),
            },
          ]),
      {
        name: i18n.translate('requestTrace.errors.message', { defaultMessage: 'Message' }),
        render: (error: RepeatedError) => (
          <span style={{ overflowWrap: 'anywhere' }}>
            <EuiLink
              color="text"
              onClick={() => onShow(getRecordKey(error.record))}
              data-test-subj="requestTraceError"
            >
              {error.message.length > MAX_MESSAGE_LENGTH
                ? `${error.message.slice(0, MAX_MESSAGE_LENGTH)}…`
                : error.message}
            </EuiLink>
            {compact && (
              <span
                style={{ color: euiTheme.colors.subduedText, display: 'block' }}
              >{`${formatSource(error)} · ${formatPeriod(error)}`}</span>
            )}
          </span>
        ),
      },
      ...(compact
        ? []
        : [
            {
              name: i18n.translate('requestTrace.errors.when', { defaultMessage: 'When' }),
              width: '210px',
              render: formatPeriod,
            },
          ]),
    ];
    return (
      <div data-test-subj="requestTraceErrors">
        <EuiBasicTable
          items={errors.slice(page * pageSize, (page + 1) * pageSize)}
          columns={columns}
          compressed
          responsive={false}
          tableCaption={i18n.translate('requestTrace.errors.caption', {
            defaultMessage: 'Errors and warnings, those that say the same counted together',
          })}
          {...(errors.length > pageSize && {
            pagination: {
              pageIndex: page,
              pageSize,
              totalItemCount: errors.length,
              showPerPageOptions: false,
            },
            onChange: ({ page: next }: { page?: { index: number } }) => setPage(next?.index ?? 0),
          })}
        />
        {omittedCount > 0 && (
          <EuiText size="xs" color="subdued">
            <p>
              {i18n.translate('requestTrace.errors.left', {
                defaultMessage:
                  '{left, plural, one {# more kind of error is} other {# more kinds of errors are}} not listed.',
                values: { left: omittedCount },
              })}
            </p>
          </EuiText>
        )}
      </div>
    );
  }
);
