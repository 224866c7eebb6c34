#!/usr/bin/env node
/**
 * Runs one of the project's TypeScript programs: `node scripts/run.mjs <file.ts> [arguments…]`.
 * Installs the dependencies first where they are missing, incomplete or not those of package-lock.json, so that every
 * npm script works on a fresh clone. Plain Node without dependencies, because it runs before there are any.
 *
 * The program runs in this very process (no child): signals, exit code and terminal are its own, and one Ctrl-C reaches
 * it once.
 */
import { spawn } from 'node:child_process';
import { existsSync, readFileSync } from 'node:fs';
import Module from 'node:module';
import path from 'node:path';
import { fileURLToPath, pathToFileURL } from 'node:url';

const ROOT = path.resolve(path.dirname(fileURLToPath(import.meta.url)), '..');
const OLDEST_NODE = [20, 19];

function fail(sentence) {
  process.stderr.write(`${sentence}\n`);
  process.exit(1);
}

function checkNode() {
  const [major, minor] = process.versions.node.split('.').map(Number);
  if (major < OLDEST_NODE[0] || (major === OLDEST_NODE[0] && minor < OLDEST_NODE[1])) {
    fail(
      `Request Trace needs Node.js ${OLDEST_NODE.join('.')} or later, and this is ${process.versions.node}: install a newer one (https://nodejs.org) and run the command again.`
    );
  }
}

function readLock(file) {
  try {
    return JSON.parse(readFileSync(file, 'utf8')).packages ?? {};
  } catch {
    return undefined;
  }
}

/**
 * npm writes node_modules/.package-lock.json as the last step of an installation, so an interrupted one has none.
 * Contents are compared, not times: a git checkout touches files that have not changed.
 */
function isInstalled() {
  const wanted = readLock(path.join(ROOT, 'package-lock.json'));
  if (!wanted)
    fail(
      `package-lock.json is missing or unreadable in ${ROOT}: restore it (git checkout package-lock.json) and run the command again.`
    );
  const present = readLock(path.join(ROOT, 'node_modules', '.package-lock.json'));
  if (!present) return false;
  return Object.entries(wanted).every(([name, entry]) => {
    if (name === '') return true;
    const found = present[name];
    // Packages for other platforms are optional and rightly absent.
    if (!found) return entry.optional === true || entry.devOptional === true || entry.peer === true;
    return found.version === entry.version && existsSync(path.join(ROOT, name, 'package.json'));
  });
}

/** Runs `npm ci` and resolves when node_modules is complete. */
function install() {
  process.stderr.write('Installing dependencies (npm ci), once; this takes a minute or two…\n');
  const started = Date.now();
  const windows = process.platform === 'win32';
  const npm = spawn(
    windows ? 'npm.cmd' : 'npm',
    ['ci', '--no-audit', '--no-fund', '--loglevel=error'],
    {
      cwd: ROOT,
      stdio: ['ignore', 2, 2],
      shell: windows,
      // npm hands its own settings to its scripts by these; this npm is to read them afresh.
      env: Object.fromEntries(
        Object.entries(process.env).filter(
          ([name]) => !/^npm_(lifecycle|package|command)/.test(name)
        )
      ),
    }
  );
  let interrupted;
  const stop = (signal) => {
    interrupted = signal;
    npm.kill(signal);
  };
  process.on('SIGINT', stop);
  process.on('SIGTERM', stop);
  return new Promise((resolve) => {
    npm.on('error', (error) =>
      fail(`npm could not be started (${error.message}): install npm and run the command again.`)
    );
    npm.on('exit', (code, signal) => {
      process.off('SIGINT', stop);
      process.off('SIGTERM', stop);
      const stoppedBy = interrupted ?? signal;
      if (stoppedBy === 'SIGINT' || stoppedBy === 'SIGTERM')
        process.exit(stoppedBy === 'SIGINT' ? 130 : 143);
      if (code !== 0)
        fail(
          'npm ci failed (see above): check the connection to the package registry and run the command again.'
        );
      process.stderr.write(
        `Dependencies installed in ${Math.round((Date.now() - started) / 1000)} s.\n`
      );
      resolve();
    });
  });
}

checkNode();
const [file, ...rest] = process.argv.slice(2);
if (!file) fail('Usage: node scripts/run.mjs <file.ts> [arguments…]');
const program = path.resolve(ROOT, file);
if (!existsSync(program)) fail(`There is no ${file} in ${ROOT}.`);
if (!isInstalled()) await install();

const require = Module.createRequire(path.join(ROOT, 'package.json'));
await import(pathToFileURL(require.resolve('tsx')).href);
process.argv = [process.argv[0], program, ...rest];
Module.runMain();
