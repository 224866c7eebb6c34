import { createHash } from 'node:crypto';
import { createReadStream } from 'node:fs';
import { lstat, open, readdir, stat } from 'node:fs/promises';
import { basename, join, relative, resolve } from 'node:path';
import { Readable } from 'node:stream';
import { createGunzip } from 'node:zlib';
import { HEAD_BYTES } from './detect_format';
import { removeGzipExtension } from '../../common/parse/records/file_info';

/** A log file, packed or not, as the loader reads it. */
export interface LogFile {
  /** what `log.file.path` says */
  path: string;
  /** by this the file is known again in another run: its path below the folder that was given */
  key: string;
  /** bytes as stored, for the progress */
  size: number;
  /** when it was last written */
  modified: Date;
  /** Its unpacked bytes; `onBytes` hears how many stored bytes were read. */
  read(onBytes: (count: number) => void): AsyncIterable<Buffer>;
}

/** A problem that the user can do something about: shown as one sentence, without a stack. */
export class UserError extends Error {}

const GZIP_MAGIC = [0x1f, 0x8b];

async function isGzip(path: string): Promise<boolean> {
  const handle = await open(path, 'r');
  try {
    const { buffer, bytesRead } = await handle.read(Buffer.alloc(2), 0, 2, 0);
    return bytesRead === 2 && buffer[0] === GZIP_MAGIC[0] && buffer[1] === GZIP_MAGIC[1];
  } finally {
    await handle.close();
  }
}

/** `pods/…/<n>.log` identifies a container's log wherever the folder lies; else the path below the given folder counts. */
function getFileKey(path: string, root: string): string {
  const plain = removeGzipExtension(path);
  const container = /[^/]+_[^/]+_[^/]+\/[^/]+\/\d+\.log[^/]*$/.exec(plain);
  if (container) return container[0];
  return removeGzipExtension(relative(root, path)) || basename(plain);
}

async function openLogFile(path: string, root: string): Promise<LogFile> {
  const { size, mtime } = await stat(path);
  return {
    path: removeGzipExtension(path),
    key: getFileKey(path, root),
    size,
    modified: mtime,
    async *read(onBytes) {
      const packed = await isGzip(path);
      const raw = createReadStream(path, { highWaterMark: 256 * 1024 });
      raw.on('data', (chunk) => onBytes(chunk.length));
      if (!packed) {
        yield* raw as AsyncIterable<Buffer>;
        return;
      }
      const unpacked = raw.pipe(createGunzip({ chunkSize: 256 * 1024 }));
      raw.on('error', (error) => unpacked.destroy(error));
      try {
        yield* unpacked as AsyncIterable<Buffer>;
      } finally {
        raw.destroy();
      }
    },
  };
}

async function* walkFolder(folder: string): AsyncGenerator<string> {
  const entries = await readdir(folder, { withFileTypes: true });
  entries.sort((a, b) => (a.name < b.name ? -1 : 1));
  for (const entry of entries) {
    const path = join(folder, entry.name);
    if (entry.isDirectory()) yield* walkFolder(path);
    else if (entry.isFile()) yield path;
    // /var/log/containers holds links to /var/log/pods; links to folders could go round in circles
    else if (entry.isSymbolicLink() && (await stat(path).catch(() => null))?.isFile()) yield path;
  }
}

/**
 * The files named, and those in the folders named with all folders below. The same file is taken once.
 * @throws UserError where a path doesn't exist or can't be read
 */
export async function findFiles(paths: readonly string[]): Promise<LogFile[]> {
  const files = new Map<string, LogFile>();
  for (const given of paths) {
    const root = resolve(given);
    try {
      const info = await lstat(root);
      const folder = info.isSymbolicLink() ? (await stat(root)).isDirectory() : info.isDirectory();
      if (folder) {
        for await (const path of walkFolder(root))
          if (!files.has(path)) files.set(path, await openLogFile(path, root));
      } else if (!files.has(root)) {
        files.set(root, await openLogFile(root, root));
      }
    } catch (error) {
      const { code, path = given } = error as NodeJS.ErrnoException;
      if (code === 'ENOENT') throw new UserError(`${path} does not exist.`);
      if (code === 'EACCES') throw new UserError(`${path} may not be read by this user.`);
      throw error;
    }
  }
  return [...files.values()];
}

/**
 * The first part of every `_id` of a file's documents; the byte offset is the other. Made from the cluster's name, the
 * file's path below the folder that was given (a container's log: from its namespace, pod and uid on) and its first line:
 * the same in every run, packed or not, and however much the file has grown since; another for a file that has taken the
 * name (rotation). The first line is bounded so that it is in the file's first bytes.
 */
export function createFileId(cluster: string | undefined, key: string, head: Buffer): string {
  const newline = head.indexOf(10);
  const first = head.subarray(0, Math.min(newline < 0 ? head.length : newline, 1024));
  return createHash('sha256')
    .update(JSON.stringify([cluster ?? '', key]))
    .update(first)
    .digest('base64url')
    .slice(0, 16);
}

/** The first bytes (HEAD_BYTES at most) of a stream, and the stream with them put back. */
export async function readHead(
  stream: AsyncIterable<Buffer>
): Promise<{ head: Buffer; complete: boolean; whole: AsyncIterable<Buffer> }> {
  const iterator = stream[Symbol.asyncIterator]();
  const chunks: Buffer[] = [];
  let size = 0;
  let complete = false;
  while (size < HEAD_BYTES) {
    const next = await iterator.next();
    if (next.done) {
      complete = true;
      break;
    }
    chunks.push(next.value);
    size += next.value.length;
  }
  async function* whole(): AsyncGenerator<Buffer> {
    yield* chunks;
    if (!complete) yield* { [Symbol.asyncIterator]: () => iterator };
  }
  return {
    head: Buffer.concat(chunks).subarray(0, HEAD_BYTES),
    complete: complete && size <= HEAD_BYTES,
    whole: whole(),
  };
}

/** For tests and for callers that hold a log in memory. */
export function createMemoryFile(path: string, content: Buffer, modified = new Date()): LogFile {
  return {
    path,
    key: path,
    size: content.length,
    modified,
    async *read(onBytes) {
      for await (const chunk of Readable.from([content]) as AsyncIterable<Buffer>) {
        onBytes(chunk.length);
        yield chunk;
      }
    },
  };
}
