/** When lines without any object in them may belong to a trace: beside the lines of the trace that name one. */
import type { Correlation } from '../../engine/correlation/correlate';
import type { SearchTerm } from '../../engine/correlation/search_terms';

/** So near a neighbouring line is at most (server/correlation/neighbours/rules.ts), rounded up. Milliseconds. */
const ADJACENT_MS = 1_100;
/** More spans than this are joined with what lies in between. */
const MAX_SPANS = 100;

/** Seconds since the epoch, both inclusive. */
type SecondSpan = [from: number, to: number];

/** Which seconds were looked at already. */
export class AdjacentSearchTerms {
  private readonly searchedSeconds = new Map<string, Set<number>>();

  /** Notes what a remembered plan asked for. */
  addSearched({ nodes, spans }: Extract<SearchTerm, { type: 'neighbours' }>): void {
    const known = this.getSearchedSeconds(nodes);
    for (const { from, to } of spans)
      for (
        let second = Math.floor(Date.parse(from) / 1_000);
        second <= Math.floor(Date.parse(to) / 1_000);
        second++
      )
        known.add(second);
  }

  /** What to ask for: the lines around those of the trace, at times that were not asked for yet. */
  createTerm({ objects: members, records }: Correlation): SearchTerm | undefined {
    if (members.all.every(({ refused }) => refused)) return undefined;
    const nodes = [...new Set(members.all.flatMap(({ state }) => state.pod?.node ?? []))].sort();
    const known = this.getSearchedSeconds(nodes);
    const seconds = new Set<number>();
    for (const {
      evidence: { line, event, at },
    } of records) {
      if (!line && !event) continue;
      const ms = at / 1_000;
      // an Event knows the second only
      const to = Math.floor((ms + ADJACENT_MS + (event ? 1_000 : 0)) / 1_000);
      for (let second = Math.floor((ms - ADJACENT_MS) / 1_000); second <= to; second++)
        if (!known.has(second)) seconds.add(second);
    }
    if (!seconds.size) return undefined;
    for (const second of seconds) known.add(second);
    return {
      type: 'neighbours',
      nodes,
      spans: toSpans([...seconds].sort((a, b) => a - b)).map(([from, to]) => ({
        from: toIsoTime(from * 1_000),
        to: toIsoTime(to * 1_000 + 999),
      })),
    };
  }

  private getSearchedSeconds(nodes: string[]): Set<number> {
    const key = nodes.join('\n');
    const known = this.searchedSeconds.get(key) ?? new Set<number>();
    this.searchedSeconds.set(key, known);
    return known;
  }
}

const toIsoTime = (ms: number): string => new Date(ms).toISOString();

function toSpans(seconds: number[]): SecondSpan[] {
  for (let gap = 1; ; gap *= 4) {
    const spans: SecondSpan[] = [];
    for (const second of seconds) {
      const last = spans.at(-1);
      if (last && second - last[1] <= gap) last[1] = second;
      else spans.push([second, second]);
    }
    if (spans.length <= MAX_SPANS) return spans;
  }
}
