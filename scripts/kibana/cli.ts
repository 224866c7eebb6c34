/** `npm run kibana -- --home DIR [--elasticsearch URL]`: builds the plugin, installs it into a Kibana and starts that. */
import { existsSync } from 'node:fs';
import path from 'node:path';
import { buildPlugin } from '../bundle/build_plugin';
import { readKibanaFolder, UserError } from './kibana_folder';
import { UsageError } from '../command_line';
import { HELP, buildKibanaArguments, readOptions, type Options } from './options';
import { installPlugin, removePlugin, startKibana, type RunningKibana } from './kibana_processes';
import { readZipManifest } from './zip_manifest';

const ROOT = path.resolve(__dirname, '..', '..');

const print = (line: string): void => void process.stdout.write(`${line}\n`);

async function run(options: Options, interrupted: AbortSignal): Promise<number> {
  const folder = readKibanaFolder(options.home, {
    uid: process.getuid?.(),
    allowRoot: options.allowRoot,
  });
  const wanted = process.env.KIBANA_VERSION || '8.12.2';
  // said before minutes are spent on building
  if (!options.zip && wanted !== folder.version) {
    throw new UserError(
      `${folder.home} is Kibana ${folder.version}, and the zip would be for ${wanted}: KIBANA_VERSION=${folder.version} npm run kibana -- …`
    );
  }
  if (!options.zip) print('[kibana] building …');
  const zip = options.zip ?? (await buildPlugin({ root: ROOT, kibanaVersion: wanted })).zip;
  const { id, version, kibanaVersion } = await readZipManifest(zip);
  if (kibanaVersion !== folder.version) {
    throw new UserError(
      `${folder.home} is Kibana ${folder.version}, and ${zip} is for ${kibanaVersion}: a plugin is built for exactly one version.`
    );
  }
  if (existsSync(path.join(folder.home, 'plugins', id))) await removePlugin(folder, id, print);
  if (interrupted.aborted) return 130;
  await installPlugin(folder, zip, print);
  if (interrupted.aborted) return 130;
  const runsAsRoot = process.getuid?.() === 0 && folder.account === undefined;
  const kibana: RunningKibana = startKibana(
    folder,
    buildKibanaArguments(options, runsAsRoot),
    print,
    (address) =>
      print(`ready ${address} (Kibana ${folder.version} with ${id} ${version}; Ctrl-C stops it)`)
  );
  interrupted.addEventListener('abort', () => kibana.stop());
  const code = await kibana.exited;
  return interrupted.aborted ? 130 : code;
}

async function main(argv: string[]): Promise<number> {
  const interruption = new AbortController();
  // every further signal too: Kibana ends in order, and so do we, after it
  for (const signal of ['SIGINT', 'SIGTERM'] as const)
    process.on(signal, () => interruption.abort());
  try {
    const options = readOptions(argv);
    if (options === 'help') {
      print(HELP);
      return 0;
    }
    return await run(options, interruption.signal);
  } catch (error) {
    if (error instanceof UsageError) {
      process.stderr.write(`${error.message} See npm run kibana -- --help.\n`);
      return 2;
    }
    process.stderr.write(
      `${error instanceof UserError ? error.message : error instanceof Error ? error.stack : String(error)}\n`
    );
    return 1;
  }
}

void main(process.argv.slice(2)).then((code) => process.exit(code));
