/** Searches for a trace over objects: from the request to its objects, from these to what names them, until nothing new comes. */
import type { estypes } from '@elastic/elasticsearch';
import type { RequestTraceConfig } from '../../config';
import { attribute, type Attribution } from '../../correlation/stock/attribute';
import { keyOf, termsOf, type Term } from '../../correlation/stock/terms';
import type { Evidence } from '../../diagnosis/evidence';
import type { ReadRecord } from '../../records/document';
import { microsecondsOf } from '../../records/times';
import { inChunks, objectSearches, ofCluster } from '../../search/object_queries';
import { AUDIT_SOURCE_WITH_BODIES, timeClauses, type TimeRange } from '../../search/queries';
import type { SearchResult, Searcher } from '../../search/searcher';
import { coverageChecks, unseenComponents } from '../coverage';
import { identityOf, type TraceRecords } from '../trace_records';

type Body = estypes.MsearchMultisearchBody;

/** What following objects took: identifiers only, to ask for all of it at once next time. */
export interface ObjectPlan {
  terms: Term[];
  range: { from: string; to: string };
}

/** Limits of one trace. Each that bites is said in the answer. */
export const LIMITS = {
  /** rounds of searches, each from what the one before brought */
  rounds: 10,
  /** searches of all rounds together */
  searches: 60,
  /** documents of one search */
  documents: 5_000,
  /** all documents of one trace before it is decided which belong to it */
  collected: 30_000,
};

/** So long before the request something is looked at: who was at work on the object when it came. Milliseconds. */
const BEFORE_MS = 30_000;
/** The first window after the request, and how it widens while something is still on its way. Milliseconds. */
const FIRST_MS = 45_000;
const WIDER = 6;
/** Audit records that are indexed by the time of their ingestion come so much later than they were written; at least. Milliseconds. */
const LATE_MS = 30_000;
/** Where an old log was read in all at once its times tell nothing. */
const MOST_LATE_MS = 600_000;

interface FollowOptions {
  searcher: Searcher;
  config: RequestTraceConfig;
  id: string;
  /** the time range asked for */
  range: TimeRange;
  /** holds the records with the ID already */
  records: TraceRecords;
  /** what it took last time */
  plan?: ObjectPlan;
}

export interface Followed {
  attribution: Attribution;
  /** every record that was looked at, by what it was read into */
  reads: Map<Evidence, ReadRecord>;
  plan: ObjectPlan;
  /** by component: whether the first window holds anything of it */
  inWindow: Map<string, boolean>;
  limited: { rounds: boolean; searches: boolean; documents: number; window: boolean };
}

/** @returns null where the ID is of no request that a record tells of */
export async function followObjects({ searcher, config, id, range, records, plan }: FollowOptions): Promise<Followed | null> {
  const collected = new Collected(records);
  for (const read of records.reads) collected.add(read);
  let attribution = attribute(id, collected.evidence);
  if (!attribution) return null;
  const { at } = attribution.own[0]!.request;
  const start = Math.floor(at / 1_000);
  const cluster = attribution.own[0]!.request.evidence[0]?.record.cluster;
  const limited: Followed['limited'] = { rounds: false, searches: false, documents: 0, window: false };
  const asked = new Set<string>();
  const allTerms: Term[] = [];
  const earliest = clampFrom(start - BEFORE_MS, range);
  const latestEnd = range.to ? Date.parse(range.to) : Math.min(Date.now(), start + config.maxRange.asMilliseconds());
  let end = Math.min(start + FIRST_MS, latestEnd);
  if (plan) end = Math.max(end, Math.min(Date.parse(plan.range.to), latestEnd));
  let searches = 0;
  let rounds = 0;

  const ask = async (terms: Term[], from: number, to: number): Promise<void> => {
    const bodies = bodiesOf(terms, config, cluster, { from: new Date(from).toISOString(), to: new Date(to).toISOString() }, new Date(to + collected.auditsLate).toISOString());
    if (!bodies.length) return;
    const left = LIMITS.searches - searches;
    if (bodies.length > left) limited.searches = true;
    searcher.nextRoundTrip();
    rounds++;
    searches += Math.min(bodies.length, left);
    for (const answer of await searcher.msearch(bodies.slice(0, left))) limited.documents += collected.take(answer);
    attribution = attribute(id, collected.evidence) ?? attribution;
  };

  const covered = coverage(searcher, config, { from: new Date(earliest).toISOString(), to: new Date(end).toISOString() });
  let fresh: Term[] = plan ? [...plan.terms] : [];
  for (;;) {
    // all that is new is asked for over the whole window, until nothing new comes
    for (;;) {
      for (const term of termsOf(attribution)) fresh.push(term);
      fresh = fresh.filter((term) => !asked.has(keyOf(term)) && asked.add(keyOf(term)));
      if (!fresh.length) break;
      if (isSpent()) return await done();
      allTerms.push(...fresh);
      await ask(fresh, earliest, end);
      fresh = [];
    }
    // what is still on its way goes on: a wider window for that alone
    const to = wider(attribution, start, end, latestEnd);
    if (to === undefined) return await done();
    if (isSpent()) return await done();
    await ask(termsOf(attribution, end * 1_000), end, to);
    end = to;
  }

  function isSpent(): boolean {
    if (rounds >= LIMITS.rounds) limited.rounds = true;
    if (searches >= LIMITS.searches || collected.size >= LIMITS.collected) limited.searches = true;
    return limited.rounds || limited.searches;
  }

  async function done(): Promise<Followed> {
    limited.window = end < latestEnd && isUnsettled(attribution!, end);
    return {
      attribution: attribution!, reads: collected.reads, limited, inWindow: await covered,
      plan: { terms: allTerms, range: { from: new Date(earliest).toISOString(), to: new Date(end).toISOString() } },
    };
  }
}

/** Which of the expected sources have anything there; beside the other searches, so it is no round trip of its own. */
async function coverage(searcher: Searcher, config: RequestTraceConfig, window: TimeRange): Promise<Map<string, boolean>> {
  const components = unseenComponents([]);
  const answers = await searcher.msearch(coverageChecks(components, config.timeField, window));
  return new Map(components.map((component, i) => [component, (answers[i]?.total ?? 0) > 0]));
}

const clampFrom = (ms: number, { from }: TimeRange): number => (from ? Math.max(ms, Date.parse(from)) : ms);

/** Where the window has to end next, milliseconds; undefined where nothing is on its way any more, or it may not be wider. */
function wider(attribution: Attribution, start: number, end: number, latest: number): number | undefined {
  if (end >= latest || !isUnsettled(attribution, end)) return undefined;
  return Math.min(start + (end - start) * WIDER, latest);
}

const isUnsettled = ({ closing }: Attribution, endMs: number): boolean => closing.isAlive(endMs * 1_000);

function bodiesOf(terms: Term[], config: RequestTraceConfig, cluster: string | undefined, range: TimeRange, auditsTo: string): Body[] {
  const { audits, documents } = objectSearches(terms, config.messageFields);
  const within = cluster ? [ofCluster(cluster)] : [];
  const body = (query: estypes.QueryDslQueryContainer, source: Body['_source'], to = range.to): Body => ({
    query: { bool: { filter: [query, ...timeClauses(config.timeField, { from: range.from, to }), ...within] } },
    sort: [{ [config.timeField]: { order: 'asc', unmapped_type: 'date' } }],
    size: LIMITS.documents,
    track_total_hits: true,
    _source: source,
    seq_no_primary_term: true,
  });
  const auditSource = [...AUDIT_SOURCE_WITH_BODIES, ...(config.timeField === '@timestamp' ? [] : [config.timeField])];
  return [...inChunks(audits).map((query) => body(query, auditSource, auditsTo)), ...inChunks(documents).map((query) => body(query, true))];
}

/** Records as they come in, each once, in order of time. */
class Collected {
  readonly reads = new Map<Evidence, ReadRecord>();
  private readonly known = new Set<string>();
  private ordered: Evidence[] | undefined;
  /** milliseconds: so much longer a window has to be for the audit records that were written in it */
  auditsLate = 0;

  constructor(private readonly records: TraceRecords) {}

  get size(): number {
    return this.reads.size;
  }

  get evidence(): Evidence[] {
    this.ordered ??= [...this.reads.keys()].sort((a, b) => a.at - b.at);
    return this.ordered;
  }

  /** @returns how many documents match beyond those that came */
  take({ hits, total }: SearchResult): number {
    for (const hit of hits) {
      // not what identityOf says of a document that has no place in a file: that one would be taken for known
      const document = `document\n${hit._index}\n${hit._id}`;
      if (this.known.has(document)) continue;
      this.known.add(document);
      this.add(this.records.read(hit));
    }
    return Math.max(0, total - hits.length);
  }

  add(read: ReadRecord): void {
    const identity = identityOf(read);
    if (this.known.has(identity)) return;
    this.known.add(identity);
    const { record, audit, event, line, indexedLate } = read;
    if (indexedLate !== undefined && indexedLate > 1_000) this.auditsLate = Math.min(MOST_LATE_MS, Math.max(this.auditsLate, LATE_MS, 2 * indexedLate));
    this.reads.set({ record, at: microsecondsOf(record.timestamp), audit, event, line }, read);
    this.ordered = undefined;
  }
}
