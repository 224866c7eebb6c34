import React, { useEffect, useRef, useState } from 'react';
import { EuiButtonEmpty, EuiContextMenuItem, EuiContextMenuPanel, EuiPopover } from '@elastic/eui';
import { i18n } from '@kbn/i18n';
import { PLUGIN_ID } from '../../../common/api/paths';
import type { Trace } from '../../../common/model/trace';
import { jsonLines } from '../../../common/hand_on/json_lines';
import { formatPath } from '../../links/url_state';
import type { Scope } from '../../scope/scope';
import type { Services, TraceRequest } from '../../types';
import { copyText, downloadFile } from './clipboard';
import { CopyByHand } from './copy_by_hand';
import { ExportProgress } from './export_progress';
import { loadRest } from './load_rest';
import { ticketOf } from './ticket';

interface Props {
  services: Services;
  /** as much of it as is loaded */
  trace: Trace;
  request: TraceRequest;
  scope?: Scope;
  /** false: pages are left, which an export fetches first */
  loaded: boolean;
}

/**
 * "Copy": hands a trace on to who has to act on it, as Markdown for a ticket, as a link, as a file; without secrets. Stands
 * among the actions of the trace's header: `<HandOnMenu services={services} trace={trace} request={request} scope={scope} loaded={!status.isLoading && trace.after === undefined} />`.
 */
export const HandOnMenu: React.FC<Props> = ({
  services: { core },
  trace,
  request,
  scope,
  loaded,
}) => {
  const [isOpen, setOpen] = useState(false);
  const [byHand, setByHand] = useState<string | null>(null);
  const [progress, setProgress] = useState<number | null>(null);
  const running = useRef<AbortController | null>(null);
  useEffect(() => () => running.current?.abort(), []);

  const { toasts } = core.notifications;
  const url = (): string =>
    core.application.getUrlForApp(PLUGIN_ID, { path: pathOf(request, scope), absolute: true });
  const copy = async (text: string, done: string): Promise<void> => {
    setOpen(false);
    if (await copyText(text)) toasts.addSuccess(done);
    else setByHand(text);
  };
  const exportLines = async (): Promise<void> => {
    setOpen(false);
    const abort = new AbortController();
    running.current = abort;
    try {
      if (!loaded) setProgress(trace.records.length);
      const whole = loaded
        ? trace
        : await loadRest(core.http, request, trace, abort.signal, setProgress);
      downloadFile(fileName(trace.id), 'application/x-ndjson', jsonLines(whole));
      toasts.addSuccess(
        i18n.translate('requestTrace.handOn.exported', {
          defaultMessage:
            'Exported {count, plural, one {# record} other {# records}}, without secrets',
          values: { count: whole.records.length },
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
          ticketOf(trace, url()),
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
          url(),
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
      {byHand !== null && <CopyByHand text={byHand} onClose={() => setByHand(null)} />}
      {progress !== null && (
        <ExportProgress
          loaded={progress}
          total={trace.total}
          onCancel={() => {
            running.current?.abort();
            setProgress(null);
          }}
        />
      )}
    </>
  );
};

/** Without times all time was searched, which the link has to say: a page's default range would take its place. */
function pathOf({ id, from, to, index, timeField }: TraceRequest, scope?: Scope): string {
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
function fileName(id: string): string {
  return `request-trace-${id.replace(/[^A-Za-z0-9.-]+/g, '-').slice(0, 80)}.jsonl`;
}
