/** The routes' own answers, to compare what the page shows with. */
import type { APIRequestContext } from '@playwright/test';
import type { Trace } from '../../../common/model/trace';
import type { LogRecord } from '../../../common/model/log_record';
import { readSampleReqIds } from '../../../samples/load/sample_files';
import { expect } from './fixtures';

/** The sample's set in which component lines carry reqIDs. */
export const INDEX = 'k8s-reqid';

/** The reqID of an operation of the sample's first cluster. */
export function getReqId(operation: string): string {
  const id = readSampleReqIds('cluster-a')[operation];
  if (!id) throw new Error(`The sample has no operation ${operation}.`);
  return id;
}

export async function fetchTrace(
  request: APIRequestContext,
  query: Record<string, string>
): Promise<Trace> {
  const answer = await request.get('/api/request_trace/trace', {
    params: { index: INDEX, size: '10000', ...query },
    headers: { 'kbn-xsrf': 'test' },
  });
  expect(answer.status(), await answer.text()).toBe(200);
  return (await answer.json()) as Trace;
}

/** The document as it is indexed. */
export async function fetchDocument(
  request: APIRequestContext,
  { index, id }: Pick<LogRecord, 'index' | 'id'>
): Promise<Record<string, unknown>> {
  const answer = await request.get('/api/request_trace/document', {
    params: { index, id },
    headers: { 'kbn-xsrf': 'test' },
  });
  expect(answer.status()).toBe(200);
  return ((await answer.json()) as { source: Record<string, unknown> }).source;
}

/** A lane's name as the picture shows it, from the records themselves (the samples' traces have few Pods with logs). */
export function getLaneName({ source, component, node, file }: LogRecord): string {
  if (source === 'audit') return 'audit log';
  if (source === 'event') return 'events';
  if (source === 'component') return node ? `${component} ${node}` : component;
  const [namespace, pod] = (file ?? '').split('/')[1]?.split('_') ?? [];
  return `${namespace}/${pod}/${component}`;
}

export function countBy<T>(
  items: readonly T[],
  nameOf: (item: T) => string
): Record<string, number> {
  const counts: Record<string, number> = {};
  for (const item of items) counts[nameOf(item)] = (counts[nameOf(item)] ?? 0) + 1;
  return counts;
}
