/** Query builders: pure, and the only place that knows how an ID, an object or a source is asked for. */
import type { estypes } from '@elastic/elasticsearch';
import type { ObjectReference } from '../../common/model/log_record';
import { KLOG_AUDIT_ID_LENGTH } from '../../common/parse/ids';
import { annotationFields, ANNOTATOR } from './readers/annotation';

type Query = estypes.QueryDslQueryContainer;

/** Elasticsearch's default limit is 65,536 terms; a query of a trace stays far below. */
export const MAX_TERMS = 4_096;

const AUDIT_PARTS = [
  'kind', 'apiVersion', 'level', 'auditID', 'stage', 'requestURI', 'verb', 'user.username', 'impersonatedUser.username', 'sourceIPs',
  'userAgent', 'objectRef', 'responseStatus', 'requestReceivedTimestamp', 'stageTimestamp',
  ...['requestObject', 'responseObject'].flatMap((body) => [
    `${body}.kind`, `${body}.metadata.name`, `${body}.metadata.namespace`, `${body}.metadata.uid`, `${body}.metadata.ownerReferences`,
  ]),
];

/**
 * The parts of `_source` that make an audit record, without its bodies (they are huge) but for the metadata that links
 * objects; for records found by an indexed ID: their fields are decoded, so the raw line needn't travel either.
 */
export const AUDIT_SOURCE: string[] = auditSource(AUDIT_PARTS);

/** What the diagnosis reads of the bodies: state and what links objects, not the templates and managed fields that make them huge. */
const BODY_PARTS = [
  ...['finalizers', 'deletionTimestamp', 'deletionGracePeriodSeconds', 'creationTimestamp', 'generation', 'resourceVersion', 'generateName'].map((part) => `metadata.${part}`),
  ...[
    'nodeName', 'volumes', 'containers.name', 'initContainers.name', 'initContainers.restartPolicy', 'restartPolicy', 'replicas', 'completions', 'parallelism',
    'backoffLimit', 'suspend', 'paused', 'volumeName', 'claimRef', 'storageClassName', 'attacher', 'source', 'taints', 'unschedulable', 'finalizers', 'volumeClaimTemplates.metadata.name',
  ].map((part) => `spec.${part}`),
  // a Status, a Binding, DeleteOptions, an Eviction
  'status', 'target', 'message', 'reason', 'code', 'details', 'gracePeriodSeconds', 'propagationPolicy', 'dryRun', 'deleteOptions',
];

/** Of what was asked for what no answer repeats: a binding's node, options, a status where the policy keeps no answers, a template that changed. */
const REQUEST_PARTS = [
  'spec.replicas', 'spec.template.spec.containers.name', 'spec.template.spec.containers.image', 'spec.unschedulable', 'spec.taints', 'status', 'target',
  'gracePeriodSeconds', 'propagationPolicy', 'dryRun', 'deleteOptions',
];

/** The same with what the diagnosis reads of the bodies. */
export const AUDIT_SOURCE_WITH_BODIES: string[] = auditSource([
  ...AUDIT_PARTS, ...REQUEST_PARTS.map((part) => `requestObject.${part}`), ...BODY_PARTS.map((part) => `responseObject.${part}`),
]);

function auditSource(parts: string[]): string[] {
  return [
    '@timestamp', 'log.file.path', 'log.offset', 'service.name', 'host.name', 'orchestrator.cluster.name', 'event.dataset', 'request.id',
    'request.confidence', 'request.annotated_by', 'reqID', 'trace.id', 'trace_id',
    ...parts.map((part) => `kubernetes.audit.${part}`),
    // decoded at the document's root, as Fluent Bit and Vector do
    ...parts,
  ];
}

/** Fields that hold an audit record's ID, by schema: ECS (Filebeat, Elastic Agent), records decoded at the root. */
const AUDIT_ID_FIELDS = ['kubernetes.audit.auditID', 'auditID', 'auditID.keyword'];

/** Where a part of an audit record may be indexed: as ECS has it, decoded at the root, and there with dynamic mappings. */
export const auditFields = (part: string): string[] => [`kubernetes.audit.${part}`, part, `${part}.keyword`];

/** Audit records of which this part is one of these. */
export const auditPartIs = (part: string, values: string[]): Query => any(auditFields(part).map((field) => ({ terms: { [field]: values } })));

/** Audit records of which this part begins so. */
export const auditPartBegins = (part: string, prefix: string): Query => any(auditFields(part).map((field) => ({ prefix: { [field]: { value: prefix } } })));

/** Documents in which one of these stands as a phrase in a message. */
export const phrasesQuery = (texts: readonly string[], messageFields: readonly string[]): Query =>
  any(texts.flatMap((text) => messageFields.map((field): Query => ({ match_phrase: { [field]: text } }))));

/** Events of one of these reasons: Elastic's integration, decoded at the root, and there with dynamic mappings. */
export const eventReasonIs = (reasons: string[]): Query => any(['kubernetes.event.reason', 'reason', 'reason.keyword'].map((field) => ({ terms: { [field]: reasons } })));

/** Fields that name the node which a document is from. */
export const NODE_FIELDS = ['host.name', 'host.name.keyword', 'kubernetes.node.name', 'kubernetes.host', 'kubernetes.host.keyword', '_HOSTNAME'];

const CLUSTER_FIELDS = ['orchestrator.cluster.name', 'resource.attributes.k8s.cluster.name'];

/** Documents of that cluster, and those that don't say of which they are: names mean something within one cluster only. */
export const ofCluster = (cluster: string): Query => any([
  ...CLUSTER_FIELDS.map((field) => ({ term: { [field]: cluster } })),
  { bool: { must_not: CLUSTER_FIELDS.map((field) => ({ exists: { field } })) } },
]);

/** Fields that hold the object an Event is about: Elastic's integration, v1 at the root, events.k8s.io/v1 at the root. */
const EVENT_OBJECT_FIELDS = ['kubernetes.event.involved_object', 'involvedObject', 'regarding'];

/** Metricbeat leaves the object's namespace out: that of the Event itself is the same. */
const NAMESPACE_BESIDE: Record<string, string[]> = { 'kubernetes.event.involved_object': ['kubernetes.event.metadata.namespace'] };

/** One of these; of a single clause just that. */
export const any = (should: Query[]): Query => (should.length === 1 ? should[0]! : { bool: { should, minimum_should_match: 1 } });
export const all = (filter: Query[], mustNot: Query[] = []): Query => ({ bool: { filter, ...(mustNot.length ? { must_not: mustNot } : {}) } });

/** A clause on an ID field, of documents in which the cluster's own ID stands there: what an annotation wrote is none. */
export function unlessAnnotated(field: string, clause: Query): Query {
  const by = annotationFields(field)?.by.dotted;
  return by ? all([clause], [{ term: { [by]: ANNOTATOR } }]) : clause;
}

/** A time range, inclusive at both ends; ISO 8601. */
export interface TimeRange { from?: string; to?: string }

/** The clauses that bound a search in time: none, or one. */
export function timeClauses(timeField: string, range: TimeRange): Query[] {
  if (!range.from && !range.to) return [];
  return [{ range: { [timeField]: { gte: range.from, lte: range.to, format: 'strict_date_optional_time_nanos' } } }];
}

/** The spellings in which an ID may be indexed as a keyword: as given, and in either case (UUIDs are case-insensitive). */
export function spellings(id: string): string[] {
  const cut = id.length > KLOG_AUDIT_ID_LENGTH ? [id.slice(0, KLOG_AUDIT_ID_LENGTH)] : [];
  return [...new Set([id, id.toLowerCase(), id.toUpperCase(), ...cut])];
}

/**
 * Documents that hold one of the IDs: in an ID field, or as a phrase in a message. `match_phrase` is a term query on keyword
 * fields and a phrase on text fields, and nothing on fields that an index lacks: no look-up of mappings is needed first.
 * A phrase ignores case and punctuation, so the caller has to verify what comes back on its text.
 */
export function idQuery(ids: string[], fields: { idFields: string[]; messageFields: string[] }): Query {
  const should: Query[] = [];
  for (const id of ids) {
    for (const spelling of spellings(id)) {
      for (const field of fields.idFields) should.push({ match_phrase: { [field]: spelling } });
    }
    for (const field of fields.messageFields) should.push({ match_phrase: { [field]: id.slice(0, KLOG_AUDIT_ID_LENGTH) } });
  }
  return any(should);
}

/**
 * Documents whose indexed audit ID is one of these, but for the lines that carry one of these reqIDs as well: they are in the
 * trace already.
 */
export function auditIdQuery(auditIDs: string[], reqIDs: string[] = [], idFields: string[] = []): Query {
  const carried = any(AUDIT_ID_FIELDS.map((field) => ({ terms: { [field]: auditIDs } })));
  if (!reqIDs.length) return carried;
  return { bool: { filter: [carried], must_not: idFields.map((field) => ({ terms: { [field]: reqIDs } })) } };
}

/** Audit records in whose text one of these IDs stands, for indices that keep the record undecoded. */
export function auditIdTextQuery(auditIDs: string[], messageFields: string[]): Query {
  return any(auditIDs.flatMap((id) => messageFields.map((field) => ({ match_phrase: { [field]: id } }))));
}

function byNamespace(objects: ObjectReference[]): Map<string, string[]> {
  const names = new Map<string, Set<string>>();
  for (const { namespace, name } of objects) {
    if (!name) continue;
    const key = namespace ?? '';
    let set = names.get(key);
    if (!set) names.set(key, (set = new Set()));
    set.add(name);
  }
  return new Map([...names].map(([namespace, set]) => [namespace, [...set]]));
}

/**
 * Events about these objects: by uid, or by namespace and name (kinds are compared on what comes back). Of an Event that is
 * decoded at the root dynamic mappings make texts, keywords only in their sub-fields.
 */
export function eventsQuery(objects: ObjectReference[]): Query {
  const uids = [...new Set(objects.flatMap(({ uid }) => (uid ? [uid] : [])))];
  const should: Query[] = [];
  for (const field of EVENT_OBJECT_FIELDS) {
    for (const form of field.includes('.') ? [''] : ['', '.keyword']) {
      if (uids.length) should.push({ terms: { [`${field}.uid${form}`]: uids } });
      for (const [namespace, names] of byNamespace(objects)) {
        const clauses: Query[] = [{ terms: { [`${field}.name${form}`]: names } }];
        if (namespace) clauses.push(any([`${field}.namespace${form}`, ...(NAMESPACE_BESIDE[field] ?? [])].map((place): Query => ({ term: { [place]: namespace } }))));
        should.push(all(clauses));
      }
    }
  }
  return any(should);
}

/** Where a container's log says whose it is: ECS, Fluentd and Fluent Bit (with dynamic mappings as well), Vector. */
const POD_FIELDS = [
  { uid: 'kubernetes.pod.uid', name: 'kubernetes.pod.name', namespace: 'kubernetes.namespace' },
  ...['', '.keyword'].flatMap((form) => [
    { uid: `kubernetes.pod_id${form}`, name: `kubernetes.pod_name${form}`, namespace: `kubernetes.namespace_name${form}` },
    { uid: `kubernetes.pod_uid${form}`, name: `kubernetes.pod_name${form}`, namespace: `kubernetes.pod_namespace${form}` },
  ]),
];

/** Container logs of these Pods. A uid decides where both sides have one. */
export function podLogsQuery(pods: ObjectReference[]): Query {
  const uids = [...new Set(pods.flatMap(({ uid }) => (uid ? [uid] : [])))];
  const should: Query[] = [];
  const places = byNamespace(pods);
  for (const { uid, name, namespace: of } of POD_FIELDS) {
    if (uids.length) should.push({ terms: { [uid]: uids } });
    for (const [namespace, names] of places) if (namespace) should.push(all([{ terms: { [name]: names } }, { term: { [of]: namespace } }]));
  }
  return all([
    any(should),
    // a component that runs as a Pod carries its own Pod's name on each line: those lines are found by their ID
    { bool: { must_not: [{ term: { 'event.dataset': 'kubernetes.component_logs' } }] } },
  ]);
}

/** Whether the indices have anything of a source at all: what a coverage check asks for. */
export function sourceQuery(source: 'component' | 'audit' | 'event' | 'pod', component: string): Query {
  switch (source) {
    case 'component':
      return any([
        { term: { 'service.name': component } },
        { term: { 'kubernetes.container.name': component } },
        ...['kubernetes.container_name', 'SYSLOG_IDENTIFIER'].flatMap((field) => ['', '.keyword'].map((form): Query => ({ term: { [field + form]: component } }))),
        { term: { 'syslog.identifier': component } },
        { term: { 'log.syslog.appname': component } },
      ]);
    case 'audit':
      return any([{ exists: { field: 'kubernetes.audit.verb' } }, { exists: { field: 'objectRef.resource' } }]);
    case 'event':
      return any(EVENT_OBJECT_FIELDS.map((field) => ({ exists: { field: `${field}.name` } })));
    case 'pod':
      return any([
        { term: { 'event.dataset': 'kubernetes.container_logs' } },
        { term: { 'data_stream.dataset': 'kubernetes.container_logs' } },
        { exists: { field: 'kubernetes.pod_id' } },
      ]);
  }
}
