import { execFileSync } from 'node:child_process';
import { readFileSync } from 'node:fs';

/** A process, told apart from a later one that got the same number by when it started. */
export interface ProcessIdentity {
  pid: number;
  /** Opaque; equal for the same process. Empty where the system doesn't tell. */
  started: string;
}

/** State and start time from a line of /proc/<pid>/stat, whose second field, the command, may have spaces and brackets. */
export function parseProcStat(text: string): { state: string; started: string } | undefined {
  const fields = text
    .slice(text.lastIndexOf(')') + 2)
    .trim()
    .split(' ');
  const [state, started] = [fields[0], fields[19]];
  return state && started ? { state, started } : undefined;
}

function readPsColumn(pid: number, column: string): string {
  try {
    return execFileSync('ps', ['-o', `${column}=`, '-p', String(pid)], {
      stdio: ['ignore', 'pipe', 'ignore'],
    })
      .toString()
      .trim();
  } catch {
    return '';
  }
}

/** Identity of a living process; undefined when there is none, or only its remains (a zombie nobody has reaped yet). */
export function identifyProcess(pid: number): ProcessIdentity | undefined {
  if (!Number.isSafeInteger(pid) || pid <= 0) return undefined;
  try {
    process.kill(pid, 0);
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== 'EPERM') return undefined;
  }
  if (process.platform !== 'linux') return { pid, started: readPsColumn(pid, 'lstart') };
  try {
    const stat = parseProcStat(readFileSync(`/proc/${pid}/stat`, 'utf8'));
    if (!stat) return { pid, started: '' };
    return stat.state === 'Z' || stat.state === 'X' ? undefined : { pid, started: stat.started };
  } catch {
    return undefined;
  }
}

/** Whether that very process still lives. */
export function isProcessAlive(id: ProcessIdentity): boolean {
  const now = identifyProcess(id.pid);
  return (
    now !== undefined && (now.started === '' || id.started === '' || now.started === id.started)
  );
}

/** Command line of a process, '' when it can't be read. */
export function readCommandLine(pid: number): string {
  if (process.platform !== 'linux') return readPsColumn(pid, 'command');
  try {
    return readFileSync(`/proc/${pid}/cmdline`, 'utf8').replaceAll('\0', ' ');
  } catch {
    return '';
  }
}
