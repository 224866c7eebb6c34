/** @jest-environment jsdom */
import { act, configure, fireEvent, screen } from '@testing-library/react';
import React from 'react';
import ReactDOM from 'react-dom';
import { EuiProvider } from '@elastic/eui';
import { createMemoryHistory, type MemoryHistory } from 'history';
import { Router } from 'react-router-dom';
import { REMOVALS_PATH } from '../../common/api/paths';
import type { RemovalsResponse, PodRemoval } from '../../common/model/removals';
import type { CoreStart } from '../kibana_types';
import { RemovalsPage } from './removals_page';

configure({ testIdAttribute: 'data-test-subj' });
// EUI's page template asks for it; jsdom has none.
Object.assign(globalThis, { CSS: { escape: (id: string) => id, supports: () => false } });

const RECORD_KEY = { index: 'k8s', id: '1' };
const DRAINED_POD: PodRemoval = {
  pod: { kind: 'Pod', namespace: 'shop', name: 'web-1', uid: 'u-1' },
  fromNode: 'node-b',
  at: '2026-01-31T12:00:00.123456Z',
  goneAt: '2026-01-31T12:00:02.123456Z',
  reason: 'drained',
  title: 'carol drained Node node-b',
  confidence: 1,
  steps: [
    {
      at: '2026-01-31T12:00:00.123456Z',
      actor: 'carol',
      what: 'asked the eviction API to evict the Pod',
      record: RECORD_KEY,
    },
  ],
  request: { id: 'audit-1', user: 'carol', time: '2026-01-31T12:00:00.123456Z' },
  successor: {
    pod: { kind: 'Pod', namespace: 'shop', name: 'web-2' },
    node: 'node-a',
    at: '2026-01-31T12:00:01Z',
  },
};
const LOST_POD: PodRemoval = {
  ...DRAINED_POD,
  pod: { kind: 'Pod', namespace: 'shop', name: 'old-1' },
  at: '2026-01-31T11:00:00Z',
  reason: 'node-lost',
  title: 'Node node-b was lost: it no longer answered',
  confidence: 0.5,
  request: undefined,
  successor: undefined,
};
const createResponse = (more: Partial<RemovalsResponse>): RemovalsResponse => ({
  object: { kind: 'Node', name: 'node-b' },
  moves: [DRAINED_POD, LOST_POD],
  stayed: 3,
  truncated: false,
  window: { from: '2026-01-31T00:00:00Z', to: '2026-02-01T00:00:00Z' },
  warnings: [],
  took: { total: 1, roundTrips: 3 },
  ...more,
});

let unmount: (() => void) | undefined;
const waitForEffects = (): Promise<void> =>
  act(async () => {
    await new Promise((resolve) => setTimeout(resolve, 10));
  });
afterEach(() => {
  act(() => unmount?.());
  document.body.replaceChildren();
});

async function renderPage(
  path: string,
  moves: () => Promise<RemovalsResponse>
): Promise<{ history: MemoryHistory; asked: unknown[]; recent: unknown[] }> {
  const history = createMemoryHistory({ initialEntries: [path] });
  const asked: unknown[] = [];
  const recent: unknown[] = [];
  const core = {
    http: {
      fetch: async (url: string, options?: { query?: unknown }) => {
        if (url !== REMOVALS_PATH) return { indices: ['k8s-*'] };
        asked.push(options?.query);
        return moves();
      },
    },
    chrome: {
      setBreadcrumbs() {},
      docTitle: { change() {} },
      recentlyAccessed: { add: (...link: unknown[]) => recent.push(link) },
    },
    uiSettings: { get: (_key: string, fallback?: unknown) => fallback },
    application: { getUrlForApp: () => '/app' },
  } as unknown as CoreStart;
  const element = document.body.appendChild(document.createElement('div'));
  act(() => {
    ReactDOM.render(
      <EuiProvider>
        <Router history={history}>
          <RemovalsPage services={{ core, plugins: {} }} />
        </Router>
      </EuiProvider>,
      element
    );
    unmount = () => {
      ReactDOM.unmountComponentAtNode(element);
    };
  });
  await waitForEffects();
  return { history, asked, recent };
}

const getUrl = ({ location }: MemoryHistory): string => location.pathname + location.search;

describe('the page of moves', () => {
  it('asks for nothing without an object, and for what is typed', async () => {
    const { history, asked } = await renderPage('/removals?index=k8s', async () =>
      createResponse({})
    );
    expect(screen.getByTestId('requestTraceMovesStart')).toBeTruthy();
    expect(asked).toEqual([]);
    fireEvent.change(screen.getByTestId('requestTraceMovesField'), {
      target: { value: ' deploy/web -n shop ' },
    });
    fireEvent.click(screen.getByTestId('requestTraceMovesSubmit'));
    await waitForEffects();
    expect(getUrl(history)).toBe('/removals?object=deploy%2Fweb+-n+shop&index=k8s');
    expect(asked).toEqual([{ object: 'deploy/web -n shop', index: 'k8s' }]);
  });

  it('lists what went, why, and what took its place; traces the request where there is one', async () => {
    const { history, recent } = await renderPage(
      '/removals?object=nodes%2Fnode-b&index=k8s',
      async () => createResponse({})
    );
    expect(recent).toEqual([
      [
        '/app/requestTrace/removals?object=nodes%2Fnode-b&index=k8s',
        'Where Pods went: nodes/node-b',
        'requestTrace:moves:nodes/node-b',
      ],
    ]);
    expect(screen.getByText('2 Pods of Node node-b went, 3 are still there')).toBeTruthy();
    const [first, second] = screen.getAllByTestId('requestTraceMove');
    expect(first!.textContent).toContain('carol drained Node node-b');
    expect(first!.textContent).toContain('its place was taken by web-2 on node-a');
    expect(second!.textContent).toContain('not certain');
    expect(screen.getAllByTestId('requestTraceMoveTrace')).toHaveLength(1);
    fireEvent.click(screen.getByTestId('requestTraceMoveTrace'));
    expect(getUrl(history)).toBe('/trace?id=audit-1&index=k8s');
  });

  it('shows one reason only, and all again', async () => {
    await renderPage('/removals?object=nodes%2Fnode-b', async () => createResponse({}));
    const button = screen.getByTestId('requestTraceMoveFilter-node-lost');
    fireEvent.click(button);
    expect(screen.getAllByTestId('requestTraceMove')).toHaveLength(1);
    expect(button.getAttribute('aria-pressed')).toBe('true');
    fireEvent.click(button);
    expect(screen.getAllByTestId('requestTraceMove')).toHaveLength(2);
  });

  it('leads from a Pod to its node', async () => {
    const { history, asked } = await renderPage('/removals?object=pods%2Fshop%2Fweb-1', async () =>
      createResponse({ object: DRAINED_POD.pod, moves: [DRAINED_POD] })
    );
    fireEvent.click(screen.getAllByText('node-b')[0]!);
    await waitForEffects();
    expect(getUrl(history)).toBe('/removals?object=nodes%2Fnode-b');
    expect(asked).toHaveLength(2);
  });

  it('says that Pods are where they were, that nothing is known, and what was left out', async () => {
    const { recent } = await renderPage('/removals?object=nodes%2Fnode-b', async () =>
      createResponse({ moves: [], stayed: 2 })
    );
    expect(recent).toEqual([]);
    expect(screen.getByTestId('requestTraceNoMoves').textContent).toContain(
      'All 2 Pods of Node node-b are where they were'
    );
    act(() => unmount?.());
    await renderPage('/removals?object=nodes%2Fnode-b', async () =>
      createResponse({
        moves: [],
        stayed: 0,
        warnings: [{ code: 'truncated', message: '5 more Pods' }],
      })
    );
    expect(screen.getByTestId('requestTraceNoMoves').textContent).toContain(
      'as far as the logs tell'
    );
    expect(screen.getByTestId('requestTraceWarning-truncated').textContent).toContain(
      '5 more Pods'
    );
  });

  it('says what went wrong, and asks again', async () => {
    let fails = true;
    const { asked } = await renderPage('/removals?object=nodes%2Fnode-b', async () => {
      if (fails)
        throw Object.assign(new Error('x'), {
          body: { statusCode: 502, message: 'Elasticsearch failed: broken' },
        });
      return createResponse({});
    });
    expect(screen.getByTestId('requestTraceMovesFailed').textContent).toContain(
      'Elasticsearch failed: broken'
    );
    fails = false;
    fireEvent.click(screen.getByTestId('requestTraceMovesRetry'));
    await waitForEffects();
    expect(asked).toHaveLength(2);
    expect(screen.getAllByTestId('requestTraceMove')).toHaveLength(2);
  });
});
