/** @jest-environment jsdom */
import { act, configure, fireEvent, render, screen, within } from '@testing-library/react';
import React from 'react';
import { EuiProvider } from '@elastic/eui';
import type { RequestsResponse, RequestSummary } from '../../common/model/request_summary';
import type { RequestsListState } from '../app_url/requests_list_url';
import type { Services } from '../types';
import { RequestsList, type RequestsListProps } from './requests_list';

// A canvas: drawn in Chromium only (test/browser).
jest.mock('./histogram', () => ({ Histogram: () => <div data-test-subj="histogram" /> }));

configure({ testIdAttribute: 'data-test-subj' });
// EUI's table asks for the window's width.
Object.assign(globalThis, { CSS: { escape: (id: string) => id, supports: () => false } });
// What jsdom says of scrolling to the focus is not what is tested.
Element.prototype.scrollIntoView = () => undefined;

interface HttpCall {
  path: string;
  query: Record<string, unknown>;
  method?: string;
  signal: AbortSignal;
  answer(value: unknown): void;
  fail(error: unknown): void;
}

/** Keeps each request of the list until the test answers it. */
function createHttp() {
  const calls: HttpCall[] = [];
  return {
    calls,
    fetch: (
      path: string,
      {
        query,
        body,
        method,
        signal,
      }: { query?: Record<string, unknown>; body?: string; method?: string; signal: AbortSignal }
    ) =>
      new Promise((answer, fail) => {
        calls.push({
          path,
          query: query ?? (JSON.parse(body ?? '{}') as Record<string, unknown>),
          method,
          signal,
          answer,
          fail,
        });
      }),
  };
}

const waitForEffects = (): Promise<void> =>
  act(async () => {
    await new Promise((resolve) => setTimeout(resolve, 0));
  });

const createRow = (id: string, more: Partial<RequestSummary> = {}): RequestSummary => ({
  id,
  basis: 'audit',
  time: '2026-01-01T10:00:00.123456Z',
  user: 'alice',
  verb: 'create',
  resource: 'deployments',
  namespace: 'shop',
  name: id,
  responseCode: 201,
  outcome: 'unknown',
  outcomeBy: 'none',
  components: { 'kube-apiserver': 2, kubelet: 1 },
  records: 3,
  errors: 0,
  durationMs: 2490,
  ...more,
});

const createResponse = (
  requests: RequestSummary[],
  more: Partial<RequestsResponse> = {}
): RequestsResponse => ({
  requests,
  basis: 'audit',
  total: { value: requests.length, relation: 'eq' },
  window: { from: '2026-01-01T00:00:00.000Z', to: '2026-01-02T00:00:00.000Z' },
  warnings: [],
  took: { total: 1, roundTrips: 2 },
  ...more,
});

function renderList(state: RequestsListState = {}, more: Partial<RequestsListProps> = {}) {
  const http = createHttp();
  const services = {
    core: { http, uiSettings: { get: (_: string, fallback: unknown) => fallback } },
    plugins: {},
  } as unknown as Services;
  const changes: Array<{ state: RequestsListState; step: boolean }> = [];
  const ranges: unknown[] = [];
  const props: RequestsListProps = {
    services,
    scope: { index: 'k8s', from: '2026-01-01T00:00:00.000Z', to: '2026-01-02T00:00:00.000Z' },
    state,
    onStateChange: (next, step) => changes.push({ state: next, step }),
    onRange: (range) => ranges.push(range),
    onRefresh: () => undefined,
    linkTo: (id) => ({ href: `/trace?id=${id}`, onClick: () => undefined }),
    settingsLink: { href: '/settings', onClick: () => undefined },
    ...more,
  };
  const element = (next: Partial<RequestsListProps> = {}) => (
    <EuiProvider>
      <RequestsList {...props} {...next} />
    </EuiProvider>
  );
  const { rerender, unmount } = render(element());
  return {
    http,
    changes,
    ranges,
    unmount,
    change: (next: Partial<RequestsListProps>) => rerender(element(next)),
  };
}

const getRows = (): HTMLElement[] => screen.queryAllByTestId('requestTraceRequest');
const getCountText = (): string =>
  screen.getByTestId('requestTraceRequestsCount').textContent ?? '';

describe('the list of requests', () => {
  it('shows rows first, and then their outcomes, a few at a time', async () => {
    const { http } = renderList();
    expect(http.calls[0]).toMatchObject({
      path: '/api/request_trace/requests',
      method: 'GET',
      query: { index: 'k8s', size: 25, diagnose: false },
    });
    const refused = createRow('r', {
      outcome: 'rejected',
      outcomeBy: 'code',
      responseCode: 403,
      responseMessage: 'is forbidden',
    });
    http.calls[0]!.answer(
      createResponse([refused, ...Array.from({ length: 7 }, (_, i) => createRow(`a${i}`))])
    );
    await waitForEffects();
    expect(getRows()).toHaveLength(8);
    expect(within(getRows()[0]!).getByTestId('requestTraceOutcome-rejected')).toBeTruthy();
    expect(within(getRows()[0]!).getByTestId('requestTraceCause').textContent).toBe('is forbidden');
    expect(screen.getAllByTestId('requestTraceOutcome-looking')).toHaveLength(7);
    // what a request caused goes on after the time that is listed: no time range
    expect(http.calls[1]).toMatchObject({
      path: '/api/request_trace/requests/outcomes',
      query: { index: 'k8s', ids: 'a0,a1,a2,a3,a4' },
    });
    expect(http.calls).toHaveLength(2);
    http.calls[1]!.answer({
      outcomes: {
        a0: {
          outcome: 'stuck',
          outcomeBy: 'diagnosis',
          cause: 'secret "x" not found',
          stage: 'mounted',
        },
        a1: { outcome: 'unknown', outcomeBy: 'none' },
      },
    });
    await waitForEffects();
    expect(within(getRows()[1]!).getByTestId('requestTraceCause').textContent).toBe(
      'mounted: secret "x" not found'
    );
    expect(screen.getAllByTestId('requestTraceOutcome-unlooked')).toHaveLength(4);
    expect(http.calls[2]!.query).toMatchObject({ ids: 'a5,a6' });
    http.calls[2]!.fail(new Error('no'));
    await waitForEffects();
    expect(screen.queryAllByTestId('requestTraceOutcome-looking')).toHaveLength(0);
    expect(http.calls).toHaveLength(3);
    expect(getCountText()).toBe('8 of 8 requests · From the audit log');
  });

  it('gives up what is under way when another list is asked for, or the page goes', async () => {
    const { http, change, unmount } = renderList();
    http.calls[0]!.answer(createResponse([createRow('a')]));
    await waitForEffects();
    change({ state: { user: 'bob' } });
    await waitForEffects();
    expect(http.calls[2]!.query).toMatchObject({ user: 'bob' });
    expect(getRows()).toHaveLength(1);
    http.calls[2]!.answer(createResponse([createRow('b')]));
    await waitForEffects();
    expect(http.calls[1]!.signal.aborted).toBe(true);
    expect(
      getRows().map((each) =>
        within(each).getByTestId('requestTraceRequestLink').getAttribute('href')
      )
    ).toEqual(['/trace?id=b']);
    unmount();
    expect(http.calls.every(({ signal }) => signal.aborted)).toBe(true);
  });

  it('shows more on demand, and as many as a link says', async () => {
    const { http, changes, change } = renderList();
    http.calls[0]!.answer(
      createResponse([createRow('a', { outcomeBy: 'code' })], {
        after: 'A',
        total: { value: 10_000, relation: 'gte' },
      })
    );
    await waitForEffects();
    // one row where 25 were wanted: the server had more to say
    expect(http.calls[1]!.query).toMatchObject({ after: 'A', size: 24 });
    http.calls[1]!.answer(
      createResponse(
        Array.from({ length: 24 }, (_, i) => createRow(`b${i}`, { outcomeBy: 'code' })),
        { after: 'B' }
      )
    );
    await waitForEffects();
    expect(getCountText()).toBe('25 of at least 10,000 requests · From the audit log');
    fireEvent.click(screen.getByTestId('requestTraceRequestsMore'));
    expect(changes).toEqual([{ state: { rows: 50 }, step: false }]);
    change({ state: { rows: 50 } });
    await waitForEffects();
    expect(http.calls.at(-1)!.query).toMatchObject({ after: 'B', size: 25 });
    http.calls
      .at(-1)!
      .answer(
        createResponse([
          createRow('c', { outcomeBy: 'code' }),
          createRow('a', { outcomeBy: 'code' }),
        ])
      );
    await waitForEffects();
    expect(getRows()).toHaveLength(26);
    expect(screen.queryByTestId('requestTraceRequestsMore')).toBeNull();
  });

  it('says who, on whose behalf, and what has no answer', async () => {
    const { http } = renderList();
    http.calls[0]!.answer(
      createResponse([
        createRow('a', {
          user: 'carol',
          impersonatedUser: 'alice',
          unanswered: true,
          outcomeBy: 'code',
          responseCode: undefined,
        }),
      ])
    );
    await waitForEffects();
    expect(getRows()[0]!.textContent).toContain('carol as alice');
    expect(getRows()[0]!.textContent).toContain('create Deployment shop/a');
    expect(getRows()[0]!.textContent).toContain('unanswered');
    expect(getRows()[0]!.textContent).toContain('kube-apiserver: 2 records, kubelet: 1 record');
  });

  it('asks for outcomes at once where they are filtered by, and can be stopped', async () => {
    const { http, changes } = renderList({ outcome: 'stuck' });
    expect(http.calls[0]!.query).not.toHaveProperty('diagnose');
    expect(getCountText()).toBe('Looking into how the newest requests ended…');
    fireEvent.click(screen.getByTestId('requestTraceRequestsStop'));
    expect(changes[0]!.state.outcome).toBeUndefined();
    http.calls[0]!.answer(
      createResponse([createRow('a', { outcome: 'stuck', outcomeBy: 'diagnosis' })], {
        examined: 100,
        total: { value: 300, relation: 'eq' },
      })
    );
    await waitForEffects();
    expect(getCountText()).toBe(
      '1 request shown · From the audit log · Only the newest 100 were looked at'
    );
  });

  it('looks further back for an outcome only when asked to', async () => {
    const { http } = renderList({ outcome: 'failed' });
    http.calls[0]!.answer(
      createResponse([], { after: 'A', examined: 100, total: { value: 300, relation: 'eq' } })
    );
    await waitForEffects();
    expect(http.calls).toHaveLength(1);
    expect(screen.queryByTestId('requestTraceRequestsEmpty')).toBeNull();
    expect(getCountText()).toContain('Only the newest 100 were looked at');
    fireEvent.click(screen.getByTestId('requestTraceRequestsMore'));
    await waitForEffects();
    expect(http.calls[1]!.query).toMatchObject({ after: 'A', outcome: 'failed', size: 25 });
    http.calls[1]!.answer(
      createResponse([createRow('a', { outcome: 'failed', outcomeBy: 'diagnosis' })])
    );
    await waitForEffects();
    expect(getRows()).toHaveLength(1);
  });

  it('sends a long filter in a body', async () => {
    const filter = JSON.stringify({
      terms: { id: Array.from({ length: 500 }, (_, i) => `id-${i}`) },
    });
    const { http } = renderList({}, { scope: { filter } });
    expect(http.calls[0]).toMatchObject({ method: 'POST', query: { filter, size: 25 } });
    await waitForEffects();
  });

  it('sorts, beginning with the longest', async () => {
    const { http, changes } = renderList({ outcome: 'stuck' });
    http.calls[0]!.answer(createResponse([createRow('a', { outcomeBy: 'code' })]));
    await waitForEffects();
    fireEvent.click(
      within(screen.getByTestId('requestTraceRequests')).getAllByText('Duration')[0]!
    );
    expect(changes).toEqual([{ state: { outcome: 'stuck', sort: 'duration' }, step: true }]);
  });

  it('goes on from the row that the reader comes back from', async () => {
    const { http } = renderList({}, { openedId: 'b' });
    http.calls[0]!.answer(
      createResponse([createRow('a', { outcomeBy: 'code' }), createRow('b', { outcomeBy: 'code' })])
    );
    await waitForEffects();
    expect(document.activeElement?.getAttribute('href')).toBe('/trace?id=b');
  });
});

describe('where there is nothing', () => {
  it('offers the time of the newest, no filters, and everyone', async () => {
    const { http, ranges, changes } = renderList({ user: 'bob', rows: 50 });
    http.calls[0]!.answer(createResponse([]));
    await waitForEffects();
    expect(http.calls[1]!.query).toEqual({ index: 'k8s', user: 'bob', size: 1, diagnose: false });
    http.calls[1]!.answer(
      createResponse([createRow('a', { time: '2025-12-24T10:00:30.000000Z' })])
    );
    await waitForEffects();
    expect(screen.getByTestId('requestTraceRequestsEmpty').textContent).toContain(
      'No request matches these filters'
    );
    fireEvent.click(screen.getByTestId('requestTraceGoToNewest'));
    expect(ranges).toEqual([{ from: '2025-12-23T10:02:00.000Z', to: '2025-12-24T10:02:00.000Z' }]);
    fireEvent.click(screen.getByTestId('requestTraceEmptyReset'));
    fireEvent.click(screen.getByTestId('requestTraceEmptyEveryone'));
    expect(changes.map(({ state }) => state)).toEqual([
      {},
      { user: 'bob', rows: 50, everyone: true },
    ]);
  });

  it('says what was looked for where no logs are, and leads to the settings', async () => {
    const { http } = renderList();
    http.calls[0]!.answer(createResponse([], { basis: null }));
    await waitForEffects();
    http.calls[1]!.answer(createResponse([], { basis: null }));
    await waitForEffects();
    expect(screen.getByTestId('requestTraceRequestsEmpty').textContent).toContain('audit log');
    expect(screen.getByTestId('requestTraceEmptySettings').getAttribute('href')).toBe('/settings');
  });

  it('says what failed, and tries again', async () => {
    const { http } = renderList();
    http.calls[0]!.fail({ body: { statusCode: 500, message: 'no living connections' } });
    await waitForEffects();
    expect(screen.getByTestId('requestTraceRequestsFailed').textContent).toContain(
      '500: no living connections'
    );
    fireEvent.click(screen.getByTestId('requestTraceRequestsRetry'));
    await waitForEffects();
    http.calls[1]!.answer(createResponse([createRow('a', { outcomeBy: 'code' })]));
    await waitForEffects();
    expect(getRows()).toHaveLength(1);
  });

  it('keeps what is there when another page fails', async () => {
    const { http } = renderList({ rows: 2 });
    http.calls[0]!.answer(createResponse([createRow('a', { outcomeBy: 'code' })], { after: 'A' }));
    await waitForEffects();
    http.calls[1]!.fail(new Error('gone'));
    await waitForEffects();
    expect(getRows()).toHaveLength(1);
    expect(screen.getByTestId('requestTraceRequestsFailed').textContent).toContain('gone');
  });

  it('waits for the scope', () => {
    const { http } = renderList({}, { scope: null });
    expect(http.calls).toEqual([]);
    expect(screen.getByTestId('requestTraceRequestsLoading')).toBeTruthy();
  });
});
