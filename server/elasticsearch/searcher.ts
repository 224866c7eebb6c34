import type { estypes } from '@elastic/elasticsearch';
import type { Observable, Subscription } from 'rxjs';
import type { SearchClient } from '../kibana_types';
import { causeOf, SearchFailedError, statusOf } from './errors';
import { IndicesRefusedError, knownRefusedIndices } from './privileges';
import type { UserWork } from './user_work';

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
  timedOut: boolean;
  /** failed shards by reason */
  failedShards: Map<string, number>;
  skippedClusters: number;
}

export interface SearcherOptions {
  index: string[];
  /** bound on all searches of this request together, milliseconds */
  timeoutMs: number;
  aborted$: Observable<void>;
  /** the request named the indices itself: they are not the server's default patterns */
  named?: boolean;
  /** of the user who asks: which indices are refused is known for a while; without it nobody asks */
  work?: UserWork;
}

/** Failures of shards that are kept apart by reason; more are counted under "other reasons". */
const MAX_REASONS = 10;

/**
 * Everything that one request asks Elasticsearch: as the current user, within one deadline, aborted with the request,
 * with partial failures collected. Missing indices are no error: patterns name more than a cluster has.
 */
export class Searcher {
  readonly notes: SearchNotes = { timedOut: false, failedShards: new Map(), skippedClusters: 0 };
  readonly index: string[];
  readonly named: boolean;
  /** searches that had to wait for an earlier one's answer, plus one */
  roundTrips = 0;
  private readonly controller = new AbortController();
  private readonly subscription: Subscription;
  private readonly startedAt = performance.now();
  private readonly timeoutMs: number;
  private readonly work: UserWork | undefined;
  private refused: Promise<string[]> | undefined;

  constructor(private readonly client: SearchClient, options: SearcherOptions) {
    this.index = options.index;
    this.named = options.named ?? false;
    this.timeoutMs = options.timeoutMs;
    this.work = options.work;
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
    const remaining = this.remainingMs();
    const answer = this.client.search(
      {
        index: this.index, ignore_unavailable: true, allow_no_indices: true, timeout: `${remaining}ms`,
        ...body,
      },
      { signal: this.signal, maxRetries: 0, requestTimeout: remaining + GRACE_MS }
    );
    void this.refusedIndices();
    try {
      return this.note(await answer);
    } catch (error) {
      throw await this.explained(error);
    }
  }

  /** Several small searches in one round trip; one that fails alone is noted and counts as empty. */
  async msearch(bodies: estypes.MsearchMultisearchBody[]): Promise<SearchResult[]> {
    if (!bodies.length) return [];
    const remaining = this.remainingMs();
    const answer = this.client.msearch(
      {
        searches: bodies.flatMap((body) => [
          { index: this.index, ignore_unavailable: true, allow_no_indices: true },
          { timeout: `${remaining}ms`, ...body },
        ]),
      },
      { signal: this.signal, maxRetries: 0, requestTimeout: remaining + GRACE_MS }
    );
    void this.refusedIndices();
    const { responses } = await answer.catch(async (error: unknown) => { throw await this.explained(error); });
    return responses.map((response) => {
      if (!('error' in response)) return this.note(response);
      const reason = causeOf(response.error) ?? response.error.type;
      this.addFailure(reason, 1);
      return { hits: [], total: 0, failed: new SearchFailedError(reason, response.status) };
    });
  }

  /** Which of the indices that are named without a pattern don't exist: searches pass over them silently. */
  async missingIndices(): Promise<string[]> {
    // `-name` excludes, `cluster:name` is another cluster's, which says by itself when it fails
    const concrete = this.index.filter((name) => !name.includes('*') && !name.includes(':') && !name.startsWith('-') && name !== '_all');
    if (!concrete.length) return [];
    const { responses } = await this.client.msearch(
      { searches: concrete.flatMap((index) => [{ index }, { size: 0, terminate_after: 1, timeout: `${this.remainingMs()}ms` }]) },
      { signal: this.signal, maxRetries: 0, requestTimeout: this.remainingMs() + GRACE_MS }
    ).catch(async (error: unknown) => { throw await this.explained(error); });
    return concrete.filter((_name, i) => {
      const response = responses[i];
      return response !== undefined && 'error' in response && response.error.type === 'index_not_found_exception';
    });
  }

  /** Which of this request's indices the reader may not, or not wholly, read. Asked once, beside the first search. */
  refusedIndices(): Promise<string[]> {
    this.refused ??= this.work ? knownRefusedIndices(this.work, this.client, this.index) : Promise.resolve([]);
    return this.refused;
  }

  /** For a refusal: the error that names the indices, where Elasticsearch names only its own action. */
  async explained(error: unknown): Promise<unknown> {
    if (statusOf(error) !== 403) return error;
    const refused = await this.refusedIndices();
    return refused.length ? new IndicesRefusedError(refused) : error;
  }

  close(): void {
    this.subscription.unsubscribe();
    this.controller.abort();
  }

  private remainingMs(): number {
    return Math.max(100, Math.ceil(this.timeoutMs - this.elapsedMs));
  }

  private note(response: Pick<estypes.SearchResponse, 'hits' | 'timed_out' | '_shards' | '_clusters' | 'aggregations'>): SearchResult {
    if (response.timed_out) this.notes.timedOut = true;
    for (const failure of response._shards?.failures ?? []) this.addFailure(failure.reason?.reason ?? failure.reason?.type ?? 'unknown reason', 1);
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
    const key = failedShards.has(reason) || failedShards.size < MAX_REASONS ? reason : 'other reasons';
    failedShards.set(key, (failedShards.get(key) ?? 0) + count);
  }
}

/** Elasticsearch ends a search at its timeout by itself and answers with what it has; only then the client gives up. */
const GRACE_MS = 2_000;
