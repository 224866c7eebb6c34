import { execFile } from 'node:child_process';
import { existsSync, readdirSync, realpathSync } from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import type { OsAccount } from './os_account';
import { ElasticsearchError, USE_OTHER_SERVER_HINT } from './errors';
import { ELASTICSEARCH_VERSION } from './version';

/** Oldest Java that Elasticsearch 8 runs on. */
export const MIN_JAVA_VERSION = 17;
/**
 * Newest Java that it runs on: Elasticsearch 8.12 installs a security manager, which Java 24 (JEP 486) refuses at start
 * ("Enabling a Security Manager is not supported").
 */
export const MAX_JAVA_VERSION = 23;

const PROBE_TIMEOUT_MS = 15_000;

export interface JavaInstallation {
  /** What ES_JAVA_HOME must name: the folder that has bin/java. */
  home: string;
  version: string;
  major: number;
}

export interface JavaCandidate {
  /** Path of the java command. */
  java: string;
  /** Where it was found, for the reader: `JAVA_HOME`, `PATH`, or the folder. */
  from: string;
}

/** What choosing a Java needs of the machine; tests replace it. */
export interface JavaSearchSystem {
  env: NodeJS.ProcessEnv;
  /** Names in a folder, [] when there is none. */
  listFolder(folder: string): string[];
  fileExists(file: string): boolean;
  /** Real path of a command, to try each Java once. */
  resolveRealPath(file: string): string;
  /** What `java -XshowSettings:properties -version` prints, undefined when it can't be run (by that account). */
  readJavaSettings(java: string, account?: OsAccount): Promise<string | undefined>;
}

/** Feature release of a Java version string: 17 for `17.0.15`, 8 for `1.8.0_392`, 22 for `22-ea`; undefined for none. */
export function parseMajorVersion(version: string): number | undefined {
  const numbers = /^(\d{1,4})(?:\.(\d{1,4}))?/.exec(version);
  if (!numbers) return undefined;
  const first = Number(numbers[1]);
  return first === 1 && numbers[2] !== undefined ? Number(numbers[2]) : first;
}

/** Reads `java -XshowSettings:properties -version`: other lines ("Picked up JAVA_TOOL_OPTIONS…") are passed over. */
export function parseJavaSettings(output: string): JavaInstallation | undefined {
  const readProperty = (name: string): string | undefined => {
    for (const line of output.split('\n')) {
      const trimmed = line.trim();
      if (trimmed.startsWith(`${name} = `)) return trimmed.slice(name.length + 3);
    }
    return undefined;
  };
  const home = readProperty('java.home');
  const version = readProperty('java.version');
  const major = version === undefined ? undefined : parseMajorVersion(version);
  if (!home || !version || major === undefined) return undefined;
  return { home, version, major };
}

/** Where a Java may be, in the order of who is to be believed: what was named, what is on the path, what lies about. */
export function listJavaCandidates(machine: JavaSearchSystem): JavaCandidate[] {
  const { env } = machine;
  const found: JavaCandidate[] = [];
  for (const name of ['ES_JAVA_HOME', 'JAVA_HOME']) {
    if (env[name]) found.push({ java: path.join(env[name], 'bin', 'java'), from: name });
  }
  for (const folder of (env.PATH ?? '').split(path.delimiter)) {
    if (path.isAbsolute(folder)) found.push({ java: path.join(folder, 'java'), from: 'PATH' });
  }
  const home = env.HOME ?? os.homedir();
  const common: Array<[folder: string, below: string]> = [
    ['/usr/lib/jvm', ''],
    ['/usr/lib64/jvm', ''],
    ['/usr/java', ''],
    ['/opt/java', ''],
    ['/opt', ''],
    ['/Library/Java/JavaVirtualMachines', 'Contents/Home'],
    ['/opt/homebrew/opt', ''],
    [path.join(home, '.sdkman/candidates/java'), ''],
    [path.join(home, '.jdks'), ''],
  ];
  for (const [folder, below] of common) {
    for (const name of machine.listFolder(folder).sort()) {
      const candidate = path.join(folder, name, below);
      found.push({ java: path.join(candidate, 'bin', 'java'), from: candidate });
    }
  }
  const seen = new Set<string>();
  return found.filter(({ java, from }) => {
    const named = from === 'ES_JAVA_HOME' || from === 'JAVA_HOME';
    // A named folder without a Java is kept: that it was named and is wrong belongs into the sentence.
    if (!machine.fileExists(java)) return named;
    const real = machine.resolveRealPath(java);
    if (seen.has(real)) return false;
    seen.add(real);
    return true;
  });
}

/**
 * Finds a Java that Elasticsearch runs on, and that `account` may run where the server has to run as another user.
 * A named one that won't do is said through `onLog` when another does.
 * @throws ElasticsearchError one sentence: what was found, why it won't do, what to do
 */
export async function findJava(
  options: { account?: OsAccount; onLog?: (line: string) => void; machine?: JavaSearchSystem } = {}
): Promise<JavaInstallation> {
  const { account, onLog = () => {}, machine = localSystem } = options;
  const rejections: string[] = [];
  for (const { java, from } of listJavaCandidates(machine)) {
    const where = from === 'PATH' ? `${java} (PATH)` : from;
    if (!machine.fileExists(java)) {
      rejections.push(`${from} names ${path.dirname(path.dirname(java))}, which has no bin/java`);
      continue;
    }
    const output = await machine.readJavaSettings(java, account);
    const found = output === undefined ? undefined : parseJavaSettings(output);
    if (found && found.major >= MIN_JAVA_VERSION && found.major <= MAX_JAVA_VERSION) {
      if (rejections.length > 0)
        onLog(`Using Java ${found.version} in ${found.home} (${rejections.join('; ')}).`);
      return found;
    }
    if (found) {
      rejections.push(
        `Java ${found.version} in ${where} is too ${found.major < MIN_JAVA_VERSION ? 'old' : 'new'}`
      );
    } else if (account && (await machine.readJavaSettings(java)) !== undefined) {
      rejections.push(
        `${where} can't be run by the user ${account.name}, as which the server must run`
      );
    } else {
      rejections.push(`${where} does not run`);
    }
  }
  throw new ElasticsearchError(
    `Elasticsearch ${ELASTICSEARCH_VERSION} needs Java ${MIN_JAVA_VERSION} to ${MAX_JAVA_VERSION}, and none was found` +
      `${rejections.length > 0 ? ` (${rejections.join('; ')})` : ''}: install one (Debian and Ubuntu: ` +
      'apt install openjdk-17-jre-headless; Fedora: dnf install java-17-openjdk-headless), ' +
      `or set ES_JAVA_HOME to its folder, ${USE_OTHER_SERVER_HINT}.`
  );
}

const localSystem: JavaSearchSystem = {
  env: process.env,
  fileExists: existsSync,
  resolveRealPath: realpathSync,
  listFolder(folder) {
    try {
      return readdirSync(folder);
    } catch {
      return [];
    }
  },
  readJavaSettings(java, account) {
    return new Promise((resolve) => {
      try {
        execFile(
          java,
          ['-Xmx32m', '-XshowSettings:properties', '-version'],
          {
            cwd: '/',
            timeout: PROBE_TIMEOUT_MS,
            maxBuffer: 1 << 20,
            env: { PATH: process.env.PATH },
            ...(account ? { uid: account.uid, gid: account.gid } : {}),
          },
          (error, stdout, stderr) => resolve(error ? undefined : stdout + stderr)
        );
      } catch {
        resolve(undefined);
      }
    });
  },
};
