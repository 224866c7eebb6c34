/** What the search for removed Pods asks Elasticsearch for: pure. */
import type { ObjectReference } from '../../../common/model/log_record';
import {
  all,
  any,
  auditPartBegins,
  auditPartExists,
  auditPartIs as is,
  auditsOf,
  auditsOfUids,
  auditSource,
  eventIsFromNode,
  eventMessageHas,
  eventReasonIs,
  eventsOfWorkload,
  eventsQuery,
  fromNodes,
  isAudit,
  phrasesQuery,
  sortedSearch,
  timeClauses,
  type Query,
  type SearchBody,
  type TimeRange,
} from '../../elasticsearch/queries';

export interface PodName {
  namespace: string;
  name: string;
}

const CHANGES = ['create', 'update', 'patch', 'delete'];
/** A node's user (authentication.k8s.io NodeUserNamePrefix). */
const NODE_USER = 'system:node:';

export interface SearchSpec {
  query: Query;
  size: number;
  audit?: true;
}

/** A search of these documents, newest first. */
export const searchBody = (
  { query, size, audit }: SearchSpec,
  timeField: string,
  range: TimeRange
): SearchBody =>
  sortedSearch({
    query: all([query, ...timeClauses(timeField, range)]),
    timeField,
    order: 'desc',
    size,
    source: audit && auditSource('removals', timeField),
  });

/** Whatever carries this uid: it tells which object that is. */
export const uidQueries = (uid: string): SearchSpec[] => [
  { query: auditsOfUids([uid]), size: 5, audit: true },
  { query: eventsQuery([{ uid }]), size: 5 },
];

/** What was done to these Pods, and said of them. Status only where somebody else than their kubelet wrote it, or it gave them up. */
export function podQueries(pods: PodName[], messageFields: string[], limit: number): SearchSpec[] {
  const ofPods = all([is('objectRef.resource', ['pods']), is('verb', CHANGES), auditsOf(pods)]);
  const isStatus = is('objectRef.subresource', ['status']);
  return [
    {
      query: all(
        [ofPods],
        [
          is('objectRef.subresource', [
            'status',
            'ephemeralcontainers',
            'exec',
            'attach',
            'portforward',
            'log',
          ]),
        ]
      ),
      size: limit,
      audit: true,
    },
    {
      query: all([ofPods, isStatus], [auditPartBegins('user.username', NODE_USER)]),
      size: limit,
      audit: true,
    },
    {
      query: all([
        ofPods,
        isStatus,
        any([
          is('responseObject.status.reason', GIVEN_UP),
          phrasesQuery(
            GIVEN_UP.map((reason) => `"reason":"${reason}"`),
            messageFields
          ),
        ]),
      ]),
      size: 50,
      audit: true,
    },
    { query: all([eventsQuery(pods.map((pod) => ({ kind: 'Pod', ...pod })))]), size: limit },
  ];
}

const GIVEN_UP = ['Evicted', 'Preempting', 'NodeShutdown', 'Terminated'];

/**
 * Lines that tell that a Pod goes: the kubelet's, the garbage collector's, and Events as components log them. A phrase ends
 * at a dash as it does at a space: the name of a workload finds its Pods as well.
 */
export function lineQuery(names: PodName[], messageFields: string[], limit: number): SearchSpec {
  return {
    query: all(
      [
        phrasesQuery(
          names.flatMap(({ namespace, name }) => [
            `${namespace}/${name}`,
            `namespace: ${namespace}, name: ${name}`,
          ]),
          messageFields
        ),
        phrasesQuery(TELLING_LINES, messageFields),
      ],
      [isAudit()]
    ),
    size: limit,
  };
}

const TELLING_LINES = [
  'SyncLoop ADD',
  'SyncLoop DELETE',
  'SyncLoop REMOVE',
  'Deleting item',
  'Event occurred',
];

/** Pods of a workload: by what their names begin with; whether they are its own is seen on what comes back. */
export function workloadQueries(
  { namespace = '', name = '' }: ObjectReference,
  messageFields: string[],
  limit: number
): SearchSpec[] {
  const prefix = `${name}-`;
  const pods = all([
    is('objectRef.resource', ['pods']),
    is('objectRef.namespace', [namespace]),
    any([
      auditPartBegins('objectRef.name', prefix),
      auditPartBegins('responseObject.metadata.name', prefix),
    ]),
  ]);
  return [
    {
      query: all([
        pods,
        any([
          is('verb', ['delete']),
          all([is('verb', ['create']), is('objectRef.subresource', ['eviction'])]),
        ]),
      ]),
      size: limit,
      audit: true,
    },
    {
      query: all([pods, is('verb', ['create'])], [auditPartExists('objectRef.subresource')]),
      size: limit,
      audit: true,
    },
    {
      query: all([
        eventsOfWorkload(namespace, name),
        eventReasonIs([...POD_REASONS, 'SuccessfulDelete', 'SuccessfulCreate']),
      ]),
      size: limit,
    },
    lineQuery([{ namespace, name }], messageFields, limit),
  ];
}

const POD_REASONS = [
  'Scheduled',
  'Killing',
  'Preempted',
  'TaintManagerEviction',
  'Evicted',
  'NodeNotReady',
  'Preempting',
];

/** Pods of a node: those that its kubelet took away or reported on, that were bound to it, that its Events are about. */
export function nodeQueries(node: string, messageFields: string[], limit: number): SearchSpec[] {
  const pods = is('objectRef.resource', ['pods']);
  const phrase = (text: string): Query => phrasesQuery([text], messageFields);
  return [
    {
      query: all([pods, is('user.username', [`${NODE_USER}${node}`]), is('verb', ['delete'])]),
      size: limit,
      audit: true,
    },
    {
      // bodies are indexed as fields where a shipper decodes them all, else they are in the text
      query: all([
        pods,
        is('verb', ['delete', 'create']),
        any([
          is('responseObject.spec.nodeName', [node]),
          is('requestObject.target.name', [node]),
          phrase(`"nodeName":"${node}"`),
          phrase(`"target":{"kind":"Node","name":"${node}"`),
        ]),
      ]),
      size: limit,
      audit: true,
    },
    {
      query: all([
        eventReasonIs(POD_REASONS),
        any([eventIsFromNode(node), eventMessageHas([`to ${node}`, `on node ${node}`])]),
      ]),
      size: limit,
    },
    {
      query: all([
        fromNodes([node]),
        phrasesQuery(['SyncLoop DELETE', 'SyncLoop REMOVE'], messageFields),
      ]),
      size: limit,
    },
  ];
}

/** What the causes of removals are looked for with. */
export interface Wanted {
  /** namespace → names of workloads, and of what they may have been made from */
  owners: Map<string, Set<string>>;
  nodes: Set<string>;
  namespaces: Set<string>;
  /** Pods that others were preempted for */
  preemptors: Array<{ namespace?: string; name?: string; uid?: string }>;
}

/** Who wrote what these Pods belonged to and ran on. */
export function causeQueries(
  { owners, nodes, namespaces, preemptors }: Wanted,
  limit: number
): SearchSpec[] {
  const specs: SearchSpec[] = [];
  const noStatus = is('objectRef.subresource', ['status']);
  const perOwner = (make: (namespace: string, names: string[]) => Query): Query =>
    any([...owners].map(([namespace, names]) => make(namespace, [...names])));
  if (owners.size) {
    specs.push(
      {
        query: all(
          [
            is('verb', CHANGES),
            perOwner((namespace, names) =>
              all([is('objectRef.namespace', [namespace]), is('objectRef.name', names)])
            ),
          ],
          [
            noStatus,
            is('objectRef.resource', [
              'pods',
              'events',
              'endpoints',
              'endpointslices',
              'services',
              'configmaps',
              'secrets',
              'serviceaccounts',
            ]),
          ]
        ),
        size: limit,
        audit: true,
      },
      // the ReplicaSets beside a Pod's own: whether another version came
      {
        query: all(
          [
            is('objectRef.resource', ['replicasets']),
            is('verb', ['create', 'update', 'patch']),
            perOwner((namespace, names) =>
              all([
                is('objectRef.namespace', [namespace]),
                any([
                  is('responseObject.metadata.ownerReferences.name', names),
                  is('requestObject.metadata.ownerReferences.name', names),
                ]),
              ])
            ),
          ],
          [noStatus]
        ),
        size: limit,
        audit: true,
      },
      {
        query: all(
          [
            is('objectRef.resource', ['pods']),
            is('verb', ['create']),
            perOwner((namespace, names) =>
              all([
                is('objectRef.namespace', [namespace]),
                any([
                  is('responseObject.metadata.ownerReferences.name', names),
                  is('requestObject.metadata.ownerReferences.name', names),
                ]),
              ])
            ),
          ],
          [auditPartExists('objectRef.subresource')]
        ),
        size: limit,
        audit: true,
      },
      {
        query: all([
          eventsQuery(
            [...owners].flatMap(([namespace, names]) =>
              [...names].map((name) => ({ namespace, name }))
            )
          ),
        ]),
        size: limit,
      }
    );
  }
  if (nodes.size) {
    specs.push(
      {
        query: all(
          [
            is('objectRef.resource', ['nodes']),
            is('objectRef.name', [...nodes]),
            is('verb', CHANGES),
          ],
          [noStatus, auditPartBegins('user.username', NODE_USER)]
        ),
        size: limit,
        audit: true,
      },
      {
        query: all([
          eventsQuery([...nodes].map((name) => ({ kind: 'Node', name }))),
          eventReasonIs(['NodeNotReady', 'NodeReady', 'RemovingNode', 'DeletingNode']),
        ]),
        size: limit,
      }
    );
  }
  if (namespaces.size) {
    specs.push({
      query: any([
        all([
          is('objectRef.resource', ['namespaces']),
          is('objectRef.name', [...namespaces]),
          is('verb', ['delete']),
        ]),
        all([
          is('objectRef.resource', ['pods']),
          is('objectRef.namespace', [...namespaces]),
          is('verb', ['deletecollection']),
        ]),
      ]),
      size: limit,
      audit: true,
    });
  }
  const uids = preemptors.flatMap(({ uid }) => (uid ? [uid] : []));
  const named = preemptors.filter((pod): pod is PodName => Boolean(pod.namespace && pod.name));
  if (uids.length || named.length) {
    specs.push({
      query: all(
        [
          is('objectRef.resource', ['pods']),
          is('verb', ['create']),
          any([
            ...(uids.length ? [is('responseObject.metadata.uid', uids)] : []),
            ...(named.length ? [auditsOf(named)] : []),
          ]),
        ],
        [auditPartExists('objectRef.subresource')]
      ),
      size: 50,
      audit: true,
    });
  }
  return specs;
}

/** Where these Pods were bound to. */
export const bindingQueries = (pods: PodName[], limit: number): SearchSpec[] => [
  {
    query: all([
      is('objectRef.resource', ['pods']),
      is('objectRef.subresource', ['binding']),
      auditsOf(pods),
    ]),
    size: limit,
    audit: true,
  },
  {
    query: all([
      eventsQuery(pods.map((pod) => ({ kind: 'Pod', ...pod }))),
      eventReasonIs(['Scheduled']),
    ]),
    size: limit,
  },
];
