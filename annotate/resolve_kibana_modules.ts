/**
 * Outside Kibana its two packages that the server half takes from it are the host's. Import this before anything of server/:
 * modules are loaded in the order of their imports.
 */
import Module from 'node:module';
import path from 'node:path';

const HOST_SERVER_FOLDER = path.resolve(__dirname, '../host/server');
const PACKAGE_FILES: Record<string, string> = {
  '@kbn/config-schema': path.join(HOST_SERVER_FOLDER, 'config_schema.ts'),
  '@kbn/i18n': path.join(HOST_SERVER_FOLDER, 'i18n.ts'),
};

type ResolveFilename = (request: string, ...rest: unknown[]) => string;
const modules = Module as unknown as { _resolveFilename: ResolveFilename };
const originalResolve = modules._resolveFilename;
modules._resolveFilename = function resolveKibana(this: unknown, request, ...rest) {
  return originalResolve.call(this, PACKAGE_FILES[request] ?? request, ...rest);
};
