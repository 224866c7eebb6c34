/** The sources of logs: whether each is there, how fresh, with which fields, and what to do about what is missing. */
import React, { useMemo } from 'react';
import { EuiBasicTable, EuiCode, EuiHealth, EuiScreenReaderOnly, EuiText, EuiToolTip, type EuiBasicTableColumn } from '@elastic/eui';
import { i18n } from '@kbn/i18n';
import type { SourceState } from '../../../common/api/sources';
import { toMicros } from '../../../common/time/micros';
import type { TimeFormat } from '../../trace/format_time';
import { adviceInWords, isOptional } from './advice_words';
import { ReqIdShare } from './reqid_share';
import { roleName, sourceName } from './source_names';

const NONE = '–';

export function SourcesTable({ sources, time, loading }: { sources: SourceState[]; time: TimeFormat; loading: boolean }): React.ReactElement {
  const columns = useMemo(() => columnsFor(time), [time]);
  return (
    <EuiBasicTable<SourceState>
      items={sources}
      itemId={({ source, component }) => `${source}/${component}`}
      columns={columns}
      loading={loading}
      tableLayout="auto"
      tableCaption={i18n.translate('requestTrace.sources.caption', { defaultMessage: 'Sources of logs' })}
      rowProps={({ source, component }) => ({ 'data-test-subj': `requestTraceSource-${source}-${component}`, style: { verticalAlign: 'top' } })}
      data-test-subj="requestTraceSourcesTable"
    />
  );
}

function columnsFor(time: TimeFormat): Array<EuiBasicTableColumn<SourceState>> {
  return [
    {
      name: i18n.translate('requestTrace.sources.column.source', { defaultMessage: 'Source' }),
      width: '17%',
      valign: 'top',
      mobileOptions: { header: false, width: '100%' },
      render: (state: SourceState) => <Source state={state} />,
    },
    {
      name: i18n.translate('requestTrace.sources.column.records', { defaultMessage: 'Records' }),
      align: 'right',
      valign: 'top',
      width: '90px',
      render: ({ records, recordsAreMore, indices }: SourceState) => (
        <EuiToolTip content={indices?.length ? indices.join(', ') : undefined}>
          <EuiText size="s" {...(indices?.length ? { tabIndex: 0 } : {})}>{recordsAreMore
            ? i18n.translate('requestTrace.sources.recordsAtLeast', { defaultMessage: '≥ {records, number}', values: { records } })
            : i18n.translate('requestTrace.sources.records', { defaultMessage: '{records, number}', values: { records } })}</EuiText>
        </EuiToolTip>
      ),
    },
    {
      name: i18n.translate('requestTrace.sources.column.newest', { defaultMessage: 'Newest record' }),
      valign: 'top',
      width: '17%',
      render: ({ newest }: SourceState) => {
        const micros = newest ? toMicros(newest) : null;
        return micros === null ? NONE : <EuiText size="s"><time dateTime={newest} title={time.zone}>{time.full(micros, 3)}</time></EuiText>;
      },
    },
    {
      name: i18n.translate('requestTrace.sources.column.reqId', { defaultMessage: 'Lines with a request ID' }),
      valign: 'top',
      width: '110px',
      render: ({ reqID }: SourceState) => (reqID && reqID.lines > 0 ? <ReqIdShare {...reqID} /> : NONE),
    },
    {
      name: i18n.translate('requestTrace.sources.column.fields', { defaultMessage: 'Fields' }),
      valign: 'top',
      width: '19%',
      render: ({ fields }: SourceState) => (fields.length > 0 ? <Fields fields={fields} /> : NONE),
    },
    {
      name: i18n.translate('requestTrace.sources.column.advice', { defaultMessage: 'What to do' }),
      valign: 'top',
      mobileOptions: { width: '100%' },
      render: (state: SourceState) => <Advice state={state} />,
    },
  ];
}

const Source: React.FC<{ state: SourceState }> = ({ state }) => {
  const { source, component, records, advice } = state;
  const name = sourceName(source);
  const [color, status] = records === 0
    ? [isOptional(state) ? 'subdued' : 'danger', i18n.translate('requestTrace.sources.status.missing', { defaultMessage: 'missing' })]
    : advice.some(({ code }) => code !== 'no_reqid')
      ? ['warning', i18n.translate('requestTrace.sources.status.incomplete', { defaultMessage: 'could be better' })]
      : ['success', i18n.translate('requestTrace.sources.status.there', { defaultMessage: 'there' })];
  return (
    <EuiHealth color={color} textSize="s">
      <strong>{source === 'component' ? component : name}</strong>
      {source === 'component' && <EuiText size="xs" color="subdued">{name}</EuiText>}
      {records === 0 ? <EuiText size="xs" color={color}>{status}</EuiText> : <EuiScreenReaderOnly><span>{status}</span></EuiScreenReaderOnly>}
    </EuiHealth>
  );
};

const Fields: React.FC<{ fields: SourceState['fields'] }> = ({ fields }) => (
  <EuiText size="xs">
    <ul style={{ listStyle: 'none', margin: 0 }}>
      {fields.map(({ role, name, type }) => (
        <li key={`${role}/${name}`} style={{ margin: 0, overflowWrap: 'anywhere' }}>
          {roleName(role)} <EuiToolTip content={type}><EuiCode tabIndex={0}>{name}</EuiCode></EuiToolTip>
        </li>
      ))}
    </ul>
  </EuiText>
);

const Advice: React.FC<{ state: SourceState }> = ({ state }) => {
  if (state.advice.length === 0) {
    return <EuiText size="s" color="subdued">{i18n.translate('requestTrace.sources.nothingToDo', { defaultMessage: 'Nothing: it is as traces need it.' })}</EuiText>;
  }
  return (
    <EuiText size="s" style={{ overflowWrap: 'anywhere' }}>
      {state.advice.map((advice) => <p key={JSON.stringify(advice)} style={{ marginBlockEnd: 4 }} data-test-subj={`requestTraceAdvice-${advice.code}`}>{adviceInWords(advice, state)}</p>)}
    </EuiText>
  );
};
