/** Bounds of what is remembered: entries, and milliseconds for which one counts. */
export interface Bounds { max: number; maxAgeMs: number }

/** Remembers values for a while, the newest of them: what is old is forgotten when asked for, the oldest when there are too many. */
export class ExpiringCache<Value> {
  private readonly kept = new Map<string, { value: Value; until: number }>();

  constructor(private readonly bounds: Bounds, private readonly now: () => number = Date.now) {}

  get(key: string): Value | undefined {
    const entry = this.kept.get(key);
    return entry && entry.until > this.now() ? entry.value : undefined;
  }

  set(key: string, value: Value): void {
    this.kept.delete(key);
    this.kept.set(key, { value, until: this.now() + this.bounds.maxAgeMs });
    // a Map keeps the order of insertion: the first is the oldest
    if (this.kept.size > this.bounds.max) this.kept.delete(this.kept.keys().next().value!);
  }
}
