import { existsSync, mkdirSync, mkdtempSync, rmSync, utimesSync, writeFileSync } from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { withLock } from './folder_lock';

const folder = mkdtempSync(path.join(os.tmpdir(), 'lock-'));
const lock = path.join(folder, 'held');
afterAll(() => rmSync(folder, { recursive: true }));

describe('withLock', () => {
  it('lets one in after the other, and out after an error', async () => {
    const seen: string[] = [];
    const task = (name: string) => async () => {
      seen.push(`${name} in`);
      await new Promise((resolve) => setTimeout(resolve, 50));
      seen.push(`${name} out`);
    };
    await Promise.all([withLock(lock, task('a')), withLock(lock, task('b'))]);
    expect(seen).toEqual(['a in', 'a out', 'b in', 'b out']);
    await expect(
      withLock(lock, async () => {
        throw new Error('no');
      })
    ).rejects.toThrow('no');
    expect(existsSync(lock)).toBe(false);
  });

  it("takes over a dead process's lock", async () => {
    mkdirSync(lock);
    // Above every system's highest process id.
    writeFileSync(path.join(lock, 'pid'), '4194305');
    await expect(withLock(lock, async () => 'done')).resolves.toBe('done');
    mkdirSync(lock);
    utimesSync(lock, 0, 0);
    await expect(withLock(lock, async () => 'done')).resolves.toBe('done');
  });
});
