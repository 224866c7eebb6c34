import { spawn } from 'node:child_process';
import {
  chmodSync,
  chownSync,
  existsSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  renameSync,
  rmSync,
  statSync,
} from 'node:fs';
import path from 'node:path';
import { isRoot } from './os_account';
import { getErrorCode, ElasticsearchError, USE_OTHER_SERVER_HINT } from './errors';
import { identifyProcess } from './process_info';
import { ELASTICSEARCH_VERSION } from './version';

const POM = path.join(__dirname, 'pom.xml');
const PROGRESS_MS = 10_000;
const UNPACK_FOLDER_PREFIX = '.unpacking-';

/** Folder of the unpacked server, once it is there whole. */
export function distributionHome(folder: string): string {
  return path.join(folder, `elasticsearch-${ELASTICSEARCH_VERSION}`);
}

/**
 * Whether the server is unpacked there. It is unpacked beside and renamed when complete, so a folder of that name is a
 * whole one.
 */
export function isUnpacked(folder: string): boolean {
  return existsSync(path.join(distributionHome(folder), 'bin', 'elasticsearch'));
}

/** Why Maven failed, in a sentence, from what it printed. */
export function describeMavenFailure(output: string, folder: string): string {
  if (output.includes('No space left on device')) {
    return `The disk of ${folder} or of Maven's own repository (~/.m2) is full: free some space, or set DATA_DIR to a folder on another disk.`;
  }
  const lines = output.split('\n').map((line) => line.replace(/^\[ERROR\] */, ''));
  const texts = [
    'Could not transfer',
    'Could not resolve',
    'Could not find artifact',
    'Unknown host',
    'was not found in',
    'JAVA_HOME',
  ];
  const why = (
    lines.find((line) => texts.some((text) => line.includes(text))) ??
    output.split('\n').find((line) => line.startsWith('[ERROR]')) ??
    lines.filter((line) => line.trim() !== '').at(-1) ??
    'it said nothing'
  ).trim();
  return `Maven could not get Elasticsearch ${ELASTICSEARCH_VERSION} (${why.slice(0, 500)}): check the network and Maven's settings (~/.m2/settings.xml) and try again, ${USE_OTHER_SERVER_HINT}.`;
}

/**
 * Unpacks the server into `<folder>/elasticsearch-<version>` with Maven unless it is there, and returns that folder.
 * @param javaHome the Java that Maven is to run on
 * @throws ElasticsearchError no Maven, no network, full disk
 */
export async function ensureDistribution(
  folder: string,
  javaHome: string,
  options: { onLog?: (line: string) => void; env?: NodeJS.ProcessEnv } = {}
): Promise<string> {
  const { onLog = () => {}, env = process.env } = options;
  const home = distributionHome(folder);
  if (isUnpacked(folder)) return home;
  onLog(`Getting Elasticsearch ${ELASTICSEARCH_VERSION} from Maven Central (90 MB, once)…`);
  const started = Date.now();
  let stagingFolder: string;
  try {
    mkdirSync(folder, { recursive: true });
    removeLeftovers(folder);
    stagingFolder = mkdtempSync(path.join(folder, `${UNPACK_FOLDER_PREFIX}${process.pid}-`));
  } catch (error) {
    throw new ElasticsearchError(
      `Elasticsearch can't be unpacked into ${folder} (${(error as Error).message}): make it writable, or set DATA_DIR to a folder of your own.`
    );
  }
  try {
    await runMaven(stagingFolder, javaHome, env, folder, () =>
      onLog(`… still at it after ${Math.round((Date.now() - started) / 1000)} s`)
    );
    const unpacked = distributionHome(stagingFolder);
    if (!isUnpacked(stagingFolder))
      throw new ElasticsearchError(
        `Maven ended well, but there is no ${unpacked}: remove org/elasticsearch/distribution from ~/.m2/repository and try again.`
      );
    makeReadableForAll(unpacked, statSync(folder));
    try {
      renameSync(unpacked, home);
    } catch (error) {
      // Another program was quicker, or a broken one lies in the way.
      if (!isUnpacked(folder)) {
        if (getErrorCode(error) !== 'ENOTEMPTY' && getErrorCode(error) !== 'EEXIST') throw error;
        rmSync(home, { recursive: true, force: true });
        renameSync(unpacked, home);
      }
    }
  } finally {
    rmSync(stagingFolder, { recursive: true, force: true });
  }
  onLog(
    `Elasticsearch ${ELASTICSEARCH_VERSION} unpacked in ${Math.round((Date.now() - started) / 1000)} s.`
  );
  return home;
}

/** Removes what programs that were interrupted while unpacking have left. */
function removeLeftovers(folder: string): void {
  for (const name of readdirSync(folder)) {
    if (!name.startsWith(UNPACK_FOLDER_PREFIX)) continue;
    if (!identifyProcess(Number(name.slice(UNPACK_FOLDER_PREFIX.length).split('-')[0])))
      rmSync(path.join(folder, name), { recursive: true, force: true });
  }
}

/** Lets everybody read, whatever the umask (root unpacks, another user runs), and gives all to the owner of the parent. */
function makeReadableForAll(folder: string, owner: { uid: number; gid: number }): void {
  const names = readdirSync(folder, { recursive: true }).map(String);
  for (const file of [folder, ...names.map((name) => path.join(folder, name))]) {
    const stat = statSync(file);
    chmodSync(file, stat.isDirectory() || (stat.mode & 0o100) !== 0 ? 0o755 : 0o644);
    if (isRoot()) chownSync(file, owner.uid, owner.gid);
  }
}

/** `mvn` to run: of MAVEN_HOME or M2_HOME when named, of the path otherwise. */
export function findMavenCommand(env: NodeJS.ProcessEnv): string {
  for (const name of ['MAVEN_HOME', 'M2_HOME']) {
    const command = env[name] && path.join(env[name], 'bin', 'mvn');
    if (command && existsSync(command)) return command;
  }
  return 'mvn';
}

function runMaven(
  target: string,
  javaHome: string,
  env: NodeJS.ProcessEnv,
  folder: string,
  onProgress: () => void
): Promise<void> {
  return new Promise((resolve, reject) => {
    const maven = spawn(
      findMavenCommand(env),
      [
        '--batch-mode',
        '--no-transfer-progress',
        '--file',
        POM,
        'package',
        `-Ddistribution.directory=${target}`,
        '-Dstyle.color=never',
      ],
      { cwd: target, env: { ...env, JAVA_HOME: javaHome }, stdio: ['ignore', 'pipe', 'pipe'] }
    );
    let output = '';
    const appendOutput = (chunk: Buffer) => {
      output = (output + chunk.toString()).slice(-200_000);
    };
    maven.stdout.on('data', appendOutput);
    maven.stderr.on('data', appendOutput);
    const kill = () => maven.kill();
    process.on('exit', kill);
    const progress = setInterval(onProgress, PROGRESS_MS);
    const cleanUp = () => {
      clearInterval(progress);
      process.off('exit', kill);
    };
    maven.on('error', (error) => {
      cleanUp();
      reject(
        getErrorCode(error) === 'ENOENT'
          ? new ElasticsearchError(
              `Maven (mvn) was not found; it is needed once, to get Elasticsearch ${ELASTICSEARCH_VERSION} from Maven Central: install it (Debian and Ubuntu: apt install maven; Fedora: dnf install maven; or https://maven.apache.org), ${USE_OTHER_SERVER_HINT}.`
            )
          : new ElasticsearchError(`Maven could not be started (${error.message}).`)
      );
    });
    maven.on('close', (code) => {
      cleanUp();
      if (code === 0) resolve();
      else reject(new ElasticsearchError(describeMavenFailure(output, folder)));
    });
  });
}
