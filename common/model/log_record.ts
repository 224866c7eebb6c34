/**
 * One line, audit record or event, as every part of Request Trace sees it, whatever index schema it came from.
 */

/** The four kinds of Kubernetes logs. */
export type RecordSource = 'component' | 'audit' | 'event' | 'pod';

export const RECORD_SOURCES: readonly RecordSource[] = ['component', 'audit', 'event', 'pod'];

/** klog's I, W, E, F; what other formats say is mapped onto the same words. */
export type Severity = 'debug' | 'info' | 'warning' | 'error' | 'fatal' | 'unknown';

/** An object of the Kubernetes API, as far as a record names it. At least `name` or `uid` is there. */
export interface ObjectReference {
  /** As in manifests: `Pod`, `ReplicaSet`. Absent where the record gives only a bare name. */
  kind?: string;
  namespace?: string;
  name?: string;
  uid?: string;
}

/** A request that an annotation (`npm run annotate`) says caused a record. */
export interface Annotation {
  /** its audit ID */
  id: string;
  /** 0..1 */
  confidence: number;
}

/** IDs that a record carries. Each is written as in the record. */
export interface RecordIds {
  reqID?: string;
  auditID?: string;
  traceID?: string;
  /** no IDs of the cluster's: what Request Trace wrote onto the document; the surest first */
  annotated?: Annotation[];
}

/** Why a record is in a trace. `rule` is stable and machine-readable; `evidence` is the text it rests on. */
export interface Reason {
  rule: ReasonRule;
  /** What was found in the record (an ID, an object's name), as it stands there. */
  evidence: string;
  /** 0..1 */
  confidence: number;
  /**
   * From the object of the request to the object that the record names, each caused by the one before:
   * `['Deployment shop/web', 'ReplicaSet shop/web-5d', 'Pod shop/web-5d-x']`. Of rules that go over objects.
   */
  path?: string[];
}

/** Another request that may have caused a record as well: the record is in the traces of both. */
export interface SharedWith {
  auditID: string;
  /** `bob patch deployments shop/web` */
  title: string;
  /** how sure it is that the other one caused it, 0..1 */
  confidence: number;
}

export type ReasonRule =
  /** the record's own field holds the ID that was asked for */
  | 'id-field'
  /** the record's text holds the ID that was asked for */
  | 'id-text'
  /** the record carries the reqID that the asked-for audit ID led to */
  | 'reqid-of-audit-id'
  /** an audit record (or line) whose audit ID is carried by a line of the trace */
  | 'audit-id-of-line'
  /** an Event about an object that the trace names, in the trace's window */
  | 'event-of-object'
  /** a container's log line, in the trace's window, of a Pod that the trace names */
  | 'log-of-pod'
  // On a cluster without reqIDs (server/correlation/stock): what links a record to the request is the objects that it names.
  /** another request of the same command: same user, client and address, at the same time */
  | 'same-command'
  /** an API request that changes or reads an object which the request changed */
  | 'request-on-object'
  /** the record carries the uid of such an object (also in a volume's path, a control group) */
  | 'object-uid'
  /** the record names such an object with its namespace, or a Pod, whose name nobody else has */
  | 'object-name'
  /** the record names such an object by a part of its name only, or by a name that others may have as well */
  | 'object-bare-name'
  /** the record carries the ID of a container or sandbox of such a Pod */
  | 'container-id'
  /** kube-apiserver's line of a request whose audit record is in the trace, or of the same path */
  | 'line-of-request'
  /** a further line of a slow request's trace (`Trace[N]`) */
  | 'slow-request-trace'
  /** a line that names nothing, written between lines of this trace by the same thread or the same work */
  | 'neighbouring-line'
  /** of candidates only: no object leads to the request, but it came shortly before */
  | 'near-in-time'
  /** the record was annotated with this request's ID (`npm run annotate`) */
  | 'annotated';

export interface LogRecord {
  index: string;
  id: string;
  /** ISO 8601, UTC, with as many fraction digits as the source wrote (microseconds in klog and audit records). */
  timestamp: string;
  source: RecordSource;
  /** `kube-apiserver`, `kubelet`, …; `audit` for audit records; an Event's reporting component; a container's name. */
  component: string;
  node?: string;
  /** `orchestrator.cluster.name` where the document has it. */
  cluster?: string;
  severity: Severity;
  /** What a person reads: klog's message and key/values without header; a summary for audit records. */
  message: string;
  /** klog's `file.go:123`. */
  caller?: string;
  objects: ObjectReference[];
  ids: RecordIds;
  because: Reason[];
  /** The best of the reasons' confidences, 0..1; less where another request may have caused it as well. */
  confidence: number;
  /** Other requests that may have caused it as well; absent: none is known. */
  sharedWith?: SharedWith[];
  /** The document's `log.file.path`: its base name; for a container's log `pods/<ns>_<pod>_<uid>/<container>/<n>.log`. */
  file?: string;
  /** The document's `log.offset`: byte offset of the line in its file. */
  offset?: number;
  /** Repeated Events only: start of the interval in which it was repeated (`timestamp` is its end), and how often. */
  firstTimestamp?: string;
  count?: number;
}
