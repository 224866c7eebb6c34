import { pbkdf2Sync, randomBytes } from 'node:crypto';
import { ElasticsearchError } from './errors';

/** A role as roles.yml defines it. https://www.elastic.co/guide/en/elasticsearch/reference/8.12/defining-roles.html */
export interface FileRole {
  cluster?: string[];
  indices?: Array<{
    names: string[];
    privileges: string[];
    allow_restricted_indices?: boolean;
    /** document-level security: one query as JSON; the basic licence refuses searches of users that have one */
    query?: string;
    /** field-level security; the same */
    field_security?: { grant?: string[]; except?: string[] };
  }>;
  applications?: Array<{ application: string; privileges: string[]; resources: string[] }>;
}

export interface FileUser {
  password: string;
  roles: string[];
}

/**
 * Security in the embedded server, switched on for tests: users and roles in files, HTTP without TLS on the loopback. The
 * small distribution can't keep users made through the API: their index needs an analysis module that it lacks.
 */
export interface Security {
  /** may do everything; the server's start is watched as this user */
  superuser: { username: string; password: string };
  users?: Record<string, FileUser>;
  roles?: Record<string, FileRole>;
}

/** Names that need no quoting in any of the files: `users` parts at colons, `users_roles` at colons and commas. */
const UNQUOTED_NAME = /^[A-Za-z0-9_][A-Za-z0-9_.@-]*$/;
const ITERATIONS = 10_000;

/**
 * A password in the form of Elasticsearch's hasher `pbkdf2`, which tells by the prefix how a hash was made: HMAC-SHA-512 with
 * 32 bytes of salt and of key (x-pack-core, authc/support/Hasher). Node has it, and no Java has to be started as for
 * `elasticsearch-users`.
 */
export function hashPassword(password: string, salt: Buffer = randomBytes(32)): string {
  const key = pbkdf2Sync(password, salt, ITERATIONS, 32, 'sha512');
  return `{PBKDF2}${ITERATIONS}$${salt.toString('base64')}$${key.toString('base64')}`;
}

function checkUnquotedName(kind: 'user' | 'role', name: string): string {
  if (UNQUOTED_NAME.test(name)) return name;
  throw new ElasticsearchError(
    `The ${kind} "${name}" can't be written into Elasticsearch's files: use letters, digits, ".", "_", "@" and "-".`
  );
}

/** Lines of elasticsearch.yml. Without security it is said to be off: Elasticsearch's own default is on, with TLS. */
export function createSecuritySettings(
  security: Security | undefined
): Array<[name: string, value: string | boolean]> {
  if (!security) return [['xpack.security.enabled', false]];
  return [
    ['xpack.security.enabled', true],
    ['xpack.security.enrollment.enabled', false],
    ['xpack.security.http.ssl.enabled', false],
    ['xpack.security.transport.ssl.enabled', false],
  ];
}

/**
 * The files of the file realm and of the roles, by name, for the server's configuration folder.
 * @throws ElasticsearchError for a name that the files can't hold
 */
export function createSecurityFiles({
  superuser,
  users = {},
  roles = {},
}: Security): Record<string, string> {
  const all: Record<string, FileUser> = {
    ...users,
    [superuser.username]: { password: superuser.password, roles: ['superuser'] },
  };
  const members = new Map<string, string[]>();
  for (const [user, { roles: held }] of Object.entries(all)) {
    for (const role of held) members.set(role, [...(members.get(role) ?? []), user]);
  }
  const formatLines = (entries: Array<[string, string]>, separator: string) =>
    entries.map(([name, value]) => `${name}${separator}${value}\n`).join('');
  return {
    users: formatLines(
      Object.entries(all).map(([name, { password }]) => [
        checkUnquotedName('user', name),
        hashPassword(password),
      ]),
      ':'
    ),
    users_roles: formatLines(
      [...members].map(([role, names]) => [checkUnquotedName('role', role), names.join(',')]),
      ':'
    ),
    // JSON is YAML; each role is to be on lines of its own
    'roles.yml': formatLines(
      Object.entries(roles).map(([name, role]) => [
        checkUnquotedName('role', name),
        JSON.stringify(role),
      ]),
      ': '
    ),
  };
}
