/** The host's HTTP side with a small plugin of the test's own; Elasticsearch is not asked. */
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import http from 'node:http';
import type { AddressInfo } from 'node:net';
import os from 'node:os';
import path from 'node:path';
import { brotliCompressSync } from 'node:zlib';
import { startHost, type Host } from './start_host';
import { createLogger } from './logger';

const SERVER_HALF = `
const { schema } = require('@kbn/config-schema');
exports.config = { schema: schema.object({ greeting: schema.string({ defaultValue: 'hello' }) }), exposeToBrowser: { greeting: true } };
exports.plugin = (context) => ({
  setup(core, { features }) {
    features.registerKibanaFeature({ id: 'x', privileges: { all: { api: ['x_read'] }, read: null } });
    const router = core.http.createRouter();
    const options = (privilege) => ({ access: 'public', tags: ['access:' + privilege] });
    const query = (value, { ok, badRequest }) => (value.id === undefined ? badRequest('missing', ['id']) : ok({ id: [].concat(value.id) }));
    router.get({ path: '/api/x/echo', options: options('x_read'), validate: { query } }, async (ctx, request, response) => response.ok({ body: { query: request.query, ...context.config.get() } }));
    router.get({ path: '/api/x/forbidden', options: options('x_write'), validate: false }, async (ctx, request, response) => response.ok({ body: {} }));
    router.get({ path: '/api/x/fail', options: options('x_read'), validate: false }, async () => { throw new Error('inner secret'); });
    router.get({ path: '/api/x/custom', options: options('x_read'), validate: false }, async (ctx, request, response) => response.customError({ statusCode: 409, body: { message: 'told', attributes: { a: 1 } } }));
    router.post({ path: '/api/x/post', options: options('x_read'), validate: { body: (value, { ok }) => ok(value) } }, async (ctx, request, response) => response.ok({ body: request.body }));
    router.get({ path: '/api/x/slow', options: options('x_read'), validate: false }, (ctx, request, response) => new Promise((resolve) => {
      request.events.aborted$.subscribe(() => { context.logger.get().info("went away"); resolve(response.ok({ body: {} })); });
    }));
  },
  start() {},
  stop() {},
});
`;

let folder: string;
let host: Host;
const errors: string[] = [];

beforeAll(async () => {
  folder = mkdtempSync(path.join(os.tmpdir(), 'host-'));
  for (const sub of ['plugin/server', 'plugin/target/public', 'browser'])
    mkdirSync(path.join(folder, sub), { recursive: true });
  writeFileSync(
    path.join(folder, 'plugin/kibana.json'),
    JSON.stringify({
      id: 'x',
      version: '1.0.0-b1',
      kibanaVersion: '8.12.2',
      server: true,
      ui: true,
      optionalPlugins: ['features'],
    })
  );
  writeFileSync(path.join(folder, 'plugin/server/index.js'), SERVER_HALF);
  writeFileSync(path.join(folder, 'plugin/target/public/x.plugin.js'), 'plain();');
  writeFileSync(
    path.join(folder, 'plugin/target/public/x.plugin.js.br'),
    brotliCompressSync('packed();')
  );
  writeFileSync(path.join(folder, 'secret.txt'), 'secret');
  host = await startHost({
    port: 0,
    elasticsearch: { url: 'http://127.0.0.1:9' },
    pluginFolder: path.join(folder, 'plugin'),
    browser: { folder: path.join(folder, 'browser'), version: 'v1' },
    pluginConfig: { greeting: '<script>&"' },
    logger: createLogger('test', (line) => errors.push(line)),
  });
});

afterAll(async () => {
  await host?.stop();
  rmSync(folder, { recursive: true, force: true });
});

const get = (where: string, options?: RequestInit) => fetch(`${host.url}${where}`, options);

describe("a plugin's routes", () => {
  it('get what their validation made of the query', async () => {
    expect(await (await get('/api/x/echo?id=1&id=2')).json()).toEqual({
      query: { id: ['1', '2'] },
      greeting: '<script>&"',
    });
  });

  it('answer 400 with the reason that validation gave', async () => {
    const answer = await get('/api/x/echo');
    expect(answer.status).toBe(400);
    expect(await answer.json()).toEqual({
      statusCode: 400,
      error: 'Bad Request',
      message: '[request query.id]: missing',
    });
  });

  it('are refused where no feature grants their privilege', async () => {
    expect((await get('/api/x/forbidden')).status).toBe(403);
  });

  it("shape errors as Kibana does, and keep an uncaught error's text to the log", async () => {
    expect(await (await get('/api/x/custom')).json()).toEqual({
      statusCode: 409,
      error: 'Conflict',
      message: 'told',
      attributes: { a: 1 },
    });
    const answer = await get('/api/x/fail');
    expect(answer.status).toBe(500);
    expect(await answer.text()).not.toContain('inner secret');
    expect(errors.join('')).toContain('inner secret');
  });

  it('take no write without kbn-xsrf', async () => {
    const send = (headers: Record<string, string>) =>
      get('/api/x/post', {
        method: 'POST',
        body: '{"a":1}',
        headers: { 'content-type': 'application/json', ...headers },
      });
    expect((await send({})).status).toBe(400);
    expect(await (await send({ 'kbn-xsrf': '1' })).json()).toEqual({ a: 1 });
  });

  it('hear of a browser that went away', async () => {
    const request = http.get(`${host.url}/api/x/slow`);
    request.on('error', () => undefined);
    await new Promise((resolve) => setTimeout(resolve, 200));
    request.destroy();
    await new Promise((resolve) => setTimeout(resolve, 200));
    expect(errors.join('')).toContain('went away');
  });
});

describe('the pages', () => {
  it('carry no inline script, and metadata escaped', async () => {
    const answer = await get('/app/x/any/path?q=1');
    const html = await answer.text();
    expect(answer.headers.get('content-security-policy')).toContain("script-src 'self';");
    expect(html).not.toMatch(/<script(?![^>]* src=)/);
    expect(html).not.toContain('<script>&"');
    expect(html).toContain('&#60;script&#62;');
  });

  it("serve the plugin's files under its version, Brotli where the browser takes it", async () => {
    const read = (coding: string) =>
      new Promise<{ coding?: string; length: number }>((resolve, reject) => {
        http
          .get(
            `${host.url}/bundles/plugin/x/1.0.0-b1/x.plugin.js`,
            { headers: { 'accept-encoding': coding } },
            (answer) => {
              let length = 0;
              answer.on('data', (chunk: Buffer) => {
                length += chunk.length;
              });
              answer.on('end', () =>
                resolve({ coding: answer.headers['content-encoding'], length })
              );
            }
          )
          .on('error', reject);
      });
    expect(await read('identity')).toEqual({ coding: undefined, length: 'plain();'.length });
    expect(await read('gzip, br')).toMatchObject({ coding: 'br' });
  });

  it('serve nothing outside their folders', async () => {
    const status = await new Promise((resolve, reject) => {
      const { port } = new URL(host.url);
      http
        .get(
          {
            port: Number(port) as AddressInfo['port'],
            host: '127.0.0.1',
            path: '/bundles/plugin/x/1.0.0-b1/%2e%2e/%2e%2e/%2e%2e/secret.txt',
          },
          (answer) => {
            answer.resume();
            resolve(answer.statusCode);
          }
        )
        .on('error', reject);
    });
    expect([403, 404]).toContain(status);
  });

  it('lead to the explorer though Elasticsearch does not answer, and say so there', async () => {
    const answer = await get('/', { redirect: 'manual' });
    expect(answer.headers.get('location')).toContain('/app/discover');
    const views = await get('/internal/host/data_views');
    expect(views.status).toBe(503);
    expect(await views.json()).toMatchObject({ message: 'Elasticsearch does not answer' });
  });
});

it('a taken port is said in one sentence', async () => {
  const port = Number(new URL(host.url).port);
  await expect(
    startHost({
      port,
      elasticsearch: { url: 'http://127.0.0.1:9' },
      pluginFolder: path.join(folder, 'plugin'),
      browser: { folder, version: 'v' },
    })
  ).rejects.toThrow(
    `Port ${port} is taken: stop what listens there, or choose another one with PORT=<number>.`
  );
});
