import { errors, type Client } from '@elastic/elasticsearch';
import { setTimeout as sleep } from 'node:timers/promises';

/** One document on its way. */
export interface BulkItem {
  id: string;
  /** external version: a higher one replaces the document, an equal or lower one means that it is there already */
  version: number;
  /** the document as JSON */
  json: string;
  /** where it comes from, for the list of rejected ones */
  path: string;
  offset: number;
}

export interface Rejection {
  path: string;
  offset: number;
  reason: string;
}

export interface BulkCounts {
  indexed: number;
  /** documents that were in the index already */
  alreadyPresent: number;
  rejected: number;
  /** how often a request or a part of one had to be repeated */
  retries: number;
}

export interface BulkOptions {
  client: Client;
  index: string;
  /** bytes of one request */
  bulkBytes?: number;
  /** requests under way at a time */
  concurrency?: number;
  /** attempts before giving up, with waits of 0.2 s doubled up to 15 s */
  maxAttempts?: number;
  signal?: AbortSignal;
}

/** How many rejections are kept with their reasons; the others are only counted. */
export const MAX_REJECTIONS = 50;

const RETRIED_STATUS_CODES = new Set([429, 502, 503, 504]);
const MAX_WAIT_MS = 15_000;

interface BulkResponse {
  errors: boolean;
  items: {
    index: {
      status: number;
      error?: { type: string; reason?: string; caused_by?: { reason?: string } };
    };
  }[];
}

/**
 * Sends documents in bulk requests: a limited number of bytes each, a limited number at a time; `add` gives a promise to
 * wait for when the limit is reached. What Elasticsearch is too busy for is repeated, what it refuses is listed.
 */
export class BulkSender {
  readonly counts: BulkCounts = { indexed: 0, alreadyPresent: 0, rejected: 0, retries: 0 };
  readonly rejections: Rejection[] = [];
  private items: BulkItem[] = [];
  private bytes = 0;
  private readonly runningRequests = new Set<Promise<void>>();
  private failure: Error | undefined;

  constructor(private readonly options: BulkOptions) {}

  /** undefined: go on; a promise: wait for it before adding more. Throws the error that stopped an earlier request. */
  add(item: BulkItem): Promise<void> | undefined {
    if (this.failure) throw this.failure;
    this.items.push(item);
    this.bytes += item.json.length + 150;
    if (this.bytes < (this.options.bulkBytes ?? 3_000_000)) return undefined;
    this.flush();
    return this.runningRequests.size >= (this.options.concurrency ?? 2)
      ? this.waitForSlot()
      : undefined;
  }

  /** Sends what is left and waits for every answer. Throws the error that stopped a request, if any. */
  async end(): Promise<void> {
    if (this.items.length > 0) this.flush();
    await Promise.all(this.runningRequests);
    if (this.failure) throw this.failure;
  }

  private async waitForSlot(): Promise<void> {
    await Promise.race(this.runningRequests);
    if (this.failure) throw this.failure;
  }

  private flush(): void {
    const items = this.items;
    this.items = [];
    this.bytes = 0;
    const sent: Promise<void> = this.send(items)
      .catch((error: unknown) => {
        this.failure ??= error instanceof Error ? error : new Error(String(error));
      })
      .finally(() => this.runningRequests.delete(sent));
    this.runningRequests.add(sent);
  }

  private async send(items: BulkItem[], attempt = 1): Promise<void> {
    if (this.failure) return;
    const answer = await this.request(items, attempt);
    if (answer === 'too large') {
      const [first] = items;
      if (items.length === 1 && first)
        return this.reject(first, 'larger than a request may be (http.max_content_length)');
      const half = items.length >> 1;
      await this.send(items.slice(0, half));
      return this.send(items.slice(half));
    }
    const again = answer === 'busy' ? items : this.countResults(items, answer, attempt);
    if (again.length === 0) return;
    this.counts.retries++;
    await sleep(
      Math.min(MAX_WAIT_MS, 200 * 2 ** (attempt - 1)) * (0.75 + Math.random() / 2),
      undefined,
      { signal: this.options.signal }
    );
    return this.send(again, attempt + 1);
  }

  private async request(
    items: BulkItem[],
    attempt: number
  ): Promise<BulkResponse | 'busy' | 'too large'> {
    const lines: string[] = [];
    for (const { id, version, json } of items) {
      lines.push(`{"index":{"_id":"${id}","version":${version},"version_type":"external"}}`, json);
    }
    try {
      return await this.options.client.transport.request<BulkResponse>(
        {
          method: 'POST',
          path: `/${encodeURIComponent(this.options.index)}/_bulk`,
          querystring: {
            filter_path: 'errors,items.*.status,items.*.error',
            require_alias: 'false',
          },
          bulkBody: lines,
        },
        { maxRetries: 0, signal: this.options.signal, requestTimeout: 120_000 }
      );
    } catch (error) {
      const status = error instanceof errors.ResponseError ? error.statusCode : undefined;
      if (status === 413) return 'too large';
      const busy =
        (status !== undefined && RETRIED_STATUS_CODES.has(status)) ||
        error instanceof errors.ConnectionError ||
        error instanceof errors.TimeoutError;
      if (busy && attempt < this.attempts) return 'busy';
      throw error;
    }
  }

  private get attempts(): number {
    return this.options.maxAttempts ?? 10;
  }

  /** Counts the answers; returns the items that are to be sent again. */
  private countResults(items: BulkItem[], answer: BulkResponse, attempt: number): BulkItem[] {
    if (!answer.errors) {
      this.counts.indexed += items.length;
      return [];
    }
    const again: BulkItem[] = [];
    answer.items.forEach(({ index: { status, error } }, i) => {
      const item = items[i];
      if (!item) return;
      if (status < 300) this.counts.indexed++;
      else if (status === 409) this.counts.alreadyPresent++;
      else if (RETRIED_STATUS_CODES.has(status) && attempt < this.attempts) again.push(item);
      else {
        const cause = error?.caused_by?.reason ? ` (${error.caused_by.reason})` : '';
        this.reject(item, `${error?.reason ?? error?.type ?? `status ${status}`}${cause}`);
      }
    });
    return again;
  }

  private reject(item: BulkItem, reason: string): void {
    this.counts.rejected++;
    if (this.rejections.length < MAX_REJECTIONS) {
      this.rejections.push({ path: item.path, offset: item.offset, reason: reason.slice(0, 500) });
    }
  }
}
