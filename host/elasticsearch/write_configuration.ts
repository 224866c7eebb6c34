import {
  appendFileSync,
  chownSync,
  cpSync,
  mkdirSync,
  readdirSync,
  readFileSync,
  rmSync,
  writeFileSync,
} from 'node:fs';
import path from 'node:path';
import type { ServerFolders } from './server_folders';
import { type Security, createSecurityFiles, createSecuritySettings } from './security';

/** Heap of the server unless ES_JAVA_OPTS sets one. */
export const DEFAULT_HEAP = '1g';

/**
 * Text of elasticsearch.yml: one node that only this machine can reach. Port 0 lets the system choose free ones, which the
 * server writes into its logs folder (`node.portsfile`), so no port can be snatched between looking and binding.
 *
 * The disk watermarks are absolute: with Elasticsearch's own (85, 90 and 95 %) a developer's well-filled disk, with
 * hundreds of gigabytes left, would block every index.
 * https://www.elastic.co/guide/en/elasticsearch/reference/8.12/modules-cluster.html#disk-based-shard-allocation
 */
export function formatElasticsearchYml(
  folders: Pick<ServerFolders, 'data' | 'logs'>,
  port: number,
  security?: Security
): string {
  const settings: Array<[name: string, value: string | number | boolean]> = [
    ['cluster.name', 'request-trace'],
    ['node.name', 'embedded'],
    ['path.data', folders.data],
    ['path.logs', folders.logs],
    ['discovery.type', 'single-node'],
    ['network.host', '127.0.0.1'],
    ['http.port', port],
    ['transport.port', 0],
    ['node.portsfile', true],
    ...createSecuritySettings(security),
    ['cluster.routing.allocation.disk.watermark.low', '300mb'],
    ['cluster.routing.allocation.disk.watermark.high', '200mb'],
    ['cluster.routing.allocation.disk.watermark.flood_stage', '100mb'],
  ];
  // JSON is YAML, and quotes paths with spaces, colons and the like.
  return settings.map(([name, value]) => `${name}: ${JSON.stringify(value)}\n`).join('');
}

/**
 * Elasticsearch's jvm.options for a server whose own folder it can't write: fatal errors into our logs, and neither a
 * garbage collection log nor heap dumps, which would fill a developer's disk.
 */
export function adaptJvmOptions(original: string, logs: string): string {
  const dropped = [
    '-XX:HeapDumpPath=',
    '-XX:+HeapDumpOnOutOfMemoryError',
    '-XX:ErrorFile=',
    '-Xlog:gc',
  ];
  const kept = original
    .split('\n')
    .filter((line) => !dropped.some((option) => line.trimStart().startsWith(option)));
  return `${kept.join('\n').trimEnd()}\n-XX:ErrorFile=${logs}/hs_err_pid%p.log\n`;
}

/** Heap options to add: none when the options given have some, since a minimum above a given maximum is refused. */
export function defaultHeapOptions(javaOpts: string): string {
  const given = javaOpts
    .split(/\s+/)
    .some((option) => /^-Xm[sx]|^-XX:(Min|Max|Initial)(RAM|Heap)/.test(option));
  return given ? '' : `-Xms${DEFAULT_HEAP}\n-Xmx${DEFAULT_HEAP}\n`;
}

/** Writes the server's configuration and an empty temporary folder afresh; both belong to the server's user in the end. */
export function writeConfiguration(
  home: string,
  folders: ServerFolders,
  port: number,
  javaOpts: string,
  security?: Security
): void {
  const { config, tmp, account } = folders;
  for (const folder of [config, tmp]) rmSync(folder, { recursive: true, force: true });
  mkdirSync(tmp, { mode: 0o700 });
  mkdirSync(config, { mode: 0o700 });
  cpSync(path.join(home, 'config'), config, { recursive: true });
  writeFileSync(
    path.join(config, 'elasticsearch.yml'),
    formatElasticsearchYml(folders, port, security)
  );
  for (const [name, text] of Object.entries(security ? createSecurityFiles(security) : {}))
    writeFileSync(path.join(config, name), text);
  const options = path.join(config, 'jvm.options');
  writeFileSync(options, adaptJvmOptions(readFileSync(options, 'utf8'), folders.logs));
  appendFileSync(options, defaultHeapOptions(javaOpts));
  if (!account) return;
  for (const name of readdirSync(config, { recursive: true }))
    chownSync(path.join(config, String(name)), account.uid, account.gid);
  for (const folder of [config, tmp]) chownSync(folder, account.uid, account.gid);
}
