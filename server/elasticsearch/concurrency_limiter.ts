export interface ConcurrencyLimits {
  total: number;
  perUser: number;
}

/**
 * Bounds how many tasks run at a time: for each user, and in all. Who has to wait is served in turn, one task of each user
 * after the other, so that a user with many tasks does not keep the others waiting.
 */
export class ConcurrencyLimiter {
  private runningTasks = 0;
  private readonly runningTasksByUser = new Map<string, number>();
  /** by user; who was served longest ago comes first */
  private readonly waiting = new Map<string, Array<() => void>>();

  constructor(private readonly limits: ConcurrencyLimits) {}

  /** @throws an AbortError where the signal ends before it is this task's turn */
  async run<Value>(user: string, signal: AbortSignal, task: () => Promise<Value>): Promise<Value> {
    if (this.hasFreeSlot(user)) this.enter(user);
    else await this.waitForTurn(user, signal);
    try {
      return await task();
    } finally {
      this.leave(user);
    }
  }

  private waitForTurn(user: string, signal: AbortSignal): Promise<void> {
    return new Promise((resolve, reject) => {
      const queue = this.waiting.get(user) ?? [];
      this.waiting.set(user, queue);
      const start = (): void => {
        signal.removeEventListener('abort', cancelWaiting);
        resolve();
      };
      const cancelWaiting = (): void => {
        queue.splice(queue.indexOf(start), 1);
        if (!queue.length) this.waiting.delete(user);
        reject(
          new DOMException('The request was cancelled while it waited for its turn.', 'AbortError')
        );
      };
      if (signal.aborted) return cancelWaiting();
      queue.push(start);
      signal.addEventListener('abort', cancelWaiting, { once: true });
    });
  }

  private hasFreeSlot(user: string): boolean {
    return (
      this.runningTasks < this.limits.total &&
      (this.runningTasksByUser.get(user) ?? 0) < this.limits.perUser
    );
  }

  private enter(user: string): void {
    this.runningTasks++;
    this.runningTasksByUser.set(user, (this.runningTasksByUser.get(user) ?? 0) + 1);
  }

  private leave(user: string): void {
    this.runningTasks--;
    const left = this.runningTasksByUser.get(user)! - 1;
    if (left) this.runningTasksByUser.set(user, left);
    else this.runningTasksByUser.delete(user);
    for (const [next, queue] of this.waiting) {
      if (!this.hasFreeSlot(next)) continue;
      this.enter(next);
      this.waiting.delete(next);
      const start = queue.shift()!;
      if (queue.length) this.waiting.set(next, queue);
      start();
      return;
    }
  }
}
