/** What the search for removed Pods asks Elasticsearch for: pure. */
import type { ObjectReference } from '../../../common/model/log_record';
import {
  allOf,
  anyOf,
  auditFieldStartsWith,
  auditFieldExists,
  auditFieldIs,
  auditsOfObjects,
  auditsOfUids,
  getAuditSourceFields,
  eventIsFromNode,
  eventMessageHas,
  eventReasonIs,
  eventsOfWorkload,
  eventsOfObjects,
  isFromNodes,
  isAuditRecord,
  anyPhrase,
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

const CHANGE_VERBS = ['create', 'update', 'patch', 'delete'];
/** A node's user (authentication.k8s.io NodeUserNamePrefix). */
const NODE_USER_PREFIX = 'system:node:';

export interface SearchSpec {
  query: Query;
  size: number;
  isAuditSearch?: true;
}

/** A search of these documents, newest first. */
export const createSearchBody = (
  { query, size, isAuditSearch }: SearchSpec,
  timeField: string,
  range: TimeRange
): SearchBody =>
  sortedSearch({
    query: allOf([query, ...timeClauses(timeField, range)]),
    timeField,
    order: 'desc',
    size,
    source: isAuditSearch && getAuditSourceFields('removals', timeField),
  });

/** Whatever carries this uid: it tells which object that is. */
export const uidQueries = (uid: string): SearchSpec[] => [
  { query: auditsOfUids([uid]), size: 5, isAuditSearch: true },
  { query: eventsOfObjects([{ uid }]), size: 5 },
];

/** What was done to these Pods, and said of them. Status only where somebody else than their kubelet wrote it, or it gave them up. */
export function podQueries(pods: PodName[], messageFields: string[], limit: number): SearchSpec[] {
  const ofPods = allOf([
    auditFieldIs('objectRef.resource', ['pods']),
    auditFieldIs('verb', CHANGE_VERBS),
    auditsOfObjects(pods),
  ]);
  const isStatus = auditFieldIs('objectRef.subresource', ['status']);
  return [
    {
      query: allOf(
        [ofPods],
        [
          auditFieldIs('objectRef.subresource', [
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
      isAuditSearch: true,
    },
    {
      query: allOf([ofPods, isStatus], [auditFieldStartsWith('user.username', NODE_USER_PREFIX)]),
      size: limit,
      isAuditSearch: true,
    },
    {
      query: allOf([
        ofPods,
        isStatus,
        anyOf([
          auditFieldIs('responseObject.status.reason', KUBELET_REMOVAL_REASONS),
          anyPhrase(
            KUBELET_REMOVAL_REASONS.map((reason) => `"reason":"${reason}"`),
            messageFields
          ),
        ]),
      ]),
      size: 50,
      isAuditSearch: true,
    },
    { query: allOf([eventsOfObjects(pods.map((pod) => ({ kind: 'Pod', ...pod })))]), size: limit },
  ];
}

const KUBELET_REMOVAL_REASONS = ['Evicted', 'Preempting', 'NodeShutdown', 'Terminated'];

/**
 * Lines that tell that a Pod goes: the kubelet's, the garbage collector's, and Events as components log them. A phrase ends
 * at a dash as it does at a space: the name of a workload finds its Pods as well.
 */
export function podLineQuery(names: PodName[], messageFields: string[], limit: number): SearchSpec {
  return {
    query: allOf(
      [
        anyPhrase(
          names.flatMap(({ namespace, name }) => [
            `${namespace}/${name}`,
            `namespace: ${namespace}, name: ${name}`,
          ]),
          messageFields
        ),
        anyPhrase(REMOVAL_PHRASES, messageFields),
      ],
      [isAuditRecord()]
    ),
    size: limit,
  };
}

const REMOVAL_PHRASES = [
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
  const pods = allOf([
    auditFieldIs('objectRef.resource', ['pods']),
    auditFieldIs('objectRef.namespace', [namespace]),
    anyOf([
      auditFieldStartsWith('objectRef.name', prefix),
      auditFieldStartsWith('responseObject.metadata.name', prefix),
    ]),
  ]);
  return [
    {
      query: allOf([
        pods,
        anyOf([
          auditFieldIs('verb', ['delete']),
          allOf([
            auditFieldIs('verb', ['create']),
            auditFieldIs('objectRef.subresource', ['eviction']),
          ]),
        ]),
      ]),
      size: limit,
      isAuditSearch: true,
    },
    {
      query: allOf(
        [pods, auditFieldIs('verb', ['create'])],
        [auditFieldExists('objectRef.subresource')]
      ),
      size: limit,
      isAuditSearch: true,
    },
    {
      query: allOf([
        eventsOfWorkload(namespace, name),
        eventReasonIs([...POD_EVENT_REASONS, 'SuccessfulDelete', 'SuccessfulCreate']),
      ]),
      size: limit,
    },
    podLineQuery([{ namespace, name }], messageFields, limit),
  ];
}

const POD_EVENT_REASONS = [
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
  const pods = auditFieldIs('objectRef.resource', ['pods']);
  const phrase = (text: string): Query => anyPhrase([text], messageFields);
  return [
    {
      query: allOf([
        pods,
        auditFieldIs('user.username', [`${NODE_USER_PREFIX}${node}`]),
        auditFieldIs('verb', ['delete']),
      ]),
      size: limit,
      isAuditSearch: true,
    },
    {
      // bodies are indexed as fields where a shipper decodes them all, else they are in the text
      query: allOf([
        pods,
        auditFieldIs('verb', ['delete', 'create']),
        anyOf([
          auditFieldIs('responseObject.spec.nodeName', [node]),
          auditFieldIs('requestObject.target.name', [node]),
          phrase(`"nodeName":"${node}"`),
          phrase(`"target":{"kind":"Node","name":"${node}"`),
        ]),
      ]),
      size: limit,
      isAuditSearch: true,
    },
    {
      query: allOf([
        eventReasonIs(POD_EVENT_REASONS),
        anyOf([eventIsFromNode(node), eventMessageHas([`to ${node}`, `on node ${node}`])]),
      ]),
      size: limit,
    },
    {
      query: allOf([
        isFromNodes([node]),
        anyPhrase(['SyncLoop DELETE', 'SyncLoop REMOVE'], messageFields),
      ]),
      size: limit,
    },
  ];
}

/** What the causes of removals are looked for with. */
export interface CauseTargets {
  /** namespace → names of workloads, and of what they may have been made from */
  owners: Map<string, Set<string>>;
  nodes: Set<string>;
  namespaces: Set<string>;
  /** Pods that others were preempted for */
  preemptors: Array<{ namespace?: string; name?: string; uid?: string }>;
}

/** Who wrote what these Pods belonged to and ran on. */
export function causeQueries(
  { owners, nodes, namespaces, preemptors }: CauseTargets,
  limit: number
): SearchSpec[] {
  const specs: SearchSpec[] = [];
  const noStatus = auditFieldIs('objectRef.subresource', ['status']);
  const perOwner = (make: (namespace: string, names: string[]) => Query): Query =>
    anyOf([...owners].map(([namespace, names]) => make(namespace, [...names])));
  if (owners.size) {
    specs.push(
      {
        query: allOf(
          [
            auditFieldIs('verb', CHANGE_VERBS),
            perOwner((namespace, names) =>
              allOf([
                auditFieldIs('objectRef.namespace', [namespace]),
                auditFieldIs('objectRef.name', names),
              ])
            ),
          ],
          [
            noStatus,
            auditFieldIs('objectRef.resource', [
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
        isAuditSearch: true,
      },
      // the ReplicaSets beside a Pod's own: whether another version came
      {
        query: allOf(
          [
            auditFieldIs('objectRef.resource', ['replicasets']),
            auditFieldIs('verb', ['create', 'update', 'patch']),
            perOwner((namespace, names) =>
              allOf([
                auditFieldIs('objectRef.namespace', [namespace]),
                anyOf([
                  auditFieldIs('responseObject.metadata.ownerReferences.name', names),
                  auditFieldIs('requestObject.metadata.ownerReferences.name', names),
                ]),
              ])
            ),
          ],
          [noStatus]
        ),
        size: limit,
        isAuditSearch: true,
      },
      {
        query: allOf(
          [
            auditFieldIs('objectRef.resource', ['pods']),
            auditFieldIs('verb', ['create']),
            perOwner((namespace, names) =>
              allOf([
                auditFieldIs('objectRef.namespace', [namespace]),
                anyOf([
                  auditFieldIs('responseObject.metadata.ownerReferences.name', names),
                  auditFieldIs('requestObject.metadata.ownerReferences.name', names),
                ]),
              ])
            ),
          ],
          [auditFieldExists('objectRef.subresource')]
        ),
        size: limit,
        isAuditSearch: true,
      },
      {
        query: allOf([
          eventsOfObjects(
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
        query: allOf(
          [
            auditFieldIs('objectRef.resource', ['nodes']),
            auditFieldIs('objectRef.name', [...nodes]),
            auditFieldIs('verb', CHANGE_VERBS),
          ],
          [noStatus, auditFieldStartsWith('user.username', NODE_USER_PREFIX)]
        ),
        size: limit,
        isAuditSearch: true,
      },
      {
        query: allOf([
          eventsOfObjects([...nodes].map((name) => ({ kind: 'Node', name }))),
          eventReasonIs(['NodeNotReady', 'NodeReady', 'RemovingNode', 'DeletingNode']),
        ]),
        size: limit,
      }
    );
  }
  if (namespaces.size) {
    specs.push({
      query: anyOf([
        allOf([
          auditFieldIs('objectRef.resource', ['namespaces']),
          auditFieldIs('objectRef.name', [...namespaces]),
          auditFieldIs('verb', ['delete']),
        ]),
        allOf([
          auditFieldIs('objectRef.resource', ['pods']),
          auditFieldIs('objectRef.namespace', [...namespaces]),
          auditFieldIs('verb', ['deletecollection']),
        ]),
      ]),
      size: limit,
      isAuditSearch: true,
    });
  }
  const uids = preemptors.flatMap(({ uid }) => (uid ? [uid] : []));
  const named = preemptors.filter((pod): pod is PodName => Boolean(pod.namespace && pod.name));
  if (uids.length || named.length) {
    specs.push({
      query: allOf(
        [
          auditFieldIs('objectRef.resource', ['pods']),
          auditFieldIs('verb', ['create']),
          anyOf([
            ...(uids.length ? [auditFieldIs('responseObject.metadata.uid', uids)] : []),
            ...(named.length ? [auditsOfObjects(named)] : []),
          ]),
        ],
        [auditFieldExists('objectRef.subresource')]
      ),
      size: 50,
      isAuditSearch: true,
    });
  }
  return specs;
}

/** Where these Pods were bound to. */
export const bindingQueries = (pods: PodName[], limit: number): SearchSpec[] => [
  {
    query: allOf([
      auditFieldIs('objectRef.resource', ['pods']),
      auditFieldIs('objectRef.subresource', ['binding']),
      auditsOfObjects(pods),
    ]),
    size: limit,
    isAuditSearch: true,
  },
  {
    query: allOf([
      eventsOfObjects(pods.map((pod) => ({ kind: 'Pod', ...pod }))),
      eventReasonIs(['Scheduled']),
    ]),
    size: limit,
  },
];
