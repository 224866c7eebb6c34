/** Renders the trace view on an answer, as the page or the tab would. */
import React, { useState } from 'react';
import { render, waitFor, type RenderResult } from '@testing-library/react';
import { EuiProvider } from '@elastic/eui';
import type { Trace } from '../../../common/model/trace';
import type { Services, TraceViewProps, TraceViewState } from '../../types';
import { TraceView } from '../trace_view';
import { REQ_ID } from './fixtures';

/** jsdom has neither; the chart then draws nothing, which is not what is tested. */
export function mockLayout(): void {
  global.ResizeObserver = class {
    observe() {}
    unobserve() {}
    disconnect() {}
  };
  HTMLCanvasElement.prototype.getContext = () => null;
}

export interface RenderedTrace extends RenderResult {
  /** what the reader has set by now */
  state(): TraceViewState;
}

export async function renderTrace(
  answer: Trace,
  {
    layout = 'page',
    initial = {},
  }: { layout?: TraceViewProps['layout']; initial?: TraceViewState } = {}
): Promise<RenderedTrace> {
  const services = {
    core: {
      http: { fetch: async () => answer },
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
  const request = { id: REQ_ID };
  let state = initial;
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
        />
      </EuiProvider>
    );
  };
  const result = render(<Host />);
  await waitFor(() => expect(getByTestSubject('requestTraceCounts')).not.toBeNull());
  return { ...result, state: () => state };
}

export function getByTestSubject(name: string): HTMLElement | null {
  return document.querySelector<HTMLElement>(`[data-test-subj="${name}"]`);
}
