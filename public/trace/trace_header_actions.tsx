/** What can be done with a trace as a whole: the row at the right of its header; wraps where it is narrow. */
import React from 'react';
import { copyToClipboard, EuiButtonEmpty, EuiFlexGroup, EuiFlexItem } from '@elastic/eui';
import { i18n } from '@kbn/i18n';
import { PLUGIN_ID } from '../../common/api/paths';
import { redactSecrets } from '../../common/export/redact';
import { DiscoverTraceButton } from '../open_in_discover';
import type { Services } from '../types';
import type { ViewRecord } from './view_records';

/** Lines; a clipboard takes more, what it is pasted into often does not. */
const MAX_COPIED_LINES = 2_000;

interface Props {
  services: Services;
  /** the trace's path within the app, where this is not the app itself */
  appPath?: string;
  /** the records in sight: filtered and zoomed */
  shownRecords: ViewRecord[];
  /** "Save as saved search" */
  saveButton?: React.ReactNode;
  /** copy for a ticket, export */
  exportMenu?: React.ReactNode;
}

export const TraceHeaderActions: React.FC<Props> = ({
  services: { core },
  appPath,
  shownRecords: shownRecords,
  saveButton: saveButton,
  exportMenu: exportMenu,
}) => (
  <EuiFlexGroup
    gutterSize="none"
    alignItems="center"
    responsive={false}
    wrap
    data-test-subj="requestTraceActions"
  >
    <EuiFlexItem grow={false}>
      <DiscoverTraceButton />
    </EuiFlexItem>
    {saveButton && <EuiFlexItem grow={false}>{saveButton}</EuiFlexItem>}
    <EuiFlexItem grow={false}>
      <EuiButtonEmpty
        size="xs"
        iconType="list"
        isDisabled={shownRecords.length === 0}
        data-test-subj="requestTraceCopyLines"
        onClick={() => {
          const isCopied = copyToClipboard(formatLines(shownRecords));
          if (isCopied) core.notifications.toasts.addSuccess(getCopiedText(shownRecords.length));
        }}
      >
        {i18n.translate('requestTrace.actions.copy', { defaultMessage: 'Copy lines' })}
      </EuiButtonEmpty>
    </EuiFlexItem>
    {exportMenu && <EuiFlexItem grow={false}>{exportMenu}</EuiFlexItem>}
    {appPath !== undefined && (
      <EuiFlexItem grow={false}>
        <EuiButtonEmpty
          size="xs"
          iconType="popout"
          iconSide="right"
          data-test-subj="requestTraceOpenInApp"
          href={core.application.getUrlForApp(PLUGIN_ID, { path: appPath })}
        >
          {i18n.translate('requestTrace.view.openInApp', {
            defaultMessage: 'Open in Request Trace',
          })}
        </EuiButtonEmpty>
      </EuiFlexItem>
    )}
  </EuiFlexGroup>
);

/** A line each, as the grid has them, without secrets: for a ticket or a chat. Messages are cut at their first line's end. */
export function formatLines(records: readonly ViewRecord[]): string {
  return records
    .slice(0, MAX_COPIED_LINES)
    .map(({ record }) =>
      [
        record.timestamp,
        record.component,
        record.node ?? '-',
        record.severity.toUpperCase(),
        redactSecrets(record.message.split('\n', 1)[0] ?? ''),
      ].join('  ')
    )
    .join('\n');
}

function getCopiedText(count: number): string {
  return count > MAX_COPIED_LINES
    ? i18n.translate('requestTrace.actions.copiedFirst', {
        defaultMessage: 'Copied the first {copied, number} of {count, number} lines',
        values: { copied: MAX_COPIED_LINES, count },
      })
    : i18n.translate('requestTrace.actions.copied', {
        defaultMessage: 'Copied {count, plural, one {# line} other {# lines}}',
        values: { count },
      });
}
