import type { SearchBody } from './queries';
import type { Searcher, SearchResult } from './searcher';

/**
 * The searches of one question. What is asked for at the same moment goes in one request. What the same question took last
 * time (`expect`) goes with the first, so that a question whose answer has not changed takes one round trip. An expected
 * answer is used only where the question leads to the very same search.
 */
export class SearchBatch {
  private queuedBodies: SearchBody[] = [];
  private pendingResults: Promise<SearchResult[]> | undefined;
  private readonly prefetchedResults = new Map<string, Promise<SearchResult>>();
  /** all that was asked for: what to expect next time */
  readonly sentBodies: SearchBody[] = [];

  constructor(private readonly searcher: Pick<Searcher, 'search' | 'msearch' | 'nextRoundTrip'>) {}

  /** @param send sends these searches in its own way, and answers in the same order */
  prefetch(
    bodies: readonly SearchBody[],
    send: (bodies: SearchBody[]) => Promise<SearchResult[]> = (all) => this.send(all)
  ): void {
    if (!bodies.length) return;
    const answers = send([...bodies]);
    for (const [i, body] of bodies.entries()) {
      const answer = answers.then((all) => all[i]!);
      // where nobody needs it after all, nobody hears of its failure
      answer.catch(() => undefined);
      this.prefetchedResults.set(JSON.stringify(body), answer);
    }
  }

  async msearch(bodies: SearchBody[]): Promise<SearchResult[]> {
    if (!bodies.length) return [];
    this.sentBodies.push(...bodies);
    const early = bodies.map((body) => this.takePrefetched(body));
    const rest = bodies.filter((_body, i) => !early[i]);
    const answers = rest.length ? await this.send(rest) : [];
    let next = 0;
    return Promise.all(early.map((answer) => answer ?? Promise.resolve(answers[next++]!)));
  }

  /** A search that everything else rests on. @throws where it fails */
  async search(body: SearchBody): Promise<SearchResult> {
    this.sentBodies.push(body);
    const early = await this.takePrefetched(body);
    if (early && !early.failed) return early;
    this.searcher.nextRoundTrip();
    return this.searcher.search(body);
  }

  private takePrefetched(body: SearchBody): Promise<SearchResult> | undefined {
    return this.prefetchedResults.size
      ? this.prefetchedResults.get(JSON.stringify(body))
      : undefined;
  }

  private async send(bodies: SearchBody[]): Promise<SearchResult[]> {
    const at = this.queuedBodies.length;
    this.queuedBodies.push(...bodies);
    this.pendingResults ??= Promise.resolve().then(() => {
      const all = this.queuedBodies;
      this.queuedBodies = [];
      this.pendingResults = undefined;
      this.searcher.nextRoundTrip();
      return this.searcher.msearch(all);
    });
    return (await this.pendingResults).slice(at, at + bodies.length);
  }
}
