/** What the routes answer, to compare what the page shows with, and the trace view as a reader sees it. */
import type { LogRecord } from '../../../common/model/log_record';
import type { Trace } from '../../../common/model/trace';
import { ShownTrace } from '../../support/shown_trace';
import { names } from './environment';
import { kibana } from './kibana_api';
import { open } from './test';

/** @param space null: the default one */
export async function traceOf(
  query: Record<string, string>,
  space: string | null = names().space
): Promise<Trace> {
  return kibana<Trace>(
    'GET',
    `/api/request_trace/trace?${new URLSearchParams({ index: names().index, size: '10000', ...query })}`,
    { space }
  );
}

export async function rawDocument({
  index,
  id,
}: Pick<LogRecord, 'index' | 'id'>): Promise<Record<string, unknown>> {
  return (
    await kibana<{ source: Record<string, unknown> }>(
      'GET',
      `/api/request_trace/document?${new URLSearchParams({ index, id })}`,
      { space: names().space }
    )
  ).source;
}

export const tracePath = (
  id: string,
  query: Record<string, string> = { index: names().index }
): string => `/app/requestTrace/trace?${new URLSearchParams({ id, ...query })}`;

export class TraceView extends ShownTrace {
  async open(
    id: string,
    query?: Record<string, string>,
    space: string | null = names().space
  ): Promise<void> {
    await open(this.page, tracePath(id, query), space);
    await this.loaded();
  }

  async expectRecords(count: number): Promise<void> {
    await this.expectCounts(count, 0);
  }
}
