/** Kibana's own programs, started as files: no shell reads what is handed to them. */
import { spawn, type ChildProcess } from 'node:child_process';
import { chmodSync, copyFileSync, mkdtempSync, rmSync } from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { createInterface } from 'node:readline';
import { pathToFileURL } from 'node:url';
import { UserError, type KibanaFolder } from './kibana_folder';

type Print = (line: string) => void;

function startProgram(
  folder: KibanaFolder,
  program: 'kibana' | 'kibana-plugin',
  args: string[],
  onLine: Print
): ChildProcess {
  const child = spawn(path.join(folder.home, 'bin', program), args, {
    cwd: folder.home,
    stdio: ['ignore', 'pipe', 'pipe'],
    // not ours: the installed Kibana is run, whatever this program is run with
    env: {
      ...process.env,
      NODE_OPTIONS: undefined,
      NODE_ENV: undefined,
      ...(folder.account ? { HOME: folder.home, USER: undefined, LOGNAME: undefined } : {}),
    },
    ...folder.account,
  });
  for (const stream of [child.stdout!, child.stderr!])
    createInterface({ input: stream }).on('line', onLine);
  return child;
}

/** Resolves to the exit code when all output has been read; a process ended by a signal has 128 and more, as in a shell. */
function waitForExit(child: ChildProcess): Promise<number> {
  return new Promise((resolve, reject) => {
    child.once('error', reject);
    child.once('close', (code, signal) =>
      resolve(code ?? 128 + (signal ? os.constants.signals[signal] : 0))
    );
  });
}

async function runPluginCommand(folder: KibanaFolder, args: string[], print: Print): Promise<void> {
  const code = await waitForExit(
    startProgram(folder, 'kibana-plugin', args, (line) => print(`[kibana-plugin] ${line}`))
  );
  if (code !== 0)
    throw new UserError(
      `bin/kibana-plugin ${args[0]} ended with code ${code} (see above); nothing was started.`
    );
}

export const removePlugin = (folder: KibanaFolder, id: string, print: Print): Promise<void> =>
  runPluginCommand(folder, ['remove', id], print);

/** Installs from a copy: the zip may lie where the account that Kibana runs as can't read. */
export async function installPlugin(
  folder: KibanaFolder,
  zip: string,
  print: Print
): Promise<void> {
  const temporary = mkdtempSync(path.join(os.tmpdir(), 'request-trace-'));
  try {
    chmodSync(temporary, 0o755);
    const copy = path.join(temporary, path.basename(zip));
    copyFileSync(zip, copy);
    chmodSync(copy, 0o644);
    await runPluginCommand(folder, ['install', pathToFileURL(copy).href], print);
  } finally {
    rmSync(temporary, { recursive: true, force: true });
  }
}

export interface RunningKibana {
  /** resolves to the exit code */
  exited: Promise<number>;
  stop(): void;
}

/** Starts Kibana; `onServing` is called once, with its address, when its own log says that it serves. */
export function startKibana(
  folder: KibanaFolder,
  args: string[],
  print: Print,
  onServing: (address: string) => void
): RunningKibana {
  let address: string | undefined;
  let isServingReported = false;
  const child = startProgram(folder, 'kibana', args, (line) => {
    print(`[kibana] ${line}`);
    // the first server only says that Kibana is not ready: the second one's line counts
    address = /\[http\.server\.Kibana\].*http server running at (\S+)/.exec(line)?.[1] ?? address;
    if (
      isServingReported ||
      !address ||
      !/\]\[status\] Kibana is now (available|degraded)/.test(line)
    )
      return;
    isServingReported = true;
    onServing(address);
  });
  return { exited: waitForExit(child), stop: () => void child.kill('SIGTERM') };
}
