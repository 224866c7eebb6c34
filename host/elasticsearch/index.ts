export { type Auth, type Connection, authorization, connect, dataDirectory, namedServer } from './connect';
export { ElasticsearchError } from './errors';
export type { RunningElasticsearch } from './server';
export { type StartOptions, startElasticsearch } from './start';
export { VERSION as EMBEDDED_VERSION } from './version';
