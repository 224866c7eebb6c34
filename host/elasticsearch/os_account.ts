import { spawnSync } from 'node:child_process';
import { accessSync, constants, readFileSync } from 'node:fs';
import { ElasticsearchError, USE_OTHER_SERVER_HINT } from './errors';

/** A user of the machine, as which the server runs when we are root (Elasticsearch refuses to run as root). */
export interface OsAccount {
  name: string;
  uid: number;
  gid: number;
}

/** Linux' number for `nobody` where /etc/passwd doesn't say. */
const OVERFLOW_UID = 65534;

/** Reads /etc/passwd (`name:x:uid:gid:…`); lines of another form are passed over. */
export function parsePasswd(text: string): OsAccount[] {
  const accounts: OsAccount[] = [];
  for (const line of text.split('\n')) {
    const [name, , uid, gid] = line.split(':');
    if (!name || !/^\d+$/.test(uid ?? '') || !/^\d+$/.test(gid ?? '')) continue;
    accounts.push({ name, uid: Number(uid), gid: Number(gid) });
  }
  return accounts;
}

/** The unprivileged user to drop to: `nobody`, or `daemon`, or the number that Linux keeps for nobody. */
export function findUnprivilegedAccount(accounts: OsAccount[]): OsAccount {
  const isUnprivileged = (account: OsAccount) => account.uid > 0 && account.gid > 0;
  for (const name of ['nobody', 'daemon']) {
    const found = accounts.find((account) => account.name === name);
    if (found && isUnprivileged(found)) return found;
  }
  return { name: String(OVERFLOW_UID), uid: OVERFLOW_UID, gid: OVERFLOW_UID };
}

/** The users of this machine. */
export function listLocalAccounts(): OsAccount[] {
  try {
    return parsePasswd(readFileSync('/etc/passwd', 'utf8'));
  } catch {
    return [];
  }
}

/** Name of a user number, for sentences. */
export function findUserName(uid: number): string {
  return listLocalAccounts().find((account) => account.uid === uid)?.name ?? `user ${uid}`;
}

export function isRoot(): boolean {
  return process.getuid?.() === 0;
}

/**
 * Whether a user may read and enter a folder, and write to it with `write`. Asked of the system as that user, since
 * modes of parent folders, access lists and mount options all count.
 */
export function canAccessFolder(
  folder: string,
  account: OsAccount | undefined,
  write: boolean
): boolean {
  if (!account) {
    try {
      accessSync(folder, constants.R_OK | constants.X_OK | (write ? constants.W_OK : 0));
      return true;
    } catch {
      return false;
    }
  }
  const test = `[ -r "$1" ] && [ -x "$1" ]${write ? ' && [ -w "$1" ]' : ''}`;
  const { uid, gid } = account;
  const result = spawnSync('/bin/sh', ['-c', test, 'sh', folder], {
    uid,
    gid,
    cwd: '/',
    stdio: 'ignore',
  });
  if (result.error) {
    throw new ElasticsearchError(
      `Elasticsearch refuses to run as root, and this process may not become the user ${account.name} ` +
        `(${result.error.message}): start as a normal user, ${USE_OTHER_SERVER_HINT}.`
    );
  }
  return result.status === 0;
}
