/**
 * Outside Kibana its two packages that the server half takes from it are the host's. Import this before anything of server/:
 * modules are loaded in the order of their imports.
 */
import Module from 'node:module';
import path from 'node:path';

const SERVER = path.resolve(__dirname, '../host/server');
const PACKAGES: Record<string, string> = {
  '@kbn/config-schema': path.join(SERVER, 'config_schema.ts'),
  '@kbn/i18n': path.join(SERVER, 'i18n.ts'),
};

type Resolve = (request: string, ...rest: unknown[]) => string;
const modules = Module as unknown as { _resolveFilename: Resolve };
const resolve = modules._resolveFilename;
modules._resolveFilename = function resolveKibana(this: unknown, request, ...rest) {
  return resolve.call(this, PACKAGES[request] ?? request, ...rest);
};
