/** Asks a running Request Trace as any program would: by an operation's ID, all pages. */
import { TRACE_PATH } from '../common/api/paths';
import type { LogRecord } from '../common/model/log_record';
import type { Trace } from '../common/model/trace';
import { UserError } from '../samples/load/log_files';
import type { LabelledCluster, IdMode, Operation } from './labels';
import { createRecordKey, toLabelledFile, type RecordKey } from './record_key';

const PAGE_SIZE = '1000';
/** A server that goes round in circles must not keep us for ever. */
const MAX_PAGES = 1000;

export interface FetchTraceOptions {
  url: string;
  index: string;
  /** sent with every request, such as `authorization` */
  headers: Record<string, string>;
  signal: AbortSignal;
}

export interface FetchedTrace {
  /** each record once */
  records: Map<RecordKey, LogRecord>;
  /** without its records: outcome, verdict, stages, warnings; absent where the server answered with an error */
  trace?: Trace;
  /** what the server said, where it didn't answer */
  error?: string;
  /** for all pages together */
  milliseconds: number;
}

/** The ID to ask by: of an operation's requests the first one that changed something. */
export function getTraceId(
  { id, mutatingAuditIDs = [], auditIDs }: Operation,
  { reqIds }: Pick<LabelledCluster, 'reqIds'>,
  mode: IdMode
): string {
  return (mode === 'reqid' ? reqIds[id] : (mutatingAuditIDs[0] ?? auditIDs[0])) ?? '';
}

/** @throws UserError where nothing answers at that address */
export async function fetchTrace(
  id: string,
  { url, index, headers, signal }: FetchTraceOptions
): Promise<FetchedTrace> {
  const query = new URLSearchParams({ id, index, size: PAGE_SIZE });
  const records = new Map<RecordKey, LogRecord>();
  const started = performance.now();
  const getElapsedMs = () => performance.now() - started;
  let first: Trace | undefined;
  for (let page = 0; page < MAX_PAGES; page++) {
    const response = await fetch(`${url.replace(/\/$/, '')}${TRACE_PATH}?${query.toString()}`, {
      headers: { 'kbn-xsrf': 'accuracy', 'x-elastic-internal-origin': 'accuracy', ...headers },
      signal,
    }).catch((error: unknown) => {
      signal.throwIfAborted();
      throw new UserError(
        `Can't reach ${url}: ${((error as Error).cause as Error | undefined)?.message ?? (error as Error).message}.`
      );
    });
    if (!response.ok)
      return {
        records,
        trace: first,
        error: `${response.status} ${(await response.text()).slice(0, 300)}`,
        milliseconds: getElapsedMs(),
      };
    const trace = (await response.json()) as Trace;
    first ??= trace;
    for (const record of trace.records) {
      const { file, offset } = record;
      records.set(
        file !== undefined && offset !== undefined
          ? createRecordKey(toLabelledFile(file), offset)
          : createRecordKey(`(${record.index}/${record.id})`, 0),
        record
      );
    }
    if (trace.after === undefined || trace.records.length === 0) break;
    query.set('after', trace.after);
  }
  return { records, trace: first, milliseconds: getElapsedMs() };
}
