/** What candidates ask Elasticsearch for: pure. Audit records below `kubernetes.audit` and at the root; Events as server/search knows them. */
import type { estypes } from '@elastic/elasticsearch';
import type { ObjectReference } from '../../../common/model/log_record';
import { CHANGING_VERBS } from '../../../common/parse/audit';
import { all, any, auditFields, auditPartBegins, auditPartIs as is, eventsQuery, ofCluster, phrasesQuery, sourceQuery, timeClauses, type TimeRange } from '../../elasticsearch/queries';

type Query = estypes.QueryDslQueryContainer;
type Body = estypes.MsearchMultisearchBody;

export interface SearchSpec {
  query: Query;
  size: number;
  /** oldest first; newest first without it */
  oldest?: true;
  /** only these parts of a document, which may be megabytes */
  audit?: true;
  /** instead of all the time before the record */
  range?: TimeRange;
}

const POD_LINKS = ['volumes', 'imagePullSecrets', 'containers.env.valueFrom', 'containers.envFrom', 'initContainers.env.valueFrom', 'initContainers.envFrom'];
const BODY = [
  'kind', 'dryRun', 'status', 'metadata.deletionTimestamp', 'metadata.deletionGracePeriodSeconds', 'metadata.finalizers', 'metadata.generation', 'metadata.name', 'metadata.namespace', 'metadata.uid', 'metadata.generateName', 'metadata.ownerReferences', 'target',
  ...['nodeName', 'volumeName', 'claimRef', 'source', 'finalizers', 'replicas', 'restartPolicy', 'containers.name', 'initContainers.name', 'initContainers.restartPolicy', ...POD_LINKS, ...POD_LINKS.map((part) => `template.spec.${part}`)].map((part) => `spec.${part}`),
  'endpoints.targetRef', 'subsets.addresses.targetRef', 'subsets.notReadyAddresses.targetRef',
  'items.metadata.name', 'items.metadata.namespace', 'message', 'reason',
];
const AUDIT = [
  'kind', 'apiVersion', 'level', 'auditID', 'stage', 'requestURI', 'verb', 'user.username', 'impersonatedUser.username', 'sourceIPs', 'userAgent',
  'objectRef', 'responseStatus', 'requestReceivedTimestamp', 'stageTimestamp',
  ...BODY.flatMap((part) => [`requestObject.${part}`, `responseObject.${part}`]),
];
const SOURCE = [
  '@timestamp', 'log.file.path', 'log.offset', 'service.name', 'host.name', 'orchestrator.cluster.name', 'event.dataset', 'data_stream.dataset',
  ...AUDIT.map((part) => `kubernetes.audit.${part}`), ...AUDIT,
];

export function searchBody({ query, size, oldest, audit, range }: SearchSpec, { timeField, until, cluster }: { timeField: string; until: TimeRange; cluster?: string }): Body {
  return {
    query: all([query, ...timeClauses(timeField, range ?? until), ...(cluster ? [ofCluster(cluster)] : [])]),
    sort: [{ [timeField]: { order: oldest ? 'asc' : 'desc', unmapped_type: 'date' } }],
    size,
    track_total_hits: false,
    _source: audit ? [...SOURCE, timeField] : true,
  };
}

const not = (query: Query): Query => ({ bool: { must_not: [query] } });
const exists = (part: string): Query => any(auditFields(part).slice(0, 2).map((field) => ({ exists: { field } })));

/** What is written all the time, and begins nothing. */
const NOISE = ['events', 'leases', 'tokenreviews', 'subjectaccessreviews', 'selfsubjectaccessreviews', 'selfsubjectrulesreviews', 'localsubjectaccessreviews'];
const STATUS = is('objectRef.subresource', ['status', 'token', 'log', 'exec', 'attach', 'portforward']);

/** Of anybody from outside the control plane, or in whose place somebody acted. Whether it is a person is seen on what comes back. */
const OUTSIDERS = any([
  not(auditPartBegins('user.username', 'system:')), is('user.username', ['system:admin', 'system:anonymous']), exists('impersonatedUser.username'),
  all([auditPartBegins('user.username', 'system:serviceaccount:')], [auditPartBegins('user.username', 'system:serviceaccount:kube-system:')]),
]);

const changes = (of: Query[], mustNot: Query[] = []): Query => all([is('verb', [...CHANGING_VERBS]), ...of], [is('objectRef.resource', NOISE), STATUS, ...mustNot]);

function named(objects: readonly ObjectReference[]): Query {
  const byNamespace = new Map<string, Set<string>>();
  for (const { namespace = '', name } of objects) if (name) byNamespace.set(namespace, (byNamespace.get(namespace) ?? new Set()).add(name));
  return any([...byNamespace].map(([namespace, set]) => {
    const names = [...set];
    // a create with generateName has its name in the answer only; objectRef of a namespace names itself as namespace as well
    const name = any([is('objectRef.name', names), is('responseObject.metadata.name', names)]);
    return namespace ? all([name, is('objectRef.namespace', [namespace])]) : name;
  }));
}

/** Who wrote these objects, what they hang on, and what is told of them. */
export function objectQueries(objects: readonly ObjectReference[]): SearchSpec[] {
  const of = named(objects);
  return [
    { query: changes([of, OUTSIDERS]), size: 60, audit: true },
    { query: changes([of, is('verb', ['create', 'delete'])]), size: 80, audit: true },
    // whoever wrote it last answers with the whole object, also where its creation is older than the log
    { query: all([is('verb', ['update', 'patch', 'create']), of, exists('responseObject.kind')], [is('objectRef.resource', NOISE)]), size: 30, audit: true },
    { query: eventsQuery(objects.map(({ namespace, name }) => ({ namespace, name }))), size: 60 },
  ];
}

/** Pods of a workload that were removed, by what their names begin with. */
export const removalQuery = ({ namespace = '', name = '' }: ObjectReference, range: TimeRange): SearchSpec => ({
  query: all([
    is('objectRef.resource', ['pods']), is('objectRef.namespace', [namespace]), auditPartBegins('objectRef.name', `${name}-`),
    any([is('verb', ['delete']), is('objectRef.subresource', ['eviction'])]),
  ]),
  size: 40, audit: true, range,
});

/** Pods that use a claim: only the text of their creation says so everywhere. */
export const claimUsersQuery = (claim: string, namespace: string, messageFields: readonly string[]): SearchSpec => ({
  query: all([
    is('objectRef.resource', ['pods']), is('objectRef.namespace', [namespace]), is('verb', ['create']),
    any(messageFields.map((field) => ({ match_phrase: { [field]: `"claimName":"${claim}"` } }))),
  ], [exists('objectRef.subresource')]),
  size: 10, audit: true,
});

/** What outsiders changed lately, whatever it was. */
export const recentQuery = (range: TimeRange): SearchSpec => ({ query: changes([OUTSIDERS]), size: 80, audit: true, range });

export const auditIdQuery = (auditID: string): SearchSpec => ({ query: is('auditID', [auditID]), size: 5, audit: true });

/** Whatever carries these uids tells which objects they are. */
export const uidQueries = (uids: string[], messageFields: readonly string[]): SearchSpec[] => [
  { query: any([is('objectRef.uid', uids), is('responseObject.metadata.uid', uids), is('requestObject.metadata.uid', uids)]), size: 20, audit: true },
  { query: eventsQuery(uids.map((uid) => ({ uid }))), size: 10 },
  { query: all([phrasesQuery(uids, messageFields)], [exists('verb')]), size: 20 },
];

/** Lines that carry the ID of a container or sandbox: the first ones say whose it is. */
export const containerIdQuery = (ids: string[], messageFields: readonly string[], range: TimeRange): SearchSpec =>
  ({ query: phrasesQuery(ids, messageFields), size: 40, oldest: true, range });

/** What the same component wrote just before and after. */
export function neighbourQueries(component: string, node: string | undefined, before: TimeRange, after: TimeRange): SearchSpec[] {
  const query = all([
    sourceQuery('component', component),
    ...(node ? [any(['host.name', 'host.name.keyword', 'kubernetes.node.name', 'kubernetes.host'].map((field) => ({ term: { [field]: node } })))] : []),
  ]);
  return [{ query, size: 60, range: before }, { query, size: 60, oldest: true, range: after }];
}

/** Events of a namespace that were written in this time. */
export const namespaceEventsQuery = (namespace: string, range: TimeRange): SearchSpec => ({
  query: any(['kubernetes.event.involved_object.namespace', 'involvedObject.namespace', 'involvedObject.namespace.keyword', 'regarding.namespace', 'regarding.namespace.keyword']
    .map((field) => ({ term: { [field]: namespace } }))),
  size: 20, range,
});

/** kube-apiserver's own lines of changing requests (httplog.go), where no audit log says who asked. */
export const requestLineQuery = (within: readonly string[], messageFields: readonly string[], systemAgents: readonly string[]): SearchSpec => ({
  query: all([
    phrasesQuery(['HTTP'], messageFields), phrasesQuery(within, messageFields), phrasesQuery(['verb="POST"', 'verb="PUT"', 'verb="PATCH"', 'verb="APPLY"', 'verb="DELETE"'], messageFields),
  ], [phrasesQuery(systemAgents.map((agent) => `userAgent="${agent}`), messageFields), phrasesQuery(['selfsubjectaccessreviews', '/events'], messageFields)]),
  size: 200,
});

/** Whether there is an audit log at all. */
export const anyAuditQuery = (): SearchSpec => ({ query: sourceQuery('audit', ''), size: 1, audit: true });
