/**
 * `npm start`: Elasticsearch, the sample cluster's logs, the built plugin and the host. Settings come from the environment:
 * PORT (5602), DATA_DIR (.data), ELASTICSEARCH_URL, ES_JAVA_OPTS, SAMPLE=0 (load no sample), LOCALE (ja-JP), REQUEST_TRACE_CONFIG
 * (the plugin's settings as a JSON object, without `requestTrace.`).
 */
import net from 'node:net';
import path from 'node:path';
import { errors } from '@elastic/elasticsearch';
import { loadSample, type SampleSet } from '../samples/load/load_sample';
import { UserError } from '../samples/load/log_files';
import { buildPlugin } from '../scripts/bundle/build_plugin';
import { buildBrowser } from './build_browser';
import {
  connectElasticsearch,
  resolveDataDirectory,
  ElasticsearchError,
  type Connection,
} from './elasticsearch';
import { createClient, formatPortTaken, startHost, type Host } from './server/start_host';
import type { SampleState } from './status';

const ROOT = path.resolve(__dirname, '..');
const DEFAULT_PORT = 5602;
/** How often a line tells of a load's progress, in ms. */
const PROGRESS_MS = 3_000;
/** How long a stop waits for what is under way, in ms. */
const STOP_TIMEOUT_MS = 10_000;

/** A mistake of the reader's that one sentence explains; no stack. */
class EnvironmentError extends Error {}

function printLine(line: string): void {
  process.stdout.write(`${line}\n`);
}

function readPort(text: string | undefined): number {
  const port = text ? Number(text) : DEFAULT_PORT;
  if (!Number.isInteger(port) || port < 0 || port > 65_535)
    throw new EnvironmentError(
      `PORT is a number from 0 to 65535 (0: any free one), not "${text}".`
    );
  return port;
}

function readPluginConfig(text: string | undefined): Record<string, unknown> {
  if (!text) return {};
  try {
    const value: unknown = JSON.parse(text);
    if (typeof value === 'object' && value !== null && !Array.isArray(value))
      return value as Record<string, unknown>;
  } catch {
    // said below
  }
  throw new EnvironmentError('REQUEST_TRACE_CONFIG is a JSON object such as {"maxRecords": 1000}.');
}

/** Asked before anything is started: to find out after a minute would be late. */
async function assertPortIsFree(port: number): Promise<void> {
  await new Promise<void>((resolve, reject) => {
    const probe = net.createServer();
    probe.once('error', (error: NodeJS.ErrnoException) => {
      if (error.code === 'EADDRINUSE') reject(new EnvironmentError(formatPortTaken(port)));
      else if (error.code === 'EACCES')
        reject(
          new EnvironmentError(
            `Port ${port} is reserved for root: choose one above 1023 with PORT=<number>.`
          )
        );
      else reject(error);
    });
    probe.listen({ port, host: '127.0.0.1', exclusive: true }, () => probe.close(() => resolve()));
  });
}

async function buildPluginAndHost() {
  const started = Date.now();
  const plugin = await buildPlugin({
    root: ROOT,
    kibanaVersion: process.env.KIBANA_VERSION || undefined,
  });
  const browser = await buildBrowser(ROOT);
  if (plugin.isRebuilt || browser.isRebuilt)
    printLine(
      `Built the plugin (${plugin.version}) and the host's page in ${((Date.now() - started) / 1000).toFixed(1)} s.`
    );
  return { plugin, browser };
}

class HostSession {
  private connection?: Connection;
  private host?: Host;
  private readonly loadAbort = new AbortController();
  private backgroundLoad: Promise<void> = Promise.resolve();
  private readonly samples: SampleState[] = [];
  private stopping?: Promise<void>;

  async start(): Promise<void> {
    const port = readPort(process.env.PORT);
    const pluginConfig = readPluginConfig(process.env.REQUEST_TRACE_CONFIG);
    await assertPortIsFree(port);
    const connecting = connectElasticsearch({
      dataDir: resolveDataDirectory(),
      onLog: printLine,
    }).then((connection) => {
      this.connection = connection;
      return connection;
    });
    const [connection, { plugin, browser }] = await Promise.all([connecting, buildPluginAndHost()]);
    void connection.ended.then((failure) => {
      if (!this.stopping && failure) void this.stopWithError(failure);
    });
    const elasticsearch = { url: connection.url, auth: connection.auth };
    const sampleSets: SampleSet[] = process.env.SAMPLE === '0' ? [] : ['k8s-reqid', 'k8s-stock'];
    for (const name of sampleSets) this.samples.push({ name, state: 'waiting', percent: 0 });
    if (sampleSets[0]) await this.loadSampleSet(elasticsearch, sampleSets[0]);
    if (this.stopping) return;
    this.host = await startHost({
      port,
      elasticsearch,
      pluginFolder: plugin.folder,
      browser,
      pluginConfig,
      status: () => ({ samples: this.samples }),
    });
    printLine(`elasticsearch ${connection.url}`);
    printLine(`ready ${this.host.url}`);
    const laterSet = sampleSets[1];
    if (laterSet) {
      this.backgroundLoad = this.loadSampleSet(elasticsearch, laterSet).catch((error: unknown) => {
        if (!this.loadAbort.signal.aborted)
          printLine(`${laterSet} could not be loaded: ${describeError(error)}`);
      });
    }
  }

  private async loadSampleSet(
    elasticsearch: { url: string; auth?: Connection['auth'] },
    set: SampleSet
  ): Promise<void> {
    const state = this.samples.find(({ name }) => name === set) as SampleState;
    const client = createClient(elasticsearch);
    let told = Date.now();
    state.state = 'loading';
    try {
      const {
        state: outcome,
        records,
        milliseconds,
      } = await loadSample({
        client,
        set,
        signal: this.loadAbort.signal,
        onProgress: ({ records: done, totalRecords }) => {
          state.percent = Math.min(99, Math.floor((100 * done) / Math.max(1, totalRecords)));
          if (Date.now() - told < PROGRESS_MS) return;
          told = Date.now();
          printLine(`Loading ${set}: ${state.percent} %`);
        },
      });
      Object.assign(state, { state: 'loaded', percent: 100 });
      if (outcome === 'loaded')
        printLine(
          `Loaded ${set}: ${records.toLocaleString('en')} records in ${(milliseconds / 1000).toFixed(1)} s.`
        );
    } catch (error) {
      Object.assign(state, { state: 'failed', message: describeError(error) });
      throw error;
    } finally {
      await client.close();
    }
  }

  /** Stops everything that was started; safe to call again. */
  stop(): Promise<void> {
    this.stopping ??= (async () => {
      this.loadAbort.abort();
      const late = setTimeout(() => process.exit(1), STOP_TIMEOUT_MS + 20_000);
      late.unref();
      await Promise.race([
        this.backgroundLoad,
        new Promise((resolve) => setTimeout(resolve, STOP_TIMEOUT_MS).unref()),
      ]);
      await this.host?.stop();
      // An Elasticsearch that is still coming up is not known here: it ends with this process.
      await this.connection?.stop();
    })();
    return this.stopping;
  }

  async stopWithError(error: unknown): Promise<void> {
    const alreadyStopping = this.stopping !== undefined;
    await this.stop();
    if (alreadyStopping) return;
    process.stderr.write(`${describeError(error)}\n`);
    process.exit(1);
  }
}

/** What the reader is told: for what is known to go wrong its message, for the rest where it happened, too. */
function describeError(error: unknown): string {
  if (
    error instanceof EnvironmentError ||
    error instanceof ElasticsearchError ||
    error instanceof UserError ||
    error instanceof errors.ElasticsearchClientError
  )
    return error.message;
  return error instanceof Error ? (error.stack ?? error.message) : String(error);
}

const session = new HostSession();
let signals = 0;
for (const signal of ['SIGINT', 'SIGTERM'] as const) {
  process.on(signal, () => {
    // The second one means it.
    if (++signals > 1) process.exit(130);
    printLine('Stopping…');
    void session.stop().then(
      () => process.exit(0),
      (error: unknown) => {
        process.stderr.write(`${describeError(error)}\n`);
        process.exit(1);
      }
    );
  });
}
session.start().catch((error: unknown) => session.stopWithError(error));
