/**
 * Finished work that the next request of the same user can use: one place for all of it, with the same rules. A user's work is
 * never shown to another user. It counts for a fixed time after it was first kept: by then a right that was withdrawn is
 * withdrawn here, too. There is only so much of it.
 */
import { Slots } from './slots';

/** A list of outcomes runs two traces at a time, a comparison three: one user's tabs share four, so that nobody keeps others waiting. */
const CONCURRENT_TRACES = { total: 12, perUser: 4 };

/** One kind of work, and how much of it is kept for all users together. */
export interface WorkKind<_Value> {
  name: string;
  /** milliseconds from when it was first kept; using or replacing it does not prolong that */
  lifetimeMs: number;
  maxEntries: number;
  /** of what the entries were said to weigh */
  maxBytes?: number;
}

interface Entry {
  value: unknown;
  until: number;
  bytes: number;
}

/** Keeps one kind of work. The oldest goes first. */
class Store {
  // a Map keeps the order of insertion
  private readonly entries = new Map<string, Entry>();
  private bytes = 0;

  constructor(
    private readonly kind: WorkKind<unknown>,
    private readonly now: () => number
  ) {}

  get(key: string): unknown {
    const entry = this.entries.get(key);
    if (entry && entry.until > this.now()) return entry.value;
    if (entry) this.remove(key, entry);
    return undefined;
  }

  set(key: string, value: unknown, bytes: number): void {
    const { lifetimeMs, maxEntries, maxBytes = Infinity } = this.kind;
    const now = this.now();
    const known = this.entries.get(key);
    const until = known && known.until > now ? known.until : now + lifetimeMs;
    if (known) this.remove(key, known);
    this.entries.set(key, { value, until, bytes });
    this.bytes += bytes;
    for (const [oldest, entry] of this.entries) {
      if (this.entries.size <= maxEntries && this.bytes <= maxBytes) return;
      this.remove(oldest, entry);
    }
  }

  private remove(key: string, { bytes }: Entry): void {
    this.entries.delete(key);
    this.bytes -= bytes;
  }
}

/** What all users' requests have finished, and have under way. */
export class AllWork {
  private readonly stores = new Map<string, Store>();

  constructor(
    private readonly now: () => number = Date.now,
    private readonly slots = new Slots(CONCURRENT_TRACES)
  ) {}

  /** @param user who asks, and in which space: `userKey` (server/routes) */
  of(user: string): UserWork {
    return new UserWork(user, this.slots, (kind) => this.storeOf(kind));
  }

  private storeOf(kind: WorkKind<unknown>): Store {
    let store = this.stores.get(kind.name);
    if (!store) this.stores.set(kind.name, (store = new Store(kind, this.now)));
    return store;
  }
}

/** One user's work: what is finished is remembered, what is under way is bounded. */
export class UserWork {
  constructor(
    private readonly user: string,
    private readonly slots: Slots,
    private readonly storeOf: (kind: WorkKind<unknown>) => Store
  ) {}

  get<Value>(kind: WorkKind<Value>, key: string): Value | undefined {
    return this.storeOf(kind).get(this.keyOf(key)) as Value | undefined;
  }

  /** @param bytes what it weighs, where the kind is bounded in bytes */
  set<Value>(kind: WorkKind<Value>, key: string, value: Value, bytes = 0): void {
    this.storeOf(kind).set(this.keyOf(key), value, bytes);
  }

  /** Runs something expensive when it is this user's turn. @throws AbortError where the signal ends the wait */
  run<Value>(signal: AbortSignal, task: () => Promise<Value>): Promise<Value> {
    return this.slots.run(this.user, signal, task);
  }

  private keyOf(key: string): string {
    return `${this.user}\n${key}`;
  }
}

/** For one request only: nothing of it is left for the next. */
export const unsharedWork = (): UserWork => new AllWork().of('');
