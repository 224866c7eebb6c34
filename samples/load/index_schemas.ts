import type { FilebeatDocument } from '../../common/model/filebeat_document';
import { FILEBEAT_MAPPINGS } from './index_mappings';

/** What the loader knows of one record, before it takes the shape of an index schema. */
export interface RecordToIndex {
  kind: 'component' | 'audit' | 'event' | 'container';
  /** ISO 8601, UTC */
  timestamp: string;
  text: string;
  path: string;
  offset: number;
  level?: string;
  component?: string;
  node?: string;
  cluster?: string;
  requestId?: string;
  auditId?: string;
  /** the decoded audit.k8s.io Event */
  audit?: Record<string, unknown>;
  /** an Event's fields, named as in Elastic's integration */
  event?: NonNullable<FilebeatDocument['kubernetes']>['event'];
  namespace?: string;
  pod?: { name: string; uid?: string };
  container?: string;
  stream?: string;
  flags?: string[];
  error?: string;
}

/** How one kind of shipper indexes: its mappings and the shape of its documents. */
export interface IndexSchema {
  name: string;
  mappings: Record<string, unknown>;
  toDocument(record: RecordToIndex): object;
}

const DATASETS = {
  component: 'kubernetes.component_logs',
  audit: 'kubernetes.audit_logs',
  event: 'kubernetes.events',
  container: 'kubernetes.container_logs',
} as const;

/** ECS names, as Filebeat writes them. */
export function toFilebeatDocument(record: RecordToIndex): FilebeatDocument {
  const document: FilebeatDocument = {
    '@timestamp': record.timestamp,
    message: record.text,
    log: { file: { path: record.path }, offset: record.offset },
    event: { dataset: DATASETS[record.kind] },
    orchestrator: { type: 'kubernetes' },
  };
  if (record.level) document.log.level = record.level;
  if (record.flags) document.log.flags = record.flags;
  if (record.component) document.service = { name: record.component };
  if (record.node) document.host = { name: record.node };
  if (record.cluster)
    document.orchestrator = { type: 'kubernetes', cluster: { name: record.cluster } };
  if (record.requestId) document.request = { id: record.requestId };
  if (record.stream) document.stream = record.stream;
  if (record.error) document.error = { message: record.error };
  const audit = record.audit ?? (record.auditId ? { auditID: record.auditId } : undefined);
  if (audit || record.event || record.namespace || record.pod || record.container) {
    const kubernetes: NonNullable<FilebeatDocument['kubernetes']> = {};
    if (record.namespace) kubernetes.namespace = record.namespace;
    if (record.pod) kubernetes.pod = record.pod;
    if (record.container) kubernetes.container = { name: record.container };
    if (audit) kubernetes.audit = audit as { auditID: string };
    if (record.event) kubernetes.event = record.event;
    document.kubernetes = kubernetes;
  }
  return document;
}

export const SCHEMAS: Readonly<Record<string, IndexSchema>> = {
  filebeat: { name: 'filebeat', mappings: FILEBEAT_MAPPINGS, toDocument: toFilebeatDocument },
};
