import type { estypes } from '@elastic/elasticsearch';
import type { ScopedSearcher } from '../search/scoped_searcher';
import type { SearchResult } from '../search/searcher';

type Body = estypes.MsearchMultisearchBody;

/** What is asked for at the same moment goes in one request: for searches that different parts of a page need. */
export class SearchBatch {
  private bodies: Body[] = [];
  private answers: Promise<SearchResult[]> | undefined;

  constructor(private readonly searcher: ScopedSearcher) {}

  async msearch(bodies: Body[]): Promise<SearchResult[]> {
    const at = this.bodies.length;
    this.bodies.push(...bodies);
    this.answers ??= Promise.resolve().then(() => {
      const all = this.bodies;
      this.bodies = [];
      this.answers = undefined;
      this.searcher.nextRoundTrip();
      return this.searcher.msearch(all);
    });
    return (await this.answers).slice(at, at + bodies.length);
  }
}
