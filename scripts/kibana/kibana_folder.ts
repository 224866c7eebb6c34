/** What a Kibana folder says of itself, and whether the plugin can be put into it. */
import { accessSync, constants, existsSync, readFileSync, statSync } from 'node:fs';
import path from 'node:path';

/** A sentence for the user. */
export class UserError extends Error {}

export interface KibanaFolder {
  home: string;
  version: string;
  /** who Kibana runs as when this program runs as root, which Kibana itself refuses; undefined: as who runs this */
  account?: { uid: number; gid: number };
}

/**
 * @param uid of this process; undefined where the system has none
 * @throws UserError where `home` is no Kibana, or not one that this user can change and start
 */
export function readKibanaFolder(
  home: string,
  { uid, allowRoot }: { uid: number | undefined; allowRoot: boolean }
): KibanaFolder {
  const version = readKibanaVersion(home);
  const plugins = path.join(home, 'plugins');
  if (!existsSync(plugins))
    throw new UserError(`${home} has no folder plugins: it is not a complete Kibana.`);
  if (uid === 0) {
    const owner = statSync(plugins);
    if (owner.uid !== 0) return { home, version, account: { uid: owner.uid, gid: owner.gid } };
    if (!allowRoot) {
      throw new UserError(
        `Kibana does not run as root. Give its folder to another user (chown -R kibana ${home}): Kibana is then run as that user. Or say --allow-root.`
      );
    }
  }
  try {
    accessSync(plugins, constants.W_OK);
  } catch {
    throw new UserError(
      `${plugins} can't be written to by this user: run the command as the owner of the folder, or as root (Kibana then runs as the owner).`
    );
  }
  return { home, version };
}

function readKibanaVersion(home: string): string {
  if (!existsSync(home)) throw new UserError(`There is no folder ${home}.`);
  let described: { name?: unknown; version?: unknown; build?: unknown };
  try {
    described = JSON.parse(
      readFileSync(path.join(home, 'package.json'), 'utf8')
    ) as typeof described;
  } catch {
    throw new UserError(`${home} is not a Kibana: it has no package.json that can be read.`);
  }
  if (described.name !== 'kibana' || typeof described.version !== 'string')
    throw new UserError(`${home} is not a Kibana: its package.json says otherwise.`);
  // a checkout of the sources has neither the installer nor a node of its own
  for (const program of ['kibana', 'kibana-plugin']) {
    if (!existsSync(path.join(home, 'bin', program)))
      throw new UserError(
        `${home} has no bin/${program}: name the folder of an unpacked Kibana release.`
      );
  }
  return described.version;
}
