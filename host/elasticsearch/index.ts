export { type Auth, authorization } from './auth';
export { type Connection, connect, dataDirectory, namedServer } from './connect';
export { ElasticsearchError } from './errors';
export type { FileRole, FileUser, Security } from './security';
export type { RunningElasticsearch } from './server';
export { type StartOptions, startElasticsearch } from './start';
export { VERSION as EMBEDDED_VERSION } from './version';
