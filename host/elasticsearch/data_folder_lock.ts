import { readFileSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import { getErrorCode, ElasticsearchError } from './errors';
import { giveToOwner } from './server_folders';
import {
  readCommandLine,
  isProcessAlive,
  type ProcessIdentity,
  identifyProcess,
} from './process_info';

/** Longest time that a server whose program has died gets to end, in ms; its watchdog gives it 20 s. */
const LEFTOVER_STOP_TIMEOUT_MS = 40_000;
const POLL_MS = 200;

/** Who uses a data folder: kept in a file there while it is used. */
export interface DataFolderLock {
  program: ProcessIdentity;
  watchdog?: ProcessIdentity;
  server?: ProcessIdentity;
  url?: string;
}

/** What the file says; undefined when there is none, or it is of no use (a disk that was full). */
export function readDataFolderLock(file: string): DataFolderLock | undefined {
  try {
    const holder = JSON.parse(readFileSync(file, 'utf8')) as DataFolderLock;
    return typeof holder?.program?.pid === 'number' ? holder : undefined;
  } catch {
    return undefined;
  }
}

/** Writes the file whole or not at all. */
export function writeDataFolderLock(file: string, holder: DataFolderLock): void {
  const temporary = `${file}.${process.pid}`;
  rmSync(temporary, { force: true });
  writeFileSync(temporary, JSON.stringify(holder), { flag: 'wx' });
  giveToOwner(temporary);
  renameSync(temporary, file);
}

/** The sentence for a folder that is in use. */
export function createFolderInUseError(
  folder: string,
  holder?: DataFolderLock
): ElasticsearchError {
  const who = holder
    ? `process ${holder.program.pid}${holder.url ? `, Elasticsearch on ${holder.url}` : ''}`
    : 'another Elasticsearch';
  return new ElasticsearchError(
    `The data folder ${folder} is in use (${who}): stop that one first, or set DATA_DIR to another folder` +
      `${holder?.url ? `, or set ELASTICSEARCH_URL=${holder.url} to share its server` : ''}.`
  );
}

/**
 * Takes the data folder for this process. Where a program died and its server is still ending, that is waited for; a server
 * whose watchdog was killed too is told to stop.
 *
 * Two programs that find the same dead holder at the same instant could both take it: Elasticsearch's own lock on its data
 * then stops the second one.
 * @throws ElasticsearchError when a living process holds it, in the words of inUse
 */
export async function lockDataFolder(
  file: string,
  folder: string,
  options: { onLog?: (line: string) => void; waitMs?: number } = {}
): Promise<DataFolderLock> {
  const { onLog = () => {}, waitMs = LEFTOVER_STOP_TIMEOUT_MS } = options;
  const self = identifyProcess(process.pid) ?? { pid: process.pid, started: '' };
  const ownLock: DataFolderLock = { program: self };
  try {
    writeFileSync(file, JSON.stringify(ownLock), { flag: 'wx' });
    giveToOwner(file);
    return ownLock;
  } catch (error) {
    if (getErrorCode(error) !== 'EEXIST') throw error;
  }
  const holder = readDataFolderLock(file);
  if (holder) {
    if (isProcessAlive(holder.program)) throw createFolderInUseError(folder, holder);
    await waitForLeftoverServer(holder, folder, onLog, waitMs);
  }
  writeDataFolderLock(file, ownLock);
  return ownLock;
}

async function waitForLeftoverServer(
  holder: DataFolderLock,
  folder: string,
  onLog: (line: string) => void,
  waitMs: number
): Promise<void> {
  const { watchdog, server } = holder;
  const isWatchdogAlive = () => watchdog !== undefined && isProcessAlive(watchdog);
  // The number may have gone to a stranger since: only a process that works in this folder is the server.
  const isServerAlive = () =>
    server !== undefined && isProcessAlive(server) && readCommandLine(server.pid).includes(folder);
  if (!isWatchdogAlive() && !isServerAlive()) return;
  onLog('Waiting for the Elasticsearch of an earlier run to stop…');
  if (!isWatchdogAlive() && server) process.kill(server.pid, 'SIGTERM');
  const deadline = Date.now() + waitMs;
  while (isWatchdogAlive() || isServerAlive()) {
    if (Date.now() > deadline)
      throw createFolderInUseError(folder, {
        ...holder,
        program: server ?? watchdog ?? holder.program,
      });
    await new Promise((resolve) => setTimeout(resolve, POLL_MS));
  }
}
