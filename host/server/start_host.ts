/** The HTTP server that runs the built plugin in Kibana's place. */
import { existsSync } from 'node:fs';
import path from 'node:path';
import { Client, type ClientOptions } from '@elastic/elasticsearch';
import { server as createServer, type ResponseToolkit, type Server } from '@hapi/hapi';
import Inert from '@hapi/inert';
import { createLogger, type Logger } from './logger';
import { registerLogsRoutes, findTimeRange } from './logs_routes';
import {
  renderBootstrapScript,
  CONTENT_SECURITY_POLICY,
  hostBundlePath,
  pluginBundlePath,
  renderPage,
  type PageFiles,
} from './pages';
import { loadPlugin } from './load_plugin';

export interface HostOptions {
  port: number;
  /** the loopback by default: there is no login */
  address?: string;
  elasticsearch: { url: string; auth?: ClientOptions['auth'] };
  /** the unpacked, built plugin */
  pluginFolder: string;
  /** the host's own built browser files, and their version */
  browser: { folder: string; version: string };
  /** settings of the plugin, without `requestTrace.` */
  pluginConfig?: Record<string, unknown>;
  /** what the first page shows: an index, over all of its time, and a query */
  startPage?: { index: string; q?: string };
  /** what GET /internal/host/status answers with */
  status?(): unknown;
  logger?: Logger;
}

export interface Host {
  url: string;
  client: Client;
  stop(): Promise<void>;
}

/** The client that plugins get as `asCurrentUser`: there is one user, the one whose credentials are configured. */
export function createClient({ url, auth }: HostOptions['elasticsearch'], maxRetries = 3): Client {
  return new Client({ node: url, ...(auth ? { auth } : {}), requestTimeout: 60_000, maxRetries });
}

const IMMUTABLE_CACHE_CONTROL = 'public, max-age=31536000, immutable';

/** Serves the files of a folder under a prefix that carries their version; `<file>.br` where the browser takes Brotli. */
function serveFolder(server: Server, prefix: string, folder: string): void {
  server.route({
    method: 'get',
    path: `${prefix}{file*}`,
    handler: (request, h: ResponseToolkit) => {
      const file = String(request.params.file);
      const accepted = String((request.headers['accept-encoding'] as string | undefined) ?? '')
        .split(',')
        .some((coding) => coding.trim().split(';')[0] === 'br');
      const compressed =
        accepted && !file.includes('..') && existsSync(path.join(folder, `${file}.br`));
      const answer = h.file(compressed ? `${file}.br` : file, { confine: folder });
      answer.header('cache-control', IMMUTABLE_CACHE_CONTROL);
      if (compressed)
        answer
          .header('content-encoding', 'br')
          .header('vary', 'accept-encoding')
          .type('text/javascript; charset=utf-8');
      return answer;
    },
  });
}

function registerPages(
  server: Server,
  files: PageFiles,
  client: Client,
  startPage: NonNullable<HostOptions['startPage']>
): void {
  const sendPage = (h: ResponseToolkit) =>
    h
      .response(renderPage(files))
      .type('text/html')
      .header('content-security-policy', CONTENT_SECURITY_POLICY)
      .header('cache-control', 'no-store')
      .header('x-content-type-options', 'nosniff')
      .header('referrer-policy', 'same-origin');
  server.route({
    method: 'get',
    path: '/',
    handler: async (_request, h) => {
      const range = await findTimeRange(client, startPage.index).catch(() => undefined);
      const query = new URLSearchParams(range ? { ...startPage, ...range } : {}).toString();
      return h.redirect(`/app/discover${query ? `?${query}` : ''}`).temporary();
    },
  });
  server.route({ method: 'get', path: '/app/{path*}', handler: (_request, h) => sendPage(h) });
  server.route({
    method: 'get',
    path: `${hostBundlePath(files.hostVersion)}bootstrap.js`,
    handler: (_request, h) =>
      h
        .response(renderBootstrapScript(files))
        .type('text/javascript')
        .header('cache-control', 'no-store'),
  });
}

/** The one sentence for a port that something else listens on. */
export const formatPortTaken = (port: number): string =>
  `Port ${port} is taken: stop what listens there, or choose another one with PORT=<number>.`;

/**
 * Loads the plugin and starts to listen.
 * @throws Error with one sentence when the port is taken
 */
export async function startHost(options: HostOptions): Promise<Host> {
  const {
    port,
    address = '127.0.0.1',
    pluginFolder,
    browser,
    startPage = { index: 'k8s-reqid', q: 'request.id:*' },
    status = () => ({}),
    logger = createLogger(),
  } = options;
  const server = createServer({
    port,
    host: address,
    compression: { minBytes: 1024 },
    routes: { security: false },
    debug: false,
  });
  // A reader waits: better to say soon that Elasticsearch is gone than to try for long.
  const client = createClient(options.elasticsearch, 1);
  await server.register(Inert);
  server.events.on({ name: 'request', channels: 'error' }, (request, event) =>
    logger.error(
      `${request.path}: ${event.error instanceof Error ? event.error.stack : JSON.stringify(event.error)}`
    )
  );
  const plugin = await loadPlugin({
    folder: pluginFolder,
    server,
    client,
    config: options.pluginConfig,
    logger,
  });
  registerPages(server, { hostVersion: browser.version, plugin }, client, startPage);
  serveFolder(server, hostBundlePath(browser.version), browser.folder);
  serveFolder(server, pluginBundlePath(plugin), plugin.publicFolder);
  registerLogsRoutes({ server, client, status });
  try {
    await server.start();
  } catch (error) {
    await client.close();
    if ((error as NodeJS.ErrnoException).code === 'EADDRINUSE') {
      throw new Error(formatPortTaken(port));
    }
    throw error;
  }
  return {
    url: `http://${address}:${server.info.port}`,
    client,
    stop: async () => {
      await server.stop({ timeout: 2_000 });
      await plugin.stop();
      await client.close();
    },
  };
}
