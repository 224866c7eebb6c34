import type { SearchBody } from './queries';
import type { Searcher, SearchResult } from './searcher';

/**
 * The searches of one question. What is asked for at the same moment goes in one request. What the same question took last
 * time (`expect`) goes with the first, so that a question whose answer has not changed takes one round trip. An expected
 * answer is used only where the question leads to the very same search.
 */
export class SearchBatch {
  private waiting: SearchBody[] = [];
  private answers: Promise<SearchResult[]> | undefined;
  private readonly expected = new Map<string, Promise<SearchResult>>();
  /** all that was asked for: what to expect next time */
  readonly asked: SearchBody[] = [];

  constructor(private readonly searcher: Pick<Searcher, 'search' | 'msearch' | 'nextRoundTrip'>) {}

  /** @param send sends these searches in its own way, and answers in the same order */
  expect(
    bodies: readonly SearchBody[],
    send: (bodies: SearchBody[]) => Promise<SearchResult[]> = (all) => this.send(all)
  ): void {
    if (!bodies.length) return;
    const answers = send([...bodies]);
    for (const [i, body] of bodies.entries()) {
      const answer = answers.then((all) => all[i]!);
      // where nobody needs it after all, nobody hears of its failure
      answer.catch(() => undefined);
      this.expected.set(JSON.stringify(body), answer);
    }
  }

  async msearch(bodies: SearchBody[]): Promise<SearchResult[]> {
    if (!bodies.length) return [];
    this.asked.push(...bodies);
    const early = bodies.map((body) => this.expectedFor(body));
    const rest = bodies.filter((_body, i) => !early[i]);
    const answers = rest.length ? await this.send(rest) : [];
    let next = 0;
    return Promise.all(early.map((answer) => answer ?? Promise.resolve(answers[next++]!)));
  }

  /** A search that everything else rests on. @throws where it fails */
  async search(body: SearchBody): Promise<SearchResult> {
    this.asked.push(body);
    const early = await this.expectedFor(body);
    if (early && !early.failed) return early;
    this.searcher.nextRoundTrip();
    return this.searcher.search(body);
  }

  private expectedFor(body: SearchBody): Promise<SearchResult> | undefined {
    return this.expected.size ? this.expected.get(JSON.stringify(body)) : undefined;
  }

  private async send(bodies: SearchBody[]): Promise<SearchResult[]> {
    const at = this.waiting.length;
    this.waiting.push(...bodies);
    this.answers ??= Promise.resolve().then(() => {
      const all = this.waiting;
      this.waiting = [];
      this.answers = undefined;
      this.searcher.nextRoundTrip();
      return this.searcher.msearch(all);
    });
    return (await this.answers).slice(at, at + bodies.length);
  }
}
