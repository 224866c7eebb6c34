import { ElasticsearchError } from './errors';
import {
  findJava,
  listJavaCandidates,
  parseMajorVersion,
  type JavaSearchSystem,
  parseJavaSettings,
} from './find_java';

const settings = (version: string, home: string) =>
  [
    'Picked up _JAVA_OPTIONS: -Dx = y',
    'Property settings:',
    '    file.separator = /',
    `    java.home = ${home}`,
    `    java.version = ${version}`,
    `openjdk version "${version}" 2025-04-15`,
  ].join('\n');

/** A machine with these Javas: path of the command → version, or 'broken', or 'private' (to be run by ourselves only). */
function machine(
  javas: Record<string, string>,
  env: NodeJS.ProcessEnv = {},
  links: Record<string, string> = {}
): JavaSearchSystem {
  const all = { ...javas, ...links };
  return {
    env: { HOME: '/home/dev', PATH: '/usr/bin:/bin', ...env },
    fileExists: (file) => file in all,
    resolveRealPath: (file) => links[file] ?? file,
    listFolder: (folder) => [
      ...new Set(
        Object.keys(all)
          .filter((file) => file.startsWith(`${folder}/`))
          .map((file) => file.slice(folder.length + 1).split('/')[0]!)
      ),
    ],
    async readJavaSettings(java, account) {
      const version = javas[links[java] ?? java];
      if (version === undefined || version === 'broken') return undefined;
      if (version.startsWith('private '))
        return account ? undefined : settings(version.slice(8), '/private');
      return settings(version, (links[java] ?? java).replace('/bin/java', ''));
    },
  };
}

async function sentence(found: Promise<unknown>): Promise<string> {
  const error = await found.then(
    () => undefined,
    (each: unknown) => each
  );
  expect(error).toBeInstanceOf(ElasticsearchError);
  return (error as Error).message;
}

test.each([
  ['17.0.15', 17],
  ['21', 21],
  ['22-ea', 22],
  ['1.8.0_392', 8],
  ['11.0.2', 11],
  ['9', 9],
  ['25.0.3', 25],
  ['', undefined],
  ['ea', undefined],
])('the feature release of version %j is %s', (version, major) => {
  expect(parseMajorVersion(version)).toBe(major);
});

test('reads home and version out of what java prints', () => {
  expect(parseJavaSettings(settings('17.0.15', '/usr/lib/jvm/my java = 17'))).toEqual({
    home: '/usr/lib/jvm/my java = 17',
    version: '17.0.15',
    major: 17,
  });
  expect(parseJavaSettings('java: command not found')).toBeUndefined();
});

test('believes ES_JAVA_HOME before JAVA_HOME before PATH before what lies about', () => {
  const javas = {
    '/es/bin/java': '17',
    '/jh/bin/java': '17',
    '/usr/bin/java': '17',
    '/usr/lib/jvm/b/bin/java': '17',
    '/usr/lib/jvm/a/bin/java': '17',
  };
  const found = listJavaCandidates(machine(javas, { ES_JAVA_HOME: '/es', JAVA_HOME: '/jh' }));
  expect(found.map(({ from }) => from)).toEqual([
    'ES_JAVA_HOME',
    'JAVA_HOME',
    'PATH',
    '/usr/lib/jvm/a',
    '/usr/lib/jvm/b',
  ]);
});

test('a Java that is reached in two ways is tried once', () => {
  const found = listJavaCandidates(
    machine({ '/usr/lib/jvm/a/bin/java': '17' }, {}, { '/usr/bin/java': '/usr/lib/jvm/a/bin/java' })
  );
  expect(found).toEqual([{ java: '/usr/bin/java', from: 'PATH' }]);
});

test('passes over one that is too new, and says so', async () => {
  const lines: string[] = [];
  const java = await findJava({
    machine: machine(
      { '/jh/bin/java': '25.0.3', '/usr/lib/jvm/a/bin/java': '17.0.15' },
      { JAVA_HOME: '/jh' }
    ),
    onLog: (line) => lines.push(line),
  });
  expect(java).toEqual({ home: '/usr/lib/jvm/a', version: '17.0.15', major: 17 });
  expect(lines).toEqual([
    'Using Java 17.0.15 in /usr/lib/jvm/a (Java 25.0.3 in JAVA_HOME is too new).',
  ]);
});

test.each(['17', '21.0.2', '23'])('takes Java %s', async (version) => {
  expect((await findJava({ machine: machine({ '/usr/bin/java': version }) })).version).toBe(
    version
  );
});

test.each([
  ['16', 'old'],
  ['1.8.0_392', 'old'],
  ['24', 'new'],
])('refuses Java %s as too %s', async (version, why) => {
  expect(await sentence(findJava({ machine: machine({ '/usr/bin/java': version }) }))).toContain(
    `Java ${version} in /usr/bin/java (PATH) is too ${why}`
  );
});

test('says what to do when there is none', async () => {
  const text = await sentence(findJava({ machine: machine({}) }));
  expect(text).toMatch(
    /^Elasticsearch \S+ needs Java 17 to 23, and none was found: install one .*ES_JAVA_HOME.*ELASTICSEARCH_URL/
  );
});

test('says that a named folder has no Java, and that one does not run', async () => {
  const text = await sentence(
    findJava({ machine: machine({ '/usr/bin/java': 'broken' }, { JAVA_HOME: '/gone' }) })
  );
  expect(text).toContain(
    'JAVA_HOME names /gone, which has no bin/java; /usr/bin/java (PATH) does not run'
  );
});

test('as root, takes one that the other user may run, and names the one that only root may', async () => {
  const account = { name: 'nobody', uid: 65534, gid: 65534 };
  const hidden = machine({ '/usr/bin/java': 'private 21' });
  expect(await sentence(findJava({ account, machine: hidden }))).toContain(
    "/usr/bin/java (PATH) can't be run by the user nobody"
  );
  const both = machine({ '/usr/bin/java': 'private 21', '/usr/lib/jvm/a/bin/java': '17' });
  expect((await findJava({ account, machine: both })).home).toBe('/usr/lib/jvm/a');
});
