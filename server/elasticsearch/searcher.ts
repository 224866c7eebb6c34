import type { estypes } from '@elastic/elasticsearch';
import type { Observable, Subscription } from 'rxjs';
import type { RequestOptions, SearchClient } from '../kibana_types';
import { BoundedFetcher, type SearchResponse } from './bounded_fetcher';
import { getRootReason, SearchFailedError, getStatusCode } from './errors';
import { IndicesRefusedError, getCachedRefusedIndices } from './refused_indices';
import type { SearchBody } from './queries';
import type { UserCache } from './user_cache';

export type Source = Record<string, unknown>;
export type Hit = estypes.SearchHit<Source>;

export interface SearchResult {
  hits: Hit[];
  /** all documents that match, also those beyond `size` */
  total: number;
  /** where any were asked for */
  aggregations?: Record<string, estypes.AggregationsAggregate>;
  /** it failed as a whole (and is noted): only one of several in an msearch can, a search alone throws */
  failed?: SearchFailedError;
}

/** What went less than well in the searches of one request: partial results are reported, never hidden. */
export interface SearchNotes {
  hasTimedOut: boolean;
  /** failed shards by reason */
  failedShards: Map<string, number>;
  skippedClusters: number;
  /** documents that match, and that the bound on bytes left out; at least */
  readonly omittedDocuments: number;
}

export interface SearcherOptions {
  index: string[];
  /** bound on all searches of this request together, milliseconds */
  timeoutMs: number;
  /** bound on what all searches of this request bring together */
  maxBytes?: number;
  aborted$: Observable<void>;
  /** the request named the indices itself: they are not the server's default patterns */
  areIndicesNamed?: boolean;
  /** of the user who asks: which indices are refused is known for a while; without it nobody asks */
  userCache?: UserCache;
}

/** Missing indices are no error: patterns name more than a cluster has. */
const LENIENT_INDEX_OPTIONS = { ignore_unavailable: true, allow_no_indices: true };

/** Failures of shards that are kept apart by reason; more are counted under "other reasons". */
const MAX_REASONS = 10;

/**
 * Everything that one request asks Elasticsearch: as the current user, within one deadline and one bound on bytes, aborted
 * with the request, with partial failures collected.
 */
export class Searcher {
  readonly notes: SearchNotes;
  readonly index: string[];
  readonly areIndicesNamed: boolean;
  /** searches that had to wait for an earlier one's answer, plus one */
  roundTrips = 0;
  private readonly boundedFetcher: BoundedFetcher;
  private readonly controller = new AbortController();
  private readonly subscription: Subscription;
  private readonly startedAt = performance.now();
  private readonly timeoutMs: number;
  private readonly userCache: UserCache | undefined;
  private refusedIndicesPromise: Promise<string[]> | undefined;

  constructor(
    private readonly client: SearchClient,
    options: SearcherOptions
  ) {
    this.index = options.index;
    this.areIndicesNamed = options.areIndicesNamed ?? false;
    this.timeoutMs = options.timeoutMs;
    this.userCache = options.userCache;
    const bounded = (this.boundedFetcher = new BoundedFetcher(options.maxBytes ?? Infinity));
    this.notes = {
      hasTimedOut: false,
      failedShards: new Map(),
      skippedClusters: 0,
      get omittedDocuments() {
        return bounded.omittedDocuments;
      },
    };
    this.subscription = options.aborted$.subscribe(() => this.controller.abort());
  }

  /** Milliseconds since this request began. */
  get elapsedMs(): number {
    return performance.now() - this.startedAt;
  }

  /** Ends with this request: aborted, or answered. */
  get signal(): AbortSignal {
    return this.controller.signal;
  }

  /** Call once before searches that need the answers of those before. */
  nextRoundTrip(): void {
    this.roundTrips++;
  }

  /**
   * One search over this request's indices. Without `filter_path`: leaving out the few bytes a hit that nobody reads costs
   * Elasticsearch more than sending them (measured: 1.5 times the whole search's time for 1,800 lines).
   */
  async search(body: estypes.SearchRequest): Promise<SearchResult> {
    const [answer] = await this.fetch([body as SearchBody], async ([part], options) => {
      const { timeout, ...rest } = this.createRequestTiming();
      return [
        (await this.client.search(
          { index: this.index, ...LENIENT_INDEX_OPTIONS, timeout, ...body, size: part!.size },
          { ...rest, ...options }
        )) as SearchResponse,
      ];
    });
    return this.recordResponse(answer as estypes.SearchResponse);
  }

  /** Several small searches in one round trip; one that fails alone is noted and counts as empty. */
  async msearch(bodies: SearchBody[]): Promise<SearchResult[]> {
    if (!bodies.length) return [];
    const responses = await this.fetch(bodies, async (parts, options) => {
      const { timeout, ...rest } = this.createRequestTiming();
      const searches = parts.flatMap((part) => [
        { index: this.index, ...LENIENT_INDEX_OPTIONS },
        { timeout, ...part },
      ]);
      return (await this.client.msearch({ searches }, { ...rest, ...options }))
        .responses as SearchResponse[];
    });
    return responses.map((response) => {
      if (!('error' in response)) return this.recordResponse(response);
      const reason = getRootReason(response.error) ?? response.error.type;
      this.addFailure(reason, 1);
      return { hits: [], total: 0, failed: new SearchFailedError(reason, response.status) };
    });
  }

  /** Which of the indices that are named without a pattern don't exist: searches pass over them silently. */
  async missingIndices(): Promise<string[]> {
    // `-name` excludes, `cluster:name` is another cluster's, which says by itself when it fails
    const concrete = this.index.filter(
      (name) =>
        !name.includes('*') && !name.includes(':') && !name.startsWith('-') && name !== '_all'
    );
    if (!concrete.length) return [];
    const { responses } = await this.client
      .msearch(
        {
          searches: concrete.flatMap((index) => [
            { index },
            { size: 0, terminate_after: 1, timeout: `${this.remainingMs()}ms` },
          ]),
        },
        {
          signal: this.signal,
          maxRetries: 0,
          requestTimeout: this.remainingMs() + TIMEOUT_GRACE_MS,
        }
      )
      .catch(async (error: unknown) => {
        throw await this.explainError(error);
      });
    return concrete.filter((_name, i) => {
      const response = responses[i];
      return (
        response !== undefined &&
        'error' in response &&
        response.error.type === 'index_not_found_exception'
      );
    });
  }

  /** Which of this request's indices the reader may not, or not wholly, read. Asked once, beside the first search. */
  refusedIndices(): Promise<string[]> {
    this.refusedIndicesPromise ??= this.userCache
      ? getCachedRefusedIndices(this.userCache, this.client, this.index)
      : Promise.resolve([]);
    return this.refusedIndicesPromise;
  }

  /** For a refusal: the error that names the indices, where Elasticsearch names only its own action. */
  async explainError(error: unknown): Promise<unknown> {
    if (getStatusCode(error) !== 403) return error;
    const refused = await this.refusedIndices();
    return refused.length ? new IndicesRefusedError(refused) : error;
  }

  close(): void {
    this.subscription.unsubscribe();
    this.controller.abort();
  }

  private async fetch(
    bodies: SearchBody[],
    send: Parameters<BoundedFetcher['fetch']>[1]
  ): Promise<SearchResponse[]> {
    const answers = this.boundedFetcher.fetch(bodies, send);
    void this.refusedIndices();
    try {
      return await answers;
    } catch (error) {
      throw await this.explainError(error);
    }
  }

  private createRequestTiming(): Pick<
    RequestOptions,
    'signal' | 'maxRetries' | 'requestTimeout'
  > & {
    timeout: string;
  } {
    const remaining = this.remainingMs();
    return {
      timeout: `${remaining}ms`,
      signal: this.signal,
      maxRetries: 0,
      requestTimeout: remaining + TIMEOUT_GRACE_MS,
    };
  }

  private remainingMs(): number {
    return Math.max(100, Math.ceil(this.timeoutMs - this.elapsedMs));
  }

  private recordResponse(
    response: Pick<
      estypes.SearchResponse,
      'hits' | 'timed_out' | '_shards' | '_clusters' | 'aggregations'
    >
  ): SearchResult {
    if (response.timed_out) this.notes.hasTimedOut = true;
    for (const failure of response._shards?.failures ?? [])
      this.addFailure(failure.reason?.reason ?? failure.reason?.type ?? 'unknown reason', 1);
    this.notes.skippedClusters += response._clusters?.skipped ?? 0;
    const total = response.hits?.total;
    const hits = (response.hits?.hits ?? []) as Hit[];
    return {
      hits,
      total: typeof total === 'number' ? total : (total?.value ?? hits.length),
      ...(response.aggregations ? { aggregations: response.aggregations } : {}),
    };
  }

  private addFailure(reason: string, count: number): void {
    const { failedShards } = this.notes;
    const key =
      failedShards.has(reason) || failedShards.size < MAX_REASONS ? reason : 'other reasons';
    failedShards.set(key, (failedShards.get(key) ?? 0) + count);
  }
}

/** Elasticsearch ends a search at its timeout by itself and answers with what it has; only then the client gives up. */
const TIMEOUT_GRACE_MS = 2_000;
