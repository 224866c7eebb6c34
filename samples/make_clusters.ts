/**
 * Developer's tool: makes samples/clusters/ from folders of labelled cluster logs, one folder a cluster, its name the
 * cluster's:
 *   npx tsx samples/make_clusters.ts <folder>…
 * A folder has raw/ (component and container logs), audit.log.gz, events.jsonl.gz, labels.jsonl.gz, operations.jsonl,
 * diagnosis.json and reqids.json. The logs are kept once, byte for byte, packed with Brotli; the reqIDs are not in them but
 * follow from labels and reqids when a set is loaded.
 */
import { createHash } from 'node:crypto';
import { mkdirSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { basename, dirname, join, resolve } from 'node:path';
import { promisify } from 'node:util';
import { brotliCompress, constants, gunzipSync } from 'node:zlib';
import { createMemoryFile } from './load/log_files';
import { readRecords, type FileReport } from './load/load_files';
import type { ClusterManifest, SampleManifest } from './load/sample_files';

const CLUSTERS_FOLDER = join(__dirname, 'clusters');
const compress = promisify(brotliCompress);

const compressBytes = (bytes: Buffer): Promise<Buffer> =>
  compress(bytes, {
    params: {
      [constants.BROTLI_PARAM_QUALITY]: 11,
      [constants.BROTLI_PARAM_LGWIN]: 24,
      [constants.BROTLI_PARAM_SIZE_HINT]: bytes.length,
    },
  });

const readUnpacked = (path: string): Buffer =>
  path.endsWith('.gz') ? gunzipSync(readFileSync(path)) : readFileSync(path);

function readLogs(folder: string): Map<string, Buffer> {
  const logs = new Map<string, Buffer>();
  const raw = readdirSync(join(folder, 'raw'), { recursive: true, encoding: 'utf8' })
    .filter((name) => /\.log(\.gz)?$/.test(name))
    .sort();
  for (const name of raw)
    logs.set(name.replace(/\.gz$/, ''), readUnpacked(join(folder, 'raw', name)));
  for (const name of ['audit.log', 'events.jsonl'])
    logs.set(name, readUnpacked(join(folder, `${name}.gz`)));
  return logs;
}

/** What was run and what came of it, without the manifests that went to kubectl and what it printed. */
function trimOperations(text: string): string {
  const lines = text
    .split('\n')
    .filter(Boolean)
    .map((line) => {
      const operation = JSON.parse(line) as { commands?: Record<string, unknown>[] };
      const commands = operation.commands?.map(
        ({ stdin: _stdin, stdout: _stdout, ...kept }) => kept
      );
      return JSON.stringify({ ...operation, commands });
    });
  return `${lines.join('\n')}\n`;
}

async function makeCluster(folder: string): Promise<ClusterManifest> {
  const name = basename(folder);
  const target = join(CLUSTERS_FOLDER, name);
  rmSync(target, { recursive: true, force: true });
  const operations = trimOperations(readFileSync(join(folder, 'operations.jsonl'), 'utf8'));
  const { start } = JSON.parse(operations.slice(0, operations.indexOf('\n'))) as { start: string };
  const manifest: ClusterManifest = {
    name,
    year: Number(start.slice(0, 4)),
    from: '9',
    to: '',
    records: 0,
    files: [],
  };
  const write = (path: string, bytes: Buffer | string) => {
    mkdirSync(dirname(join(target, path)), { recursive: true });
    writeFileSync(join(target, path), bytes);
  };
  for (const [path, content] of readLogs(folder)) {
    const report: FileReport = { path, format: 'text', records: 0, unparsed: 0 };
    for await (const { records } of readRecords(
      createMemoryFile(path, content),
      { year: manifest.year },
      report,
      () => undefined
    )) {
      for (const { timestamp } of records) {
        if (timestamp < manifest.from) manifest.from = timestamp;
        if (timestamp > manifest.to) manifest.to = timestamp;
      }
    }
    manifest.records += report.records;
    const sha256 = createHash('sha256').update(content).digest('hex');
    manifest.files.push({ path, bytes: content.length, records: report.records, sha256 });
    write(`logs/${path}.br`, await compressBytes(content));
    console.log(
      `${name}/${path}: ${report.format}, ${report.records} records, ${report.unparsed} not parsed`
    );
  }
  write('labels.jsonl.br', await compressBytes(readUnpacked(join(folder, 'labels.jsonl.gz'))));
  write('operations.jsonl.br', await compressBytes(Buffer.from(operations)));
  for (const file of ['reqids.json', 'diagnosis.json'])
    write(file, readFileSync(join(folder, file)));
  return manifest;
}

async function main(folders: string[]): Promise<void> {
  if (folders.length === 0)
    throw new Error('usage: npx tsx samples/make_clusters.ts <folder of a cluster>…');
  const clusters: ClusterManifest[] = [];
  for (const folder of folders) clusters.push(await makeCluster(resolve(folder)));
  const manifest: SampleManifest = { clusters };
  writeFileSync(join(CLUSTERS_FOLDER, 'manifest.json'), `${JSON.stringify(manifest, null, 1)}\n`);
}

main(process.argv.slice(2)).catch((error: unknown) => {
  console.error(error);
  process.exitCode = 1;
});
