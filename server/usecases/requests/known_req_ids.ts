import { ExpiringCache } from '../../elasticsearch/expiring_cache';

/** The reqID that an audit ID led to, and the fields that hold it. */
export interface KnownReqId { reqID: string; fields: string[] }

const MAX_KNOWN = 20_000;
const MAX_AGE_MS = 10 * 60_000;

/**
 * Remembers for a while which reqID an audit ID led to, by reader: only identifiers, and what the lines of these say is asked
 * anew each time, as the reader. A list that is refreshed, or sorted otherwise, then takes a round trip less.
 */
export class KnownReqIds {
  private readonly known: ExpiringCache<KnownReqId>;

  constructor(now?: () => number) {
    this.known = new ExpiringCache({ max: MAX_KNOWN, maxAgeMs: MAX_AGE_MS }, now);
  }

  get(scope: string, auditID: string): KnownReqId | undefined {
    return this.known.get(`${scope}\n${auditID}`);
  }

  set(scope: string, auditID: string, known: KnownReqId): void {
    this.known.set(`${scope}\n${auditID}`, known);
  }
}
