/** What the search for causes asks Elasticsearch for: pure. */
import type { ObjectReference } from '../../../common/model/log_record';
import { CHANGING_VERBS } from '../../../common/parse/audit';
import {
  all,
  any,
  auditPartBegins,
  auditPartExists,
  auditPartIs as is,
  auditsOf,
  auditsOfUids,
  auditSource,
  eventsOfNamespace,
  eventsQuery,
  fromNodes,
  not,
  ofCluster,
  phrasesQuery,
  sortedSearch,
  sourceQuery,
  timeClauses,
  type Query,
  type SearchBody,
  type TimeRange,
} from '../../elasticsearch/queries';

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

export function searchBody(
  { query, size, oldest, audit, range }: SearchSpec,
  { timeField, until, cluster }: { timeField: string; until: TimeRange; cluster?: string }
): SearchBody {
  const within = [
    ...timeClauses(timeField, range ?? until),
    ...(cluster ? [ofCluster(cluster)] : []),
  ];
  const source = audit && auditSource('causes', timeField);
  return {
    ...sortedSearch({
      query: all([query, ...within]),
      timeField,
      order: oldest ? 'asc' : 'desc',
      size,
      source,
    }),
    track_total_hits: false,
  };
}

/** What is written all the time, and begins nothing. */
const NOISE = [
  'events',
  'leases',
  'tokenreviews',
  'subjectaccessreviews',
  'selfsubjectaccessreviews',
  'selfsubjectrulesreviews',
  'localsubjectaccessreviews',
];
const STATUS = is('objectRef.subresource', [
  'status',
  'token',
  'log',
  'exec',
  'attach',
  'portforward',
]);

/** Of anybody from outside the control plane, or in whose place somebody acted. Whether it is a person is seen on what comes back. */
const OUTSIDERS = any([
  not(auditPartBegins('user.username', 'system:')),
  is('user.username', ['system:admin', 'system:anonymous']),
  auditPartExists('impersonatedUser.username'),
  all(
    [auditPartBegins('user.username', 'system:serviceaccount:')],
    [auditPartBegins('user.username', 'system:serviceaccount:kube-system:')]
  ),
]);

const changes = (of: Query[], mustNot: Query[] = []): Query =>
  all(
    [is('verb', [...CHANGING_VERBS]), ...of],
    [is('objectRef.resource', NOISE), STATUS, ...mustNot]
  );

/** Who wrote these objects, what they hang on, and what is told of them. */
export function objectQueries(objects: readonly ObjectReference[]): SearchSpec[] {
  const of = auditsOf(objects);
  return [
    { query: changes([of, OUTSIDERS]), size: 60, audit: true },
    { query: changes([of, is('verb', ['create', 'delete'])]), size: 80, audit: true },
    // whoever wrote it last answers with the whole object, also where its creation is older than the log
    {
      query: all(
        [is('verb', ['update', 'patch', 'create']), of, auditPartExists('responseObject.kind')],
        [is('objectRef.resource', NOISE)]
      ),
      size: 30,
      audit: true,
    },
    { query: eventsQuery(objects.map(({ namespace, name }) => ({ namespace, name }))), size: 60 },
  ];
}

/** Pods of a workload that were removed, by what their names begin with. */
export const removalQuery = (
  { namespace = '', name = '' }: ObjectReference,
  range: TimeRange
): SearchSpec => ({
  query: all([
    is('objectRef.resource', ['pods']),
    is('objectRef.namespace', [namespace]),
    auditPartBegins('objectRef.name', `${name}-`),
    any([is('verb', ['delete']), is('objectRef.subresource', ['eviction'])]),
  ]),
  size: 40,
  audit: true,
  range,
});

/** Pods that use a claim: only the text of their creation says so everywhere. */
export const claimUsersQuery = (
  claim: string,
  namespace: string,
  messageFields: readonly string[]
): SearchSpec => ({
  query: all(
    [
      is('objectRef.resource', ['pods']),
      is('objectRef.namespace', [namespace]),
      is('verb', ['create']),
      phrasesQuery([`"claimName":"${claim}"`], messageFields),
    ],
    [auditPartExists('objectRef.subresource')]
  ),
  size: 10,
  audit: true,
});

/** What outsiders changed lately, whatever it was. */
export const recentQuery = (range: TimeRange): SearchSpec => ({
  query: changes([OUTSIDERS]),
  size: 80,
  audit: true,
  range,
});

export const auditIdQuery = (auditID: string): SearchSpec => ({
  query: is('auditID', [auditID]),
  size: 5,
  audit: true,
});

/** Whatever carries these uids tells which objects they are. */
export const uidQueries = (uids: string[], messageFields: readonly string[]): SearchSpec[] => [
  { query: auditsOfUids(uids), size: 20, audit: true },
  { query: eventsQuery(uids.map((uid) => ({ uid }))), size: 10 },
  { query: all([phrasesQuery(uids, messageFields)], [auditPartExists('verb')]), size: 20 },
];

/** Lines that carry the ID of a container or sandbox: the first ones say whose it is. */
export const containerIdQuery = (
  ids: string[],
  messageFields: readonly string[],
  range: TimeRange
): SearchSpec => ({ query: phrasesQuery(ids, messageFields), size: 40, oldest: true, range });

/** What the same component wrote just before and after. */
export function neighbourQueries(
  component: string,
  node: string | undefined,
  before: TimeRange,
  after: TimeRange
): SearchSpec[] {
  const query = all([sourceQuery('component', component), ...(node ? [fromNodes([node])] : [])]);
  return [
    { query, size: 60, range: before },
    { query, size: 60, oldest: true, range: after },
  ];
}

/** Events of a namespace that were written in this time. */
export const namespaceEventsQuery = (namespace: string, range: TimeRange): SearchSpec => ({
  query: eventsOfNamespace(namespace),
  size: 20,
  range,
});

/** kube-apiserver's own lines of changing requests (httplog.go), where no audit log says who asked. */
export const requestLineQuery = (
  within: readonly string[],
  messageFields: readonly string[],
  systemAgents: readonly string[]
): SearchSpec => ({
  query: all(
    [
      phrasesQuery(['HTTP'], messageFields),
      phrasesQuery(within, messageFields),
      phrasesQuery(
        ['verb="POST"', 'verb="PUT"', 'verb="PATCH"', 'verb="APPLY"', 'verb="DELETE"'],
        messageFields
      ),
    ],
    [
      phrasesQuery(
        systemAgents.map((agent) => `userAgent="${agent}`),
        messageFields
      ),
      phrasesQuery(['selfsubjectaccessreviews', '/events'], messageFields),
    ]
  ),
  size: 200,
});

/** Whether there is an audit log at all. */
export const anyAuditQuery = (): SearchSpec => ({
  query: sourceQuery('audit', ''),
  size: 1,
  audit: true,
});
