import React from 'react';
import {
  EuiButtonIcon,
  EuiDescriptionList,
  EuiFlexGroup,
  EuiFlexItem,
  EuiFlyout,
  EuiFlyoutBody,
  EuiFlyoutHeader,
  EuiSpacer,
  EuiText,
  EuiTitle,
  useGeneratedHtmlId,
} from '@elastic/eui';
import { i18n } from '@kbn/i18n';
import type { ObjectReference } from '../../../common/model/log_record';
import { formatCoarseOffset, formatOffset, fractionDigits } from '../../../common/time/micros';
import { DiscoverRecordLinks } from '../../open_in_discover';
import { RawDocument } from '../../document/raw_document';
import type { HttpStart } from '../../kibana_types';
import type { TimeFormat } from '../format_time';
import type { ViewRecord } from '../view_records';
import { getSeverityLabel } from '../severity';
import { getComponentText } from './grid_cells';
import { HighlightedMessage, MAX_POPOVER_LENGTH } from './highlighted_message';
import { RecordReasons } from './reasons_popover';

interface Props {
  http: HttpStart;
  view: ViewRecord;
  position: number;
  count: number;
  start: number;
  time: TimeFormat;
  onMove(position: number): void;
  onClose(): void;
}

/** One record in full: what was read from it, why it is here, and the document as it is indexed. */
export const DocumentFlyout: React.FC<Props> = ({
  http,
  view,
  position,
  count,
  start,
  time,
  onMove,
  onClose,
}) => {
  const titleId = useGeneratedHtmlId({ prefix: 'requestTraceDocument' });
  const { record } = view;
  return (
    <EuiFlyout
      onClose={onClose}
      size="m"
      ownFocus
      aria-labelledby={titleId}
      data-test-subj="requestTraceDocument"
    >
      <EuiFlyoutHeader hasBorder>
        <EuiFlexGroup
          gutterSize="s"
          alignItems="center"
          responsive={false}
          style={{ paddingRight: 32 }}
        >
          <EuiFlexItem>
            <EuiTitle size="s">
              <h2 id={titleId}>
                {i18n.translate('requestTrace.document.title', {
                  defaultMessage: 'Record {position} of {count}',
                  values: { position: position + 1, count },
                })}
              </h2>
            </EuiTitle>
          </EuiFlexItem>
          <EuiFlexItem grow={false}>
            <EuiButtonIcon
              iconType="arrowLeft"
              isDisabled={position === 0}
              onClick={() => onMove(position - 1)}
              data-test-subj="requestTracePrevious"
              aria-label={i18n.translate('requestTrace.document.previous', {
                defaultMessage: 'Previous record',
              })}
            />
          </EuiFlexItem>
          <EuiFlexItem grow={false}>
            <EuiButtonIcon
              iconType="arrowRight"
              isDisabled={position >= count - 1}
              onClick={() => onMove(position + 1)}
              data-test-subj="requestTraceNext"
              aria-label={i18n.translate('requestTrace.document.next', {
                defaultMessage: 'Next record',
              })}
            />
          </EuiFlexItem>
        </EuiFlexGroup>
      </EuiFlyoutHeader>
      <EuiFlyoutBody>
        <EuiText size="s">
          <p style={{ whiteSpace: 'pre-wrap' }}>
            <HighlightedMessage record={record} maxLength={MAX_POPOVER_LENGTH} hasEvidence />
          </p>
        </EuiText>
        <EuiSpacer size="s" />
        <DiscoverRecordLinks record={record} />
        <EuiSpacer size="s" />
        <RecordFields view={view} start={start} time={time} />
        <EuiSpacer size="m" />
        <EuiTitle size="xxs">
          <h3>
            {i18n.translate('requestTrace.document.why', { defaultMessage: 'Why is this here?' })}
          </h3>
        </EuiTitle>
        <EuiSpacer size="xs" />
        <RecordReasons record={record} />
        <EuiSpacer size="m" />
        <EuiTitle size="xxs">
          <h3>
            {i18n.translate('requestTrace.document.raw', { defaultMessage: 'Document as indexed' })}
          </h3>
        </EuiTitle>
        <EuiSpacer size="s" />
        <RawDocument http={http} index={record.index} id={record.id} />
      </EuiFlyoutBody>
    </EuiFlyout>
  );
};

const RecordFields: React.FC<{ view: ViewRecord; start: number; time: TimeFormat }> = ({
  view: { record, micros, firstMicros },
  start,
  time,
}) => {
  const entries: Array<[string, string | undefined]> = [
    [
      i18n.translate('requestTrace.document.time', { defaultMessage: 'Time' }),
      `${time.formatFull(micros, fractionDigits(record.timestamp))} (${record.timestamp})`,
    ],
    [
      i18n.translate('requestTrace.document.offset', { defaultMessage: 'From start' }),
      formatRecordOffset(micros - start, fractionDigits(record.timestamp)),
    ],
    [
      i18n.translate('requestTrace.document.since', { defaultMessage: 'Repeated since' }),
      firstMicros < micros
        ? `${time.formatFull(firstMicros, fractionDigits(record.timestamp))} (×${record.count ?? '?'})`
        : undefined,
    ],
    [
      i18n.translate('requestTrace.document.component', { defaultMessage: 'Component' }),
      getComponentText(record.source, record.component),
    ],
    [i18n.translate('requestTrace.document.node', { defaultMessage: 'Node' }), record.node],
    [
      i18n.translate('requestTrace.document.cluster', { defaultMessage: 'Cluster' }),
      record.cluster,
    ],
    [
      i18n.translate('requestTrace.document.severity', { defaultMessage: 'Severity' }),
      getSeverityLabel(record.severity),
    ],
    [
      i18n.translate('requestTrace.document.caller', { defaultMessage: 'Source file' }),
      record.caller,
    ],
    [
      i18n.translate('requestTrace.document.objects', { defaultMessage: 'Objects' }),
      record.objects.map(formatObject).join('\n') || undefined,
    ],
    [
      i18n.translate('requestTrace.document.reqID', { defaultMessage: 'Request ID' }),
      record.ids.reqID,
    ],
    [
      i18n.translate('requestTrace.document.auditID', { defaultMessage: 'Audit ID' }),
      record.ids.auditID,
    ],
    [
      i18n.translate('requestTrace.document.traceID', { defaultMessage: 'Trace ID' }),
      record.ids.traceID,
    ],
    [
      i18n.translate('requestTrace.document.file', { defaultMessage: 'File' }),
      record.file &&
        (record.offset === undefined
          ? record.file
          : i18n.translate('requestTrace.document.fileOffset', {
              defaultMessage: '{file}, byte {offset}',
              values: { file: record.file, offset: record.offset },
            })),
    ],
    [i18n.translate('requestTrace.document.index', { defaultMessage: 'Index' }), record.index],
    [i18n.translate('requestTrace.document.id', { defaultMessage: 'Document ID' }), record.id],
  ];
  return (
    <EuiDescriptionList
      type="column"
      compressed
      columnWidths={[1, 3]}
      listItems={entries
        .filter((entry): entry is [string, string] => Boolean(entry[1]))
        .map(([title, description]) => ({
          title,
          description: (
            <span style={{ overflowWrap: 'anywhere', whiteSpace: 'pre-wrap' }}>
              {description.slice(0, 4000)}
            </span>
          ),
        }))}
    />
  );
};

function formatRecordOffset(micros: number, digits: number): string | undefined {
  if (Number.isNaN(micros)) return undefined;
  return digits < 3 ? `≈ ${formatCoarseOffset(micros)}` : formatOffset(micros);
}

function formatObject({ kind, namespace, name, uid }: ObjectReference): string {
  const path = [namespace, name].filter(Boolean).join('/');
  return [kind, path, uid && `uid ${uid}`].filter(Boolean).join(' ');
}
