/** @jest-environment jsdom */
import React, { useState } from 'react';
import { act, configure, fireEvent, render, screen, waitFor, within } from '@testing-library/react';
import { EuiProvider } from '@elastic/eui';
import type { Trace } from '../../common/model/trace';
import type { Services, TraceViewProps, TraceViewState } from '../types';
import { createLogRecord, REQ_ID, createTrace } from './testing/fixtures';
import { buildTracePath, TraceView } from './trace_view';

// a busy machine takes longer than the second that is the default
configure({ asyncUtilTimeout: 15_000 });

// jsdom has neither; the chart then draws nothing, which is not what is tested here
beforeAll(() => {
  global.ResizeObserver = class {
    observe() {}
    unobserve() {}
    disconnect() {}
  };
  HTMLCanvasElement.prototype.getContext = () => null;
});

const LOG_RECORDS = [
  createLogRecord({ id: 'r1' }),
  createLogRecord({
    id: 'r2',
    timestamp: '2026-11-23T06:25:13.000001Z',
    severity: 'error',
    message: 'MountVolume.SetUp failed <script>alert(1)</script>',
  }),
  createLogRecord({
    id: 'r3',
    timestamp: '2026-11-23T06:25:13Z',
    source: 'event',
    component: 'kubelet',
    message: 'FailedMount: secret "web-tls" not found',
    severity: 'warning',
    firstTimestamp: '2026-11-23T06:25:12Z',
    count: 14,
    because: [{ rule: 'event-of-object', evidence: 'pay/settle', confidence: 0.9 }],
  }),
];

let state: TraceViewState;
let fetches: Array<{ path: string; query: Record<string, unknown> }>;

function renderTraceView(
  answer: Trace | Error | 'never',
  {
    layout = 'page',
    initial = {},
    filter,
    saidElsewhere,
  }: {
    layout?: TraceViewProps['layout'];
    initial?: TraceViewState;
    filter?: string;
    saidElsewhere?: TraceViewProps['excludedWarnings'];
  } = {}
) {
  fetches = [];
  const services = {
    core: {
      http: {
        fetch: async (path: string, options: { query: Record<string, unknown> }) => {
          fetches.push({ path, query: options.query });
          if (answer === 'never') return new Promise(() => undefined);
          if (answer instanceof Error) throw answer;
          return path.endsWith('/document')
            ? { index: 'k8s-reqid', id: options.query['id'], source: { message: 'the raw line' } }
            : answer;
        },
      },
      application: {
        getUrlForApp: (app: string, { path }: { path: string }) => `/app/${app}${path}`,
      },
      notifications: { toasts: {} },
      uiSettings: {
        get: (key: string, fallback: unknown) => (key === 'dateFormat:tz' ? 'UTC' : fallback),
      },
    },
    plugins: {},
  } as unknown as Services;
  const request = {
    ...(filter ? { filter } : {}),
    id: REQ_ID,
    from: '2026-11-23T06:00:00Z',
    to: '2026-11-23T07:00:00Z',
  };
  const Host: React.FC = () => {
    const [known, setKnown] = useState(initial);
    state = known;
    return (
      <EuiProvider>
        <TraceView
          services={services}
          request={request}
          state={known}
          onStateChange={setKnown}
          layout={layout}
          excludedWarnings={saidElsewhere}
        />
      </EuiProvider>
    );
  };
  return render(<Host />);
}

const getByTestSubject = (name: string) =>
  document.querySelector<HTMLElement>(`[data-test-subj="${name}"]`);
const waitUntilLoaded = () =>
  waitFor(() => expect(getByTestSubject('requestTraceCounts')).not.toBeNull());

describe('TraceView', () => {
  it('says who asked for what, when, with what answer', async () => {
    renderTraceView(createTrace({ records: LOG_RECORDS, total: 3 }));
    await waitUntilLoaded();
    const header = getByTestSubject('requestTraceHeader')!;
    expect(header.textContent).toContain('bob');
    expect(header.textContent).toContain('create Secret pay/settle-key');
    expect(header.textContent).toContain('06:25:12.262399');
    expect(header.textContent).toContain('201');
    expect(header.textContent).toContain('answered in 2.92 ms');
    expect(header.textContent).toContain('request ID');
  });

  it('names both users of an impersonated request', async () => {
    renderTraceView(
      createTrace({ origin: { ...createTrace().origin!, impersonatedUser: 'carol' } })
    );
    await waitUntilLoaded();
    expect(getByTestSubject('requestTraceUser')!.textContent).toMatch(/bob.*as carol/);
  });

  it('says plainly why the origin is not known', async () => {
    renderTraceView(
      createTrace({
        origin: null,
        coverage: [
          { source: 'audit', component: 'audit', searched: true, inWindow: false, inTrace: 0 },
        ],
      })
    );
    await waitUntilLoaded();
    expect(getByTestSubject('requestTraceNoOrigin')!.textContent).toContain(
      'No audit log was collected'
    );
  });

  it('does not blame the audit log for what a filter or the reader’s roles may keep away', async () => {
    const coverage: Trace['coverage'] = [
      { source: 'audit', component: 'audit', searched: true, inWindow: false, inTrace: 0 },
    ];
    const { unmount } = renderTraceView(
      createTrace({ origin: null, coverage, refusedIndices: ['audit-*'] })
    );
    await waitUntilLoaded();
    expect(getByTestSubject('requestTraceNoOrigin')!.textContent).toContain(
      'or you may not read it'
    );
    expect(getByTestSubject('requestTraceCoverage')!.textContent).toContain(
      'your roles don’t cover all of audit-*'
    );
    unmount();
    renderTraceView(createTrace({ origin: null, coverage }), { filter: '{"match_all":{}}' });
    await waitUntilLoaded();
    expect(getByTestSubject('requestTraceNoOrigin')!.textContent).toContain(
      'The scope’s query and filters may leave it out'
    );
    expect(getByTestSubject('requestTraceNoOrigin')!.textContent).not.toContain('collected');
  });

  it('has a title for each warning, and leaves those out that stand elsewhere', async () => {
    const codes = ['setting_invalid', 'data_view_missing', 'filtered'] as const;
    renderTraceView(
      createTrace({ warnings: codes.map((code) => ({ code, message: `about ${code}` })) }),
      {
        saidElsewhere: ['filtered'],
      }
    );
    await waitUntilLoaded();
    expect(getByTestSubject('requestTraceWarning-setting_invalid')!.textContent).toMatch(
      /A setting of this space.*about setting_invalid/
    );
    expect(getByTestSubject('requestTraceWarning-data_view_missing')!.textContent).not.toContain(
      'Note'
    );
    expect(getByTestSubject('requestTraceWarning-filtered')).toBeNull();
  });

  it('lists records with the time that their source wrote, and never as markup', async () => {
    renderTraceView(createTrace({ records: LOG_RECORDS, total: 3 }));
    await waitUntilLoaded();
    const grid = getByTestSubject('requestTraceGrid')!;
    expect(grid.textContent).toContain('Nov 23, 2026 @ 06:25:13.000001');
    expect(grid.textContent).toContain('+0.737602 s');
    expect(grid.textContent).toContain('≈ +0.7 s');
    expect(grid.textContent).toContain('<script>alert(1)</script>');
    expect(grid.querySelector('script')).toBeNull();
    expect([...grid.querySelectorAll('mark')].map((mark) => mark.textContent)).toContain(
      'pay/settle'
    );
    expect(grid.textContent).toContain('×14');
  });

  it('summarises the lanes for those who do not see them', async () => {
    renderTraceView(createTrace({ records: LOG_RECORDS, total: 3 }));
    await waitUntilLoaded();
    const rows = [...getByTestSubject('requestTraceLaneTable')!.querySelectorAll('tbody tr')].map(
      (row) => [...row.children].map((cell) => cell.textContent)
    );
    expect(rows).toEqual([
      ['kubelet node-b', '2', '1'],
      ['events', '1', '0'],
    ]);
  });

  it('filters by severity, with counts, and clears', async () => {
    renderTraceView(createTrace({ records: LOG_RECORDS, total: 3 }), {
      initial: { selected: 'k8s-reqid/r1' },
    });
    await waitUntilLoaded();
    fireEvent.click(getByTestSubject('requestTraceSeverities')!);
    await waitFor(() => expect(getByTestSubject('requestTraceSeverities-error')).not.toBeNull());
    expect(getByTestSubject('requestTraceSeverities-error')!.textContent).toContain('1');
    fireEvent.click(getByTestSubject('requestTraceSeverities-error')!);
    expect(state.severities).toEqual(['error']);
    expect(getByTestSubject('requestTraceCounts')!.textContent).toContain(
      '1 record, 2 hidden by filters, 0 left out · the selected record is hidden'
    );
    fireEvent.click(getByTestSubject('requestTraceClearFilters')!);
    expect(state).toEqual({ selected: 'k8s-reqid/r1' });
  });

  it('filters by text when the typing pauses', async () => {
    renderTraceView(createTrace({ records: LOG_RECORDS, total: 3 }));
    await waitUntilLoaded();
    fireEvent.change(getByTestSubject('requestTraceText')!, { target: { value: 'WEB-TLS' } });
    await waitFor(() => expect(state.text).toBe('WEB-TLS'));
    expect(getByTestSubject('requestTraceCounts')!.textContent).toContain('1 record, 2 hidden');
  });

  it('zooms by keyboard and back', async () => {
    renderTraceView(createTrace({ records: LOG_RECORDS, total: 3 }));
    await waitUntilLoaded();
    expect(getByTestSubject('requestTraceResetZoom')).toBeNull();
    fireEvent.click(screen.getByLabelText('Zoom in'));
    expect(Object.keys(state.zoom!)).toEqual(['from', 'to']);
    expect(state.zoom!.from).toMatch(/^2026-11-23T06:25:1\d\.\d{6}Z$/);
    fireEvent.click(getByTestSubject('requestTraceResetZoom')!);
    expect(state).toEqual({});
  });

  it('says why a record is here', async () => {
    renderTraceView(createTrace({ records: LOG_RECORDS.slice(2), total: 1 }));
    await waitUntilLoaded();
    fireEvent.click(getByTestSubject('requestTraceWhy')!);
    await waitFor(() => expect(getByTestSubject('requestTraceReasons')).not.toBeNull());
    expect(getByTestSubject('requestTraceReasons')!.textContent).toMatch(
      /Event of an object.*90 % sure.*event about an object.*pay\/settle/
    );
  });

  it('opens the raw document, selects its record, and goes on to the next', async () => {
    renderTraceView(createTrace({ records: LOG_RECORDS, total: 3 }));
    await waitUntilLoaded();
    fireEvent.click(document.querySelectorAll('[data-test-subj="requestTraceOpenDocument"]')[0]!);
    await waitFor(() => expect(getByTestSubject('requestTraceRaw')).not.toBeNull());
    expect(state.selected).toBe('k8s-reqid/r1');
    expect(fetches.at(-1)).toEqual({
      path: '/api/request_trace/document',
      query: { index: 'k8s-reqid', id: 'r1' },
    });
    fireEvent.click(getByTestSubject('requestTraceNext')!);
    await waitFor(() => expect(fetches.at(-1)!.query).toEqual({ index: 'k8s-reqid', id: 'r3' }));
    expect(state.selected).toBe('k8s-reqid/r3');
  });

  it('says what was searched and what was missing', async () => {
    renderTraceView(
      createTrace({
        warnings: [{ code: 'shards_failed', message: '2 of 10 shards failed' }],
        total: 12,
        truncated: true,
      })
    );
    await waitUntilLoaded();
    expect(getByTestSubject('requestTraceCoverage')!.textContent).toContain(
      'Searched 2 sources, 1 with logs in this time; nothing here from kube-scheduler.'
    );
    expect(getByTestSubject('requestTraceWarning-shards_failed')!.textContent).toContain(
      '2 of 10 shards failed'
    );
    expect(getByTestSubject('requestTraceCounts')!.textContent).toContain('11 left out');
    fireEvent.click(getByTestSubject('requestTraceCoverageToggle')!);
    expect(
      within(getByTestSubject('requestTraceCoverage')!).getByRole('table').textContent
    ).toContain('kube-scheduler');
  });

  it('is quiet about the outcome while the server does not know it', async () => {
    renderTraceView(createTrace());
    await waitUntilLoaded();
    expect(getByTestSubject('requestTraceHeader')!.textContent).not.toContain('unknown');
  });

  it('shows a skeleton, and stops when told to', async () => {
    renderTraceView('never');
    expect(getByTestSubject('requestTraceLoading')).not.toBeNull();
    await act(async () => {
      fireEvent.click(getByTestSubject('requestTraceCancel')!);
    });
    expect(getByTestSubject('requestTraceCancelled')).not.toBeNull();
  });

  it('says what was searched when nothing was found', async () => {
    renderTraceView(
      createTrace({
        records: [],
        total: 0,
        origin: null,
        idKind: 'unknown',
        warnings: [{ code: 'not_found', message: 'No record.' }],
      })
    );
    await waitFor(() => expect(getByTestSubject('requestTraceNotFound')).not.toBeNull());
    expect(getByTestSubject('requestTraceNotFound')!.textContent).toContain(
      `No record with ${REQ_ID}`
    );
    expect(getByTestSubject('requestTraceNotFound')!.textContent).toContain(
      'Try a wider time range'
    );
    expect(getByTestSubject('requestTraceCoverage')).not.toBeNull();
  });

  it('gives the server’s reason when it fails, and tries again', async () => {
    renderTraceView(
      Object.assign(new Error('Bad Request'), {
        body: { statusCode: 400, message: 'id: too long' },
      })
    );
    await waitFor(() => expect(getByTestSubject('requestTraceFailed')).not.toBeNull());
    expect(getByTestSubject('requestTraceFailed')!.textContent).toContain('400: id: too long');
    fireEvent.click(screen.getByText('Try again'));
    await waitFor(() => expect(fetches).toHaveLength(2));
  });

  it('links from the tab to the app with the same request', async () => {
    renderTraceView(createTrace(), { layout: 'tab' });
    await waitUntilLoaded();
    expect(getByTestSubject('requestTraceOpenInApp')!.getAttribute('href')).toBe(
      `/app/requestTrace/trace?id=${REQ_ID}&from=2026-11-23T06%3A00%3A00Z&to=2026-11-23T07%3A00%3A00Z`
    );
    expect(buildTracePath({ id: 'a&b=c d' })).toBe('/trace?id=a%26b%3Dc+d');
  });
});
