/**
 * A document as the loader's schema `filebeat` writes it: ECS names, the raw record untouched in `message`, and what a
 * Filebeat with `dissect`/`decode_json_fields` processors would have pulled out of it.
 */
export type Dataset =
  | 'kubernetes.component_logs'
  | 'kubernetes.audit_logs'
  | 'kubernetes.events'
  | 'kubernetes.container_logs';

export interface FilebeatDocument {
  /** ISO 8601, UTC, with the source's own precision (Elasticsearch indexes milliseconds; _source keeps the rest). */
  '@timestamp': string;
  /** The raw record: a line, or for a multi-line component record its lines joined by \n. */
  message: string;
  log: {
    file: { path: string };
    /** byte offset of the record's first byte in its (unpacked) file */
    offset: number;
    /** info, warning, error, fatal, where the line says so */
    level?: string;
    /** `cut`: the record was longer than the loader keeps in one document and goes on in the next one of the file */
    flags?: string[];
  };
  event: { dataset: Dataset };
  /** component logs: kube-apiserver, kube-controller-manager, kube-scheduler, kubelet, containerd, etcd, … */
  service?: { name: string };
  /** the node, where the file's name or content tells it */
  host?: { name: string };
  orchestrator?: { type: 'kubernetes'; cluster?: { name: string } };
  /** the reqID that the line ends in */
  request?: { id: string };
  /** container logs: stdout or stderr */
  stream?: string;
  kubernetes?: {
    namespace?: string;
    pod?: { name: string; uid?: string };
    container?: { name: string };
    /** Audit records: the whole audit.k8s.io/v1 Event decoded. kube-apiserver lines with an audit ID: just `auditID`. */
    audit?: { auditID: string; [field: string]: unknown };
    /** Events, named as Elastic's integration names them (camelCase → snake_case). */
    event?: {
      metadata: { uid?: string; name?: string; namespace?: string };
      reason?: string;
      message?: string;
      type?: string;
      count?: number;
      source?: { component?: string; host?: string };
      involved_object: { kind?: string; namespace?: string; name?: string; uid?: string };
      timestamp: { first_occurrence?: string; last_occurrence?: string };
    };
  };
  /** set where the record was not of its file's format; the record is indexed all the same */
  error?: { message: string };
}
