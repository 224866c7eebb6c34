/** @jest-environment jsdom */
import React from 'react';
import createCache from '@emotion/cache';
import { EuiProvider } from '@elastic/eui';
import { act, configure, fireEvent, render, screen } from '@testing-library/react';
import type { CauseCandidate, CausesResponse } from '../../common/model/causes';
import type { CoreStart, DataTableRecord } from '../kibana_types';
import type { TraceViewProps } from '../types';
import { TraceTab } from './trace_tab';

// The view has its own tests; here it shows what it is asked for.
jest.mock('../trace', () => ({
  TraceView: ({ request, layout, state, onStateChange }: TraceViewProps) => (
    <button data-test-subj="view" onClick={() => onStateChange({ text: 'typed' })}>
      {JSON.stringify({ request, layout, state })}
    </button>
  ),
}));

const REQ_ID = 'cbfecd0e-5078-50c7-bb82-c13fbe354c47';
const OBJECT_UID = '11111111-2222-3333-4444-555555555555';
const AUDIT_ID = '8b549c91-7e2b-4a9e-9d35-1c1f5c1b0f3a';

/** What the server says of the document's cause: nothing, unless a test says otherwise. */
let causesResponse: unknown;
const requests: Array<[path: string, query: unknown]> = [];
const NO_CANDIDATES: CausesResponse = {
  record: null,
  objects: [],
  candidates: [],
  warnings: [],
  took: { total: 1, roundTrips: 1 },
};
beforeEach(() => {
  causesResponse = NO_CANDIDATES;
  requests.length = 0;
});

const createCandidate = (
  id: string,
  confidence: number,
  more: Partial<CauseCandidate> = {}
): CauseCandidate => ({
  id,
  confidence,
  because: [
    {
      rule: 'request-on-object',
      evidence: 'x',
      confidence,
      path: ['Deployment shop/web', 'Pod shop/web-0'],
    },
  ],
  request: {
    user: 'alice',
    verb: 'patch',
    resource: 'deployments',
    namespace: 'shop',
    name: 'web',
    time: '2026-11-23T06:22:01.000000Z',
    auditID: id,
    audited: true,
    record: { index: 'k8s', id: 'a' },
  },
  ...more,
});
const RECORD = {
  index: 'k8s',
  id: '1',
  timestamp: '2026-11-23T06:22:01.350000Z',
} as CausesResponse['record'];

function renderTab(
  flattened: Record<string, unknown>,
  config: unknown = {},
  raw: Partial<DataTableRecord['raw']> = {}
): { navigated: unknown[][]; rerender(next: Record<string, unknown>): void } {
  const navigated: unknown[][] = [];
  const core = {
    http: {
      fetch: async (path: string, { query }: { query?: unknown } = {}) => {
        const isCauses = path.endsWith('/candidates');
        if (isCauses) requests.push([path, query]);
        const answer = isCauses ? causesResponse : config;
        if (answer instanceof Error) throw answer;
        return answer;
      },
    },
    uiSettings: { get: (_key: string, otherwise: unknown) => otherwise },
    application: {
      getUrlForApp: (app: string, { path }: { path: string }) => `/app/${app}${path}`,
      navigateToApp: async (...to: unknown[]) => {
        navigated.push(to);
      },
    },
  } as unknown as CoreStart;
  const dataView = { title: 'k8s-*, logs-*' };
  const element = (id: string, fields: Record<string, unknown>): React.ReactElement => (
    <EuiProvider cache={cache}>
      <TraceTab
        services={{ core, plugins: {} }}
        hit={{ id, flattened: fields, raw: { _index: 'k8s', _id: id, ...raw } }}
        dataView={dataView}
      />
    </EuiProvider>
  );
  const { rerender } = render(element('1', flattened));
  return { navigated, rerender: (next) => rerender(element('2', next)) };
}

const readTraceViewProps = async (): Promise<{
  request: unknown;
  layout: string;
  state: unknown;
}> => JSON.parse((await screen.findByTestId('view')).textContent ?? '');

// As Discover's provider.
const cache = Object.assign(createCache({ key: 'css' }), { compat: true as const });

configure({ testIdAttribute: 'data-test-subj' });

describe('the tab', () => {
  it('traces the ID of a field, in the data view’s indices, and shows where the document is in the trace', async () => {
    renderTab({ 'request.id': [REQ_ID], message: ['Created pod'] });
    expect(await readTraceViewProps()).toEqual({
      request: { id: REQ_ID, index: 'k8s-*,logs-*' },
      layout: 'tab',
      state: { selected: 'k8s/1' },
    });
    expect(screen.queryByTestId('requestTraceTabId')).toBeNull();
  });

  it('traces the ID of the text of a document with nothing but text, when the configuration can’t be had', async () => {
    renderTab(
      {
        message: `E1118 12:03:05.102000    1949 x.go:1] "Failed" pod="shop/web-0" reqID="${REQ_ID}"`,
      },
      new Error('offline')
    );
    expect(await readTraceViewProps()).toMatchObject({ request: { id: REQ_ID } });
  });

  it('reads _source and the configured fields', async () => {
    renderTab({}, { idFields: ['op.id'] }, { _source: { op: { id: 'r-1' } } });
    expect(await readTraceViewProps()).toMatchObject({ request: { id: 'r-1' } });
  });

  it('offers a choice of several IDs, the reqID first, and keeps each one’s state apart', async () => {
    renderTab({
      'kubernetes.audit.auditID': AUDIT_ID,
      'trace.id': '',
      message: [`"HTTP" audit-ID="${AUDIT_ID}" reqID="${REQ_ID}"`],
    });
    expect(await readTraceViewProps()).toMatchObject({ request: { id: REQ_ID } });
    fireEvent.click(screen.getByTestId('view'));
    expect(await readTraceViewProps()).toMatchObject({ state: { text: 'typed' } });
    const select = screen.getByTestId<HTMLSelectElement>('requestTraceTabId');
    expect([...select.options].map(({ text }) => text)).toEqual([
      `request ID ${REQ_ID}`,
      `audit ID ${AUDIT_ID}`,
    ]);
    fireEvent.change(select, { target: { value: AUDIT_ID } });
    expect(await readTraceViewProps()).toMatchObject({
      request: { id: AUDIT_ID },
      state: { selected: 'k8s/1' },
    });
  });

  it('traces the request that as good as certainly caused a document without a request’s ID, says why, and leads back to the others', async () => {
    causesResponse = {
      ...NO_CANDIDATES,
      record: RECORD,
      candidates: [createCandidate(REQ_ID, 0.95), createCandidate(AUDIT_ID, 0.2)],
    };
    renderTab({
      'kubernetes.pod.uid': OBJECT_UID,
      message: 'E1118 12:03:05.102000    1949 x.go:1] "Failed" pod="shop/web-0"',
    });
    expect(await readTraceViewProps()).toEqual({
      request: { id: REQ_ID, index: 'k8s-*,logs-*' },
      layout: 'tab',
      state: { selected: 'k8s/1' },
    });
    expect(requests).toEqual([
      ['/api/request_trace/candidates', { record: 'k8s/1', index: 'k8s-*,logs-*' }],
    ]);
    expect(screen.getByTestId('requestTraceTracedCandidate').textContent).toMatch(
      /Caused by: alice · patch Deployment shop\/web.*350 ms before it.*95 %.*Deployment shop\/web → Pod shop\/web-0/
    );
    fireEvent.click(screen.getByTestId('requestTraceOtherCandidates'));
    const [first, second] = screen.getAllByTestId('requestTraceCandidate');
    expect(first!.textContent).toContain('sure (95 %)');
    expect(second!.textContent).toContain('possible (20 %)');
    fireEvent.click(screen.getAllByTestId('requestTraceCandidateTrace')[1]!);
    expect(await readTraceViewProps()).toMatchObject({ request: { id: AUDIT_ID } });
  });

  it('lets the reader choose where nothing is certain; each leads to the app as well', async () => {
    causesResponse = {
      ...NO_CANDIDATES,
      record: RECORD,
      instead: 'It looks like periodic work.',
      candidates: [createCandidate(REQ_ID, 0.7, { inTrace: true }), createCandidate(AUDIT_ID, 0.6)],
    };
    renderTab({ message: '"Syncing"' });
    const list = await screen.findByTestId('requestTraceCandidates');
    expect(list.textContent).toContain('It looks like periodic work.');
    expect(screen.queryByTestId('view')).toBeNull();
    expect(
      screen
        .getAllByTestId('requestTraceCandidate')
        .map(({ textContent }) => textContent!.includes('also in its trace'))
    ).toEqual([true, false]);
    expect(screen.getAllByTestId('requestTraceCandidateOpen')[0]!.getAttribute('href')).toContain(
      `/trace?id=${REQ_ID}`
    );
  });

  it('shows a user’s own request as before, and a controller’s by what caused it', async () => {
    causesResponse = {
      ...NO_CANDIDATES,
      record: RECORD,
      candidates: [
        createCandidate(AUDIT_ID, 1, {
          because: [{ rule: 'id-field', evidence: AUDIT_ID, confidence: 1 }],
        }),
      ],
    };
    renderTab({ 'kubernetes.audit.auditID': AUDIT_ID });
    expect(await readTraceViewProps()).toMatchObject({ request: { id: AUDIT_ID } });
    expect(screen.queryByTestId('requestTraceTracedCandidate')).toBeNull();
  });

  it('says why the cause could not be looked for, and traces the document’s own ID all the same', async () => {
    causesResponse = Object.assign(new Error('down'), {
      body: { message: 'Elasticsearch can’t be reached', statusCode: 503 },
    });
    renderTab({ 'kubernetes.audit.auditID': AUDIT_ID });
    expect((await screen.findByTestId('requestTraceCandidatesFailed')).textContent).toContain(
      'can’t be reached'
    );
    fireEvent.click(screen.getByTestId('requestTraceTabByIds'));
    expect(await readTraceViewProps()).toMatchObject({ request: { id: AUDIT_ID } });
    causesResponse = {
      ...NO_CANDIDATES,
      record: RECORD,
      candidates: [createCandidate(REQ_ID, 0.95)],
    };
    fireEvent.click(screen.getByTestId('requestTraceTabCauses'));
    expect(await readTraceViewProps()).toMatchObject({ request: { id: REQ_ID } });
  });

  it('traces the UID of an Event’s object, or of a Pod, where the document has no ID of a request, and says so', async () => {
    renderTab({
      'kubernetes.event.involved_object.uid': [OBJECT_UID],
      'kubernetes.pod.uid': AUDIT_ID,
      message: `{"metadata":{"uid":"${REQ_ID}"}}`,
    });
    fireEvent.click(await screen.findByTestId('requestTraceTabByIds'));
    expect(await readTraceViewProps()).toMatchObject({ request: { id: OBJECT_UID } });
    expect(screen.getByTestId('requestTraceTabOfObject').textContent).toMatch(
      new RegExp(`no ID of a request.*object UID ${OBJECT_UID}.*more than one`)
    );
    const select = screen.getByTestId<HTMLSelectElement>('requestTraceTabId');
    expect([...select.options].map(({ text }) => text)).toEqual([
      `object UID ${OBJECT_UID}`,
      `Pod UID ${AUDIT_ID}`,
    ]);
  });

  it('puts the UID of the Pod after a request’s IDs, and says what it leads to when it is chosen', async () => {
    renderTab({ 'kubernetes.pod_id': OBJECT_UID, message: `reqID="${REQ_ID}"` });
    expect(await readTraceViewProps()).toMatchObject({ request: { id: REQ_ID } });
    expect(screen.queryByTestId('requestTraceTabOfObject')).toBeNull();
    fireEvent.change(screen.getByTestId('requestTraceTabId'), { target: { value: OBJECT_UID } });
    expect(await readTraceViewProps()).toMatchObject({ request: { id: OBJECT_UID } });
    expect(screen.getByTestId('requestTraceTabOfObject').textContent).toContain(
      'Shown is what names the Pod UID'
    );
  });

  it('traces the UUIDs of a text that has nothing better, but no Node’s name', async () => {
    renderTab({
      'involvedObject.uid': 'node-a',
      message: `"MountVolume.SetUp succeeded" podUID="${OBJECT_UID}"`,
    });
    fireEvent.click(await screen.findByTestId('requestTraceTabByIds'));
    expect(await readTraceViewProps()).toMatchObject({ request: { id: OBJECT_UID } });
  });

  it('starts anew with another document', async () => {
    const { rerender } = renderTab({ 'request.id': REQ_ID });
    await readTraceViewProps();
    fireEvent.click(screen.getByTestId('view'));
    rerender({ 'request.id': 'r-2' });
    expect(await readTraceViewProps()).toMatchObject({
      request: { id: 'r-2' },
      state: { selected: 'k8s/2' },
    });
  });

  it('says so where there is neither an ID nor a request that caused it, and opens the app with the line', async () => {
    causesResponse = { ...NO_CANDIDATES, instead: 'It looks like the start of kubelet.' };
    const { navigated } = renderTab({ message: ['Reflector ListAndWatch & more'] });
    expect((await screen.findByTestId('requestTraceNoCandidates')).textContent).toMatch(
      /No user’s request.*the start of kubelet.*names no object/
    );
    const link = screen.getByTestId('requestTraceOpenApp');
    expect(link.getAttribute('href')).toBe(
      '/app/requestTrace/?q=Reflector+ListAndWatch+%26+more&index=k8s-*%2Clogs-*'
    );
    fireEvent.click(link);
    expect(navigated).toEqual([
      ['requestTrace', { path: '/?q=Reflector+ListAndWatch+%26+more&index=k8s-*%2Clogs-*' }],
    ]);
  });

  it('shows hostile IDs as text', async () => {
    renderTab({ 'request.id': '<img src=x onerror=alert(1)>' });
    expect(await readTraceViewProps()).toMatchObject({
      request: { id: '<img src=x onerror=alert(1)>' },
    });
    expect(document.querySelector('img')).toBeNull();
  });

  it('shows nothing rather than "no ID" while the configured fields are not known', async () => {
    renderTab({ 'op.id': 'r-1' }, { idFields: ['op.id'] });
    expect(requests).toEqual([]);
    await act(async () => {
      await Promise.resolve();
    });
    expect(await readTraceViewProps()).toMatchObject({ request: { id: 'r-1' } });
  });
});
