/** @jest-environment jsdom */
import { act, configure, fireEvent, screen } from '@testing-library/react';
import React from 'react';
import { createMemoryHistory, type MemoryHistory } from 'history';
import { BehaviorSubject } from 'rxjs';
import type { AppMountParameters, CoreStart } from '../kibana_types';
import type { Trace } from '../../common/model/trace';
import type { TraceViewProps } from '../types';
import type { RequestsListProps } from '../requests';
import { renderApp } from './mount';
import { MAX_SEARCH_TEXT_LENGTH } from '../search_text/parse_search_text';

// The view has its own tests; here it shows what it is asked for, and reports what a reader might set.
jest.mock('../trace', () => ({
  TraceView: ({ request, scope, state, onStateChange, onTrace }: TraceViewProps) => (
    <>
      <button
        onClick={() =>
          onTrace?.({
            total: 2,
            records: [],
            warnings: [],
            origin: {
              user: 'alice',
              verb: 'create',
              resource: 'deployments',
              namespace: 'shop',
              name: 'web',
            },
          } as unknown as Trace)
        }
      >
        found
      </button>
      <div data-test-subj="scope">{JSON.stringify(scope)}</div>
      <div data-test-subj="view">{JSON.stringify({ request, state })}</div>
      <button onClick={() => onStateChange({ ...state, selected: 'k8s/1' })}>select</button>
      <button onClick={() => onStateChange({ ...state, text: `${state.text ?? ''}x` })}>
        type
      </button>
    </>
  ),
}));

jest.mock('../requests', () => ({
  RequestsList: ({ scope, state, onStateChange, onRange, linkTo, openedId }: RequestsListProps) => (
    <>
      <div data-test-subj="list">{JSON.stringify({ scope, state, opened: openedId })}</div>
      <a {...linkTo('audit-1')}>row</a>
      <button onClick={() => onStateChange({ ...state, outcome: 'stuck' }, true)}>stuck</button>
      <button onClick={() => onStateChange({ ...state, rows: 50 }, false)}>more</button>
      <button
        onClick={() =>
          onRange({ from: '2026-01-01T00:00:00.000Z', to: '2026-01-02T00:00:00.000Z' })
        }
      >
        brush
      </button>
    </>
  ),
}));

const REQ_ID = 'cbfecd0e-5078-50c7-bb82-c13fbe354c47';
const AUDIT_ID = '8b549c91-7e2b-4a9e-9d35-1c1f5c1b0f3a';
const LOG_LINE = `I1118 12:03:04.231000 1 httplog.go:131] "HTTP" audit-ID="${AUDIT_ID}" reqID="${REQ_ID}"`;

configure({ testIdAttribute: 'data-test-subj' });
// EUI's page template asks for it; jsdom has none.
Object.assign(globalThis, { CSS: { escape: (id: string) => id, supports: () => false } });
// As in Kibana's page.
document.head.appendChild(Object.assign(document.createElement('meta'), { name: 'emotion' }));

let unmount: (() => void) | undefined;

/** Draws the app at a path, and waits until its configuration and code are there. */
async function renderAppAt(path: string): Promise<{
  history: MemoryHistory;
  recent: unknown[][];
  titles: unknown[];
  breadcrumbs: Array<Array<{ text: string; href?: string }>>;
}> {
  const element = document.body.appendChild(document.createElement('div'));
  const history = createMemoryHistory({ initialEntries: [path] });
  const recent: unknown[][] = [];
  const titles: unknown[] = [];
  const breadcrumbs: Array<Array<{ text: string; href?: string }>> = [];
  const core = {
    http: { fetch: async () => ({ indices: ['k8s-*'], idFields: ['request.id'] }) },
    chrome: {
      setBreadcrumbs: (crumbs: never[]) => breadcrumbs.push(crumbs),
      docTitle: {
        change: (title: unknown) => titles.push(title),
        reset: () => titles.push('reset'),
      },
      recentlyAccessed: {
        add: (...link: unknown[]) => {
          recent.push(link);
        },
      },
    },
    theme: { theme$: new BehaviorSubject({ darkMode: true }) },
    i18n: { Context: ({ children }: { children: React.ReactNode }) => <>{children}</> },
    uiSettings: {
      get: (key: string) => {
        throw new Error(`unknown setting ${key}`);
      },
    },
  } as unknown as CoreStart;
  act(() => {
    unmount = renderApp(core, {}, {
      element,
      history,
      appBasePath: '',
    } as unknown as AppMountParameters);
  });
  await waitForEffects();
  return { history, recent, titles, breadcrumbs };
}

const waitForEffects = (): Promise<void> =>
  act(async () => {
    await new Promise((resolve) => setTimeout(resolve, 10));
  });

afterEach(() => {
  act(() => unmount?.());
  document.body.replaceChildren();
});

const getSearchBox = (): HTMLTextAreaElement => screen.getByTestId('requestTraceBox');
const pasteText = (value: string): void => {
  fireEvent.change(getSearchBox(), { target: { value } });
};
const getRecognisedText = (): string =>
  screen.getByTestId('requestTraceRecognised').textContent ?? '';
const readTraceViewProps = async (): Promise<{
  request: Record<string, unknown>;
  state: unknown;
}> => JSON.parse((await screen.findByTestId('view')).textContent ?? '');
const readListProps = (): {
  scope: Record<string, string> | null;
  state: Record<string, unknown>;
  opened?: string;
} => JSON.parse(screen.getByTestId('list').textContent ?? '');
const getUrl = ({ location }: MemoryHistory): string => location.pathname + location.search;

describe('the first page', () => {
  it('recognises a lone ID, and Enter traces it', async () => {
    const { history } = await renderAppAt('/');
    pasteText(REQ_ID);
    expect(getRecognisedText()).toContain(`Recognised: ID ${REQ_ID}.`);
    fireEvent.keyDown(getSearchBox(), { key: 'Enter' });
    await waitForEffects();
    expect(getUrl(history)).toBe(`/trace?id=${REQ_ID}`);
    expect((await readTraceViewProps()).request).toEqual({ id: REQ_ID });
  });

  it('recognises the IDs of a line and offers a choice', async () => {
    const { history } = await renderAppAt('/');
    pasteText(LOG_LINE);
    expect(getRecognisedText()).toContain('Recognised 2 IDs');
    expect(getRecognisedText()).toContain(`request ID ${REQ_ID}`);
    fireEvent.click(screen.getByLabelText(`audit ID ${AUDIT_ID}`));
    fireEvent.click(screen.getByTestId('requestTraceSubmit'));
    await waitForEffects();
    expect(getUrl(history)).toBe(`/trace?id=${AUDIT_ID}`);
  });

  it('finds the requests for what an error names', async () => {
    const { history } = await renderAppAt('/?index=k8s-*');
    pasteText('Error from server (NotFound): pods "web" not found');
    expect(getRecognisedText()).toContain('Recognised: requests for Pod web.');
    fireEvent.keyDown(getSearchBox(), { key: 'Enter' });
    await waitForEffects();
    expect(history.location.pathname).toBe('/');
    expect(readListProps().state).toEqual({ resource: 'pods', name: 'web' });
    expect(new URLSearchParams(history.location.search).get('index')).toBe('k8s-*');
    expect(getSearchBox().value).toContain('NotFound');
    act(() => history.goBack());
    await waitForEffects();
    expect(readListProps().state).toEqual({});
  });

  it('says so where nothing can be looked for, and stays', async () => {
    const { history } = await renderAppAt('/');
    pasteText('{"level":"warn"}');
    expect(getRecognisedText()).toContain('Nothing in this text can be traced');
    fireEvent.keyDown(getSearchBox(), { key: 'Enter' });
    expect(getUrl(history)).toBe('/');
  });

  it('offers to show where a Pod went', async () => {
    await renderAppAt('/?index=k8s-*');
    pasteText('evicting pod shop/web-0');
    expect(screen.getByTestId('requestTraceMovesLink').getAttribute('href')).toBe(
      '/removals?object=pods%2Fshop%2Fweb-0&index=k8s-*'
    );
  });

  it('keeps the list’s state in the URL: filters as steps, more rows not', async () => {
    const { history } = await renderAppAt('/?user=bob&rows=75');
    expect(readListProps().state).toEqual({ user: 'bob', rows: 75 });
    fireEvent.click(screen.getByText('stuck'));
    expect(readListProps().state).toMatchObject({ outcome: 'stuck', user: 'bob' });
    fireEvent.click(screen.getByText('more'));
    expect(history.length).toBe(2);
    expect(getUrl(history)).toBe('/?user=bob&outcome=stuck&rows=50');
    fireEvent.click(screen.getByText('brush'));
    expect(readListProps().scope).toEqual({
      from: '2026-01-01T00:00:00.000Z',
      to: '2026-01-02T00:00:00.000Z',
    });
    act(() => history.goBack());
    expect(readListProps().scope).toEqual({});
  });

  it('links a row to its trace, and comes back to it', async () => {
    const { history } = await renderAppAt('/?index=k8s-*&from=now-1h&to=now&user=bob');
    expect(screen.getByText('row').getAttribute('href')).toBe('/trace?id=audit-1&index=k8s-*');
    fireEvent.click(screen.getByText('row'));
    await waitForEffects();
    expect(getUrl(history)).toBe('/trace?id=audit-1&index=k8s-*');
    act(() => history.goBack());
    await waitForEffects();
    expect(readListProps()).toMatchObject({ state: { user: 'bob' }, opened: 'audit-1' });
  });

  it('leaves a new line to Shift+Enter, and Enter to an input method', async () => {
    const { history } = await renderAppAt('/');
    pasteText(REQ_ID);
    fireEvent.keyDown(getSearchBox(), { key: 'Enter', shiftKey: true });
    fireEvent.keyDown(getSearchBox(), { key: 'Enter', isComposing: true });
    expect(getUrl(history)).toBe('/');
  });

  it('cuts a huge paste and says so', async () => {
    await renderAppAt('/');
    pasteText(`reqID="${REQ_ID}" ${'x '.repeat(MAX_SEARCH_TEXT_LENGTH)}`);
    expect(getSearchBox().value).toHaveLength(MAX_SEARCH_TEXT_LENGTH);
    expect(getRecognisedText()).toContain('Only the first 65,536 characters');
    expect(getRecognisedText()).toContain(REQ_ID);
  });

  it('starts with a line that came in the URL, and keeps its scope', async () => {
    const { history } = await renderAppAt(
      `/?q=${encodeURIComponent(LOG_LINE)}&index=k8s-reqid&from=now-7d&to=now`
    );
    expect(getSearchBox().value).toBe(LOG_LINE);
    fireEvent.keyDown(getSearchBox(), { key: 'Enter' });
    await waitForEffects();
    expect(getUrl(history)).toBe(`/trace?id=${REQ_ID}&from=now-7d&to=now&index=k8s-reqid`);
  });

  it.each(['/nowhere', '/trace', '/trace?id='])('is where %s leads', async (path) => {
    const { history } = await renderAppAt(path);
    expect(getUrl(history)).toBe('/');
    expect(screen.getByTestId('requestTraceHome')).toBeTruthy();
  });
});

it('redirects the old path of the removals page and keeps its query', async () => {
  const { history } = await renderAppAt('/moves?object=pods%2Fshop%2Fweb-0&index=k8s-*');
  expect(getUrl(history)).toBe('/removals?object=pods%2Fshop%2Fweb-0&index=k8s-*');
});

describe('the trace page', () => {
  it('asks for ISO times, and only once', async () => {
    const { history } = await renderAppAt(`/trace?id=${REQ_ID}&from=now-15m&to=now&index=k8s-*`);
    const { request } = await readTraceViewProps();
    expect(Object.keys(request).sort()).toEqual(['from', 'id', 'index', 'to']);
    expect(Date.parse(request.to as string) - Date.parse(request.from as string)).toBe(900_000);
    fireEvent.click(screen.getByText('select'));
    expect(getUrl(history)).toBe(
      `/trace?id=${REQ_ID}&from=now-15m&to=now&index=k8s-*&selected=k8s%2F1`
    );
    expect((await readTraceViewProps()).request).toEqual(request);
  });

  it('puts a step into the history for a selection, and none for typing', async () => {
    const { history } = await renderAppAt(`/trace?id=${REQ_ID}`);
    await readTraceViewProps();
    fireEvent.click(screen.getByText('select'));
    expect(history.length).toBe(2);
    fireEvent.click(screen.getByText('type'));
    fireEvent.click(screen.getByText('type'));
    expect(history.length).toBe(2);
    expect((await readTraceViewProps()).state).toEqual({ selected: 'k8s/1', text: 'xx' });
    act(() => history.goBack());
    expect((await readTraceViewProps()).state).toEqual({});
  });

  it('goes to another trace and back', async () => {
    const { history } = await renderAppAt(`/trace?id=${REQ_ID}&text=a`);
    await readTraceViewProps();
    pasteText(AUDIT_ID);
    fireEvent.keyDown(getSearchBox(), { key: 'Enter' });
    await waitForEffects();
    expect(await readTraceViewProps()).toEqual({ request: { id: AUDIT_ID }, state: {} });
    expect(document.activeElement?.textContent).toBe(`Trace of ${AUDIT_ID}`);
    act(() => history.goBack());
    await waitForEffects();
    expect(await readTraceViewProps()).toEqual({ request: { id: REQ_ID }, state: { text: 'a' } });
    expect(getSearchBox().value).toBe(REQ_ID);
  });

  it('asks again, with the same view and another now, when the same is traced again', async () => {
    const { history } = await renderAppAt(`/trace?id=${REQ_ID}&from=now-1h&to=now&text=a`);
    const before = (await readTraceViewProps()).request;
    fireEvent.keyDown(getSearchBox(), { key: 'Enter' });
    await waitForEffects();
    const { request, state } = await readTraceViewProps();
    expect(Date.parse(request.to as string)).toBeGreaterThan(Date.parse(before.to as string));
    expect(state).toEqual({ text: 'a' });
    expect(history.length).toBe(1);
  });

  it('names itself in the title, the breadcrumbs and the recently viewed', async () => {
    const { titles, breadcrumbs, recent } = await renderAppAt(
      `/trace?id=${REQ_ID}&index=k8s-*&text=a`
    );
    await readTraceViewProps();
    expect(titles).toEqual([[`Trace of ${REQ_ID}`, 'Request Trace']]);
    expect(breadcrumbs.at(-1)?.map(({ text }) => text)).toEqual(['Request Trace', REQ_ID]);
    expect(recent).toEqual([]);
    fireEvent.click(screen.getByText('found'));
    fireEvent.click(screen.getByText('found'));
    const words = 'alice · create Deployment shop/web';
    expect(titles.at(-1)).toEqual([words, 'Request Trace']);
    expect(breadcrumbs.at(-1)?.map(({ text }) => text)).toEqual(['Request Trace', words]);
    expect(recent).toEqual([
      [`/app/requestTrace/trace?id=${REQ_ID}&index=k8s-*`, words, `requestTrace:${REQ_ID}`],
    ]);
  });
});
