/** `npm run build [-- --dev] [--if-needed] [--sources DIR]`: builds the plugin for the Kibana named by KIBANA_VERSION (8.12.2). */
import { statSync } from 'node:fs';
import path from 'node:path';
import { buildPlugin, MAX_ENTRY_BYTES } from './bundle/build_plugin';

const ROOT = path.resolve(__dirname, '..');

async function main(args: string[]): Promise<void> {
  const sourceFolder = args.includes('--sources')
    ? path.resolve(args[args.indexOf('--sources') + 1] ?? ROOT)
    : undefined;
  const started = Date.now();
  const isDev = args.includes('--dev');
  const result = await buildPlugin({
    root: ROOT,
    sourceFolder,
    isDev,
    force: !args.includes('--if-needed'),
    kibanaVersion: process.env.KIBANA_VERSION || undefined,
  });
  for (const { name, size, initial } of result.publicFiles) {
    const budget =
      initial && !isDev
        ? `  entry; the budget is ${MAX_ENTRY_BYTES} bytes, before compression`
        : '';
    console.log(`${String(size).padStart(9)}  ${name}${budget}`);
  }
  const server = path.join(result.folder, 'server', 'index.js');
  console.log(`${String(statSync(server).size).padStart(9)}  server/index.js`);
  console.log(
    `requestTrace ${result.version} in ${((Date.now() - started) / 1000).toFixed(1)} s: ${path.relative(ROOT, result.zip)}, unpacked in ${path.relative(ROOT, result.folder)}`
  );
}

main(process.argv.slice(2)).catch((error: unknown) => {
  console.error(error instanceof Error ? error.message : error);
  process.exitCode = 1;
});
