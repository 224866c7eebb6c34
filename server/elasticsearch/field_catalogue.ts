/**
 * Which field of which log layout holds what: data. A layout is how one family of shippers lays documents out; another
 * shipper is one more entry of LAYOUTS. Readers and query builders take their fields from here.
 */

/** What a field of any document may hold. */
export type Meaning =
  | 'message'
  | 'file'
  | 'offset'
  | 'cluster'
  | 'node'
  | 'service'
  | 'container'
  | 'identifier'
  | 'unit'
  | 'level'
  | 'dataset'
  | 'stream'
  | 'podUid'
  | 'podName'
  | 'podNamespace'
  | 'reqID'
  | 'traceID';

export interface CatalogueField {
  /** in `_source` */
  path: string;
  /** under these names queries look for it; none: it is only read */
  searched: readonly string[];
}

/** Mapped as a keyword, or (a message) as text. */
const indexed = (path: string): CatalogueField => ({ path, searched: [path] });
/** Dynamic mappings make it a text with a keyword in a sub-field. */
const dynamic = (path: string): CatalogueField => ({ path, searched: [path, `${path}.keyword`] });
const onlyRead = (path: string): CatalogueField => ({ path, searched: [] });

/** Where a decoded audit record (audit.k8s.io/v1 Event) stands. */
export interface AuditPlace {
  /** before each of its parts' names; empty at the document's root */
  prefix: string;
  isDynamic: boolean;
  /** parts that, all together, make a document an audit record */
  marks: readonly string[];
  /** the part that tells a search the same: other documents have a `verb` at their root too */
  mark: string;
}

/** Where a decoded Event of Kubernetes stands. */
export interface EventPlace {
  /** the decoded object; absent where that is the document's root */
  root?: string;
  isDynamic: boolean;
  /** the object that it is about */
  object: string;
  /** Metricbeat leaves the object's namespace out: that of the Event itself is the same */
  namespaceBeside?: string;
  reason: string;
  message: string;
  /** the node whose component reported it */
  host: CatalogueField;
}

interface Layout {
  /** whose it is */
  name: string;
  fields: Partial<Record<Meaning, readonly CatalogueField[]>>;
  audit?: AuditPlace;
  events?: readonly EventPlace[];
  /** the field that the logs of containers have and nothing else has; elsewhere the dataset says so */
  podMark?: string;
}

/** In this order a reader looks for a field. */
const LAYOUTS: readonly Layout[] = [
  {
    name: 'Elastic Common Schema: Filebeat, Elastic Agent with its Kubernetes integration, Metricbeat',
    fields: {
      message: [indexed('message')],
      file: [indexed('log.file.path')],
      offset: [indexed('log.offset')],
      cluster: [indexed('orchestrator.cluster.name')],
      node: [indexed('kubernetes.node.name'), dynamic('host.name')],
      service: [indexed('service.name')],
      container: [indexed('kubernetes.container.name')],
      level: [indexed('log.level')],
      dataset: [indexed('event.dataset'), indexed('data_stream.dataset')],
      podUid: [indexed('kubernetes.pod.uid')],
      podName: [indexed('kubernetes.pod.name')],
      podNamespace: [indexed('kubernetes.namespace')],
      reqID: [indexed('request.id')],
      traceID: [indexed('trace.id')],
    },
    audit: { prefix: 'kubernetes.audit.', isDynamic: false, marks: ['verb'], mark: 'verb' },
    events: [
      {
        root: 'kubernetes.event',
        isDynamic: false,
        object: 'kubernetes.event.involved_object',
        namespaceBeside: 'kubernetes.event.metadata.namespace',
        reason: 'kubernetes.event.reason',
        message: 'kubernetes.event.message',
        host: indexed('kubernetes.event.source.host'),
      },
    ],
  },
  {
    name: 'Fluent Bit and Fluentd with their Kubernetes filters; decoded records at the root',
    fields: {
      message: [indexed('log')],
      file: [onlyRead('filename'), onlyRead('source')],
      node: [dynamic('kubernetes.host')],
      container: [dynamic('kubernetes.container_name')],
      level: [indexed('level')],
      stream: [onlyRead('stream')],
      podUid: [dynamic('kubernetes.pod_id')],
      podName: [dynamic('kubernetes.pod_name')],
      podNamespace: [dynamic('kubernetes.namespace_name')],
      reqID: [dynamic('reqID')],
      traceID: [indexed('trace_id')],
    },
    podMark: 'kubernetes.pod_id',
    audit: {
      prefix: '',
      isDynamic: true,
      marks: ['objectRef', 'auditID'],
      mark: 'objectRef.resource',
    },
    events: [
      // v1
      {
        isDynamic: true,
        object: 'involvedObject',
        reason: 'reason',
        message: 'message',
        host: dynamic('source.host'),
      },
      // events.k8s.io/v1
      {
        isDynamic: true,
        object: 'regarding',
        reason: 'reason',
        message: 'note',
        host: indexed('deprecatedSource.host'),
      },
    ],
  },
  {
    name: 'Vector',
    fields: {
      node: [onlyRead('kubernetes.pod_node_name')],
      podUid: [dynamic('kubernetes.pod_uid')],
      podName: [dynamic('kubernetes.pod_name')],
      podNamespace: [dynamic('kubernetes.pod_namespace')],
    },
  },
  {
    name: 'OpenTelemetry Collector',
    fields: {
      message: [indexed('body.text')],
      cluster: [indexed('resource.attributes.k8s.cluster.name')],
    },
  },
  {
    name: 'the journal, as Fluent Bit reads it',
    fields: {
      message: [indexed('MESSAGE')],
      node: [indexed('_HOSTNAME')],
      identifier: [dynamic('SYSLOG_IDENTIFIER')],
      unit: [onlyRead('_SYSTEMD_UNIT')],
    },
  },
  {
    name: "the journal, as Filebeat and Elastic Agent's journald input read it",
    fields: {
      node: [onlyRead('host.hostname')],
      identifier: [
        indexed('syslog.identifier'),
        indexed('log.syslog.appname'),
        onlyRead('process.name'),
      ],
      unit: [onlyRead('systemd.unit')],
    },
  },
];

const distinct = (names: readonly string[]): string[] => [...new Set(names)];
const fieldsOf = (meaning: Meaning): CatalogueField[] =>
  LAYOUTS.flatMap(({ fields }) => fields[meaning] ?? []);

/** Where this stands in `_source`, in the order in which it counts. */
export const pathsOf = (...meanings: Meaning[]): string[] =>
  distinct(meanings.flatMap(fieldsOf).map(({ path }) => path));
/** Under which names queries look for this. */
export const searchedFields = (...meanings: Meaning[]): string[] =>
  distinct(meanings.flatMap(fieldsOf).flatMap(({ searched }) => searched));

/** Values of the dataset field that Elastic's integrations and the samples set. */
export const COMPONENT_DATASET = 'kubernetes.component_logs';
export const CONTAINER_DATASET = 'kubernetes.container_logs';

/** The field of time unless a data view or a setting names another. */
export const DEFAULT_TIME_FIELD = '@timestamp';

export const AUDIT_PLACES: readonly AuditPlace[] = LAYOUTS.flatMap(({ audit }) => audit ?? []);
export const EVENT_PLACES: readonly EventPlace[] = LAYOUTS.flatMap(({ events }) => events ?? []);

/** Where a part of an audit record stands in `_source`. */
export const auditPaths = (part: string): string[] =>
  AUDIT_PLACES.map(({ prefix }) => prefix + part);
/** Under which names queries look for a part of an audit record. */
export const auditFields = (part: string): string[] =>
  AUDIT_PLACES.flatMap(({ prefix, isDynamic }) => formsOf(prefix + part, isDynamic));
/** The fields that audit records have and nothing else has. */
export const AUDIT_MARKS: readonly string[] = AUDIT_PLACES.map(({ prefix, mark }) => prefix + mark);

/** A field of an Event's decoded object, in the forms in which queries look for it. */
export const eventObjectFields = ({ object, isDynamic }: EventPlace, part: string): string[] =>
  formsOf(`${object}.${part}`, isDynamic);
export const EVENT_REASONS: readonly string[] = distinct(
  EVENT_PLACES.flatMap(({ reason, isDynamic }) => formsOf(reason, isDynamic))
);
export const EVENT_MESSAGES: readonly string[] = distinct(
  EVENT_PLACES.map(({ message }) => message)
);
export const EVENT_HOSTS: readonly string[] = EVENT_PLACES.flatMap(({ host }) => host.searched);
/** The fields that Events have and nothing else has. */
export const EVENT_MARKS: readonly string[] = EVENT_PLACES.map(({ object }) => `${object}.name`);

export const POD_MARKS: readonly string[] = LAYOUTS.flatMap(({ podMark }) => podMark ?? []);

/** How a container's log says whose it is: the three fields of one layout, in the same form. */
export interface PodFields {
  uid: string;
  name: string;
  namespace: string;
}

export const POD_FIELDS: readonly PodFields[] = LAYOUTS.flatMap(
  ({ fields: { podUid = [], podName = [], podNamespace = [] } }) =>
    podUid.flatMap((uid, i) =>
      uid.searched.map((name, form) => ({
        uid: name,
        name: podName[i]!.searched[form]!,
        namespace: podNamespace[i]!.searched[form]!,
      }))
    )
);

function formsOf(field: string, isDynamic: boolean): string[] {
  return isDynamic ? [field, `${field}.keyword`] : [field];
}
