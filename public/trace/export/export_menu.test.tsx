/** @jest-environment jsdom */
import React from 'react';
import createCache from '@emotion/cache';
import { EuiProvider } from '@elastic/eui';
import { act, configure, fireEvent, render, screen, waitFor } from '@testing-library/react';
import type { Trace } from '../../../common/model/trace';
import type { CoreStart } from '../../kibana_types';
import { createLogRecord, createTrace } from '../testing/fixtures';
import { ExportMenu } from './export_menu';

configure({ testIdAttribute: 'data-test-subj' });
const cache = Object.assign(createCache({ key: 'css' }), { compat: true as const });

const files: Array<{ name: string; blob: Blob }> = [];
const toasts: string[] = [];
const requests: Array<Record<string, unknown>> = [];

function renderMenu(trace: Trace, pages: Array<Trace | Error | Promise<Trace>> = []): void {
  const core = {
    http: {
      fetch: async (_path: string, { body }: { body: string }) => {
        requests.push(JSON.parse(body));
        const page = await pages.shift();
        if (page instanceof Error) throw page;
        return page;
      },
    },
    application: {
      getUrlForApp: (app: string, { path }: { path: string }) => `https://kibana/app/${app}${path}`,
    },
    notifications: {
      toasts: {
        addSuccess: (text: string) => toasts.push(text),
        addError: (error: Error, { title }: { title: string }) =>
          toasts.push(`${title}: ${error.message}`),
      },
    },
  } as unknown as CoreStart;
  render(
    <EuiProvider cache={cache}>
      <ExportMenu
        services={{ core, plugins: {} }}
        trace={trace}
        request={{ id: trace.id, filter: '{}' }}
        scope={{ dataViewId: 'd1' }}
        isLoaded={trace.after === undefined}
      />
    </EuiProvider>
  );
}

function setClipboard(writeText: ((text: string) => Promise<void>) | undefined): void {
  Object.defineProperty(navigator, 'clipboard', {
    configurable: true,
    value: writeText && { writeText },
  });
}

async function chooseItem(subject: string): Promise<void> {
  fireEvent.click(screen.getByTestId('requestTraceHandOn'));
  await act(async () => {
    fireEvent.click(await screen.findByTestId(subject));
  });
}

beforeEach(() => {
  files.length = toasts.length = requests.length = 0;
  let blob = new Blob();
  URL.createObjectURL = (object) => {
    blob = object as Blob;
    return 'blob:1';
  };
  URL.revokeObjectURL = () => undefined;
  jest.spyOn(HTMLAnchorElement.prototype, 'click').mockImplementation(function click(
    this: HTMLAnchorElement
  ) {
    files.push({ name: this.download, blob });
  });
});
afterEach(() => jest.restoreAllMocks());

const readBlob = (blob: Blob): Promise<string> =>
  new Promise((resolve) => {
    const reader = new FileReader();
    reader.onload = () => resolve(reader.result as string);
    reader.readAsText(blob);
  });

it('copies a ticket and a link that finds the same again, and says so', async () => {
  const copied: string[] = [];
  setClipboard(async (text) => {
    copied.push(text);
  });
  renderMenu(createTrace());
  await chooseItem('requestTraceCopyMarkdown');
  await chooseItem('requestTraceCopyLink');
  expect(copied[0]).toContain('### `bob` · `create Secret pay/settle-key`: unknown');
  const url = new URL(copied[1]!);
  expect(copied[0]).toContain(url.href);
  expect(Object.fromEntries(url.searchParams)).toMatchObject({
    id: createTrace().id,
    time: 'all',
    dataView: 'd1',
  });
  expect(toasts).toEqual([
    'Copied as Markdown, without secrets',
    'The link to this trace was copied',
  ]);
});

it('shows the text, selected, where the clipboard refuses', async () => {
  setClipboard(undefined);
  document.execCommand = () => false;
  renderMenu(createTrace());
  await chooseItem('requestTraceCopyLink');
  const area = (await screen.findByLabelText('Text to copy')) as HTMLTextAreaElement;
  expect(area.value).toContain('https://kibana/app/requestTrace/trace?id=');
  expect([area.selectionStart, area.selectionEnd]).toEqual([0, area.value.length]);
  expect(toasts).toEqual([]);
});

it('exports all records: fetches the pages that are left', async () => {
  renderMenu(createTrace({ total: 3, after: 'c1' }), [
    createTrace({ total: 3, records: [createLogRecord({ id: 'r2' })], after: 'c2' }),
    createTrace({ total: 3, records: [createLogRecord({ id: 'r3' })] }),
  ]);
  await chooseItem('requestTraceExportLines');
  await waitFor(() => expect(files).toHaveLength(1));
  expect(files[0]!.name).toMatch(/^request-trace-[a-z0-9-]+\.jsonl$/);
  const lines = (await readBlob(files[0]!.blob))
    .trim()
    .split('\n')
    .map((line) => JSON.parse(line));
  expect(lines.slice(1).map(({ id }) => id)).toEqual(['r1', 'r2', 'r3']);
  expect(requests.map(({ after, filter }) => [after, filter])).toEqual([
    ['c1', '{}'],
    ['c2', '{}'],
  ]);
  expect(toasts).toEqual(['Exported 3 records, without secrets']);
});

it('can be cancelled while it loads, and says when a page fails', async () => {
  let answer: (page: Trace) => void = () => undefined;
  renderMenu(createTrace({ total: 3, after: 'c1' }), [
    new Promise<Trace>((resolve) => {
      answer = resolve;
    }),
    new Error('offline'),
  ]);
  await chooseItem('requestTraceExportLines');
  expect(screen.getByTestId('requestTraceExportProgress').textContent).toContain('1 of 3 records');
  fireEvent.click(screen.getByTestId('requestTraceExportCancel'));
  await act(async () => answer(createTrace({ records: [createLogRecord({ id: 'r2' })] })));
  expect(screen.queryByTestId('requestTraceExportProgress')).toBeNull();
  expect([files, toasts]).toEqual([[], []]);
  await chooseItem('requestTraceExportLines');
  await waitFor(() => expect(toasts).toEqual(['The records could not be exported: offline']));
});
