/** Which traces are measured: of about 30, 300 and 3,000 records, several different ones of each. */
import type { CorpusOperation } from './corpus';
import type { Trace } from '../common/model/trace';

import type { RouteClient } from './route_client';
import type { MeasuredTrace } from './baseline_searches';

export const TRACE_SIZES = [30, 300, 3_000] as const;

/** Traces that are up to this factor larger or smaller count as of a size. */
const SIZE_TOLERANCE = 2;

/** The operations of one copy whose traces are nearest to a size, and whose objects a person could name. */
export function selectOperations(
  operations: readonly CorpusOperation[],
  totals: ReadonlyMap<string, number>,
  size: number,
  most: number
): CorpusOperation[] {
  const distance = ({ key }: CorpusOperation) => Math.abs(Math.log((totals.get(key) ?? 0) / size));
  return operations
    .filter(
      (operation) =>
        operation.parts.every(({ name }) => name) && distance(operation) <= Math.log(SIZE_TOLERANCE)
    )
    .sort((a, b) => distance(a) - distance(b))
    .slice(0, most);
}

/** What a trace's answer says that the other searches have to know. @throws Error where the answer isn't whole */
export function toMeasuredTrace(
  trace: Trace,
  index: string,
  { parts, reqID }: CorpusOperation
): MeasuredTrace {
  if (trace.truncated || trace.records.length !== trace.total)
    throw new Error(
      `The trace of ${reqID} came with ${trace.records.length} of ${trace.total} records.`
    );
  const recordsOfSource = (source: string) =>
    trace.records.filter((record) => record.source === source);
  const listObjects = (source: string) => [
    ...new Map(
      recordsOfSource(source).flatMap(({ objects: [about] }) =>
        about ? [[JSON.stringify(about), about] as const] : []
      )
    ).values(),
  ];
  return {
    index,
    reqID,
    operations: parts,
    cluster: trace.records.find(({ cluster }) => cluster)?.cluster ?? '',
    documents: trace.records.map(({ id }) => id),
    auditIDs: [
      ...new Set(recordsOfSource('audit').flatMap(({ ids }) => (ids.auditID ? [ids.auditID] : []))),
    ],
    eventObjects: listObjects('event'),
    pods: listObjects('pod'),
    window: trace.window,
  };
}

/**
 * Looks at a trace without leaving a trace: the route remembers what following an ID took by ID and time range, and this
 * asks with a range of its own; what it gave a reader, by the reader's headers, and this is another one.
 */
export async function fetchTraceUncached(
  route: RouteClient,
  index: string,
  operation: CorpusOperation
): Promise<Trace> {
  const day = 86_400_000;
  const from = new Date(Date.parse(operation.parts[0]!.from) - day).toISOString();
  const to = new Date(Date.parse(operation.parts[0]!.to) + day).toISOString();
  return (
    await route.getTrace(
      { id: operation.reqID, index, size: '10000', from, to },
      { 'bench-reader': 'looking-at' }
    )
  ).trace;
}
