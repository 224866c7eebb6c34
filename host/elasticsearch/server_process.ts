import { type ChildProcess, spawn } from 'node:child_process';
import { closeSync, openSync, readFileSync, rmSync } from 'node:fs';
import type net from 'node:net';
import path from 'node:path';
import { type Auth, toAuthorizationHeader } from './auth';
import { ElasticsearchError } from './errors';
import { lastLines, createStartFailedError, createStartTimeoutError } from './startup_failure';
import { type ServerFolders, giveToOwner } from './server_folders';
import { type DataFolderLock, writeDataFolderLock } from './data_folder_lock';
import { httpGet } from './http_get';
import {
  readCommandLine,
  isProcessAlive,
  type ProcessIdentity,
  identifyProcess,
} from './process_info';
import { ELASTICSEARCH_VERSION } from './version';

/** Time that the server gets to stop before it is killed, in ms. */
const STOP_TIMEOUT_MS = 20_000;
const POLL_MS = 150;
const PROGRESS_MS = 15_000;

export interface RunningElasticsearch {
  /** `http://127.0.0.1:<port>` */
  url: string;
  /** Process of the server. */
  pid: number;
  version: string;
  /** Superuser's credentials where security is on. */
  auth?: Auth;
  /** Where the server writes what happens. */
  logFile: string;
  /** Stops the server and resolves when it has ended and its data folder is free. Safe to call again. */
  stop(): Promise<void>;
  /** Resolves when the server has ended: with undefined after stop(), with an error to show when it ended by itself. */
  ended: Promise<ElasticsearchError | undefined>;
}

/** One server process with its watchdog: launched once, waited for, stopped. */
export class ServerProcess {
  private readonly logFile: string;
  private readonly pidFile: string;
  private readonly portsFile: string;
  private watchdog!: ChildProcess;
  private exited!: Promise<number>;
  private exitCode: number | undefined;
  private serverProcess: ProcessIdentity | undefined;
  private stopping: Promise<void> | undefined;

  constructor(
    private readonly folders: ServerFolders,
    private readonly lockFile: string,
    private lock: DataFolderLock,
    private readonly port: number,
    private readonly auth?: Auth
  ) {
    this.logFile = path.join(folders.run, 'console.log');
    this.pidFile = path.join(folders.logs, 'server.pid');
    this.portsFile = path.join(folders.logs, 'http.ports');
  }

  launch(home: string, javaHome: string, javaOpts: string): void {
    const { account, config, tmp } = this.folders;
    for (const file of [this.pidFile, this.portsFile, this.logFile]) rmSync(file, { force: true });
    const log = openSync(this.logFile, 'wx', 0o644);
    giveToOwner(this.logFile);
    const job = {
      command: 'bash',
      args: [path.join(home, 'bin', 'elasticsearch'), '--pidfile', this.pidFile],
      cwd: home,
      // Nothing of ours but this: what else is in the environment (keys, tool options) is not the server's.
      env: {
        PATH: process.env.PATH,
        HOME: tmp,
        // Java decodes paths by the locale.
        ...(process.platform === 'linux'
          ? { LC_ALL: 'C.UTF-8' }
          : { LANG: process.env.LANG ?? 'en_US.UTF-8' }),
        ES_JAVA_HOME: javaHome,
        ES_PATH_CONF: config,
        ES_TMPDIR: tmp,
        ES_JAVA_OPTS: javaOpts,
      },
      ...(account ? { uid: account.uid, gid: account.gid } : {}),
      pidFile: this.pidFile,
      graceMs: STOP_TIMEOUT_MS,
    };
    try {
      this.watchdog = spawn(
        process.execPath,
        [path.join(__dirname, 'watchdog.mjs'), JSON.stringify(job)],
        {
          cwd: '/',
          env: { PATH: process.env.PATH },
          detached: true,
          stdio: ['pipe', log, log],
        }
      );
    } finally {
      closeSync(log);
    }
    this.exited = new Promise((resolve) => {
      const end = (code: number) => {
        this.exitCode = code;
        resolve(code);
      };
      this.watchdog.once('error', () => end(1));
      this.watchdog.once('exit', (code, signal) => end(code ?? (signal === 'SIGKILL' ? 137 : 1)));
    });
    this.watchdog.stdin?.on('error', () => {});
    this.updateLock({ watchdog: identifyProcess(this.watchdog.pid ?? 0) });
  }

  private updateLock(news: Partial<DataFolderLock>): void {
    this.lock = { ...this.lock, ...news };
    writeDataFolderLock(this.lockFile, this.lock);
  }

  private readOutput(): string {
    try {
      return readFileSync(this.logFile, 'utf8').slice(-200_000);
    } catch {
      return '';
    }
  }

  private describeExit() {
    return {
      output: this.readOutput(),
      port: this.port,
      dataDir: this.folders.run,
      logFile: this.logFile,
    };
  }

  /** Port that the server has bound, undefined before. */
  private readBoundPort(): number | undefined {
    try {
      const port = Number(
        readFileSync(this.portsFile, 'utf8').trim().split('\n')[0]?.split(':').at(-1)
      );
      return Number.isInteger(port) && port > 0 ? port : undefined;
    } catch {
      return undefined;
    }
  }

  async waitUntilReady(
    timeoutMs: number,
    onLog: (line: string) => void
  ): Promise<RunningElasticsearch> {
    const started = Date.now();
    let nextProgress = started + PROGRESS_MS;
    for (;;) {
      if (this.exitCode !== undefined)
        throw createStartFailedError({ ...this.describeExit(), exitCode: this.exitCode });
      const now = Date.now();
      if (now - started > timeoutMs)
        throw createStartTimeoutError(this.describeExit(), Math.round(timeoutMs / 1000));
      if (now > nextProgress) {
        onLog(`… Elasticsearch is still starting after ${Math.round((now - started) / 1000)} s`);
        nextProgress += PROGRESS_MS;
      }
      const port = this.readBoundPort();
      if (port !== undefined && (await isReady(port, this.auth))) {
        const url = `http://127.0.0.1:${port}`;
        this.serverProcess = identifyProcess(Number(readFileSync(this.pidFile, 'utf8')));
        this.updateLock({ server: this.serverProcess, url });
        onLog(
          `Elasticsearch ${ELASTICSEARCH_VERSION} is up after ${Math.round((Date.now() - started) / 1000)} s.`
        );
        this.unrefWatchdog();
        return {
          url,
          pid: this.serverProcess?.pid ?? 0,
          version: ELASTICSEARCH_VERSION,
          auth: this.auth,
          logFile: this.logFile,
          stop: () => this.stop(),
          ended: this.waitForEnd(),
        };
      }
      await new Promise((resolve) => setTimeout(resolve, POLL_MS));
    }
  }

  private unrefWatchdog(): void {
    this.watchdog.unref();
    (this.watchdog.stdin as net.Socket | null)?.unref();
  }

  private async waitForEnd(): Promise<ElasticsearchError | undefined> {
    const code = await this.exited;
    if (this.stopping) return undefined;
    this.stopWithoutWatchdog();
    rmSync(this.lockFile, { force: true });
    return new ElasticsearchError(
      `Elasticsearch ended by itself with exit code ${code}: see its last lines and the whole log in ${this.logFile}.\n${lastLines(this.readOutput())}`
    );
  }

  /** Where the watchdog was killed, the server has lost its guard and is told to stop by us. */
  private stopWithoutWatchdog(): void {
    if (
      this.serverProcess &&
      isProcessAlive(this.serverProcess) &&
      readCommandLine(this.serverProcess.pid).includes(this.folders.run)
    ) {
      process.kill(this.serverProcess.pid, 'SIGTERM');
    }
  }

  stop(): Promise<void> {
    this.stopping ??= (async () => {
      this.watchdog.ref();
      this.watchdog.stdin?.end();
      await this.exited;
      this.stopWithoutWatchdog();
      rmSync(this.lockFile, { force: true });
    })();
    return this.stopping;
  }
}

/** Whether the server answers and has recovered its indices. */
async function isReady(port: number, auth: Auth | undefined): Promise<boolean> {
  const url = new URL(`http://127.0.0.1:${port}/_cluster/health?wait_for_status=yellow&timeout=1s`);
  try {
    return (
      (
        await httpGet(url, {
          headers: auth && { authorization: toAuthorizationHeader(auth) },
          timeoutMs: 5_000,
        })
      ).status === 200
    );
  } catch {
    return false;
  }
}
