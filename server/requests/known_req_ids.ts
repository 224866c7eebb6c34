/** The reqID that an audit ID led to, and the fields that hold it. */
export interface KnownReqId { reqID: string; fields: string[] }

const MAX_KNOWN = 20_000;
const MAX_AGE_MS = 10 * 60_000;

/**
 * Remembers for a while which reqID an audit ID led to, by reader: only identifiers, and what the lines of these say is asked
 * anew each time, as the reader. A list that is refreshed, or sorted otherwise, then takes a round trip less.
 */
export class KnownReqIds {
  private readonly known = new Map<string, KnownReqId & { until: number }>();

  constructor(private readonly now: () => number = Date.now) {}

  get(scope: string, auditID: string): KnownReqId | undefined {
    const known = this.known.get(`${scope}\n${auditID}`);
    return known && known.until > this.now() ? known : undefined;
  }

  set(scope: string, auditID: string, known: KnownReqId): void {
    const key = `${scope}\n${auditID}`;
    this.known.delete(key);
    this.known.set(key, { ...known, until: this.now() + MAX_AGE_MS });
    // a Map keeps the order of insertion: the first is the oldest
    if (this.known.size > MAX_KNOWN) this.known.delete(this.known.keys().next().value!);
  }
}
