import { existsSync, mkdirSync, readFileSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { compile, type CompiledFile } from './compile';
import { hashInputs } from './hash_inputs';
import { withLock } from './folder_lock';
import { writePluginFolder, zipPluginFolder } from './package_plugin';
import { createPublicConfig, createServerConfig } from './rspack_config';

/**
 * What the entry may weigh, in bytes of the minified file as it lies on disk (before gzip or Brotli): every page of
 * Kibana loads every plugin's entry.
 */
export const MAX_ENTRY_BYTES = 15 * 1024;

export interface BuildOptions {
  /** the project's folder */
  root: string;
  /** the folder with public/, server/ and common/, when it isn't `root` */
  sourceFolder?: string;
  kibanaVersion?: string;
  /** unminified, with source maps; no budget */
  isDev?: boolean;
  /** build although nothing has changed since the last build */
  force?: boolean;
}

export interface BuildResult {
  /** the unpacked plugin */
  folder: string;
  zip: string;
  version: string;
  /** false where the last build's result was still good */
  isRebuilt: boolean;
  publicFiles: CompiledFile[];
}

const INPUT_PATHS = [
  'public',
  'server',
  'common',
  'translations',
  'LICENSE',
  'NOTICE',
  '.i18nrc.json',
  'kibana.json',
  'package.json',
  'package-lock.json',
  'scripts/bundle',
];

/**
 * Builds both halves of the plugin, lays them out below build/kibana/ and zips them.
 * @throws Error on compile errors and on an entry above the budget
 */
export function buildPlugin(options: BuildOptions): Promise<BuildResult> {
  return withLock(path.join(options.root, 'target', 'build.lock'), () => buildIfChanged(options));
}

async function buildIfChanged(options: BuildOptions): Promise<BuildResult> {
  const {
    root,
    sourceFolder = root,
    kibanaVersion = '8.12.2',
    isDev = false,
    force = false,
  } = options;
  if (!/^\d{1,4}\.\d{1,4}\.\d{1,4}(-[A-Za-z0-9.]{1,40})?$/.test(kibanaVersion)) {
    throw new Error(`KIBANA_VERSION is a Kibana version such as 8.12.2, not "${kibanaVersion}"`);
  }
  const { id } = JSON.parse(readFileSync(path.join(root, 'kibana.json'), 'utf8')) as { id: string };
  const target = path.join(root, 'target');
  const folder = path.join(root, 'build', 'kibana', id);
  const zip = path.join(root, 'build', `${id}-${kibanaVersion}.zip`);
  const record = path.join(target, 'build.json');
  const inputs = hashInputs(sourceFolder, INPUT_PATHS, [kibanaVersion, String(isDev)]);
  if (
    !force &&
    existsSync(record) &&
    existsSync(zip) &&
    existsSync(path.join(folder, 'kibana.json'))
  ) {
    const last = JSON.parse(readFileSync(record, 'utf8')) as {
      inputs: string;
      version: string;
      publicFiles: CompiledFile[];
    };
    if (last.inputs === inputs)
      return {
        folder,
        zip,
        version: last.version,
        isRebuilt: false,
        publicFiles: last.publicFiles,
      };
  }

  mkdirSync(target, { recursive: true });
  const settings = { root: sourceFolder, target, pluginId: id, dev: isDev };
  const publicFiles = (await compile(createPublicConfig(settings))).filter(
    (file) => !file.name.endsWith('.map')
  );
  await compile(createServerConfig(settings));
  const entry = publicFiles.find((file) => file.initial);
  if (!entry) throw new Error('The browser half has no entry');
  if (!isDev && entry.size > MAX_ENTRY_BYTES) {
    throw new Error(
      `The browser half's entry ${entry.name} has ${entry.size} bytes, and the budget is ${MAX_ENTRY_BYTES}: load more of it lazily (import())`
    );
  }
  // Laid out beside, then moved: a build that fails leaves the last good one in place.
  const version = writePluginFolder({
    root,
    target,
    folder: `${folder}.part`,
    kibanaVersion,
    compress: !isDev,
  });
  rmSync(folder, { recursive: true, force: true });
  renameSync(`${folder}.part`, folder);
  await zipPluginFolder(folder, id, `${zip}.part`);
  renameSync(`${zip}.part`, zip);
  writeFileSync(record, JSON.stringify({ inputs, version, publicFiles }));
  return { folder, zip, version, isRebuilt: true, publicFiles };
}
