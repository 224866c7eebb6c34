import { TRACE_PATH } from '../../../common/api/paths';
import type { Trace } from '../../../common/model/trace';
import type { HttpStart } from '../../kibana_types';
import { mergeTracePages } from '../merge_trace_pages';
import type { TraceRequest } from '../../types';

const PAGE_SIZE = 5_000;

/**
 * The whole trace, from as much of it as is there: asks for the pages that are left, as a POST, which any scope fits into.
 * The server bounds a trace (`requestTrace.maxRecords`); a cursor that brings nothing new ends it as well.
 * @param onProgress told the number of records after each page
 * @throws what the route answers; AbortError once `signal` is aborted
 */
export async function loadRemainingPages(
  http: HttpStart,
  request: TraceRequest,
  first: Trace,
  signal: AbortSignal,
  onProgress: (loaded: number) => void
): Promise<Trace> {
  const { id, from, to, index, timeField, filter } = request;
  let trace = first;
  while (trace.after !== undefined) {
    const body = JSON.stringify({
      id,
      from,
      to,
      index,
      timeField,
      filter,
      size: PAGE_SIZE,
      after: trace.after,
    });
    const page = await http.fetch<Trace>(TRACE_PATH, { method: 'POST', body, signal });
    if (signal.aborted) throw new DOMException('aborted', 'AbortError');
    const next = mergeTracePages(trace, page);
    if (next.records.length === trace.records.length) return next;
    trace = next;
    onProgress(trace.records.length);
  }
  return trace;
}
