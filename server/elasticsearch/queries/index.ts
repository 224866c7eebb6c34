/** Query builders: pure, and the only place that knows how an ID, an object or a source is asked for. */
export * from './audit_queries';
export * from './audit_source_fields';
export * from './clauses';
export * from './event_queries';
export * from './id_queries';
export * from './pod_log_queries';
export * from './source_queries';
export { getAuditFields } from '../field_catalogue';
