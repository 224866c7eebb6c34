import type { estypes } from '@elastic/elasticsearch';
import type { RequestOptions } from '../kibana_types';
import type { SearchBody } from './queries';

export type SearchResponse =
  estypes.MsearchMultiSearchItem<Record<string, unknown>> | estypes.ErrorResponseBase;

/** Sends these searches in one request, and answers in their order. Rejects where the answer has more bytes than the options allow. */
type SendSearches = (
  bodies: SearchBody[],
  options: Pick<RequestOptions, 'maxResponseSize' | 'maxCompressedResponseSize'>
) => Promise<SearchResponse[]>;

/** So much an answer may always have: what counts documents has to work where no more of them can be taken. */
const MIN_RESPONSE_BYTES = 1024 * 1024;
/** Log text takes up to so many times its compressed size. */
const MAX_COMPRESSION_RATIO = 10;
/** Documents that tell how large the others are, where not even a part of what was asked for fits. */
const PROBE_SIZE = 16;
/** Of what fits by the size of those: the others may be larger. */
const SIZE_SAFETY_FACTOR = 0.8;
/** Elasticsearch's own, where a search names none. */
const DEFAULT_SIZE = 10;

/**
 * Bounds the bytes that one request takes from Elasticsearch, all its searches together: nobody knows before how large the
 * documents are. An answer that is too large is cut off while it comes in, and asked for again in parts: each search alone,
 * then with fewer documents. What is left out is counted.
 */
export class BoundedFetcher {
  private remainingBytes: number;
  /** documents that match, and that the bound left out; at least */
  omittedDocuments = 0;

  constructor(maxBytes: number) {
    this.remainingBytes = maxBytes;
  }

  async fetch(
    bodies: SearchBody[],
    send: SendSearches,
    share = this.remainingBytes
  ): Promise<SearchResponse[]> {
    const whole = await this.trySend(bodies, send, share);
    if (whole) return whole;
    if (bodies.length === 1) return [await this.fetchFewer(bodies[0]!, send, share)];
    const half = Math.ceil(bodies.length / 2);
    const before = this.remainingBytes;
    const first = await this.fetch(bodies.slice(0, half), send, share / 2);
    return [
      ...first,
      ...(await this.fetch(bodies.slice(half), send, share - (before - this.remainingBytes))),
    ];
  }

  /** As many of a search's first documents as fit. */
  private async fetchFewer(
    body: SearchBody,
    send: SendSearches,
    share: number
  ): Promise<SearchResponse> {
    const wanted = body.size ?? DEFAULT_SIZE;
    let answer: SearchResponse | undefined;
    let size = Math.min(PROBE_SIZE, Math.floor(wanted / 2));
    for (; size > 0 && !answer; size = answer ? size : Math.floor(size / 4))
      [answer] = (await this.trySend([{ ...body, size }], send, share)) ?? [];
    const probed = answer ? estimateBytes(answer) : 0;
    // the probe is not kept where more fits
    this.remainingBytes += probed;
    let fitting = probed
      ? Math.min(wanted - 1, Math.floor((size * share * SIZE_SAFETY_FACTOR) / probed))
      : 0;
    let more: SearchResponse | undefined;
    for (; fitting > size && !more; fitting = Math.floor(fitting / 2))
      [more] = (await this.trySend([{ ...body, size: fitting }], send, share)) ?? [];
    if (!more) this.remainingBytes -= probed;
    const best = more ?? answer ?? (await send([{ ...body, size: 0 }], {}))[0]!;
    if (!('error' in best))
      this.omittedDocuments += Math.max(
        1,
        Math.min(wanted, getTotal(best)) - best.hits.hits.length
      );
    return best;
  }

  /** undefined where the answer is too large. */
  private async trySend(
    bodies: SearchBody[],
    send: SendSearches,
    share: number
  ): Promise<SearchResponse[] | undefined> {
    if (!Number.isFinite(share)) return send(bodies, {});
    const most = Math.ceil(Math.max(MIN_RESPONSE_BYTES, share));
    try {
      const answers = await send(bodies, {
        maxResponseSize: most,
        maxCompressedResponseSize: Math.ceil(most / MAX_COMPRESSION_RATIO),
      });
      this.remainingBytes -= estimateBytes(answers);
      return answers;
    } catch (error) {
      if (isTooLarge(error)) return undefined;
      throw error;
    }
  }
}

/** As the client's two kinds of connections say it (@elastic/transport UndiciConnection, HttpConnection); the second also where a connection breaks. */
const isTooLarge = (error: unknown): boolean =>
  /content length .* is bigger than|(?:Response aborted|Connection closed) while reading the body/.test(
    (error as Error).message
  );

const getTotal = ({ hits: { total } }: estypes.MsearchMultiSearchItem): number =>
  typeof total === 'number' ? total : (total?.value ?? 0);

/** About so many bytes a value takes as JSON. */
function estimateBytes(value: unknown): number {
  if (typeof value === 'string') return value.length + 3;
  if (typeof value !== 'object' || value === null) return 6;
  let bytes = 2;
  if (Array.isArray(value)) for (const item of value) bytes += estimateBytes(item);
  else
    for (const key in value)
      bytes += key.length + 3 + estimateBytes((value as Record<string, unknown>)[key]);
  return bytes;
}
