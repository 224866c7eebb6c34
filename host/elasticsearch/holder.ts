import { readFileSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import { codeOf, ElasticsearchError } from './errors';
import { giveToOwner } from './folders';
import { commandLine, isAlive, type ProcessId, processId } from './process_info';

/** Longest time that a server whose program has died gets to end, in ms; its watchdog gives it 20 s. */
const LEAVE_MS = 40_000;
const POLL_MS = 200;

/** Who uses a data folder: kept in a file there while it is used. */
export interface Holder {
  program: ProcessId;
  watchdog?: ProcessId;
  server?: ProcessId;
  url?: string;
}

/** What the file says; undefined when there is none, or it is of no use (a disk that was full). */
export function readHolder(file: string): Holder | undefined {
  try {
    const holder = JSON.parse(readFileSync(file, 'utf8')) as Holder;
    return typeof holder?.program?.pid === 'number' ? holder : undefined;
  } catch {
    return undefined;
  }
}

/** Writes the file whole or not at all. */
export function writeHolder(file: string, holder: Holder): void {
  const temporary = `${file}.${process.pid}`;
  rmSync(temporary, { force: true });
  writeFileSync(temporary, JSON.stringify(holder), { flag: 'wx' });
  giveToOwner(temporary);
  renameSync(temporary, file);
}

/** The sentence for a folder that is in use. */
export function inUse(folder: string, holder?: Holder): ElasticsearchError {
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
export async function takeFolder(
  file: string,
  folder: string,
  options: { onLog?: (line: string) => void; waitMs?: number } = {}
): Promise<Holder> {
  const { onLog = () => {}, waitMs = LEAVE_MS } = options;
  const self = processId(process.pid) ?? { pid: process.pid, started: '' };
  const mine: Holder = { program: self };
  try {
    writeFileSync(file, JSON.stringify(mine), { flag: 'wx' });
    giveToOwner(file);
    return mine;
  } catch (error) {
    if (codeOf(error) !== 'EEXIST') throw error;
  }
  const holder = readHolder(file);
  if (holder) {
    if (isAlive(holder.program)) throw inUse(folder, holder);
    await leftBehind(holder, folder, onLog, waitMs);
  }
  writeHolder(file, mine);
  return mine;
}

async function leftBehind(
  holder: Holder,
  folder: string,
  onLog: (line: string) => void,
  waitMs: number
): Promise<void> {
  const { watchdog, server } = holder;
  const watched = () => watchdog !== undefined && isAlive(watchdog);
  // The number may have gone to a stranger since: only a process that works in this folder is the server.
  const serves = () =>
    server !== undefined && isAlive(server) && commandLine(server.pid).includes(folder);
  if (!watched() && !serves()) return;
  onLog('Waiting for the Elasticsearch of an earlier run to stop…');
  if (!watched() && server) process.kill(server.pid, 'SIGTERM');
  const deadline = Date.now() + waitMs;
  while (watched() || serves()) {
    if (Date.now() > deadline)
      throw inUse(folder, { ...holder, program: server ?? watchdog ?? holder.program });
    await new Promise((resolve) => setTimeout(resolve, POLL_MS));
  }
}
