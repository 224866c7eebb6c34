export { type Auth, toAuthorizationHeader as authorization } from './auth';
export {
  type Connection,
  connectElasticsearch as connect,
  resolveDataDirectory as dataDirectory,
  readServerFromEnv as namedServer,
} from './connect';
export { ElasticsearchError } from './errors';
export type { FileRole, FileUser, Security } from './security';
export type { RunningElasticsearch } from './server_process';
export { type StartOptions, startElasticsearch } from './start_elasticsearch';
export { ELASTICSEARCH_VERSION as EMBEDDED_VERSION } from './version';
