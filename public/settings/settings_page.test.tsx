/** @jest-environment jsdom */
import { act, configure, fireEvent, render, screen, waitFor } from '@testing-library/react';
import React from 'react';
import createCache from '@emotion/cache';
import { EuiProvider } from '@elastic/eui';
import { createMemoryHistory, type MemoryHistory } from 'history';
import { Router } from 'react-router-dom';
import { CONFIG_PATH } from '../../common/api/paths';
import { SETTING_KEYS } from '../../common/api/settings';
import type { SourcesResponse } from '../../common/api/sources';
import type { Services } from '../types';
import { SettingsPage } from './settings_page';

// As in Kibana: no warnings about what matters on servers only.
const cache = Object.assign(createCache({ key: 'test' }), { compat: true as const });

configure({ testIdAttribute: 'data-test-subj' });
// EUI's page template asks for it; jsdom has none.
Object.assign(globalThis, { CSS: { escape: (id: string) => id, supports: () => false } });

const SOURCES_RESPONSE: SourcesResponse = {
  sources: [
    {
      source: 'component',
      component: 'kubelet',
      records: 200,
      newest: '2026-01-31T12:00:00.123456Z',
      fields: [{ role: 'id', name: 'request.id', type: 'keyword' }],
      reqID: { lines: 200, withReqID: 50 },
      advice: [],
    },
    {
      source: 'audit',
      component: 'audit',
      records: 0,
      fields: [],
      advice: [{ code: 'source_missing' }],
    },
  ],
  indices: { asked: ['k8s-*'], found: 1, missing: ['k8s-gone'], refused: ['k8s-secret'] },
  idFields: [
    { name: 'request.id', type: 'keyword', isSearchable: true },
    { name: 'reqID', type: null, isSearchable: false },
  ],
  window: { from: '2026-01-30T12:00:00Z', to: '2026-01-31T12:00:01Z', asked: false },
  took: { total: 1, roundTrips: 1 },
  warnings: [],
};

interface RenderOptions {
  sources?: () => Promise<unknown>;
  stored?: Record<string, unknown>;
  overridden?: string[];
  save?: boolean;
  refuse?: string;
  confirm?: boolean;
}

async function renderPage({
  sources = async () => SOURCES_RESPONSE,
  stored = {},
  overridden = [],
  save = true,
  refuse,
  confirm = true,
}: RenderOptions = {}) {
  const settings: Record<string, unknown> = { ...stored };
  const calls: unknown[][] = [];
  const toasts: string[] = [];
  const asked: string[] = [];
  const signals: Array<AbortSignal | undefined> = [];
  const defaults: Record<string, unknown> = {
    [SETTING_KEYS.dataView]: '',
    [SETTING_KEYS.idFields]: ['request.id', 'reqID'],
    [SETTING_KEYS.defaultRange]: '{}',
    [SETTING_KEYS.maxRecords]: 10_000,
  };
  const formats: Record<string, { id: string; params?: Record<string, unknown> } | undefined> = {};
  const dataView = {
    id: 'dv',
    title: 'k8s-*',
    isPersisted: () => true,
    fieldFormatMap: formats,
    fields: {
      getByName: (name: string) => (name === 'request.id' ? { name, type: 'string' } : undefined),
      getAll: () => [{ name: 'request.id', type: 'string', esTypes: ['keyword'] }],
    },
    setFieldFormat: (name: string, format: { id: string }) => {
      formats[name] = format;
    },
    deleteFieldFormat: (name: string) => {
      delete formats[name];
    },
  };
  const services = {
    core: {
      http: {
        fetch: async (path: string, { signal }: { signal?: AbortSignal } = {}) => {
          if (path === CONFIG_PATH) return { indices: ['k8s-*'], idFields: ['request.id'] };
          signals.push(signal);
          return sources();
        },
      },
      application: {
        capabilities: { advancedSettings: { save }, management: { kibana: { settings: true } } },
        getUrlForApp: (app: string, { path }: { path: string }) => `/app/${app}${path}`,
      },
      chrome: { setBreadcrumbs: () => undefined, docTitle: { change: () => undefined } },
      notifications: {
        toasts: {
          addSuccess: (text: string) => toasts.push(text),
          addDanger: ({ text }: { text: string }) => toasts.push(`danger ${text}`),
          addError: (error: Error) => toasts.push(error.message),
        },
      },
      overlays: {
        openConfirm: async (text: string) => {
          asked.push(text);
          return confirm;
        },
      },
      uiSettings: {
        get: (_key: string, otherwise: unknown) => otherwise,
        getAll: () =>
          Object.fromEntries(
            Object.entries(defaults).map(([key, value]) => [
              key,
              { value, userValue: settings[key], isOverridden: overridden.includes(key) },
            ])
          ),
        set: async (key: string, value: unknown) => {
          calls.push([key, value]);
          if (key === refuse) return false;
          settings[key] = value;
          return true;
        },
        remove: async (key: string) => {
          calls.push([key, null]);
          delete settings[key];
          return true;
        },
      },
    },
    plugins: {
      dataViews: {
        getIdsWithTitle: async () => [{ id: 'dv', title: 'k8s-*', name: 'Kubernetes' }],
        get: async () => dataView,
        create: async () => dataView,
        updateSavedObject: async () => undefined,
      },
    },
  } as unknown as Services;
  const history: MemoryHistory = createMemoryHistory({ initialEntries: ['/settings'] });
  const leave: unknown[] = [];
  render(
    <EuiProvider cache={cache}>
      <Router history={history}>
        <SettingsPage services={services} onAppLeave={(handler) => leave.push(handler)} />
      </Router>
    </EuiProvider>
  );
  await screen.findByTestId('requestTraceSettings');
  await act(async () => {
    await new Promise((resolve) => setTimeout(resolve, 20));
  });
  return { history, calls, toasts, asked, signals, formats, leave };
}

const getMaxRecordsInput = () =>
  screen.getByTestId<HTMLInputElement>('requestTraceSettingsMaxRecords');
const typeMaxRecords = (value: string) =>
  fireEvent.change(getMaxRecordsInput(), { target: { value } });
const text = (testSubj: string) => screen.getByTestId(testSubj).textContent ?? '';

describe('what is searched', () => {
  it('has a bar with Save and Cancel only while something is unsaved', async () => {
    const { calls, toasts } = await renderPage();
    expect(screen.queryByTestId('requestTraceSaveBar')).toBeNull();
    typeMaxRecords('500');
    expect(text('requestTraceSaveBar')).toContain('1 unsaved setting');
    fireEvent.click(screen.getByTestId('requestTraceCancelSettings'));
    expect(getMaxRecordsInput().value).toBe('10000');
    expect(screen.queryByTestId('requestTraceSaveBar')).toBeNull();
    typeMaxRecords('500');
    fireEvent.click(screen.getByTestId('requestTraceSaveSettings'));
    await waitFor(() => expect(toasts).toEqual(['Settings saved']));
    expect(calls).toEqual([[SETTING_KEYS.maxRecords, 500]]);
    expect(screen.queryByTestId('requestTraceSaveBar')).toBeNull();
    fireEvent.click(screen.getByTestId('requestTraceReset-maxRecords'));
    fireEvent.click(screen.getByTestId('requestTraceSaveSettings'));
    await waitFor(() =>
      expect(calls).toEqual([
        [SETTING_KEYS.maxRecords, 500],
        [SETTING_KEYS.maxRecords, null],
      ])
    );
  });

  it.each(['99', '10001', '', '1.5'])('does not save %j records', async (value) => {
    await renderPage();
    typeMaxRecords(value);
    expect(screen.getByText(/A whole number from 100 to 10,000/)).toBeTruthy();
    expect(screen.getByTestId<HTMLButtonElement>('requestTraceSaveSettings').disabled).toBe(true);
  });

  it('keeps what Kibana did not take, and says so', async () => {
    const { toasts } = await renderPage({ refuse: SETTING_KEYS.maxRecords });
    typeMaxRecords('500');
    fireEvent.click(screen.getByTestId('requestTraceSaveSettings'));
    await waitFor(() => expect(toasts).toEqual(['danger maxRecords']));
    expect(getMaxRecordsInput().value).toBe('500');
    expect(screen.getByTestId('requestTraceSaveBar')).toBeTruthy();
  });

  it('can only be read without the privilege, or where kibana.yml says the value', async () => {
    await renderPage({ save: false });
    expect(screen.getByTestId('requestTraceSettingsReadOnly')).toBeTruthy();
    expect(getMaxRecordsInput().disabled).toBe(true);
  });

  it('says that kibana.yml overrides a value', async () => {
    await renderPage({ overridden: [SETTING_KEYS.maxRecords] });
    expect(getMaxRecordsInput().disabled).toBe(true);
    expect(text('requestTraceSetting-maxRecords')).toContain('kibana.yml (uiSettings.overrides)');
    expect(screen.queryByTestId('requestTraceSettingsReadOnly')).toBeNull();
  });

  it('says that the data view is gone', async () => {
    await renderPage({ stored: { [SETTING_KEYS.dataView]: 'deleted' } });
    expect(text('requestTraceSetting-dataView')).toContain('not in this space any more');
  });

  it('asks before changes are lost', async () => {
    const { history, asked, leave } = await renderPage({ confirm: false });
    act(() => history.push('/'));
    expect(history.location.pathname).toBe('/');
    act(() => history.push('/settings'));
    typeMaxRecords('500');
    expect(leave).toHaveLength(1);
    act(() => history.push('/app/requestTrace/trace?id=a'));
    await waitFor(() => expect(asked).toHaveLength(1));
    expect(history.location.pathname).toBe('/settings');
  });

  it('goes on when the reader wants to leave', async () => {
    const { history } = await renderPage();
    typeMaxRecords('500');
    act(() => history.push('/app/requestTrace/trace?id=a'));
    await waitFor(() =>
      expect(history.location.pathname + history.location.search).toBe('/trace?id=a')
    );
  });
});

describe('what is there', () => {
  it('shows each source, its figures and what to do', async () => {
    await renderPage();
    expect(text('requestTraceSource-component-kubelet')).toContain('200');
    expect(text('requestTraceSource-component-kubelet')).toContain('25%');
    expect(text('requestTraceSource-component-kubelet')).toContain('request.id');
    expect(text('requestTraceSource-audit-audit')).toContain('missing');
    expect(text('requestTraceAdvice-source_missing')).toContain('--audit-log-path');
    expect(text('requestTraceSourcesRefused')).toContain('k8s-secret');
    expect(text('requestTraceSourcesMissing')).toContain('k8s-gone');
    expect(text('requestTraceIdFields')).toContain('in no index: reqID');
  });

  it('says that nothing was found', async () => {
    await renderPage({
      sources: async () => ({ ...SOURCES_RESPONSE, sources: SOURCES_RESPONSE.sources.slice(1) }),
    });
    expect(screen.getByTestId('requestTraceSourcesEmpty')).toBeTruthy();
  });

  it('says what the server said, and tries again', async () => {
    let fails = true;
    await renderPage({
      sources: async () => {
        if (fails)
          throw Object.assign(new Error('Forbidden'), {
            body: { message: 'No index is open to you.' },
          });
        return SOURCES_RESPONSE;
      },
    });
    expect(text('requestTraceSourcesError')).toContain('No index is open to you.');
    fails = false;
    fireEvent.click(screen.getByTestId('requestTraceSourcesRetry'));
    await waitFor(() => expect(screen.getByTestId('requestTraceSourcesTable')).toBeTruthy());
    expect(screen.queryByTestId('requestTraceSourcesError')).toBeNull();
  });

  it('can be cancelled and asked again', async () => {
    const { signals } = await renderPage({ sources: () => new Promise(() => undefined) });
    fireEvent.click(screen.getByTestId('requestTraceSourcesCancel'));
    expect(signals.map((signal) => signal?.aborted)).toEqual([true]);
    expect(screen.getByText(/Cancelled/)).toBeTruthy();
    fireEvent.click(screen.getByTestId('requestTraceSourcesRefresh'));
    await waitFor(() => expect(signals).toHaveLength(2));
  });
});

describe('links in Discover', () => {
  it('are put on a field by one click, and taken off by one', async () => {
    const { formats, toasts } = await renderPage();
    const button = await screen.findByTestId('requestTraceLink-request.id');
    expect(button.textContent).toContain('Make clickable');
    fireEvent.click(button);
    await waitFor(() => expect(button.textContent).toContain('Remove links'));
    expect(formats['request.id']).toEqual(expect.objectContaining({ id: 'url' }));
    fireEvent.click(button);
    await waitFor(() => expect(button.textContent).toContain('Make clickable'));
    expect(formats['request.id']).toBeUndefined();
    expect(toasts).toEqual([
      'request.id now links to traces in Discover',
      'The links on request.id were removed',
    ]);
  });
});
