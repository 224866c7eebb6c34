/**
 * Which field of which log layout holds what: data. A layout is how one family of shippers lays documents out; another
 * shipper is one more entry of LAYOUTS. Readers and query builders take their fields from here.
 */

/** What a field of any document may hold. */
export type FieldMeaning =
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
  searchFields: readonly string[];
}

/** Mapped as a keyword, or (a message) as text. */
const indexedField = (path: string): CatalogueField => ({ path, searchFields: [path] });
/** Dynamic mappings make it a text with a keyword in a sub-field. */
const dynamicField = (path: string): CatalogueField => ({
  path,
  searchFields: [path, `${path}.keyword`],
});
const unindexedField = (path: string): CatalogueField => ({ path, searchFields: [] });

/** Where a decoded audit record (audit.k8s.io/v1 Event) stands. */
export interface AuditFieldLayout {
  /** before each of its parts' names; empty at the document's root */
  prefix: string;
  isDynamic: boolean;
  /** parts that, all together, make a document an audit record */
  markerFields: readonly string[];
  /** the part that tells a search the same: other documents have a `verb` at their root too */
  searchableMarker: string;
}

/** Where a decoded Event of Kubernetes stands. */
export interface EventFieldLayout {
  /** the decoded object; absent where that is the document's root */
  root?: string;
  isDynamic: boolean;
  /** the object that it is about */
  object: string;
  /** Metricbeat leaves the object's namespace out: that of the Event itself is the same */
  fallbackNamespace?: string;
  reason: string;
  message: string;
  /** the node whose component reported it */
  host: CatalogueField;
}

interface Layout {
  /** whose it is */
  name: string;
  fields: Partial<Record<FieldMeaning, readonly CatalogueField[]>>;
  audit?: AuditFieldLayout;
  events?: readonly EventFieldLayout[];
  /** the field that the logs of containers have and nothing else has; elsewhere the dataset says so */
  podMarker?: string;
}

/** In this order a reader looks for a field. */
const LAYOUTS: readonly Layout[] = [
  {
    name: 'Elastic Common Schema: Filebeat, Elastic Agent with its Kubernetes integration, Metricbeat',
    fields: {
      message: [indexedField('message')],
      file: [indexedField('log.file.path')],
      offset: [indexedField('log.offset')],
      cluster: [indexedField('orchestrator.cluster.name')],
      node: [indexedField('kubernetes.node.name'), dynamicField('host.name')],
      service: [indexedField('service.name')],
      container: [indexedField('kubernetes.container.name')],
      level: [indexedField('log.level')],
      dataset: [indexedField('event.dataset'), indexedField('data_stream.dataset')],
      podUid: [indexedField('kubernetes.pod.uid')],
      podName: [indexedField('kubernetes.pod.name')],
      podNamespace: [indexedField('kubernetes.namespace')],
      reqID: [indexedField('request.id')],
      traceID: [indexedField('trace.id')],
    },
    audit: {
      prefix: 'kubernetes.audit.',
      isDynamic: false,
      markerFields: ['verb'],
      searchableMarker: 'verb',
    },
    events: [
      {
        root: 'kubernetes.event',
        isDynamic: false,
        object: 'kubernetes.event.involved_object',
        fallbackNamespace: 'kubernetes.event.metadata.namespace',
        reason: 'kubernetes.event.reason',
        message: 'kubernetes.event.message',
        host: indexedField('kubernetes.event.source.host'),
      },
    ],
  },
  {
    name: 'Fluent Bit and Fluentd with their Kubernetes filters; decoded records at the root',
    fields: {
      message: [indexedField('log')],
      file: [unindexedField('filename'), unindexedField('source')],
      node: [dynamicField('kubernetes.host')],
      container: [dynamicField('kubernetes.container_name')],
      level: [indexedField('level')],
      stream: [unindexedField('stream')],
      podUid: [dynamicField('kubernetes.pod_id')],
      podName: [dynamicField('kubernetes.pod_name')],
      podNamespace: [dynamicField('kubernetes.namespace_name')],
      reqID: [dynamicField('reqID')],
      traceID: [indexedField('trace_id')],
    },
    podMarker: 'kubernetes.pod_id',
    audit: {
      prefix: '',
      isDynamic: true,
      markerFields: ['objectRef', 'auditID'],
      searchableMarker: 'objectRef.resource',
    },
    events: [
      // v1
      {
        isDynamic: true,
        object: 'involvedObject',
        reason: 'reason',
        message: 'message',
        host: dynamicField('source.host'),
      },
      // events.k8s.io/v1
      {
        isDynamic: true,
        object: 'regarding',
        reason: 'reason',
        message: 'note',
        host: indexedField('deprecatedSource.host'),
      },
    ],
  },
  {
    name: 'Vector',
    fields: {
      node: [unindexedField('kubernetes.pod_node_name')],
      podUid: [dynamicField('kubernetes.pod_uid')],
      podName: [dynamicField('kubernetes.pod_name')],
      podNamespace: [dynamicField('kubernetes.pod_namespace')],
    },
  },
  {
    name: 'OpenTelemetry Collector',
    fields: {
      message: [indexedField('body.text')],
      cluster: [indexedField('resource.attributes.k8s.cluster.name')],
    },
  },
  {
    name: 'the journal, as Fluent Bit reads it',
    fields: {
      message: [indexedField('MESSAGE')],
      node: [indexedField('_HOSTNAME')],
      identifier: [dynamicField('SYSLOG_IDENTIFIER')],
      unit: [unindexedField('_SYSTEMD_UNIT')],
    },
  },
  {
    name: "the journal, as Filebeat and Elastic Agent's journald input read it",
    fields: {
      node: [unindexedField('host.hostname')],
      identifier: [
        indexedField('syslog.identifier'),
        indexedField('log.syslog.appname'),
        unindexedField('process.name'),
      ],
      unit: [unindexedField('systemd.unit')],
    },
  },
];

const unique = (names: readonly string[]): string[] => [...new Set(names)];
const getFields = (meaning: FieldMeaning): CatalogueField[] =>
  LAYOUTS.flatMap(({ fields }) => fields[meaning] ?? []);

/** Where this stands in `_source`, in the order in which it counts. */
export const getFieldPaths = (...meanings: FieldMeaning[]): string[] =>
  unique(meanings.flatMap(getFields).map(({ path }) => path));
/** Under which names queries look for this. */
export const getSearchFields = (...meanings: FieldMeaning[]): string[] =>
  unique(meanings.flatMap(getFields).flatMap(({ searchFields }) => searchFields));

/** Values of the dataset field that Elastic's integrations and the samples set. */
export const COMPONENT_DATASET = 'kubernetes.component_logs';
export const CONTAINER_DATASET = 'kubernetes.container_logs';

/** The field of time unless a data view or a setting names another. */
export const DEFAULT_TIME_FIELD = '@timestamp';

export const AUDIT_LAYOUTS: readonly AuditFieldLayout[] = LAYOUTS.flatMap(
  ({ audit }) => audit ?? []
);
export const EVENT_LAYOUTS: readonly EventFieldLayout[] = LAYOUTS.flatMap(
  ({ events }) => events ?? []
);

/** Where a part of an audit record stands in `_source`. */
export const getAuditPaths = (part: string): string[] =>
  AUDIT_LAYOUTS.map(({ prefix }) => prefix + part);
/** Under which names queries look for a part of an audit record. */
export const getAuditFields = (part: string): string[] =>
  AUDIT_LAYOUTS.flatMap(({ prefix, isDynamic }) => getFieldVariants(prefix + part, isDynamic));
/** The fields that audit records have and nothing else has. */
export const AUDIT_MARKER_FIELDS: readonly string[] = AUDIT_LAYOUTS.map(
  ({ prefix, searchableMarker }) => prefix + searchableMarker
);

/** A field of an Event's decoded object, in the forms in which queries look for it. */
export const getEventObjectFields = (
  { object, isDynamic }: EventFieldLayout,
  part: string
): string[] => getFieldVariants(`${object}.${part}`, isDynamic);
export const EVENT_REASON_FIELDS: readonly string[] = unique(
  EVENT_LAYOUTS.flatMap(({ reason, isDynamic }) => getFieldVariants(reason, isDynamic))
);
export const EVENT_MESSAGE_FIELDS: readonly string[] = unique(
  EVENT_LAYOUTS.map(({ message }) => message)
);
export const EVENT_HOST_FIELDS: readonly string[] = EVENT_LAYOUTS.flatMap(
  ({ host }) => host.searchFields
);
/** The fields that Events have and nothing else has. */
export const EVENT_MARKER_FIELDS: readonly string[] = EVENT_LAYOUTS.map(
  ({ object }) => `${object}.name`
);

export const POD_MARKER_FIELDS: readonly string[] = LAYOUTS.flatMap(
  ({ podMarker }) => podMarker ?? []
);

/** How a container's log says whose it is: the three fields of one layout, in the same form. */
export interface PodFields {
  uid: string;
  name: string;
  namespace: string;
}

export const POD_FIELDS: readonly PodFields[] = LAYOUTS.flatMap(
  ({ fields: { podUid = [], podName = [], podNamespace = [] } }) =>
    podUid.flatMap((uid, i) =>
      uid.searchFields.map((name, form) => ({
        uid: name,
        name: podName[i]!.searchFields[form]!,
        namespace: podNamespace[i]!.searchFields[form]!,
      }))
    )
);

function getFieldVariants(field: string, isDynamic: boolean): string[] {
  return isDynamic ? [field, `${field}.keyword`] : [field];
}
