import type { VerifiableRecord } from '../../elasticsearch/readers/document';
import type { Hit } from '../../elasticsearch/searcher';

/** Records kept for all readers together, and for how long: some 40 MB at the most. */
const MAX_RECORDS = 20_000;
/** An audit record with its bodies is as large as this many lines (a Pod's status: some 10 KB decoded, a line 1 KB). */
const BODY_WEIGHT = 10;
const MAX_READERS = 20;
const MAX_AGE_MS = 10 * 60_000;

interface Kept { version: string; read: VerifiableRecord }

const keyOf = (hit: Hit): string => `${hit._index}\n${hit._id}`;

const hasBody = (read: VerifiableRecord | undefined): boolean => read?.audit?.requestObject !== undefined || read?.audit?.responseObject !== undefined;

/** Changes with each change of the document; undefined where the search did not ask for it. */
const versionOf = (hit: Hit): string | undefined => (hit._seq_no === undefined ? undefined : `${hit._seq_no}.${hit._primary_term}`);

/**
 * What one reader was given a moment ago, read already. A trace is asked for several times in a row (pages, the tab, then the
 * app): from the second time on Elasticsearch says which documents it is and that they have not changed, as this reader and
 * each time anew, and only what is new is fetched and read. A right on a document that was taken away therefore counts at
 * once; one on single fields of it counts when the shelf is old (MAX_AGE_MS).
 */
export class RecordCache {
  private readonly kept = new Map<string, Kept>();
  private readonly traces = new Set<string>();
  private bodies = 0;
  until = 0;

  /** in lines */
  get size(): number {
    return this.kept.size + this.bodies * (BODY_WEIGHT - 1);
  }

  /** Whether this trace's documents were put here. */
  hasTrace(planKey: string): boolean {
    return this.traces.has(planKey);
  }

  addTrace(planKey: string): void {
    this.traces.add(planKey);
  }

  knows(hit: Hit): boolean {
    return this.kept.get(keyOf(hit))?.version === versionOf(hit);
  }

  /** The record as it was read, unused: its reasons are the next trace's own. */
  take(hit: Hit): VerifiableRecord | undefined {
    const kept = this.kept.get(keyOf(hit));
    if (!kept || kept.version !== versionOf(hit)) return undefined;
    const { read } = kept;
    // its place may have been changed to a copy's
    return { ...read, record: { ...read.record, index: hit._index, id: hit._id!, because: [], confidence: 0 } };
  }

  keep(hit: Hit, read: VerifiableRecord): void {
    const version = versionOf(hit);
    if (version === undefined) return;
    const key = keyOf(hit);
    this.bodies += Number(hasBody(read)) - Number(hasBody(this.kept.get(key)?.read));
    this.kept.set(key, { version, read });
  }
}

/** One shelf a reader; the longest unused goes first. */
export class RecordCaches {
  private readonly shelves = new Map<string, RecordCache>();

  constructor(private readonly now: () => number = Date.now) {}

  of(reader: string): RecordCache {
    let shelf = this.shelves.get(reader);
    if (!shelf || shelf.until < this.now()) shelf = new RecordCache();
    shelf.until = this.now() + MAX_AGE_MS;
    // a Map keeps the order of insertion: the first is the longest unused
    this.shelves.delete(reader);
    this.shelves.set(reader, shelf);
    return shelf;
  }

  /** Call when a trace is done: keeps to the bounds. A shelf that alone is too large is dropped as well. */
  trim(): void {
    let total = 0;
    for (const shelf of this.shelves.values()) total += shelf.size;
    for (const [reader, shelf] of this.shelves) {
      if (total <= MAX_RECORDS && this.shelves.size <= MAX_READERS) return;
      this.shelves.delete(reader);
      total -= shelf.size;
    }
  }
}
