/** A trace that is asked for again: what it took, and the records that it was made of. */
import type { SearchBody } from '../../elasticsearch/queries';
import type { VerifiableRecord } from '../../elasticsearch/readers/document';
import type { Hit, SearchResult, Searcher } from '../../elasticsearch/searcher';
import type { CacheKind } from '../../elasticsearch/user_cache';
import type { ObjectPlan } from './search_objects';

export interface FinishedTrace {
  /** the searches that it took; of a trace over objects those for the ID only */
  searches: readonly SearchBody[];
  objectPlan?: ObjectPlan;
  /** whether audit records were fetched with what the diagnosis reads of their bodies */
  withBodies: boolean;
  recordCache: RecordCache;
}

/**
 * A trace is asked for several times in a row: further pages, the tab in Discover, then the app. From the second time on one
 * round trip asks which documents it is made of, as this user and anew each time, and only those that are new or changed are
 * fetched and read. A right on a document that is withdrawn counts at once; a right on single fields of it counts when the
 * lifetime ends.
 */
export const FINISHED_TRACES_CACHE: CacheKind<FinishedTrace> = {
  name: 'traces',
  lifetimeMs: 5 * 60_000,
  maxEntries: 200,
  maxBytes: 64 * 1024 * 1024,
};

/** What a record weighs beside its text, its message and its parts; an audit record with bodies weighs some 10 KB more. Bytes. */
const RECORD_BYTES = 1_000;
const BODY_BYTES = 10_000;

interface CachedRecord {
  version: string;
  read: VerifiableRecord;
}

const getDocumentKey = (hit: Hit): string => `${hit._index}\n${hit._id}`;

/** Changes with each change of the document; undefined where the search did not ask for it. */
const getDocumentVersion = (hit: Hit): string | undefined =>
  hit._seq_no === undefined ? undefined : `${hit._seq_no}.${hit._primary_term}`;

const estimateBytes = ({ text, audit }: VerifiableRecord): number =>
  RECORD_BYTES +
  2 * text.length +
  ((audit?.requestObject ?? audit?.responseObject) ? BODY_BYTES : 0);

/** Documents that were read already, each in one version. */
export class RecordCache {
  private readonly cachedRecords = new Map<string, CachedRecord>();
  bytes = 0;

  get isEmpty(): boolean {
    return this.cachedRecords.size === 0;
  }

  has(hit: Hit): boolean {
    return this.cachedRecords.get(getDocumentKey(hit))?.version === getDocumentVersion(hit);
  }

  /** The record as it was read, unused: its reasons are the next trace's own. */
  get(hit: Hit): VerifiableRecord | undefined {
    const known = this.cachedRecords.get(getDocumentKey(hit));
    if (!known || known.version !== getDocumentVersion(hit)) return undefined;
    const { read } = known;
    // its place may have been changed to a copy's
    return {
      ...read,
      record: { ...read.record, index: hit._index, id: hit._id!, because: [], confidence: 0 },
    };
  }

  set(hit: Hit, read: VerifiableRecord): void {
    const version = getDocumentVersion(hit);
    if (version === undefined) return;
    const key = getDocumentKey(hit);
    const before = this.cachedRecords.get(key);
    this.bytes += estimateBytes(read) - (before ? estimateBytes(before.read) : 0);
    this.cachedRecords.set(key, { version, read });
  }
}

/**
 * Sends searches whose documents are known, most likely: in one round trip, which asks for their names and versions only, and
 * a second one for the documents that are new or changed.
 */
export async function replaySearches(
  bodies: SearchBody[],
  searcher: Pick<Searcher, 'msearch' | 'nextRoundTrip'>,
  known: RecordCache
): Promise<SearchResult[]> {
  searcher.nextRoundTrip();
  if (known.isEmpty) return searcher.msearch(bodies);
  const answers = await searcher.msearch(bodies.map((body) => ({ ...body, _source: false })));
  await fetchChangedDocuments(answers, bodies, searcher, known);
  // what could not be fetched (it is gone, or too large) is no document
  return answers.map((answer) => ({
    ...answer,
    hits: answer.hits.filter((hit) => hit._source !== undefined || known.has(hit)),
  }));
}

/** Puts each document that is not known in the place of its bare hit. */
async function fetchChangedDocuments(
  answers: SearchResult[],
  bodies: SearchBody[],
  searcher: Pick<Searcher, 'msearch' | 'nextRoundTrip'>,
  known: RecordCache
): Promise<void> {
  const searches: SearchBody[] = [];
  // several searches may find the same document
  const places = new Map<string, Array<{ hits: Hit[]; at: number }>>();
  answers.forEach(({ hits }, i) => {
    const ids: string[] = [];
    hits.forEach((hit, at) => {
      if (known.has(hit) || !hit._id) return;
      const place = places.get(getDocumentKey(hit));
      if (place) place.push({ hits, at });
      else {
        ids.push(hit._id);
        places.set(getDocumentKey(hit), [{ hits, at }]);
      }
    });
    if (ids.length)
      searches.push({
        query: { ids: { values: ids } },
        size: ids.length,
        _source: bodies[i]!._source,
        seq_no_primary_term: true,
      });
  });
  if (!searches.length) return;
  searcher.nextRoundTrip();
  for (const { hits } of await searcher.msearch(searches)) {
    for (const hit of hits)
      for (const place of places.get(getDocumentKey(hit)) ?? []) place.hits[place.at] = hit;
  }
}
