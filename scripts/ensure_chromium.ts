/**
 * Finds or installs Chromium for the browser tests: CHROMIUM_PATH, then the PATH, then Debian's package (as root), then the
 * same package unpacked below the data folder (as anybody else). Playwright's own download isn't used: it needs a host of
 * its own, where Debian's package comes the way every other package does.
 */
import { spawnSync } from 'node:child_process';
import { chmodSync, existsSync, mkdirSync, readdirSync, writeFileSync } from 'node:fs';
import path from 'node:path';

const CHROMIUM_NAMES = ['chromium', 'chromium-browser', 'google-chrome-stable', 'google-chrome'];

/** @throws Error with one sentence that says what to do */
export function ensureChromium(dataDir: string, log: (line: string) => void): string {
  const asked = process.env.CHROMIUM_PATH;
  if (asked) {
    if (!existsSync(asked)) throw new Error(`CHROMIUM_PATH names ${asked}, which is not there.`);
    return asked;
  }
  const found = findChromiumOnPath() ?? findUnpackedChromium(dataDir);
  if (found) return found;
  if (spawnSync('apt-get', ['--version']).error) {
    throw new Error('The browser tests need Chromium: install it, or name it in CHROMIUM_PATH.');
  }
  if (process.getuid?.() === 0) {
    log('installing Chromium (apt-get) …');
    const environment = { ...process.env, DEBIAN_FRONTEND: 'noninteractive' };
    runCommand('apt-get', ['update', '-q'], environment);
    runCommand(
      'apt-get',
      ['install', '-y', '-q', '--no-install-recommends', 'chromium', 'fonts-liberation'],
      environment
    );
    const installed = findChromiumOnPath();
    if (installed) return installed;
    throw new Error(
      'apt-get installed the package chromium, but no chromium is on the PATH: name it in CHROMIUM_PATH.'
    );
  }
  log('unpacking Chromium below the data folder (installing it needs root) …');
  return unpackChromium(dataDir);
}

function findChromiumOnPath(): string | undefined {
  for (const folder of (process.env.PATH ?? '').split(path.delimiter)) {
    for (const name of CHROMIUM_NAMES) {
      const file = path.join(folder, name);
      if (folder && existsSync(file)) return file;
    }
  }
  return undefined;
}

const getChromiumFolder = (dataDir: string) => path.join(dataDir, 'chromium');
const getLauncherPath = (dataDir: string) => path.join(getChromiumFolder(dataDir), 'chromium');

/** The launcher is written last, so it is there only when everything is. */
const findUnpackedChromium = (dataDir: string) =>
  existsSync(getLauncherPath(dataDir)) ? getLauncherPath(dataDir) : undefined;

function unpackChromium(dataDir: string): string {
  const home = getChromiumFolder(dataDir);
  const archives = path.join(home, 'archives');
  for (const folder of ['lists/partial', 'archives/partial', 'cache', 'root'])
    mkdirSync(path.join(home, folder), { recursive: true });
  const aptOptions = [
    '-o',
    `Dir::State::Lists=${path.join(home, 'lists')}`,
    '-o',
    `Dir::Cache=${path.join(home, 'cache')}`,
    '-o',
    `Dir::Cache::Archives=${archives}`,
    '-o',
    'Debug::NoLocking=1',
    '-q',
  ];
  runCommand('apt-get', [...aptOptions, 'update'], process.env);
  // resolves against what is installed, so only what is missing is fetched
  runCommand(
    'apt-get',
    [
      ...aptOptions,
      '-y',
      '--download-only',
      '--no-install-recommends',
      'install',
      'chromium',
      'fonts-liberation',
    ],
    process.env
  );
  const root = path.join(home, 'root');
  for (const archive of readdirSync(archives).filter((name) => name.endsWith('.deb')))
    runCommand('dpkg', ['-x', path.join(archives, archive), root], process.env);
  const binary = path.join(root, 'usr/lib/chromium/chromium');
  if (!existsSync(binary))
    throw new Error(
      `Chromium was unpacked to ${root}, but ${binary} is not there: install Chromium, or name it in CHROMIUM_PATH.`
    );
  const libraries = ['usr/lib', 'lib'].flatMap((folder) => {
    const base = path.join(root, folder);
    return existsSync(base)
      ? readdirSync(base)
          .filter((name) => name.includes('linux-gnu'))
          .map((name) => path.join(base, name))
      : [];
  });
  const launcher = getLauncherPath(dataDir);
  const quote = (text: string) => `'${text.replaceAll("'", `'\\''`)}'`;
  writeFileSync(
    launcher,
    `#!/bin/sh\nLD_LIBRARY_PATH=${quote(libraries.join(':'))}\${LD_LIBRARY_PATH:+:$LD_LIBRARY_PATH}\nexport LD_LIBRARY_PATH\nexec ${quote(binary)} "$@"\n`
  );
  chmodSync(launcher, 0o755);
  return launcher;
}

function runCommand(command: string, args: string[], env: NodeJS.ProcessEnv): void {
  const { status, error, stdout, stderr } = spawnSync(command, args, {
    env,
    encoding: 'utf8',
    maxBuffer: 64 << 20,
  });
  if (status === 0) return;
  const last = `${stdout ?? ''}\n${stderr ?? ''}`.trim().split('\n').slice(-3).join(' | ');
  throw new Error(
    `Chromium could not be installed: \`${command} ${args[args.length - 1]}\` failed (${error?.message ?? last}). Install it by hand, or name it in CHROMIUM_PATH.`
  );
}
