import type { estypes } from '@elastic/elasticsearch';
import type { SearchClient } from '../kibana_types';
import { FilterRejectedError, getErrorReason, getStatusCode } from './errors';
import type { Query, SearchBody } from './queries';
import { Searcher, type SearcherOptions, type SearchResult } from './searcher';

export interface ScopedSearcherOptions extends SearcherOptions {
  /** one Elasticsearch query, what the scope's query and filters come to; the reader's own, so it need not be trusted */
  filter?: Query;
}

/** A searcher all of whose searches stay within the scope's query and filters. Without a filter a plain one. */
export class ScopedSearcher extends Searcher {
  readonly filter: Query | undefined;

  constructor(client: SearchClient, options: ScopedSearcherOptions) {
    super(client, options);
    this.filter = options.filter;
  }

  /** @throws FilterRejectedError where Elasticsearch does not take the filter */
  override async search(body: estypes.SearchRequest): Promise<SearchResult> {
    try {
      return await super.search(this.addFilter(body));
    } catch (error) {
      throw await this.explainFilterError(error);
    }
  }

  /** @throws FilterRejectedError where Elasticsearch does not take the filter */
  override async msearch(bodies: SearchBody[]): Promise<SearchResult[]> {
    try {
      return await super.msearch(this.filter ? bodies.map((body) => this.addFilter(body)) : bodies);
    } catch (error) {
      throw await this.explainFilterError(error);
    }
  }

  /**
   * How many documents match a query but lie outside the filter; at most `atMost` are counted. Meant to run beside another
   * search, so it is no round trip of its own.
   *
   * @returns null where there is no filter, or counting failed: then nothing is known
   */
  async countOutsideFilter(query: Query, atMost?: number): Promise<number | null> {
    if (!this.filter) return null;
    try {
      const { total } = await super.search({
        size: 0,
        track_total_hits: atMost ?? true,
        ...(atMost === undefined ? {} : { terminate_after: atMost }),
        query: { bool: { filter: [query], must_not: [this.filter] } },
      });
      return total;
    } catch {
      return null;
    }
  }

  /**
   * Call with the searches without which there is nothing to answer.
   * @throws where all of them failed because of how they were asked; FilterRejectedError where that is the filter's fault
   */
  async throwIfAllFailed(results: readonly SearchResult[]): Promise<void> {
    const failure = results[0]?.failed;
    if (failure?.statusCode === 400 && results.every(({ failed }) => failed))
      throw await this.explainFilterError(failure);
  }

  private addFilter<Body extends { query?: Query }>(body: Body): Body {
    if (!this.filter) return body;
    return {
      ...body,
      query: { bool: { filter: [...(body.query ? [body.query] : []), this.filter] } },
    };
  }

  /** A refused search may be the filter's fault or not: asked alone, it tells. Only an error costs this. */
  private async explainFilterError(error: unknown): Promise<unknown> {
    if (!this.filter || getStatusCode(error) !== 400) return error;
    try {
      await super.search({ size: 0, terminate_after: 1, query: this.filter });
      return error;
    } catch (own) {
      return getStatusCode(own) === 400 ? new FilterRejectedError(getErrorReason(own)) : error;
    }
  }
}
