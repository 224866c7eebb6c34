/** What the routes answer, to compare what the page shows with, and the trace view as a reader sees it. */
import type { LogRecord } from '../../../common/model/log_record';
import type { Trace } from '../../../common/model/trace';
import { TraceViewBase } from '../../support/trace_view_base';
import { getRunNames } from './environment';
import { callKibana } from './kibana_api';
import { openPage } from './fixtures';

/** @param space null: the default one */
export async function fetchTrace(
  query: Record<string, string>,
  space: string | null = getRunNames().space
): Promise<Trace> {
  return callKibana<Trace>(
    'GET',
    `/api/request_trace/trace?${new URLSearchParams({ index: getRunNames().index, size: '10000', ...query })}`,
    { space }
  );
}

export async function fetchDocument({
  index,
  id,
}: Pick<LogRecord, 'index' | 'id'>): Promise<Record<string, unknown>> {
  return (
    await callKibana<{ source: Record<string, unknown> }>(
      'GET',
      `/api/request_trace/document?${new URLSearchParams({ index, id })}`,
      { space: getRunNames().space }
    )
  ).source;
}

export const buildTracePath = (
  id: string,
  query: Record<string, string> = { index: getRunNames().index }
): string => `/app/requestTrace/trace?${new URLSearchParams({ id, ...query })}`;

export class TraceView extends TraceViewBase {
  async open(
    id: string,
    query?: Record<string, string>,
    space: string | null = getRunNames().space
  ): Promise<void> {
    await openPage(this.page, buildTracePath(id, query), space);
    await this.waitUntilLoaded();
  }

  async expectRecords(count: number): Promise<void> {
    await this.expectCounts(count, 0);
  }
}
