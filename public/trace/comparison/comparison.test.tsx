/** @jest-environment jsdom */
import React from 'react';
import createCache from '@emotion/cache';
import { EuiProvider } from '@elastic/eui';
import { act, configure, fireEvent, render, screen, within } from '@testing-library/react';
import type { ComparedMessage, Comparison as Answer } from '../../../common/model/comparison';
import type { CoreStart } from '../../kibana_types';
import { ComparisonSection } from './comparison_section';

configure({ testIdAttribute: 'data-test-subj' });
const cache = Object.assign(createCache({ key: 'css' }), { compat: true as const });

const createMessage = (
  example: string,
  change: Partial<ComparedMessage> = {}
): ComparedMessage => ({
  component: 'kubelet',
  caller: 'a.go:1',
  example,
  record: { index: 'k8s', id: example },
  inGood: 0,
  here: 0,
  there: 0,
  ...change,
});
const createResponse = (change: Partial<Answer> = {}): Answer => ({
  id: 'a0',
  likeness: 'same-object',
  took: { total: 1, roundTrips: 1 },
  warnings: [{ code: 'different_spec', message: 'changed the image' }],
  good: [
    {
      id: 'g1',
      basis: 'audit',
      time: '2026-11-23T06:24:10.433Z',
      user: 'alice',
      verb: 'patch',
      resource: 'deployments',
      namespace: 'shop',
      name: 'web',
      outcome: 'succeeded',
      outcomeBy: 'diagnosis',
      components: {},
      records: 2,
      errors: 0,
    },
  ],
  stages: [
    {
      name: 'accepted',
      status: 'done',
      tookMs: 6,
      good: { done: 1, medianMs: 9, maxMs: 9 },
      remarkable: false,
    },
    {
      name: 'pulled',
      status: 'failed',
      tookMs: 15_000,
      good: { done: 1, medianMs: 70, maxMs: 70 },
      remarkable: true,
    },
    {
      name: 'started',
      status: 'waiting',
      reached: { done: 1, of: 2 },
      good: { done: 1, medianMs: 70, maxMs: 70 },
      remarkable: false,
    },
    { name: 'ready', status: 'skipped', good: { done: 1 }, remarkable: false },
  ],
  lacking: Array.from({ length: 12 }, (_unused, i) =>
    createMessage(`Started ${i}`, { of: 'g1', inGood: 1, there: 2.3 })
  ),
  additional: [createMessage('Failed to pull', { here: 4 })],
  ...change,
});

const shownRecords: string[] = [];
const requests: string[] = [];

async function renderComparison(answers: Array<Answer | Error | Promise<Answer>>): Promise<void> {
  shownRecords.length = requests.length = 0;
  const core = {
    http: {
      fetch: async (path: string, { query }: { query: unknown }) => {
        requests.push(`${path} ${JSON.stringify(query)}`);
        const next = await answers.shift();
        if (next instanceof Error) throw next;
        return next;
      },
    },
    application: {
      getUrlForApp: (_app: string, { path }: { path: string }) => `/app/requestTrace${path}`,
    },
    uiSettings: { get: (_key: string, value: unknown) => value },
  } as unknown as CoreStart;
  render(
    <EuiProvider cache={cache}>
      <ComparisonSection
        services={{ core, plugins: {} }}
        request={{ id: 'a0', index: 'k8s', filter: '{}' }}
        compact={false}
        onShow={(key) => shownRecords.push(key)}
      />
    </EuiProvider>
  );
  expect(requests).toEqual([]);
  await act(async () => {
    fireEvent.click(screen.getByTestId('requestTraceCompare'));
  });
}

it('asks when it is opened, and shows stages, what is more and what is missing, with links', async () => {
  await renderComparison([createResponse()]);
  await screen.findByTestId('requestTraceComparison');
  expect(requests).toEqual(['/api/request_trace/compare {"id":"a0","index":"k8s","filter":"{}"}']);
  const good = screen.getByTestId<HTMLAnchorElement>('requestTraceGoodOne');
  expect(good.textContent).toMatch(/^alice: patch Deployment shop\/web, Nov 23, 2026/);
  expect(good.href).toMatch(/\/trace\?id=g1&time=all&index=k8s$/);
  const pulled = within(screen.getByTestId('requestTraceComparedStage-pulled'));
  expect(pulled.getByText('stopped here, 15 s')).toBeTruthy();
  expect(pulled.getByText('70 ms')).toBeTruthy();
  expect(screen.getByTestId('requestTraceComparedStage-started').textContent).toContain(
    'waiting, 1 of 2'
  );
  expect(screen.getByTestId('requestTraceComparedStage-accepted').textContent).toContain('6 ms');
  expect(screen.getByTestId('requestTraceComparedStage-ready').textContent).toContain('not there');
  expect(screen.getByTestId('requestTraceComparisonWarning-different_spec').textContent).toContain(
    'changed the image'
  );
  fireEvent.click(screen.getByText('Failed to pull'));
  expect(shownRecords).toEqual(['k8s/Failed to pull']);
  expect(screen.getByText('4 times')).toBeTruthy();
  const lacking = screen.getByTestId('requestTraceLacking');
  expect(within(lacking).getByText('Started 0').closest('a')!.href).toMatch(
    /id=g1.*selected=k8s%2FStarted\+0/
  );
  expect(within(lacking).getAllByText('in 1 of 1, 2 times each')).toHaveLength(8);
  fireEvent.click(screen.getByTestId('requestTraceLackingAll'));
  expect(within(lacking).getAllByText('in 1 of 1, 2 times each')).toHaveLength(12);
});

it('says why there is none', async () => {
  await renderComparison([
    createResponse({
      likeness: null,
      good: [],
      stages: [],
      lacking: [],
      additional: [],
      warnings: [{ code: 'no_good_request', message: 'looked from here to there' }],
    }),
  ]);
  expect((await screen.findByTestId('requestTraceComparisonNone')).textContent).toContain(
    'looked from here to there'
  );
});

it('can be cancelled, and asked again; says what failed', async () => {
  await renderComparison([
    new Promise<Answer>(() => undefined),
    new Error('offline'),
    createResponse(),
  ]);
  await act(async () => {
    fireEvent.click(await screen.findByTestId('requestTraceComparisonCancel'));
  });
  expect(screen.getByTestId('requestTraceComparisonFailed').textContent).toContain(
    'Comparing was cancelled'
  );
  await act(async () => {
    fireEvent.click(screen.getByTestId('requestTraceComparisonRetry'));
  });
  expect((await screen.findByTestId('requestTraceComparisonFailed')).textContent).toContain(
    'offline'
  );
  await act(async () => {
    fireEvent.click(screen.getByTestId('requestTraceComparisonRetry'));
  });
  expect(await screen.findByTestId('requestTraceComparison')).toBeTruthy();
});
