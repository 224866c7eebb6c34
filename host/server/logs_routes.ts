/** What the host's log explorer asks for. Nothing of the plugin is in here. */
import { errors, type Client, type estypes } from '@elastic/elasticsearch';
import type { Server } from '@hapi/hapi';
import { z } from 'zod';
import { toQueryString } from '../query_string';
import { errorResponse, responseFactory } from './response';
import { createRouter, type RouteHandler, type KibanaRequest } from './router';

const TIME_FIELD = '@timestamp';
/** Rows of the explorer's grid, as Discover's sample size. */
const MAX_ROWS = 500;
/** Characters of a cell that are sent; the document's flyout shows all of it. */
const MAX_CELL_CHARACTERS = 2_000;

/** Index names and patterns; no leading dot (Kibana's own), no date math, nothing that changes the request's path. */
const INDEX_SCHEMA = z
  .string()
  .min(1)
  .max(1_000)
  .regex(/^[a-z0-9*][a-z0-9_.,*:-]*$/);
const ISO_TIME_SCHEMA = z.iso.datetime();

const SEARCH_SCHEMA = z.object({
  index: INDEX_SCHEMA,
  q: z.string().max(16_000).default(''),
  from: ISO_TIME_SCHEMA,
  to: ISO_TIME_SCHEMA,
  columns: z.array(z.string().min(1).max(500)).max(50),
  order: z.enum(['asc', 'desc']).default('desc'),
  /** the histogram's bars, in milliseconds */
  interval: z.number().int().min(1),
});

const DOCUMENT_SCHEMA = z.object({ index: INDEX_SCHEMA, id: z.string().min(1).max(512) });

function parseOrThrow<T>(schema: z.ZodType<T>, value: unknown): T {
  const result = schema.safeParse(value);
  if (result.success) return result.data;
  throw Object.assign(
    new Error(
      result.error.issues.map((issue) => `${issue.path.join('.')}: ${issue.message}`).join('; ')
    ),
    { statusCode: 400 }
  );
}

/** The sentence in Elasticsearch's answer that says what is wrong, for example with a query. */
function describeSearchError(error: unknown): { status: number; message: string } {
  if (error instanceof errors.ResponseError) {
    const body = error.body as
      | {
          error?: {
            root_cause?: Array<{ reason?: string }>;
            reason?: string;
            failed_shards?: Array<{ reason?: { reason?: string } }>;
          };
        }
      | undefined;
    const reason =
      body?.error?.failed_shards?.[0]?.reason?.reason ??
      body?.error?.root_cause?.[0]?.reason ??
      body?.error?.reason;
    return { status: error.statusCode ?? 502, message: reason ?? error.message };
  }
  if (error instanceof errors.ConnectionError || error instanceof errors.NoLivingConnectionsError) {
    return { status: 503, message: 'Elasticsearch does not answer' };
  }
  const { statusCode, message } = error as Error & { statusCode?: number };
  return { status: statusCode ?? 500, message };
}

function createAbortSignal(request: KibanaRequest): AbortSignal {
  const controller = new AbortController();
  request.events.aborted$.subscribe(() => controller.abort());
  return controller.signal;
}

function truncateFields(fields: Record<string, unknown[]> = {}): Record<string, unknown[]> {
  const truncate = (value: unknown) =>
    typeof value === 'string' && value.length > MAX_CELL_CHARACTERS
      ? `${value.slice(0, MAX_CELL_CHARACTERS)}…`
      : value;
  return Object.fromEntries(
    Object.entries(fields).map(([name, values]) => [name, values.map(truncate)])
  );
}

/** First and last time in an index, or undefined where it has no document with a time. */
export async function findTimeRange(
  client: Client,
  index: string
): Promise<{ from: string; to: string } | undefined> {
  const { aggregations } = await client.search<
    unknown,
    { from: estypes.AggregationsMinAggregate; to: estypes.AggregationsMaxAggregate }
  >({
    index,
    size: 0,
    ignore_unavailable: true,
    allow_no_indices: true,
    aggs: { from: { min: { field: TIME_FIELD } }, to: { max: { field: TIME_FIELD } } },
  });
  const [from, to] = [aggregations?.from.value, aggregations?.to.value];
  if (typeof from !== 'number' || typeof to !== 'number') return undefined;
  // Both ends are in the range: the last millisecond's records have microseconds after it.
  return {
    from: new Date(Math.floor(from / 1000) * 1000).toISOString(),
    to: new Date(Math.ceil((to + 1) / 1000) * 1000).toISOString(),
  };
}

export interface LogsRoutesOptions {
  server: Server;
  client: Client;
  /** the state of the samples and of the server, as the page shows it */
  status(): unknown;
}

export function registerLogsRoutes({ server, client, status }: LogsRoutesOptions): void {
  const router = createRouter({
    server,
    createCoreContext: () => ({}),
    isPrivilegeGranted: () => true,
    onError: () => undefined,
  });
  const withErrorResponse =
    (run: (request: KibanaRequest) => Promise<unknown>): RouteHandler =>
    async (_context, request) => {
      try {
        return responseFactory.ok({
          body: await run(request),
          headers: { 'cache-control': 'no-store' },
        });
      } catch (error) {
        const { status: code, message } = describeSearchError(error);
        return errorResponse(code, message);
      }
    };
  const acceptAny = {
    query: (value: unknown, { ok }: { ok(v: unknown): { value?: unknown } }) => ok(value),
    body: (value: unknown, { ok }: { ok(v: unknown): { value?: unknown } }) => ok(value),
  };

  router.get(
    { path: '/internal/host/status', validate: false },
    withErrorResponse(async () => status())
  );

  router.get(
    { path: '/internal/host/data_views', validate: false },
    withErrorResponse(async () => {
      const indices = await client.cat.indices({
        format: 'json',
        h: 'index,docs.count',
        expand_wildcards: 'open',
      });
      return indices
        .filter(({ index }) => index && !index.startsWith('.'))
        .map((entry) => ({
          title: entry.index,
          timeFieldName: TIME_FIELD,
          documents: Number(entry['docs.count'] ?? 0),
        }))
        .sort((a, b) => (String(a.title) < String(b.title) ? -1 : 1));
    })
  );

  router.get(
    { path: '/internal/host/range', validate: { query: acceptAny.query } },
    withErrorResponse(async (request) => {
      const { index } = parseOrThrow(z.object({ index: INDEX_SCHEMA }), request.query);
      return (await findTimeRange(client, index)) ?? null;
    })
  );

  router.post(
    { path: '/internal/host/search', validate: { body: acceptAny.body } },
    withErrorResponse(async (request) => {
      const { index, q, from, to, columns, order, interval } = parseOrThrow(
        SEARCH_SCHEMA,
        request.body
      );
      const query = toQueryString(q);
      const answer = await client.search<
        unknown,
        { bars: { buckets: Array<{ key: number; doc_count: number }> } }
      >(
        {
          index,
          ignore_unavailable: true,
          size: MAX_ROWS,
          track_total_hits: true,
          _source: false,
          fields: [TIME_FIELD, ...columns],
          query: {
            bool: {
              filter: [
                {
                  range: {
                    [TIME_FIELD]: { gte: from, lte: to, format: 'strict_date_optional_time' },
                  },
                },
                ...(query
                  ? [
                      {
                        query_string: {
                          query,
                          lenient: true,
                          default_operator: 'and' as const,
                          analyze_wildcard: true,
                        },
                      },
                    ]
                  : []),
              ],
            },
          },
          sort: [
            { [TIME_FIELD]: { order, unmapped_type: 'date' } },
            { 'log.offset': { order, unmapped_type: 'long' } },
          ],
          aggs: {
            bars: {
              date_histogram: {
                field: TIME_FIELD,
                fixed_interval: `${interval}ms`,
                min_doc_count: 1,
              },
            },
          },
          timeout: '30s',
        },
        { signal: createAbortSignal(request), maxRetries: 0 }
      );
      const total =
        typeof answer.hits.total === 'number' ? answer.hits.total : (answer.hits.total?.value ?? 0);
      return {
        total,
        took: answer.took,
        hits: answer.hits.hits.map((hit) => ({
          _index: hit._index,
          _id: hit._id,
          fields: truncateFields(hit.fields as Record<string, unknown[]>),
        })),
        bars:
          answer.aggregations?.bars.buckets.map(({ key, doc_count: count }) => ({
            time: key,
            count,
          })) ?? [],
        failures: answer._shards.failed,
      };
    })
  );

  /** One document as Discover holds it (`fields`, no `_source`), and its source for the tab that shows it. */
  router.get(
    { path: '/internal/host/document', validate: { query: acceptAny.query } },
    withErrorResponse(async (request) => {
      const { index, id } = parseOrThrow(DOCUMENT_SCHEMA, request.query);
      const { hits } = await client.search(
        {
          index,
          size: 1,
          query: { ids: { values: [id] } },
          fields: [{ field: '*', include_unmapped: true }],
          version: true,
        },
        { signal: createAbortSignal(request) }
      );
      const hit = hits.hits[0];
      if (!hit) throw Object.assign(new Error('There is no such document'), { statusCode: 404 });
      const { _source: source, ...raw } = hit;
      return { raw, source };
    })
  );

  router.get(
    { path: '/internal/host/fields', validate: { query: acceptAny.query } },
    withErrorResponse(async (request) => {
      const { index } = parseOrThrow(z.object({ index: INDEX_SCHEMA }), request.query);
      const { fields } = await client.fieldCaps({
        index,
        fields: '*',
        ignore_unavailable: true,
        filters: '-metadata,-parent',
      });
      return Object.keys(fields).sort();
    })
  );
}
