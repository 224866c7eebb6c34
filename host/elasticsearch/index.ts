export { type Auth, toAuthorizationHeader } from './auth';
export {
  type Connection,
  connectElasticsearch,
  resolveDataDirectory,
  readServerFromEnv,
} from './connect';
export { ElasticsearchError } from './errors';
export type { FileRole, FileUser, Security } from './security';
export type { RunningElasticsearch } from './server_process';
export { type StartOptions, startElasticsearch } from './start_elasticsearch';
export { ELASTICSEARCH_VERSION } from './version';
