import React, { useEffect, useRef, useState } from 'react';
import { EuiButtonEmpty, EuiContextMenuItem, EuiContextMenuPanel, EuiPopover } from '@elastic/eui';
import { i18n } from '@kbn/i18n';
import { PLUGIN_ID } from '../../../common/api/paths';
import type { Trace } from '../../../common/model/trace';
import { formatJsonLines } from '../../../common/export/json_lines';
import { formatPath } from '../../app_url/url_state';
import type { Scope } from '../../scope/scope';
import type { Services, TraceRequest } from '../../types';
import { copyText, downloadFile } from './clipboard';
import { ManualCopyDialog } from './manual_copy_dialog';
import { ExportProgress } from './export_progress';
import { loadRemainingPages } from './load_remaining_pages';
import { formatTicket } from './format_ticket';

interface Props {
  services: Services;
  /** as much of it as is loaded */
  trace: Trace;
  request: TraceRequest;
  scope?: Scope;
  /** false: pages are left, which an export fetches first */
  isLoaded: boolean;
}

/**
 * "Copy": hands a trace on to who has to act on it, as Markdown for a ticket, as a link, as a file; without secrets. Stands
 * among the actions of the trace's header: `<HandOnMenu services={services} trace={trace} request={request} scope={scope} loaded={!status.isLoading && trace.after === undefined} />`.
 */
export const ExportMenu: React.FC<Props> = ({
  services: { core },
  trace,
  request,
  scope,
  isLoaded: isLoaded,
}) => {
  const [isOpen, setOpen] = useState(false);
  const [manualCopyText, setByHand] = useState<string | null>(null);
  const [progress, setProgress] = useState<number | null>(null);
  const runningExport = useRef<AbortController | null>(null);
  useEffect(() => () => runningExport.current?.abort(), []);

  const { toasts } = core.notifications;
  const getTraceUrl = (): string =>
    core.application.getUrlForApp(PLUGIN_ID, {
      path: buildTracePath(request, scope),
      absolute: true,
    });
  const copy = async (text: string, done: string): Promise<void> => {
    setOpen(false);
    if (await copyText(text)) toasts.addSuccess(done);
    else setByHand(text);
  };
  const exportLines = async (): Promise<void> => {
    setOpen(false);
    const abort = new AbortController();
    runningExport.current = abort;
    try {
      if (!isLoaded) setProgress(trace.records.length);
      const wholeTrace = isLoaded
        ? trace
        : await loadRemainingPages(core.http, request, trace, abort.signal, setProgress);
      downloadFile(toFileName(trace.id), 'application/x-ndjson', formatJsonLines(wholeTrace));
      toasts.addSuccess(
        i18n.translate('requestTrace.handOn.exported', {
          defaultMessage:
            'Exported {count, plural, one {# record} other {# records}}, without secrets',
          values: { count: wholeTrace.records.length },
        })
      );
    } catch (error) {
      if (!abort.signal.aborted) {
        toasts.addError(error instanceof Error ? error : new Error(String(error)), {
          title: i18n.translate('requestTrace.handOn.exportFailed', {
            defaultMessage: 'The records could not be exported',
          }),
        });
      }
    } finally {
      setProgress(null);
    }
  };

  const items = [
    <EuiContextMenuItem
      key="markdown"
      icon="editorCodeBlock"
      data-test-subj="requestTraceCopyMarkdown"
      onClick={() =>
        void copy(
          formatTicket(trace, getTraceUrl()),
          i18n.translate('requestTrace.handOn.copiedMarkdown', {
            defaultMessage: 'Copied as Markdown, without secrets',
          })
        )
      }
    >
      {i18n.translate('requestTrace.handOn.copyMarkdown', { defaultMessage: 'Copy as Markdown' })}
    </EuiContextMenuItem>,
    <EuiContextMenuItem
      key="link"
      icon="link"
      data-test-subj="requestTraceCopyLink"
      onClick={() =>
        void copy(
          getTraceUrl(),
          i18n.translate('requestTrace.handOn.copiedLink', {
            defaultMessage: 'The link to this trace was copied',
          })
        )
      }
    >
      {i18n.translate('requestTrace.handOn.copyLink', { defaultMessage: 'Copy link' })}
    </EuiContextMenuItem>,
    <EuiContextMenuItem
      key="export"
      icon="exportAction"
      onClick={() => void exportLines()}
      data-test-subj="requestTraceExportLines"
    >
      {i18n.translate('requestTrace.handOn.exportLines', {
        defaultMessage: 'Export as JSON lines',
      })}
    </EuiContextMenuItem>,
  ];
  return (
    <>
      <EuiPopover
        isOpen={isOpen}
        closePopover={() => setOpen(false)}
        panelPaddingSize="none"
        anchorPosition="downRight"
        aria-label={i18n.translate('requestTrace.handOn.menu', {
          defaultMessage: 'Hand this trace on',
        })}
        button={
          <EuiButtonEmpty
            size="xs"
            iconType="copyClipboard"
            onClick={() => setOpen(!isOpen)}
            aria-haspopup="menu"
            aria-expanded={isOpen}
            data-test-subj="requestTraceHandOn"
          >
            {i18n.translate('requestTrace.handOn.copy', { defaultMessage: 'Copy' })}
          </EuiButtonEmpty>
        }
      >
        <EuiContextMenuPanel size="s" items={items} />
      </EuiPopover>
      {manualCopyText !== null && (
        <ManualCopyDialog text={manualCopyText} onClose={() => setByHand(null)} />
      )}
      {progress !== null && (
        <ExportProgress
          loaded={progress}
          total={trace.total}
          onCancel={() => {
            runningExport.current?.abort();
            setProgress(null);
          }}
        />
      )}
    </>
  );
};

/** Without times all time was searched, which the link has to say: a page's default range would take its place. */
function buildTracePath({ id, from, to, index, timeField }: TraceRequest, scope?: Scope): string {
  return formatPath({
    id,
    from,
    to,
    ...(from || to ? {} : { allTime: true as const }),
    index,
    timeField,
    ...scope,
    view: {},
  });
}

/** An ID may hold whatever a client sent: only what every file system takes. */
function toFileName(id: string): string {
  return `request-trace-${id.replace(/[^A-Za-z0-9.-]+/g, '-').slice(0, 80)}.jsonl`;
}
