import { pbkdf2Sync } from 'node:crypto';
import { formatElasticsearchYml } from './write_configuration';
import { hashPassword, type Security, createSecurityFiles } from './security';

const security: Security = {
  superuser: { username: 'admin', password: 'secret' },
  users: {
    ann: { password: 'a:b', roles: ['reader', 'writer'] },
    'bob@x.org': { password: 'ü', roles: ['reader'] },
  },
  roles: {
    reader: { indices: [{ names: ['k8s-*'], privileges: ['read'] }] },
    writer: { cluster: ['monitor'] },
  },
};

test('security is off unless it is asked for, and never has TLS', () => {
  const folders = { data: '/d', logs: '/l' };
  expect(formatElasticsearchYml(folders, 0)).toContain('xpack.security.enabled: false\n');
  const on = formatElasticsearchYml(folders, 0, security);
  expect(on).toContain('xpack.security.enabled: true\n');
  expect(on).toContain('xpack.security.http.ssl.enabled: false\n');
  expect(on).toContain('network.host: "127.0.0.1"\n');
});

test('a password is hashed with its salt, and told by nothing else in the files', () => {
  const [, iterations, salt, key] = /^\{PBKDF2\}(\d+)\$([^$]+)\$([^$]+)$/.exec(
    hashPassword('secret')
  )!;
  expect(
    pbkdf2Sync('secret', Buffer.from(salt!, 'base64'), Number(iterations), 32, 'sha512').toString(
      'base64'
    )
  ).toBe(key);
  expect(hashPassword('secret')).not.toBe(hashPassword('secret'));
  expect(Object.values(createSecurityFiles(security)).join('')).not.toContain('secret');
});

test('the files have a line for each user and role', () => {
  const files = createSecurityFiles(security);
  expect(files.users!.split('\n').map((line) => line.split(':')[0])).toEqual([
    'ann',
    'bob@x.org',
    'admin',
    '',
  ]);
  expect(files.users_roles).toBe('reader:ann,bob@x.org\nwriter:ann\nsuperuser:admin\n');
  expect(files['roles.yml']).toBe(
    'reader: {"indices":[{"names":["k8s-*"],"privileges":["read"]}]}\nwriter: {"cluster":["monitor"]}\n'
  );
});

test('a name that would break the files is refused', () => {
  for (const name of ['a:b', 'a,b', 'a\nb', '', '#a', ' a']) {
    expect(() => createSecurityFiles({ ...security, roles: { [name]: {} } })).toThrow(/The role/);
    expect(() =>
      createSecurityFiles({ ...security, users: { [name]: { password: 'x', roles: [] } } })
    ).toThrow(/The user/);
  }
});
