import { createHash } from 'node:crypto';
import {
  createWriteStream,
  cpSync,
  existsSync,
  mkdirSync,
  readdirSync,
  readFileSync,
  rmSync,
  writeFileSync,
} from 'node:fs';
import path from 'node:path';
import { pipeline } from 'node:stream/promises';
import { brotliCompressSync, constants } from 'node:zlib';
import { ZipFile } from 'yazl';

/** All files below a folder, as paths relative to it, in a stable order. */
export function listFiles(folder: string, prefix = ''): string[] {
  return readdirSync(path.join(folder, prefix), { withFileTypes: true })
    .sort((a, b) => (a.name < b.name ? -1 : 1))
    .flatMap((entry) => {
      const relative = path.posix.join(prefix, entry.name);
      return entry.isDirectory() ? listFiles(folder, relative) : [relative];
    });
}

/** Kibana serves `<file>.br` in place of `<file>` to browsers that take Brotli. */
function compressPublicFiles(folder: string): void {
  for (const file of listFiles(folder)) {
    if (!file.endsWith('.js')) continue;
    const content = readFileSync(path.join(folder, file));
    writeFileSync(
      path.join(folder, `${file}.br`),
      brotliCompressSync(content, {
        params: { [constants.BROTLI_PARAM_SIZE_HINT]: content.length },
      })
    );
  }
}

/** .i18nrc.json, by which Kibana finds a plugin's translations, and the files that it names; what they were made from stays here. */
function listTranslationFiles(root: string): string[] {
  const list = path.join(root, '.i18nrc.json');
  if (!existsSync(list)) return [];
  return [
    '.i18nrc.json',
    ...((JSON.parse(readFileSync(list, 'utf8')) as { translations?: string[] }).translations ?? []),
  ];
}

export interface PackageOptions {
  root: string;
  target: string;
  /** the unpacked plugin's folder */
  folder: string;
  kibanaVersion: string;
  compress: boolean;
}

/**
 * Lays the built plugin out as Kibana expects it.
 *
 * Browsers keep a plugin's files for a year under its `version`, so the version carries a hash of the built files:
 * another build is another version, the same build the same one.
 * @returns the stamped version
 */
export function writePluginFolder({
  root,
  target,
  folder,
  kibanaVersion,
  compress,
}: PackageOptions): string {
  rmSync(folder, { recursive: true, force: true });
  mkdirSync(path.join(folder, 'target'), { recursive: true });
  cpSync(path.join(target, 'public'), path.join(folder, 'target', 'public'), { recursive: true });
  cpSync(path.join(target, 'server'), path.join(folder, 'server'), { recursive: true });
  for (const extra of ['LICENSE', 'NOTICE', ...listTranslationFiles(root)]) {
    if (existsSync(path.join(root, extra)))
      cpSync(path.join(root, extra), path.join(folder, extra), { recursive: true });
  }
  const hash = createHash('sha256');
  for (const file of listFiles(folder))
    hash
      .update(file)
      .update('\0')
      .update(readFileSync(path.join(folder, file)))
      .update('\0');
  if (compress) compressPublicFiles(path.join(folder, 'target', 'public'));

  const manifest = JSON.parse(readFileSync(path.join(root, 'kibana.json'), 'utf8')) as Record<
    string,
    unknown
  >;
  const packageJson = JSON.parse(readFileSync(path.join(root, 'package.json'), 'utf8')) as {
    version: string;
    license: string;
    description: string;
  };
  const version = `${packageJson.version}-b${hash.digest('hex').slice(0, 12)}`;
  const writeJson = (name: string, value: unknown) =>
    writeFileSync(path.join(folder, name), `${JSON.stringify(value, null, 2)}\n`);
  writeJson('kibana.json', { ...manifest, version, kibanaVersion });
  writeJson('package.json', {
    name: manifest.id,
    version,
    description: packageJson.description,
    license: packageJson.license,
    private: true,
    kibana: { version: kibanaVersion },
  });
  return version;
}

/** Packs the folder as `kibana/<id>/…`, the layout that `kibana-plugin install` unpacks. */
export async function zipPluginFolder(
  folder: string,
  pluginId: string,
  zipFile: string
): Promise<void> {
  const zip = new ZipFile();
  // A fixed time: the same files make the same zip.
  const options = {
    mtime: new Date(Date.UTC(2020, 0, 1)),
    mode: 0o100644,
    forceDosTimestamp: true,
  };
  for (const file of listFiles(folder))
    zip.addFile(path.join(folder, file), `kibana/${pluginId}/${file}`, options);
  zip.end();
  await pipeline(zip.outputStream, createWriteStream(zipFile));
}
