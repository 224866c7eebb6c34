/** A trace of 10,000 records in an index of its own: real component lines of the sample, each with one reqID at its end. */
import { INDEX } from './trace_api';

export const LARGE_TRACE_INDEX = 'request-trace-browser-test';
export const LARGE_TRACE_ID = '6f1a0c52-98d3-4e7b-8a46-0c9d2b7e5f31';
/** What `requestTrace.maxRecords` allows by default. */
export const LARGE_TRACE_RECORDS = 10_000;

interface Hit {
  _source: { message: string; request?: { id: string }; [field: string]: unknown };
}

const getElasticsearchUrl = (): string => {
  const url = process.env.TEST_ELASTICSEARCH_URL;
  if (!url)
    throw new Error(
      'TEST_ELASTICSEARCH_URL names no Elasticsearch: run `npm test -- browser`, which starts one.'
    );
  return url;
};

async function callElasticsearch<T>(
  method: string,
  path: string,
  body?: string,
  type = 'application/json'
): Promise<T> {
  const answer = await fetch(`${getElasticsearchUrl()}/${path}`, {
    method,
    body,
    headers: body === undefined ? {} : { 'content-type': type },
  });
  const text = await answer.text();
  if (!answer.ok && !(method === 'DELETE' && answer.status === 404))
    throw new Error(`${method} ${path}: ${answer.status} ${text.slice(0, 500)}`);
  return JSON.parse(text) as T;
}

/** Indexes the trace; returns the last line's text. */
export async function indexLargeTrace(): Promise<{ last: string }> {
  await deleteLargeTrace();
  const { [INDEX]: sample } = await callElasticsearch<Record<string, { mappings: unknown }>>(
    'GET',
    `${INDEX}/_mapping`
  );
  await callElasticsearch(
    'PUT',
    LARGE_TRACE_INDEX,
    JSON.stringify({
      settings: { number_of_shards: 1, number_of_replicas: 0 },
      mappings: sample!.mappings,
    })
  );
  const { hits } = await callElasticsearch<{ hits: { hits: Hit[] } }>(
    'POST',
    `${INDEX}/_search`,
    JSON.stringify({
      size: LARGE_TRACE_RECORDS,
      query: {
        bool: {
          filter: [
            { term: { 'event.dataset': 'kubernetes.component_logs' } },
            { term: { 'orchestrator.cluster.name': 'cluster-a' } },
          ],
          must_not: [{ exists: { field: 'request.id' } }],
        },
      },
      sort: [{ '@timestamp': 'asc' }, { 'log.offset': 'asc' }],
    })
  );
  if (hits.hits.length !== LARGE_TRACE_RECORDS)
    throw new Error(`The sample has only ${hits.hits.length} lines for the large trace.`);
  const lines = hits.hits.flatMap(({ _source }, position) => [
    JSON.stringify({ index: { _id: String(position) } }),
    JSON.stringify({
      ..._source,
      message: `${_source.message} reqID="${LARGE_TRACE_ID}"`,
      request: { id: LARGE_TRACE_ID },
    }),
  ]);
  const { errors } = await callElasticsearch<{ errors: boolean }>(
    'POST',
    `${LARGE_TRACE_INDEX}/_bulk?refresh=true`,
    `${lines.join('\n')}\n`,
    'application/x-ndjson'
  );
  if (errors) throw new Error('Elasticsearch refused lines of the large trace.');
  return { last: hits.hits.at(-1)!._source.message };
}

export async function deleteLargeTrace(): Promise<void> {
  await callElasticsearch('DELETE', LARGE_TRACE_INDEX);
}
