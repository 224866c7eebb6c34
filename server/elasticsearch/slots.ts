export interface SlotLimits {
  total: number;
  perUser: number;
}

/**
 * Bounds how many tasks run at a time: for each user, and in all. Who has to wait is served in turn, one task of each user
 * after the other, so that a user with many tasks does not keep the others waiting.
 */
export class Slots {
  private running = 0;
  private readonly runningOf = new Map<string, number>();
  /** by user; who was served longest ago comes first */
  private readonly waiting = new Map<string, Array<() => void>>();

  constructor(private readonly limits: SlotLimits) {}

  /** @throws an AbortError where the signal ends before it is this task's turn */
  async run<Value>(user: string, signal: AbortSignal, task: () => Promise<Value>): Promise<Value> {
    if (this.isFree(user)) this.enter(user);
    else await this.turnOf(user, signal);
    try {
      return await task();
    } finally {
      this.leave(user);
    }
  }

  private turnOf(user: string, signal: AbortSignal): Promise<void> {
    return new Promise((resolve, reject) => {
      const queue = this.waiting.get(user) ?? [];
      this.waiting.set(user, queue);
      const start = (): void => {
        signal.removeEventListener('abort', giveUp);
        resolve();
      };
      const giveUp = (): void => {
        queue.splice(queue.indexOf(start), 1);
        if (!queue.length) this.waiting.delete(user);
        reject(
          new DOMException('The request was cancelled while it waited for its turn.', 'AbortError')
        );
      };
      if (signal.aborted) return giveUp();
      queue.push(start);
      signal.addEventListener('abort', giveUp, { once: true });
    });
  }

  private isFree(user: string): boolean {
    return (
      this.running < this.limits.total && (this.runningOf.get(user) ?? 0) < this.limits.perUser
    );
  }

  private enter(user: string): void {
    this.running++;
    this.runningOf.set(user, (this.runningOf.get(user) ?? 0) + 1);
  }

  private leave(user: string): void {
    this.running--;
    const left = this.runningOf.get(user)! - 1;
    if (left) this.runningOf.set(user, left);
    else this.runningOf.delete(user);
    for (const [next, queue] of this.waiting) {
      if (!this.isFree(next)) continue;
      this.enter(next);
      this.waiting.delete(next);
      const start = queue.shift()!;
      if (queue.length) this.waiting.set(next, queue);
      start();
      return;
    }
  }
}
