/**
 * Stands between us and the server so that none is left behind: it starts the server and stops it as soon as its standard
 * input ends, which the system sees to however we end (exit, crash, SIGKILL, closed terminal).
 *
 * It leads a session and process group of its own (it is started detached): a Ctrl-C in the terminal reaches only us, and
 * we stop the server once, in order. Plain JavaScript, because it has to run without a loader.
 *
 * Argument: JSON { command, args, cwd, env, uid?, gid?, pidFile, graceMs }. Ends with the server's exit code.
 */
import { spawn } from 'node:child_process';
import { readFileSync } from 'node:fs';

const { command, args, cwd, env, uid, gid, pidFile, graceMs } = JSON.parse(process.argv[2]);
const POLL_MS = 100;

// What is meant for the group or comes from the terminal is ours to survive; SIGTERM to us means stop.
for (const signal of ['SIGINT', 'SIGHUP', 'SIGQUIT']) process.on(signal, () => {});
process.on('SIGTERM', () => stop());

let stopping = false;
const server = spawn(command, args, {
  cwd,
  env,
  stdio: ['ignore', 'inherit', 'inherit'],
  ...(uid === undefined ? {} : { uid, gid }),
});

function stop() {
  if (stopping) return;
  stopping = true;
  server.kill('SIGTERM');
  setTimeout(killAll, graceMs);
}

/** The last resort, for a server that hangs: the whole group, this process with it. */
function killAll() {
  process.kill(-process.pid, 'SIGKILL');
}

/**
 * The command is Elasticsearch's launcher; the server proper is its child and ends when the launcher does. It is waited
 * for, so that our end means that the data folder is free.
 */
function serverIsAlive() {
  try {
    const pid = Number(readFileSync(pidFile, 'utf8'));
    if (!Number.isSafeInteger(pid) || pid <= 1) return false;
    process.kill(pid, 0);
    if (process.platform !== 'linux') return true;
    // A process that has ended, but that nobody has reaped yet (a container without an init), still takes signals.
    return !/^State:\s+[ZX]/m.test(readFileSync(`/proc/${pid}/status`, 'utf8'));
  } catch (error) {
    return error.code === 'EPERM';
  }
}

server.on('error', (error) => {
  console.error(`ERROR: can't run ${command}: ${error.message}`);
  process.exit(127);
});
server.on('exit', (code, signal) => {
  const exitCode = code ?? (signal === 'SIGKILL' ? 137 : signal === 'SIGTERM' ? 143 : 1);
  const deadline = Date.now() + graceMs;
  const wait = () => {
    if (!serverIsAlive()) process.exit(exitCode);
    if (Date.now() > deadline) killAll();
    setTimeout(wait, POLL_MS);
  };
  wait();
});

process.stdin.on('end', stop).on('close', stop).on('error', stop).resume();
