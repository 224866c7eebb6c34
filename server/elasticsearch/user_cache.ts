/**
 * Finished work that the next request of the same user can use: one place for all of it, with the same rules. A user's work is
 * never shown to another user. It counts for a fixed time after it was first kept: by then a right that was withdrawn is
 * withdrawn here, too. There is only so much of it.
 */
import { ConcurrencyLimiter } from './concurrency_limiter';

/** A list of outcomes runs two traces at a time, a comparison three: one user's tabs share four, so that nobody keeps others waiting. */
const CONCURRENT_TRACES = { total: 12, perUser: 4 };

/** One kind of work, and how much of it is kept for all users together. */
export interface CacheKind<_Value> {
  name: string;
  /** milliseconds from when it was first kept; using or replacing it does not prolong that */
  lifetimeMs: number;
  maxEntries: number;
  /** of what the entries were said to weigh */
  maxBytes?: number;
}

interface CacheEntry {
  value: unknown;
  expiresAt: number;
  bytes: number;
}

/** Keeps one kind of work. The oldest goes first. */
class CacheStore {
  // a Map keeps the order of insertion
  private readonly entries = new Map<string, CacheEntry>();
  private bytes = 0;

  constructor(
    private readonly kind: CacheKind<unknown>,
    private readonly now: () => number
  ) {}

  get(key: string): unknown {
    const entry = this.entries.get(key);
    if (entry && entry.expiresAt > this.now()) return entry.value;
    if (entry) this.remove(key, entry);
    return undefined;
  }

  set(key: string, value: unknown, bytes: number): void {
    const { lifetimeMs, maxEntries, maxBytes = Infinity } = this.kind;
    const now = this.now();
    const known = this.entries.get(key);
    const until = known && known.expiresAt > now ? known.expiresAt : now + lifetimeMs;
    if (known) this.remove(key, known);
    this.entries.set(key, { value, expiresAt: until, bytes });
    this.bytes += bytes;
    for (const [oldest, entry] of this.entries) {
      if (this.entries.size <= maxEntries && this.bytes <= maxBytes) return;
      this.remove(oldest, entry);
    }
  }

  private remove(key: string, { bytes }: CacheEntry): void {
    this.entries.delete(key);
    this.bytes -= bytes;
  }
}

/** What all users' requests have finished, and have under way. */
export class UserCaches {
  private readonly stores = new Map<string, CacheStore>();

  constructor(
    private readonly now: () => number = Date.now,
    private readonly slots = new ConcurrencyLimiter(CONCURRENT_TRACES)
  ) {}

  /** @param user who asks, and in which space: `userKey` (server/routes) */
  forUser(user: string): UserCache {
    return new UserCache(user, this.slots, (kind) => this.getStore(kind));
  }

  private getStore(kind: CacheKind<unknown>): CacheStore {
    let store = this.stores.get(kind.name);
    if (!store) this.stores.set(kind.name, (store = new CacheStore(kind, this.now)));
    return store;
  }
}

/** One user's work: what is finished is remembered, what is under way is bounded. */
export class UserCache {
  constructor(
    private readonly user: string,
    private readonly slots: ConcurrencyLimiter,
    private readonly storeOf: (kind: CacheKind<unknown>) => CacheStore
  ) {}

  get<Value>(kind: CacheKind<Value>, key: string): Value | undefined {
    return this.storeOf(kind).get(this.createUserKey(key)) as Value | undefined;
  }

  /** @param bytes what it weighs, where the kind is bounded in bytes */
  set<Value>(kind: CacheKind<Value>, key: string, value: Value, bytes = 0): void {
    this.storeOf(kind).set(this.createUserKey(key), value, bytes);
  }

  /** Runs something expensive when it is this user's turn. @throws AbortError where the signal ends the wait */
  runLimited<Value>(signal: AbortSignal, task: () => Promise<Value>): Promise<Value> {
    return this.slots.run(this.user, signal, task);
  }

  private createUserKey(key: string): string {
    return `${this.user}\n${key}`;
  }
}

/** For one request only: nothing of it is left for the next. */
export const createUnsharedCache = (): UserCache => new UserCaches().forUser('');
