import { ConcurrencyLimiter } from './concurrency_limiter';

const never = new AbortController().signal;
const waitTick = () =>
  new Promise((resolve) => {
    setImmediate(resolve);
  });

/** Tasks that note when they start, and end when they are told to. */
function tasks(slots: ConcurrencyLimiter) {
  const started: string[] = [];
  const ends = new Map<string, () => void>();
  const run = (name: string, signal = never) =>
    slots.run(
      name[0]!,
      signal,
      () =>
        new Promise<void>((resolve) => {
          started.push(name);
          ends.set(name, resolve);
        })
    );
  return {
    started,
    run,
    end: async (name: string) => {
      ends.get(name)!();
      await waitTick();
    },
  };
}

describe('Slots', () => {
  it('bound the tasks of each user and of all', async () => {
    const { started, run, end } = tasks(new ConcurrencyLimiter({ total: 3, perUser: 2 }));
    for (const name of ['a1', 'a2', 'a3', 'b1', 'b2']) void run(name);
    await waitTick();
    expect(started).toEqual(['a1', 'a2', 'b1']);
    await end('b1');
    expect(started).toEqual(['a1', 'a2', 'b1', 'b2']);
    await end('a1');
    expect(started.at(-1)).toBe('a3');
  });

  it('serve the users in turn', async () => {
    const { started, run, end } = tasks(new ConcurrencyLimiter({ total: 1, perUser: 1 }));
    for (const name of ['a1', 'a2', 'a3', 'b1', 'c1']) void run(name);
    await waitTick();
    for (let i = 0; i < 4; i++) await end(started.at(-1)!);
    expect(started).toEqual(['a1', 'a2', 'b1', 'c1', 'a3']);
  });

  it('let go of who gives up, and free the place of what fails', async () => {
    const slots = new ConcurrencyLimiter({ total: 1, perUser: 1 });
    const { started, run, end } = tasks(slots);
    void run('a1');
    const controller = new AbortController();
    const waiting = run('a2', controller.signal);
    const later = run('b1');
    controller.abort();
    await expect(waiting).rejects.toMatchObject({ name: 'AbortError' });
    await expect(run('a3', controller.signal)).rejects.toMatchObject({ name: 'AbortError' });
    await end('a1');
    expect(started).toEqual(['a1', 'b1']);
    await end('b1');
    await later;
    await expect(
      slots.run('a', never, async () => {
        throw new Error('failed');
      })
    ).rejects.toThrow('failed');
    expect(await slots.run('a', never, async () => 'next')).toBe('next');
  });
});
