import { createHash } from 'node:crypto';
import { readdirSync, readFileSync, statSync } from 'node:fs';
import path from 'node:path';

function* listFilesBelow(entry: string): Generator<string> {
  const stat = statSync(entry, { throwIfNoEntry: false });
  if (!stat) return;
  if (stat.isFile()) {
    yield entry;
    return;
  }
  for (const name of readdirSync(entry).sort()) {
    if (name !== 'node_modules' && !/\.test\.tsx?$/.test(name))
      yield* listFilesBelow(path.join(entry, name));
  }
}

/** SHA-256, in hex, over the names and contents of the files below `entries` (files or folders, relative to `root`). */
export function hashInputs(
  root: string,
  entries: readonly string[],
  extra: readonly string[] = []
): string {
  const hash = createHash('sha256');
  for (const text of extra) hash.update(text).update('\0');
  for (const entry of entries) {
    for (const file of listFilesBelow(path.join(root, entry))) {
      hash.update(path.relative(root, file)).update('\0').update(readFileSync(file)).update('\0');
    }
  }
  return hash.digest('hex');
}
