import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import http from 'node:http';
import type { AddressInfo } from 'node:net';
import os from 'node:os';
import path from 'node:path';
import { parsePasswd, findUnprivilegedAccount } from './os_account';
import { formatElasticsearchYml, defaultHeapOptions, adaptJvmOptions } from './write_configuration';
import { toAuthorizationHeader } from './auth';
import {
  connectElasticsearch,
  readServerVersion,
  readServerFromEnv,
  createUnreachableError,
} from './connect';
import { isUnpacked, describeMavenFailure } from './distribution';
import { explainKnownCause, lastLines } from './startup_failure';
import { prepareFolders } from './server_folders';
import {
  createFolderInUseError,
  readDataFolderLock,
  lockDataFolder,
  writeDataFolderLock,
} from './data_folder_lock';
import { isProcessAlive, parseProcStat, identifyProcess } from './process_info';
import { assertFreeSpace } from './start_elasticsearch';
import { ELASTICSEARCH_VERSION } from './version';

let folder: string;
beforeEach(() => {
  folder = mkdtempSync(path.join(os.tmpdir(), 'request-trace-'));
});
afterEach(() => rmSync(folder, { recursive: true, force: true }));

const asRoot = process.getuid?.() === 0 ? test : test.skip;
const asUser = process.getuid?.() === 0 ? test.skip : test;

test('pom.xml unpacks the version that we say', () => {
  expect(readFileSync(path.join(__dirname, 'pom.xml'), 'utf8')).toContain(
    `<elasticsearch.version>${ELASTICSEARCH_VERSION}</elasticsearch.version>`
  );
});

describe('the user to run as', () => {
  test('is nobody, else daemon, else the number for nobody; never root', () => {
    const passwd = parsePasswd(
      'root:x:0:0:root:/root:/bin/sh\n\n+::::::\ndaemon:x:1:1:d:/:/bin/false\nnobody:x:65534:65533:n:/:/bin/false\n'
    );
    expect(findUnprivilegedAccount(passwd)).toEqual({ name: 'nobody', uid: 65534, gid: 65533 });
    expect(findUnprivilegedAccount(passwd.slice(0, 2)).name).toBe('daemon');
    expect(findUnprivilegedAccount([{ name: 'nobody', uid: 0, gid: 0 }]).uid).toBe(65534);
  });
});

describe('configuration', () => {
  test('quotes paths and binds loopback only', () => {
    const text = formatElasticsearchYml({ data: '/a b: "c"/#d', logs: '/l' }, 0);
    expect(text).toContain('path.data: "/a b: \\"c\\"/#d"\n');
    expect(text).toContain('network.host: "127.0.0.1"\n');
    expect(text).toContain('http.port: 0\n');
  });

  test("writes nothing into the server's own folder", () => {
    const text = adaptJvmOptions(
      '-XX:+UseG1GC\n-XX:HeapDumpPath=data\n-XX:ErrorFile=logs/x.log\n-Xlog:gc*:file=logs/gc.log\n20-:--add-modules=m\n',
      '/my logs'
    );
    expect(text).toBe(
      '-XX:+UseG1GC\n20-:--add-modules=m\n-XX:ErrorFile=/my logs/hs_err_pid%p.log\n'
    );
  });

  test('has a heap of 1 GiB unless the options set one', () => {
    expect(defaultHeapOptions('')).toBe('-Xms1g\n-Xmx1g\n');
    expect(defaultHeapOptions('-Dx=y')).toBe('-Xms1g\n-Xmx1g\n');
    expect(defaultHeapOptions('-Dx=y -Xmx512m')).toBe('');
    expect(defaultHeapOptions('-XX:MaxRAMPercentage=50')).toBe('');
  });
});

describe('a failed start', () => {
  const ending = { exitCode: 1, port: 9200, dataDir: '/d', logFile: '/l' };
  test.each([
    ['java.io.IOException: No space left on device', /^The disk of \/d is full/],
    [
      'IllegalStateException: failed to obtain node locks, tried [/d]',
      /in use by another Elasticsearch/,
    ],
    ['BindHttpException: Failed to bind to 127.0.0.1:9200', /^Port 9200 .* is taken/],
    [
      "x\nUnrecognized VM option 'Nonsense'\ny",
      /ES_JAVA_OPTS \(Unrecognized VM option 'Nonsense'\)/,
    ],
    [
      "OpenJDK 64-Bit Server VM warning: os::commit_memory failed; error='Cannot allocate memory'",
      /too little memory/,
    ],
    ['cannot downgrade a node from version [8.15.0] to version [8.12.2]', /another version than/],
    ['org.elasticsearch.gateway.CorruptStateException: x', /is damaged/],
    ['java.nio.file.AccessDeniedException: /d/node.lock', /\/d\/node\.lock/],
  ])('%j has a sentence', (output, expected) => {
    expect(explainKnownCause({ ...ending, output })).toMatch(expected);
  });

  test('by a kill is put down to memory; an unknown one to nothing', () => {
    expect(explainKnownCause({ ...ending, output: '', exitCode: 137 })).toContain('ES_JAVA_OPTS');
    expect(explainKnownCause({ ...ending, output: 'something else' })).toBeUndefined();
  });

  test('shows the last lines without stack frames, bounded', () => {
    const shown = lastLines(
      `${'old\n'.repeat(50)}ERROR: x\n\tat a.b\n\t... 3 more\n\n${'y'.repeat(10_000)}\n`
    ).split('\n');
    expect(shown).toHaveLength(12);
    expect(shown[10]).toBe('  ERROR: x');
    expect(shown[11]!.length).toBeLessThan(310);
  });

  test.each([
    [
      '[INFO] a\n[ERROR] Failed: Could not transfer artifact x from central: Unknown host\n',
      /\(Failed: Could not transfer.*~\/\.m2\/settings\.xml.*ELASTICSEARCH_URL/,
    ],
    ['[ERROR] java.io.IOException: No space left on device', /full/],
    ['', /it said nothing/],
  ])('of Maven (%j) has a sentence', (output, expected) => {
    expect(describeMavenFailure(output, '/d')).toMatch(expected);
  });
});

describe('free space', () => {
  test('is asked for in bytes, not in percent', async () => {
    await expect(
      assertFreeSpace('/d', 500 * 2 ** 20, async () => 600 * 2 ** 20)
    ).resolves.toBeUndefined();
    await expect(assertFreeSpace('/d', 500 * 2 ** 20, async () => 20 * 2 ** 20)).rejects.toThrow(
      'The disk of /d has 20 MiB left, and Elasticsearch needs 500 MiB'
    );
  });

  test('of a real folder can be read', async () => {
    await expect(assertFreeSpace(folder, 2 ** 60)).rejects.toThrow(folder);
  });
});

describe('the holder of a data folder', () => {
  const file = () => path.join(folder, 'holder.json');

  test('keeps others out while it lives', async () => {
    await lockDataFolder(file(), folder);
    writeDataFolderLock(file(), {
      program: identifyProcess(process.pid)!,
      url: 'http://127.0.0.1:1',
    });
    await expect(lockDataFolder(file(), folder)).rejects.toThrow(
      `in use (process ${process.pid}, Elasticsearch on http://127.0.0.1:1)`
    );
  });

  test.each([
    ['of a process that is gone', { program: { pid: 2 ** 22 + 1, started: '1' } }],
    [
      'whose number another process has got since',
      { program: { pid: process.pid, started: 'earlier' } },
    ],
    [
      'whose server is gone',
      {
        program: { pid: 2 ** 22 + 1, started: '1' },
        server: { pid: process.pid, started: 'earlier' },
      },
    ],
  ])('is followed when it is one %s', async (_, holder) => {
    writeDataFolderLock(file(), holder);
    await lockDataFolder(file(), folder);
    expect(readDataFolderLock(file())?.program).toEqual(identifyProcess(process.pid));
  });

  test('is followed when its file is of no use', async () => {
    writeFileSync(file(), '{"prog');
    await lockDataFolder(file(), folder);
    expect(readDataFolderLock(file())?.program.pid).toBe(process.pid);
  });

  test('is waited for while its watchdog still stops the server, and no longer than that', async () => {
    writeDataFolderLock(file(), {
      program: { pid: 2 ** 22 + 1, started: '1' },
      watchdog: identifyProcess(process.pid),
    });
    const lines: string[] = [];
    await expect(
      lockDataFolder(file(), folder, { waitMs: 300, onLog: (line) => lines.push(line) })
    ).rejects.toThrow('in use');
    expect(lines).toEqual(['Waiting for the Elasticsearch of an earlier run to stop…']);
  });

  test('is named without an address while it starts', () => {
    expect(createFolderInUseError('/d', { program: { pid: 7, started: '' } }).message).toBe(
      'The data folder /d is in use (process 7): stop that one first, or set DATA_DIR to another folder.'
    );
  });

  test('process identities survive odd command names', () => {
    const fields = Array.from({ length: 40 }, (_, n) => String(n + 3)).slice(1);
    expect(parseProcStat(`12 (a) b (c) S ${fields.join(' ')}`)).toEqual({
      state: 'S',
      started: '22',
    });
    expect(isProcessAlive(identifyProcess(process.pid)!)).toBe(true);
    expect(identifyProcess(-1)).toBeUndefined();
  });
});

describe('the folders', () => {
  test('a file in the way has a sentence', () => {
    writeFileSync(path.join(folder, 'f'), '');
    expect(() => prepareFolders({ dataDir: path.join(folder, 'f') })).toThrow(/f is a file/);
  });

  test('a half unpacked server is not taken for one', () => {
    mkdirSync(
      path.join(folder, '.unpacking-1-x', `elasticsearch-${ELASTICSEARCH_VERSION}`, 'bin'),
      {
        recursive: true,
      }
    );
    writeFileSync(
      path.join(
        folder,
        '.unpacking-1-x',
        `elasticsearch-${ELASTICSEARCH_VERSION}`,
        'bin',
        'elasticsearch'
      ),
      ''
    );
    expect(isUnpacked(folder)).toBe(false);
  });

  asUser("someone else's has a sentence", () => {
    expect(() => prepareFolders({ dataDir: '/usr/request-trace' })).toThrow(
      /^The folder \/usr belongs to root, and .* may not write there: run as root, or set DATA_DIR/
    );
  });

  asRoot(
    'behind a private one are put elsewhere, found again, and started over when removed',
    () => {
      const shared = '/var/tmp/request-trace-unit-test';
      rmSync(shared, { recursive: true, force: true });
      try {
        const options = { dataDir: path.join(folder, 'clone', '.data'), sharedFolders: [shared] };
        const lines: string[] = [];
        const first = prepareFolders({ ...options, onLog: (line) => lines.push(line) });
        expect(first.run.startsWith(`${shared}/clone-`)).toBe(true);
        expect(first.startsOver).toBe(false);
        expect(lines.join()).toContain(first.run);
        expect(prepareFolders(options)).toEqual(first);
        rmSync(options.dataDir, { recursive: true });
        expect(prepareFolders(options)).toEqual({ ...first, startsOver: true });
      } finally {
        rmSync(shared, { recursive: true, force: true });
      }
    }
  );
});

describe('ELASTICSEARCH_URL', () => {
  const url = 'http://localhost:9200/';

  test('comes with its credentials, which never stay in the address', () => {
    expect(readServerFromEnv({})).toBeUndefined();
    expect(readServerFromEnv({ ELASTICSEARCH_URL: url })).toEqual({ url: new URL(url) });
    const named = readServerFromEnv({ ELASTICSEARCH_URL: 'https://al%40ice:p%3Aw@h:9/path/?x#y' });
    expect(named?.url.href).toBe('https://h:9/path/');
    expect(named?.auth).toEqual({ username: 'al@ice', password: 'p:w' });
    expect(
      readServerFromEnv({
        ELASTICSEARCH_URL: url,
        ELASTICSEARCH_API_KEY: 'k',
        ELASTICSEARCH_USERNAME: 'u',
      })?.auth
    ).toEqual({ apiKey: 'k' });
    expect(
      readServerFromEnv({
        ELASTICSEARCH_URL: url,
        ELASTICSEARCH_USERNAME: 'u',
        ELASTICSEARCH_PASSWORD: 'p',
      })?.auth
    ).toEqual({ username: 'u', password: 'p' });
    expect(toAuthorizationHeader({ username: 'u', password: 'p' })).toBe('Basic dTpw');
    expect(() => readServerFromEnv({ ELASTICSEARCH_URL: 'localhost:9200' })).toThrow(
      'is no address'
    );
  });

  test.each([
    ['ECONNREFUSED', 'refuses connections'],
    ['ENOTFOUND', 'not known'],
    ['ETIMEDOUT', 'within 10 s'],
    ['SELF_SIGNED_CERT_IN_CHAIN', 'NODE_EXTRA_CA_CERTS'],
  ])('that fails with %s has a sentence', (code, text) => {
    expect(createUnreachableError(url, Object.assign(new Error('x'), { code })).message).toContain(
      text
    );
  });

  test('judges what answers', () => {
    const headers = { 'x-elastic-product': 'Elasticsearch' };
    expect(
      readServerVersion(
        url,
        { status: 200, headers, body: '{"version":{"number":"8.15.0"}}' },
        false
      )
    ).toBe('8.15.0');
    expect(readServerVersion(url, { status: 403, headers, body: '{}' }, true)).toBeUndefined();
    expect(() => readServerVersion(url, { status: 401, headers, body: '' }, false)).toThrow(
      'wants credentials'
    );
    expect(() => readServerVersion(url, { status: 401, headers, body: '' }, true)).toThrow(
      'refuses the credentials'
    );
    expect(() => readServerVersion(url, { status: 200, headers: {}, body: 'hello' }, true)).toThrow(
      'is not Elasticsearch'
    );
    expect(() => readServerVersion(url, { status: 503, headers, body: '' }, true)).toThrow(
      'not available'
    );
  });

  test('is asked with the credentials, and nothing is started', async () => {
    const asked: Array<string | undefined> = [];
    const server = http.createServer((request, response) => {
      asked.push(`${request.url} ${request.headers.authorization}`);
      response.setHeader('X-elastic-product', 'Elasticsearch');
      response.end('{"version":{"number":"9.0.1"}}');
    });
    await new Promise<void>((resolve) => {
      server.listen(0, '127.0.0.1', resolve);
    });
    try {
      const address = `http://127.0.0.1:${(server.address() as AddressInfo).port}/es`;
      const found = await connectElasticsearch({
        dataDir: folder,
        env: { ELASTICSEARCH_URL: `${address}/`, ELASTICSEARCH_API_KEY: 'secret' },
      });
      expect(found).toMatchObject({
        url: address,
        embedded: false,
        version: '9.0.1',
        auth: { apiKey: 'secret' },
      });
      expect(asked).toEqual(['/es/ ApiKey secret']);
      await found.stop();
    } finally {
      await new Promise((resolve) => {
        server.close(resolve);
      });
    }
  });
});
