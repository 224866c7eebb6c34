/**
 * Runs the embedded Elasticsearch alone and prints its address, for development:
 * `node scripts/run.mjs host/elasticsearch/cli.ts [--port N]`; DATA_DIR, ES_JAVA_OPTS as for `npm start`.
 */
import { parseArgs } from 'node:util';
import { connectElasticsearch, resolveDataDirectory, ElasticsearchError } from './index';

async function main(): Promise<void> {
  const { values } = parseArgs({ options: { port: { type: 'string' } } });
  const connection = connectElasticsearch({
    dataDir: resolveDataDirectory(),
    port: values.port === undefined ? 0 : Number(values.port),
    onLog: (line) => console.error(line),
  });
  let stopping = false;
  for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const) {
    process.on(signal, () => {
      // npm passes on a Ctrl-C that the terminal has sent us already.
      if (stopping) return;
      stopping = true;
      console.error('Stopping Elasticsearch…');
      // A start that is interrupted fails; the exit then stops whatever runs.
      void Promise.race([
        connection.then((each) => each.stop()),
        resolveIfStillStarting(connection),
      ]).finally(() => process.exit(0));
    });
  }
  const { url, ended } = await connection;
  console.log(`elasticsearch ${url}`);
  const keepAlive = setInterval(() => {}, 1 << 30);
  const error = await ended;
  clearInterval(keepAlive);
  if (error) throw error;
}

/** Resolves when the server is not up yet a moment later: its start is not waited for. */
async function resolveIfStillStarting(connection: Promise<unknown>): Promise<void> {
  let up = false;
  connection.then(
    () => {
      up = true;
    },
    () => {}
  );
  await new Promise((resolve) => setTimeout(resolve, 50));
  if (up) await new Promise(() => {});
}

main().catch((error: unknown) => {
  console.error(error instanceof ElasticsearchError ? error.message : error);
  process.exit(1);
});
