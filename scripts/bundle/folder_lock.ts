import { mkdirSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs';
import path from 'node:path';

const POLL_MS = 200;
/** A folder without a holder's name that is older than this was left by a program that was killed at a bad moment. */
const MAX_LOCK_WITHOUT_PID_MS = 5_000;

function isHeld(folder: string): boolean {
  try {
    process.kill(Number(readFileSync(path.join(folder, 'pid'), 'utf8')), 0);
    return true;
  } catch (error) {
    const { code } = error as NodeJS.ErrnoException;
    if (code === 'EPERM') return true;
    if (code === 'ENOENT')
      return (
        Date.now() - (statSync(folder, { throwIfNoEntry: false })?.mtimeMs ?? 0) <
        MAX_LOCK_WITHOUT_PID_MS
      );
    return false;
  }
}

/** Runs `task` while no other process of this machine does so under the same lock (a folder); a dead holder's lock is taken. */
export async function withLock<T>(folder: string, task: () => Promise<T>): Promise<T> {
  mkdirSync(path.dirname(folder), { recursive: true });
  for (;;) {
    try {
      mkdirSync(folder);
      break;
    } catch (error) {
      if ((error as NodeJS.ErrnoException).code !== 'EEXIST') throw error;
      if (isHeld(folder)) await new Promise((resolve) => setTimeout(resolve, POLL_MS));
      else rmSync(folder, { recursive: true, force: true });
    }
  }
  try {
    writeFileSync(path.join(folder, 'pid'), String(process.pid));
    return await task();
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}
