/** What the search for causes asks Elasticsearch for: pure. */
import type { ObjectReference } from '../../../common/model/log_record';
import { CHANGING_VERBS } from '../../../common/parse/audit';
import {
  allOf,
  anyOf,
  auditFieldStartsWith,
  auditFieldExists,
  auditFieldIs,
  auditsOfObjects,
  auditsOfUids,
  getAuditSourceFields,
  eventsOfNamespace,
  eventsOfObjects,
  isFromNodes,
  not,
  isOfClusterOrUnknown,
  anyPhrase,
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
  isOldestFirst?: true;
  /** only these parts of a document, which may be megabytes */
  isAuditSearch?: true;
  /** instead of all the time before the record */
  range?: TimeRange;
}

export function createSearchBody(
  { query, size, isOldestFirst, isAuditSearch, range }: SearchSpec,
  { timeField, until, cluster }: { timeField: string; until: TimeRange; cluster?: string }
): SearchBody {
  const within = [
    ...timeClauses(timeField, range ?? until),
    ...(cluster ? [isOfClusterOrUnknown(cluster)] : []),
  ];
  const source = isAuditSearch && getAuditSourceFields('causes', timeField);
  return {
    ...sortedSearch({
      query: allOf([query, ...within]),
      timeField,
      order: isOldestFirst ? 'asc' : 'desc',
      size,
      source,
    }),
    track_total_hits: false,
  };
}

/** What is written all the time, and begins nothing. */
const BACKGROUND_RESOURCES = [
  'events',
  'leases',
  'tokenreviews',
  'subjectaccessreviews',
  'selfsubjectaccessreviews',
  'selfsubjectrulesreviews',
  'localsubjectaccessreviews',
];
const STATUS_SUBRESOURCES = auditFieldIs('objectRef.subresource', [
  'status',
  'token',
  'log',
  'exec',
  'attach',
  'portforward',
]);

/** Of anybody from outside the control plane, or in whose place somebody acted. Whether it is a person is seen on what comes back. */
const NON_SYSTEM_USERS = anyOf([
  not(auditFieldStartsWith('user.username', 'system:')),
  auditFieldIs('user.username', ['system:admin', 'system:anonymous']),
  auditFieldExists('impersonatedUser.username'),
  allOf(
    [auditFieldStartsWith('user.username', 'system:serviceaccount:')],
    [auditFieldStartsWith('user.username', 'system:serviceaccount:kube-system:')]
  ),
]);

const changeQuery = (of: Query[], mustNot: Query[] = []): Query =>
  allOf(
    [auditFieldIs('verb', [...CHANGING_VERBS]), ...of],
    [auditFieldIs('objectRef.resource', BACKGROUND_RESOURCES), STATUS_SUBRESOURCES, ...mustNot]
  );

/** Who wrote these objects, what they hang on, and what is told of them. */
export function objectQueries(objects: readonly ObjectReference[]): SearchSpec[] {
  const of = auditsOfObjects(objects);
  return [
    { query: changeQuery([of, NON_SYSTEM_USERS]), size: 60, isAuditSearch: true },
    {
      query: changeQuery([of, auditFieldIs('verb', ['create', 'delete'])]),
      size: 80,
      isAuditSearch: true,
    },
    // whoever wrote it last answers with the whole object, also where its creation is older than the log
    {
      query: allOf(
        [
          auditFieldIs('verb', ['update', 'patch', 'create']),
          of,
          auditFieldExists('responseObject.kind'),
        ],
        [auditFieldIs('objectRef.resource', BACKGROUND_RESOURCES)]
      ),
      size: 30,
      isAuditSearch: true,
    },
    {
      query: eventsOfObjects(objects.map(({ namespace, name }) => ({ namespace, name }))),
      size: 60,
    },
  ];
}

/** Pods of a workload that were removed, by what their names begin with. */
export const removalQuery = (
  { namespace = '', name = '' }: ObjectReference,
  range: TimeRange
): SearchSpec => ({
  query: allOf([
    auditFieldIs('objectRef.resource', ['pods']),
    auditFieldIs('objectRef.namespace', [namespace]),
    auditFieldStartsWith('objectRef.name', `${name}-`),
    anyOf([auditFieldIs('verb', ['delete']), auditFieldIs('objectRef.subresource', ['eviction'])]),
  ]),
  size: 40,
  isAuditSearch: true,
  range,
});

/** Pods that use a claim: only the text of their creation says so everywhere. */
export const claimUsersQuery = (
  claim: string,
  namespace: string,
  messageFields: readonly string[]
): SearchSpec => ({
  query: allOf(
    [
      auditFieldIs('objectRef.resource', ['pods']),
      auditFieldIs('objectRef.namespace', [namespace]),
      auditFieldIs('verb', ['create']),
      anyPhrase([`"claimName":"${claim}"`], messageFields),
    ],
    [auditFieldExists('objectRef.subresource')]
  ),
  size: 10,
  isAuditSearch: true,
});

/** What outsiders changed lately, whatever it was. */
export const recentChangesQuery = (range: TimeRange): SearchSpec => ({
  query: changeQuery([NON_SYSTEM_USERS]),
  size: 80,
  isAuditSearch: true,
  range,
});

export const auditIdQuery = (auditID: string): SearchSpec => ({
  query: auditFieldIs('auditID', [auditID]),
  size: 5,
  isAuditSearch: true,
});

/** Whatever carries these uids tells which objects they are. */
export const uidQueries = (uids: string[], messageFields: readonly string[]): SearchSpec[] => [
  { query: auditsOfUids(uids), size: 20, isAuditSearch: true },
  { query: eventsOfObjects(uids.map((uid) => ({ uid }))), size: 10 },
  { query: allOf([anyPhrase(uids, messageFields)], [auditFieldExists('verb')]), size: 20 },
];

/** Lines that carry the ID of a container or sandbox: the first ones say whose it is. */
export const containerIdQuery = (
  ids: string[],
  messageFields: readonly string[],
  range: TimeRange
): SearchSpec => ({ query: anyPhrase(ids, messageFields), size: 40, isOldestFirst: true, range });

/** What the same component wrote just before and after. */
export function adjacentLineQueries(
  component: string,
  node: string | undefined,
  before: TimeRange,
  after: TimeRange
): SearchSpec[] {
  const query = allOf([
    sourceQuery('component', component),
    ...(node ? [isFromNodes([node])] : []),
  ]);
  return [
    { query, size: 60, range: before },
    { query, size: 60, isOldestFirst: true, range: after },
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
  query: allOf(
    [
      anyPhrase(['HTTP'], messageFields),
      anyPhrase(within, messageFields),
      anyPhrase(
        ['verb="POST"', 'verb="PUT"', 'verb="PATCH"', 'verb="APPLY"', 'verb="DELETE"'],
        messageFields
      ),
    ],
    [
      anyPhrase(
        systemAgents.map((agent) => `userAgent="${agent}`),
        messageFields
      ),
      anyPhrase(['selfsubjectaccessreviews', '/events'], messageFields),
    ]
  ),
  size: 200,
});

/** Whether there is an audit log at all. */
export const anyAuditQuery = (): SearchSpec => ({
  query: sourceQuery('audit', ''),
  size: 1,
  isAuditSearch: true,
});
