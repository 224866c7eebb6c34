import type { estypes } from '@elastic/elasticsearch';
import { ExpiringCache } from '../../elasticsearch/expiring_cache';
import type { ScopedSearcher } from '../../elasticsearch/scoped_searcher';
import type { SearchResult } from '../../elasticsearch/searcher';

type Body = estypes.MsearchMultisearchBody;

/**
 * The searches of one page. What is asked for at the same moment goes in one request; what the same page took last time goes
 * with the first, so that a page that has not changed takes one round trip.
 */
export class SearchBatch {
  private bodies: Body[] = [];
  private answers: Promise<SearchResult[]> | undefined;
  private readonly expected = new Map<string, Promise<SearchResult>>();
  private requests = 0;
  /** what was asked for after the first request's answer */
  readonly later: Body[] = [];

  constructor(private readonly searcher: ScopedSearcher) {}

  /** Asks together with the next searches for what will be asked for later, most likely. */
  expect(bodies: readonly Body[]): void {
    if (!bodies.length) return;
    const answers = this.send([...bodies]);
    for (const [i, body] of bodies.entries()) {
      const answer = answers.then((all) => all[i]!);
      // where nobody needs it after all, nobody hears of its failure
      answer.catch(() => undefined);
      this.expected.set(JSON.stringify(body), answer);
    }
  }

  async msearch(bodies: Body[]): Promise<SearchResult[]> {
    if (this.requests > 0) this.later.push(...bodies);
    const early = bodies.map((body) => this.expected.get(JSON.stringify(body)));
    const rest = bodies.filter((_body, i) => !early[i]);
    const answers = rest.length ? await this.send(rest) : [];
    let next = 0;
    return Promise.all(early.map((answer) => answer ?? answers[next++]!));
  }

  private async send(bodies: Body[]): Promise<SearchResult[]> {
    const at = this.bodies.length;
    this.bodies.push(...bodies);
    this.answers ??= Promise.resolve().then(() => {
      const all = this.bodies;
      this.bodies = [];
      this.answers = undefined;
      this.requests++;
      this.searcher.nextRoundTrip();
      return this.searcher.msearch(all);
    });
    return (await this.answers).slice(at, at + bodies.length);
  }
}

const MAX_PAGES = 100;
const MAX_AGE_MS = 10 * 60_000;

/**
 * Remembers for a while what a page asked Elasticsearch for: searches, no answers. They are sent anew, as the reader who asks,
 * and an answer is used only where this page's own rows lead to the very same search.
 */
export class RememberedSearches extends ExpiringCache<readonly Body[]> {
  constructor(now?: () => number) {
    super({ max: MAX_PAGES, maxAgeMs: MAX_AGE_MS }, now);
  }

  override get(page: string): readonly Body[] {
    return super.get(page) ?? [];
  }
}
