/** The sources of logs: whether each is there, how fresh, with which fields, and what to do about what is missing. */
import React, { useMemo } from 'react';
import {
  EuiBasicTable,
  EuiCode,
  EuiHealth,
  EuiScreenReaderOnly,
  EuiText,
  EuiToolTip,
  useIsWithinMaxBreakpoint,
  type EuiBasicTableColumn,
} from '@elastic/eui';
import { i18n } from '@kbn/i18n';
import type { SourceState } from '../../../common/api/sources';
import { toMicros } from '../../../common/time/micros';
import type { TimeFormat } from '../../trace/format_time';
import { describeAdvice } from './describe_advice';
import { ReqIdShare } from './reqid_share';
import { getRoleName, getSourceName } from './source_names';
import { STATUS_COLORS, getStatusLabel, getSourceStatus } from './source_status';

const EMPTY_CELL = '–';
/** as far from the left as the name beside its dot */
const SECOND_LINE_STYLE: React.CSSProperties = { paddingInlineStart: 20 };

export function SourcesTable({
  sources,
  time,
  loading,
}: {
  sources: SourceState[];
  time: TimeFormat;
  loading: boolean;
}): React.ReactElement {
  // Half of a laptop's screen: dates take two lines, so that what is to be done has the room.
  const isNarrow = useIsWithinMaxBreakpoint('l');
  const columns = useMemo(() => createColumns(time, isNarrow), [time, isNarrow]);
  return (
    <EuiBasicTable<SourceState>
      items={sources}
      itemId={({ source, component }) => `${source}/${component}`}
      columns={columns}
      loading={loading}
      tableLayout="auto"
      tableCaption={i18n.translate('requestTrace.sources.caption', {
        defaultMessage: 'Sources of logs',
      })}
      rowProps={({ source, component }) => ({
        'data-test-subj': `requestTraceSource-${source}-${component}`,
        style: { verticalAlign: 'top' },
      })}
      data-test-subj="requestTraceSourcesTable"
    />
  );
}

function createColumns(
  time: TimeFormat,
  isNarrow: boolean
): Array<EuiBasicTableColumn<SourceState>> {
  return [
    {
      name: i18n.translate('requestTrace.sources.column.source', { defaultMessage: 'Source' }),
      width: isNarrow ? '150px' : '220px',
      valign: 'top',
      mobileOptions: { header: false, width: '100%' },
      render: (state: SourceState) => <SourceCell state={state} />,
    },
    {
      name: i18n.translate('requestTrace.sources.column.records', { defaultMessage: 'Records' }),
      align: 'right',
      valign: 'top',
      width: '90px',
      render: ({ records, recordsAreMore, indices }: SourceState) => (
        <EuiToolTip content={indices?.length ? indices.join(', ') : undefined}>
          <EuiText size="s" {...(indices?.length ? { tabIndex: 0 } : {})}>
            {recordsAreMore
              ? i18n.translate('requestTrace.sources.recordsAtLeast', {
                  defaultMessage: '≥ {records, number}',
                  values: { records },
                })
              : i18n.translate('requestTrace.sources.records', {
                  defaultMessage: '{records, number}',
                  values: { records },
                })}
          </EuiText>
        </EuiToolTip>
      ),
    },
    {
      name: i18n.translate('requestTrace.sources.column.newest', {
        defaultMessage: 'Newest record',
      }),
      valign: 'top',
      width: isNarrow ? '125px' : '190px',
      render: ({ newest }: SourceState) => {
        const micros = newest ? toMicros(newest) : null;
        return micros === null ? (
          EMPTY_CELL
        ) : (
          <EuiText size="s" style={isNarrow ? undefined : { whiteSpace: 'nowrap' }}>
            <time dateTime={newest} title={time.zoneName}>
              {time.formatFull(micros, 0)}
            </time>
          </EuiText>
        );
      },
    },
    {
      name: i18n.translate('requestTrace.sources.column.reqId', {
        defaultMessage: 'Lines with a request ID',
      }),
      valign: 'top',
      width: '110px',
      render: ({ reqID }: SourceState) =>
        reqID && reqID.lines > 0 ? <ReqIdShare {...reqID} /> : EMPTY_CELL,
    },
    {
      name: i18n.translate('requestTrace.sources.column.fields', { defaultMessage: 'Fields' }),
      valign: 'top',
      width: '19%',
      render: ({ fields }: SourceState) =>
        fields.length > 0 ? <FieldsCell fields={fields} /> : EMPTY_CELL,
    },
    {
      name: i18n.translate('requestTrace.sources.column.advice', { defaultMessage: 'What to do' }),
      valign: 'top',
      mobileOptions: { width: '100%' },
      render: (state: SourceState) => <AdviceCell state={state} />,
    },
  ];
}

const SourceCell: React.FC<{ state: SourceState }> = ({ state }) => {
  const { source, component, records } = state;
  const status = getSourceStatus(state);
  return (
    <div>
      <EuiHealth color={STATUS_COLORS[status]} textSize="s">
        <strong style={{ overflowWrap: 'anywhere' }}>
          {source === 'component' ? component : getSourceName(source)}
        </strong>
      </EuiHealth>
      {records === 0 ? (
        <EuiText size="xs" color={STATUS_COLORS[status]} style={SECOND_LINE_STYLE}>
          {getStatusLabel(status)}
        </EuiText>
      ) : (
        <EuiScreenReaderOnly>
          <span>{getStatusLabel(status)}</span>
        </EuiScreenReaderOnly>
      )}
    </div>
  );
};

/** No tooltips: some thirty stops of the Tab key for types that matter only where the advice names them. */
const FieldsCell: React.FC<{ fields: SourceState['fields'] }> = ({ fields }) => (
  <EuiText size="xs">
    <ul style={{ listStyle: 'none', margin: 0 }}>
      {fields.map(({ role, name, type }) => (
        <li key={`${role}/${name}`} style={{ margin: 0, overflowWrap: 'anywhere' }}>
          {getRoleName(role)}{' '}
          <EuiCode title={type}>
            <FieldName name={name} />
          </EuiCode>
        </li>
      ))}
    </ul>
  </EuiText>
);

/** A long name breaks after its dots, before it breaks within a word. */
const FieldName: React.FC<{ name: string }> = ({ name }) => (
  <>
    {name.split(/(?<=\.)/).map((part, position) => (
      <React.Fragment key={position}>
        {position > 0 && <wbr />}
        {part}
      </React.Fragment>
    ))}
  </>
);

const AdviceCell: React.FC<{ state: SourceState }> = ({ state }) => {
  if (state.advice.length === 0) {
    return (
      <EuiText size="s" color="subdued">
        {i18n.translate('requestTrace.sources.nothingToDo', { defaultMessage: 'Nothing' })}
      </EuiText>
    );
  }
  return (
    <EuiText size="s" style={{ overflowWrap: 'anywhere' }}>
      {state.advice.map((advice) => (
        <p
          key={JSON.stringify(advice)}
          style={{ marginBlockEnd: 4 }}
          data-test-subj={`requestTraceAdvice-${advice.code}`}
        >
          {describeAdvice(advice, state)}
        </p>
      ))}
    </EuiText>
  );
};
