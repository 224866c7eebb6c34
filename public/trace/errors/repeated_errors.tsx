import React, { useState } from 'react';
import { EuiBasicTable, EuiLink, EuiText, type EuiBasicTableColumn } from '@elastic/eui';
import { i18n } from '@kbn/i18n';
import type { RepeatedError } from '../../../common/model/diagnosis';
import { fractionDigits, toMicros } from '../../../common/time/micros';
import type { TimeFormat } from '../format_time';
import { recordKey } from '../records';

interface Props {
  errors: RepeatedError[];
  /** beyond the server's bound */
  left: number;
  time: TimeFormat;
  onShow(key: string): void;
}

const PAGE = 10;
const MAX_MESSAGE = 400;

/** Errors and warnings that say the same, counted, in the order in which they came. */
export const RepeatedErrors: React.FC<Props> = React.memo(({ errors, left, time, onShow }) => {
  const [page, setPage] = useState(0);
  const clock = (iso: string) => time.clock(toMicros(iso) ?? NaN, Math.min(3, fractionDigits(iso)));
  const columns: Array<EuiBasicTableColumn<RepeatedError>> = [
    { field: 'count', name: i18n.translate('requestTrace.errors.count', { defaultMessage: 'How often' }), width: '80px', dataType: 'number', render: (count: number) => `×${count}` },
    { name: i18n.translate('requestTrace.errors.component', { defaultMessage: 'Component' }), width: '170px', render: ({ component, node }: RepeatedError) => <span style={{ overflowWrap: 'anywhere' }}>{[component, node].filter(Boolean).join(' ')}</span> },
    {
      name: i18n.translate('requestTrace.errors.message', { defaultMessage: 'Message' }),
      render: ({ message, record }: RepeatedError) => (
        <EuiLink color="text" onClick={() => onShow(recordKey(record))} data-test-subj="requestTraceError">
          <span style={{ overflowWrap: 'anywhere' }}>{message.length > MAX_MESSAGE ? `${message.slice(0, MAX_MESSAGE)}…` : message}</span>
        </EuiLink>
      ),
    },
    {
      name: i18n.translate('requestTrace.errors.when', { defaultMessage: 'When' }), width: '210px',
      render: ({ first, last }: RepeatedError) => (first === last ? clock(first) : `${clock(first)} – ${clock(last)}`),
    },
  ];
  return (
    <div data-test-subj="requestTraceErrors">
      <EuiBasicTable items={errors.slice(page * PAGE, (page + 1) * PAGE)} columns={columns} compressed
        tableCaption={i18n.translate('requestTrace.errors.caption', { defaultMessage: 'Errors and warnings, those that say the same counted together' })}
        {...(errors.length > PAGE && {
          pagination: { pageIndex: page, pageSize: PAGE, totalItemCount: errors.length, showPerPageOptions: false },
          onChange: ({ page: next }: { page?: { index: number } }) => setPage(next?.index ?? 0),
        })} />
      {left > 0 && (
        <EuiText size="xs" color="subdued"><p>{i18n.translate('requestTrace.errors.left', { defaultMessage: '{left, plural, one {# more kind of error is} other {# more kinds of errors are}} not listed.', values: { left } })}</p></EuiText>
      )}
    </div>
  );
});
