/** @jest-environment jsdom */
import React from 'react';
import { act, configure, render, screen, waitFor } from '@testing-library/react';
import type { Trace } from '../../common/model/trace';
import type { HttpStart } from '../kibana_types';
import { createLogRecord, REQ_ID, createTrace } from './testing/fixtures';
import { toRequestError } from '../http/request_error';
import { useTrace, type TraceStatus } from './use_trace';

// a busy machine takes longer than the second that is the default
configure({ asyncUtilTimeout: 15_000 });

type HttpCall = {
  method: string;
  body?: string;
  query: Record<string, unknown>;
  signal: AbortSignal;
  resolve(trace: Trace): void;
  reject(error: unknown): void;
};

function createHttp() {
  const calls: HttpCall[] = [];
  const http = {
    basePath: { prepend: (path: string) => path, get: () => '' },
    fetch: (_path: string, options: Omit<HttpCall, 'resolve' | 'reject'>) =>
      new Promise((resolve, reject) => calls.push({ ...options, resolve, reject })),
  } as unknown as HttpStart;
  return { http, calls };
}

let status: TraceStatus;
const Probe: React.FC<{ http: HttpStart; id: string; index?: string; filter?: string }> = ({
  http,
  id,
  index,
  filter,
}) => {
  status = useTrace(http, { id, index, filter });
  return <p>{status.isLoading ? 'loading' : 'done'}</p>;
};
const createPage = (ids: string[], after?: string) =>
  createTrace({
    records: ids.map((id) => createLogRecord({ id })),
    total: 3,
    ...(after && { after }),
  });
const actAndWait = (action: () => void) => act(async () => action());

describe('useTrace', () => {
  it('asks for a small page first, then for large ones until the last', async () => {
    const { http, calls } = createHttp();
    render(<Probe http={http} id={REQ_ID} index="k8s-*" />);
    expect(calls[0]!.query).toEqual({ id: REQ_ID, size: 500, index: 'k8s-*' });
    await actAndWait(() => calls[0]!.resolve(createPage(['1', '2'], 'cursor')));
    expect(status.progress).toEqual({ loaded: 2, total: 3 });
    expect(status.isLoading).toBe(true);
    expect(calls[1]!.query).toEqual({ id: REQ_ID, size: 5000, index: 'k8s-*', after: 'cursor' });
    await actAndWait(() => calls[1]!.resolve(createPage(['3'])));
    await waitFor(() => screen.getByText('done'));
    expect(status.trace?.records).toHaveLength(3);
    expect(calls).toHaveLength(2);
  });

  it('sends a filter that no URL can hold in the body', async () => {
    const { http, calls } = createHttp();
    const filter = JSON.stringify({
      terms: { 'request.id': Array.from({ length: 500 }, (_, number) => `id-${number}`) },
    });
    render(<Probe http={http} id="a" filter={filter} />);
    expect(calls[0]).toMatchObject({ method: 'POST' });
    expect(calls[0]!.query).toBeUndefined();
    expect(JSON.parse(calls[0]!.body!)).toEqual({ id: 'a', size: 500, filter });
  });

  it('ends when a page brings nothing new and points at itself', async () => {
    const { http, calls } = createHttp();
    render(<Probe http={http} id="a" />);
    await actAndWait(() => calls[0]!.resolve(createPage(['1'], 'x')));
    await actAndWait(() => calls[1]!.resolve(createPage(['1'], 'x')));
    await waitFor(() => screen.getByText('done'));
    expect(calls).toHaveLength(2);
  });

  it('keeps what is loaded when a later page fails, and says why', async () => {
    const { http, calls } = createHttp();
    render(<Probe http={http} id="a" />);
    await actAndWait(() => calls[0]!.resolve(createPage(['1'], 'x')));
    await actAndWait(() =>
      calls[1]!.reject(
        Object.assign(new Error('Service Unavailable'), {
          body: { statusCode: 503, message: 'Elasticsearch is away' },
        })
      )
    );
    expect(status.error).toEqual({ status: 503, message: 'Elasticsearch is away' });
    expect(status.trace?.records).toHaveLength(1);
  });

  it('cancels: aborts the request, keeps what is there, and loads anew on demand', async () => {
    const { http, calls } = createHttp();
    render(<Probe http={http} id="a" />);
    await actAndWait(() => calls[0]!.resolve(createPage(['1'], 'x')));
    await actAndWait(() => status.cancel());
    expect(calls[1]!.signal.aborted).toBe(true);
    expect(status).toMatchObject({ isCancelled: true, isLoading: false, error: null });
    await actAndWait(() => calls[1]!.resolve(createPage(['2'])));
    expect(status.trace?.records).toHaveLength(1);
    await actAndWait(() => status.reload());
    expect(calls).toHaveLength(3);
    expect(status.isLoading).toBe(true);
  });

  it('drops the old request when the ID changes, and everything when the view goes', async () => {
    const { http, calls } = createHttp();
    const { rerender, unmount } = render(<Probe http={http} id="a" />);
    rerender(<Probe http={http} id="b" />);
    expect(calls[0]!.signal.aborted).toBe(true);
    await actAndWait(() => calls[0]!.resolve(createPage(['old'])));
    expect(status.trace).toBeNull();
    unmount();
    expect(calls[1]!.signal.aborted).toBe(true);
  });

  it('words errors of every kind', () => {
    expect(toRequestError(new TypeError('Failed to fetch'))).toEqual({
      message: 'Failed to fetch',
    });
    expect(toRequestError({ response: { status: 403 }, message: 'Forbidden' })).toEqual({
      message: 'Forbidden',
      status: 403,
    });
    expect(toRequestError('odd')).toEqual({ message: 'odd' });
  });
});
