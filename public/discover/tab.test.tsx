/** @jest-environment jsdom */
import React from 'react';
import createCache from '@emotion/cache';
import { EuiProvider } from '@elastic/eui';
import { act, configure, fireEvent, render, screen } from '@testing-library/react';
import type { CoreStart, DataTableRecord } from '../kibana_types';
import type { TraceViewProps } from '../types';
import { Tab } from './tab';

// The view has its own tests; here it shows what it is asked for.
jest.mock('../trace', () => ({
  TraceView: ({ request, layout, state, onStateChange }: TraceViewProps) => (
    <button data-test-subj="view" onClick={() => onStateChange({ text: 'typed' })}>{JSON.stringify({ request, layout, state })}</button>
  ),
}));

const REQ = 'cbfecd0e-5078-50c7-bb82-c13fbe354c47';
const UID = '11111111-2222-3333-4444-555555555555';
const AUDIT = '8b549c91-7e2b-4a9e-9d35-1c1f5c1b0f3a';

function show(flattened: Record<string, unknown>, config: unknown = {}, raw: Partial<DataTableRecord['raw']> = {}): { navigated: unknown[][]; rerender(next: Record<string, unknown>): void } {
  const navigated: unknown[][] = [];
  const core = {
    http: { fetch: async () => { if (config instanceof Error) throw config; return config; } },
    application: {
      getUrlForApp: (app: string, { path }: { path: string }) => `/app/${app}${path}`,
      navigateToApp: async (...to: unknown[]) => { navigated.push(to); },
    },
  } as unknown as CoreStart;
  const dataView = { title: 'k8s-*, logs-*' };
  const element = (id: string, fields: Record<string, unknown>): React.ReactElement =>
    <EuiProvider cache={cache}>
      <Tab services={{ core, plugins: {} }} hit={{ id, flattened: fields, raw: { _index: 'k8s', _id: id, ...raw } }} dataView={dataView} />
    </EuiProvider>;
  const { rerender } = render(element('1', flattened));
  return { navigated, rerender: (next) => rerender(element('2', next)) };
}

const view = async (): Promise<{ request: unknown; layout: string; state: unknown }> =>
  JSON.parse((await screen.findByTestId('view')).textContent ?? '');

// As Discover's provider.
const cache = Object.assign(createCache({ key: 'css' }), { compat: true as const });

configure({ testIdAttribute: 'data-test-subj' });

describe('the tab', () => {
  it('traces the ID of a field, in the data view’s indices, and shows where the document is in the trace', async () => {
    show({ 'request.id': [REQ], message: ['Created pod'] });
    expect(await view()).toEqual({ request: { id: REQ, index: 'k8s-*,logs-*' }, layout: 'tab', state: { selected: 'k8s/1' } });
    expect(screen.queryByTestId('requestTraceTabId')).toBeNull();
  });

  it('traces the ID of the text of a document with nothing but text, when the configuration can’t be had', async () => {
    show({ message: `E1118 12:03:05.102000    1949 x.go:1] "Failed" pod="shop/web-0" reqID="${REQ}"` }, new Error('offline'));
    expect(await view()).toMatchObject({ request: { id: REQ } });
  });

  it('reads _source and the configured fields', async () => {
    show({}, { idFields: ['op.id'] }, { _source: { op: { id: 'r-1' } } });
    expect(await view()).toMatchObject({ request: { id: 'r-1' } });
  });

  it('offers a choice of several IDs, the reqID first, and keeps each one’s state apart', async () => {
    show({ 'kubernetes.audit.auditID': AUDIT, 'trace.id': '', message: [`"HTTP" audit-ID="${AUDIT}" reqID="${REQ}"`] });
    expect(await view()).toMatchObject({ request: { id: REQ } });
    fireEvent.click(screen.getByTestId('view'));
    expect(await view()).toMatchObject({ state: { text: 'typed' } });
    const select = screen.getByTestId<HTMLSelectElement>('requestTraceTabId');
    expect([...select.options].map(({ text }) => text)).toEqual([`request ID ${REQ}`, `audit ID ${AUDIT}`]);
    fireEvent.change(select, { target: { value: AUDIT } });
    expect(await view()).toMatchObject({ request: { id: AUDIT }, state: { selected: 'k8s/1' } });
  });

  it('traces the UID of an Event’s object, or of a Pod, where the document has no ID of a request, and says so', async () => {
    show({ 'kubernetes.event.involved_object.uid': [UID], 'kubernetes.pod.uid': AUDIT, message: `{"metadata":{"uid":"${REQ}"}}` });
    expect(await view()).toMatchObject({ request: { id: UID } });
    expect(screen.getByTestId('requestTraceTabOfObject').textContent).toMatch(new RegExp(`no ID of a request.*object UID ${UID}.*more than one`));
    const select = screen.getByTestId<HTMLSelectElement>('requestTraceTabId');
    expect([...select.options].map(({ text }) => text)).toEqual([`object UID ${UID}`, `Pod UID ${AUDIT}`]);
  });

  it('puts the UID of the Pod after a request’s IDs, and says what it leads to when it is chosen', async () => {
    show({ 'kubernetes.pod_id': UID, message: `reqID="${REQ}"` });
    expect(await view()).toMatchObject({ request: { id: REQ } });
    expect(screen.queryByTestId('requestTraceTabOfObject')).toBeNull();
    fireEvent.change(screen.getByTestId('requestTraceTabId'), { target: { value: UID } });
    expect(await view()).toMatchObject({ request: { id: UID } });
    expect(screen.getByTestId('requestTraceTabOfObject').textContent).toContain('Shown is what names the Pod UID');
  });

  it('traces the UUIDs of a text that has nothing better, but no Node’s name', async () => {
    show({ 'involvedObject.uid': 'node-a', message: `"MountVolume.SetUp succeeded" podUID="${UID}"` });
    expect(await view()).toMatchObject({ request: { id: UID } });
  });

  it('starts anew with another document', async () => {
    const { rerender } = show({ 'request.id': REQ });
    await view();
    fireEvent.click(screen.getByTestId('view'));
    rerender({ 'request.id': 'r-2' });
    expect(await view()).toMatchObject({ request: { id: 'r-2' }, state: { selected: 'k8s/2' } });
  });

  it('says what it looked for where there is no ID, and opens the app with the line', async () => {
    const { navigated } = show({ message: ['Reflector ListAndWatch & more'] }, { idFields: ['request.id', 'op.id'] });
    const none = await screen.findByTestId('requestTraceNoId');
    expect(none.textContent).toContain('No ID to trace');
    expect(none.textContent).toContain('op.id');
    const link = screen.getByTestId('requestTraceOpenApp');
    expect(link.getAttribute('href')).toBe('/app/requestTrace/?q=Reflector+ListAndWatch+%26+more&index=k8s-*%2Clogs-*');
    fireEvent.click(link);
    expect(navigated).toEqual([['requestTrace', { path: '/?q=Reflector+ListAndWatch+%26+more&index=k8s-*%2Clogs-*' }]]);
  });

  it('says so at once when the document has no text at all', async () => {
    show({ bytes: 7 });
    expect(await screen.findByTestId('requestTraceNoId')).toBeTruthy();
  });

  it('shows hostile IDs as text', async () => {
    show({ 'request.id': '<img src=x onerror=alert(1)>' });
    expect(await view()).toMatchObject({ request: { id: '<img src=x onerror=alert(1)>' } });
    expect(document.querySelector('img')).toBeNull();
  });

  it('shows nothing rather than "no ID" while the configured fields are not known', async () => {
    show({ 'op.id': 'r-1' }, { idFields: ['op.id'] });
    expect(screen.queryByTestId('requestTraceNoId')).toBeNull();
    await act(async () => { await Promise.resolve(); });
    expect(await view()).toMatchObject({ request: { id: 'r-1' } });
  });
});
