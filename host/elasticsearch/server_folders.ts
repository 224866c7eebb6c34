import { createHash } from 'node:crypto';
import {
  chmodSync,
  chownSync,
  existsSync,
  lchownSync,
  lstatSync,
  mkdirSync,
  readdirSync,
  readlinkSync,
  realpathSync,
  rmSync,
  statSync,
  symlinkSync,
} from 'node:fs';
import path from 'node:path';
import {
  type OsAccount,
  listLocalAccounts,
  isRoot,
  canAccessFolder,
  findUnprivilegedAccount,
  findUserName,
} from './os_account';
import { getErrorCode, ElasticsearchError } from './errors';

/** Where root keeps what the server's user can't reach below the data folder. First that can be made. */
const SHARED_FOLDERS = ['/var/lib/request-trace', '/var/tmp/request-trace'];
const SERVER_FOLDER_NAME = 'elasticsearch';

export interface ServerFolders {
  /** User to run the server as; undefined: ourselves. */
  account?: OsAccount;
  /** Holds the others and what we write about the server. */
  run: string;
  data: string;
  logs: string;
  config: string;
  tmp: string;
  /** Folder in which `elasticsearch-<version>` is or is to be unpacked. */
  distributions: string;
  /** The data of a data folder that has been removed since is to go: known once nobody else uses it. */
  startsOver: boolean;
}

export interface ServerFolderOptions {
  dataDir: string;
  distributionDir?: string;
  onLog?: (line: string) => void;
  /** Replaced by tests. */
  sharedFolders?: string[];
}

/** Makes a folder and its parents readable for all, whatever the umask: the server's user has to come through. */
function makeOpenFolder(folder: string): void {
  if (existsSync(folder)) return;
  makeOpenFolder(path.dirname(folder));
  try {
    mkdirSync(folder);
    chmodSync(folder, 0o755);
  } catch (error) {
    if (getErrorCode(error) !== 'EEXIST') throw error;
  }
}

function createFolderError(folder: string, error?: unknown): ElasticsearchError {
  let nearest = folder;
  while (!existsSync(nearest) && path.dirname(nearest) !== nearest) nearest = path.dirname(nearest);
  const code = getErrorCode(error);
  if (code === 'ENOSPC')
    return new ElasticsearchError(
      `The disk of ${nearest} is full: free some space, or set DATA_DIR to a folder on another disk.`
    );
  if (code === 'EROFS')
    return new ElasticsearchError(
      `The disk of ${nearest} is read-only: set DATA_DIR to a folder that can be written.`
    );
  if (code === 'ENOTDIR' || code === 'EEXIST')
    return new ElasticsearchError(
      `${nearest} is a file, and a folder is needed there: set DATA_DIR to another folder.`
    );
  const owner = findUserName(statSync(nearest).uid);
  const self = findUserName(process.getuid?.() ?? 0);
  // Only what is ours may be given away: the nearest folder that exists could be anybody's.
  const giveAway =
    nearest === folder && path.basename(folder) === SERVER_FOLDER_NAME
      ? `, or give it away (sudo chown -R ${self} '${nearest}')`
      : '';
  return new ElasticsearchError(
    `The folder ${nearest} belongs to ${owner}, and ${self} may not write there: run as ${owner}${giveAway}, or set DATA_DIR to a folder of your own.`
  );
}

/** As root, what we make belongs to whoever owns the folder it is in, so that its owner can go on using and removing it. */
export function giveToOwner(file: string): void {
  if (!isRoot()) return;
  const { uid, gid } = statSync(path.dirname(file));
  lchownSync(file, uid, gid);
}

/** Makes a folder that the server writes to. */
function makeServerFolder(folder: string, account: OsAccount | undefined): void {
  mkdirSync(folder, { recursive: true });
  if (account && statSync(folder).uid !== account.uid) chownSync(folder, account.uid, account.gid);
}

/** A folder of root's own that nobody else can have prepared, as one may in /var/tmp. */
function makeSharedFolder(candidates: string[]): string {
  for (const folder of candidates) {
    try {
      makeOpenFolder(folder);
      const found = lstatSync(folder);
      if (found.isDirectory() && found.uid === 0 && (found.mode & 0o022) === 0) return folder;
    } catch {
      // Read-only or missing: the next.
    }
  }
  throw new ElasticsearchError(
    `Elasticsearch can't run as root, its data folder can't be reached by other users, and none of ${candidates.join(', ')} can be made: ` +
      'set DATA_DIR to a folder that other users may enter, or start as a normal user.'
  );
}

/** Folder below the shared one that stands for a data folder: same data folder, same place, so that data survives. */
function createSharedFolderName(dataDir: string): string {
  const hash = createHash('sha256').update(dataDir).digest('hex').slice(0, 12);
  const safe = path
    .basename(path.dirname(dataDir))
    .replace(/[^A-Za-z0-9._-]/g, '_')
    .slice(0, 40);
  return `${safe}-${hash}`;
}

/**
 * Chooses where the server's files lie and as whom it runs, and makes the folders.
 *
 * Normally all is below `dataDir`. As root the server runs as the owner of the folder when that is a normal user (so that
 * root and that user can take turns), and as nobody otherwise. When that user can't get to `dataDir` since a parent folder
 * is private (a clone below /root), the server's files go to a folder of root's in /var/lib, and `dataDir/elasticsearch`
 * is a symbolic link to it; a removed link means that the data was removed.
 * @throws ElasticsearchError when a folder can't be made or written
 */
export function prepareFolders(options: ServerFolderOptions): ServerFolders {
  const { onLog = () => {}, sharedFolders = SHARED_FOLDERS } = options;
  try {
    makeOpenFolder(options.dataDir);
  } catch (error) {
    throw createFolderError(options.dataDir, error);
  }
  const dataDir = realpathSync(options.dataDir);
  let run = path.join(dataDir, SERVER_FOLDER_NAME);
  let distributions = path.resolve(options.distributionDir ?? dataDir);
  let account: OsAccount | undefined;
  let startsOver = false;

  try {
    makeOpenFolder(run);
    if (isRoot()) {
      account = findUnprivilegedOwner(run) ?? findUnprivilegedAccount(listLocalAccounts());
      if (!canAccessFolder(run, account, false)) {
        const shared = makeSharedFolder(sharedFolders);
        const sharedServerFolder = path.join(shared, createSharedFolderName(dataDir));
        startsOver = existsSync(sharedServerFolder) && !isLinkTo(run, sharedServerFolder);
        makeOpenFolder(sharedServerFolder);
        account =
          findUnprivilegedOwner(sharedServerFolder) ?? findUnprivilegedAccount(listLocalAccounts());
        replaceFolderWithLink(run, sharedServerFolder);
        onLog(
          `${dataDir} can't be reached by the user ${account.name}, as which Elasticsearch runs (it refuses root): its data is in ${sharedServerFolder}.`
        );
        run = sharedServerFolder;
      }
      makeOpenFolder(distributions);
      if (!canAccessFolder(distributions, account, false))
        distributions = makeSharedFolder(sharedFolders);
    } else if (!canAccessFolder(run, undefined, true)) {
      throw createFolderError(run);
    }
    const folders = {
      account,
      run,
      data: path.join(run, 'data'),
      logs: path.join(run, 'logs'),
      config: path.join(run, 'config'),
      tmp: path.join(run, 'tmp'),
      distributions,
      startsOver,
    };
    for (const folder of [folders.data, folders.logs]) {
      makeServerFolder(folder, account);
      if (!canAccessFolder(folder, account, true)) throw createFolderError(folder);
    }
    return folders;
  } catch (error) {
    throw error instanceof ElasticsearchError ? error : createFolderError(run, error);
  }
}

function findUnprivilegedOwner(folder: string): OsAccount | undefined {
  const { uid, gid } = statSync(folder);
  if (uid === 0) return undefined;
  return {
    name: findUserName(uid),
    uid,
    gid: listLocalAccounts().find((account) => account.uid === uid)?.gid ?? gid,
  };
}

function isLinkTo(link: string, target: string): boolean {
  try {
    return readlinkSync(link) === target;
  } catch {
    return false;
  }
}

/** Puts the link in the place of the folder, unless that one already holds data (made when it could be reached). */
function replaceFolderWithLink(link: string, target: string): void {
  if (isLinkTo(link, target)) return;
  if (lstatSync(link).isDirectory() && readdirSync(link).length > 0) {
    throw new ElasticsearchError(
      `${link} has the data of an earlier server, but the user as which Elasticsearch runs can't reach it any more: ` +
        'let other users enter its parent folders, or remove it, or set DATA_DIR to another folder.'
    );
  }
  rmSync(link, { recursive: true });
  symlinkSync(target, link);
}
