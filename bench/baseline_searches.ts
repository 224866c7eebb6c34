/** What the route is measured against: bare searches that return the same documents, and what people do by hand. */
import type { Client, estypes } from '@elastic/elasticsearch';
import type { ObjectReference } from '../common/model/log_record';
import {
  getAuditSourceFields,
  auditIdQuery,
  eventsOfObjects,
  podLogsQuery,
  timeClauses,
} from '../server/elasticsearch/queries';

type Query = estypes.QueryDslQueryContainer;

/** A trace that is measured, as a first look at it (by a time range of its own, so that nothing is remembered of it) found it. */
export interface MeasuredTrace {
  index: string;
  reqID: string;
  /** the cluster that it happened on */
  cluster: string;
  /** `_id`s of all its records */
  documents: string[];
  auditIDs: string[];
  /** the objects that its Events and container logs are about */
  eventObjects: ObjectReference[];
  pods: ObjectReference[];
  window: { from: string; to: string };
  /** what a person would search for */
  operations: { name?: string; from: string; to: string }[];
}

export interface SearchResult {
  /** `_id`s in the order of the answer */
  documents: string[];
  /** milliseconds that Elasticsearch says it took, all searches together */
  took: number;
}

/** Every hit of a search. More than 10,000 is more than one search may return. */
const MAX_HITS = 10_000;
const TIME_ORDER: estypes.Sort = [{ '@timestamp': { order: 'asc' } }];

/** All that a trace shows of any record. One search has one `_source` only, so audit records come with their raw line here. */
const TRACE_FIELDS = [
  ...getAuditSourceFields('links'),
  'message',
  'log.level',
  'log.flags',
  'stream',
  'error',
  'kubernetes.namespace',
  'kubernetes.pod',
  'kubernetes.container',
  'kubernetes.event',
];

const anyOf = (should: Query[]): Query => ({ bool: { should, minimum_should_match: 1 } });

/** Events of objects, logs of Pods, in the trace's window. */
function relatedRecordsQuery({ eventObjects, pods, window }: MeasuredTrace): Query | null {
  const should = [
    ...(eventObjects.length ? [eventsOfObjects(eventObjects)] : []),
    ...(pods.length ? [podLogsQuery(pods)] : []),
  ];
  return should.length
    ? { bool: { filter: [anyOf(should), ...timeClauses('@timestamp', window)] } }
    : null;
}

function unionQuery(subject: MeasuredTrace): Query {
  const about = relatedRecordsQuery(subject);
  return {
    bool: {
      filter: [
        anyOf([
          { term: { 'request.id': subject.reqID } },
          ...(subject.auditIDs.length ? [auditIdQuery(subject.auditIDs)] : []),
          ...(about ? [about] : []),
        ]),
      ],
    },
  };
}

async function runSearch(client: Client, request: estypes.SearchRequest): Promise<SearchResult> {
  const {
    hits: { hits },
    took,
  } = await client.search({
    sort: TIME_ORDER,
    size: MAX_HITS,
    track_total_hits: false,
    ...request,
  });
  return { documents: hits.map(({ _id }) => _id!), took };
}

const documentIdsQuery = ({ documents }: MeasuredTrace): Query => ({ ids: { values: documents } });

export interface SearchVariant {
  name: string;
  run(client: Client, subject: MeasuredTrace): Promise<SearchResult>;
}

/** One search that returns the trace's documents, asked for in each way there is; the fastest is what the route is compared with. */
export const BARE_SEARCHES: SearchVariant[] = [
  {
    name: '_id, whole',
    run: (client, subject) =>
      runSearch(client, { index: subject.index, query: documentIdsQuery(subject), _source: true }),
  },
  {
    name: '_id, fields',
    run: (client, subject) =>
      runSearch(client, {
        index: subject.index,
        query: documentIdsQuery(subject),
        _source: TRACE_FIELDS,
      }),
  },
  {
    name: 'union, whole',
    run: (client, subject) =>
      runSearch(client, { index: subject.index, query: unionQuery(subject), _source: true }),
  },
  {
    name: 'union, fields',
    run: (client, subject) =>
      runSearch(client, {
        index: subject.index,
        query: unionQuery(subject),
        _source: TRACE_FIELDS,
      }),
  },
];

/**
 * Not one search but three in one request, each with the `_source` that the route asks for, and all that they need known
 * beforehand: what the route would take if it did nothing itself. For comparison only.
 */
export const MULTI_SEARCH: SearchVariant = {
  name: 'three in one request',
  async run(client, subject) {
    const about = relatedRecordsQuery(subject);
    const bodies: estypes.MsearchMultisearchBody[] = [
      { query: { bool: { filter: [{ term: { 'request.id': subject.reqID } }] } }, _source: true },
      ...(subject.auditIDs.length
        ? [
            {
              query: { bool: { filter: [auditIdQuery(subject.auditIDs)] } },
              _source: getAuditSourceFields('links'),
            },
          ]
        : []),
      ...(about ? [{ query: about, _source: true }] : []),
    ];
    const { responses, took } = await client.msearch({
      searches: bodies.flatMap((body) => [
        { index: subject.index },
        { sort: TIME_ORDER, size: MAX_HITS, track_total_hits: false, ...body },
      ]),
    });
    return {
      documents: responses.flatMap((response) =>
        'hits' in response ? response.hits.hits.map(({ _id }) => _id!) : []
      ),
      took,
    };
  },
};

/** Seconds by which a person widens the time range, to be sure. */
const TIME_MARGIN_SECONDS = 5;

/**
 * By hand: one search per component by the resource's name as a phrase and the operation's time range, one after the other,
 * and the results merged by time. Whoever does that is taken to know when the operation began and ended.
 */
export async function searchByHand(
  client: Client,
  subject: MeasuredTrace,
  nodes: string[]
): Promise<SearchResult> {
  const shiftTime = (time: string, seconds: number) =>
    new Date(Date.parse(time) + seconds * 1000).toISOString();
  const named = anyOf(
    subject.operations.map(({ name = '', from, to }) => ({
      bool: {
        filter: [
          { match_phrase: { message: name } },
          ...timeClauses('@timestamp', {
            from: shiftTime(from, -TIME_MARGIN_SECONDS),
            to: shiftTime(to, TIME_MARGIN_SECONDS),
          }),
        ],
      },
    }))
  );
  const service = (name: string): Query[] => [{ term: { 'service.name': name } }];
  const dataset = (name: string): Query[] => [{ term: { 'event.dataset': name } }];
  const components: Query[][] = [
    service('kube-apiserver'),
    service('kube-controller-manager'),
    service('kube-scheduler'),
    ...nodes.map((node) => [...service('kubelet'), { term: { 'host.name': node } }]),
    dataset('kubernetes.audit_logs'),
    dataset('kubernetes.events'),
  ];
  const merged: { id: string; time: string }[] = [];
  let took = 0;
  for (const component of components) {
    const answer = await client.search<{ '@timestamp': string }>({
      index: subject.index,
      sort: TIME_ORDER,
      size: MAX_HITS,
      track_total_hits: false,
      _source: true,
      query: {
        bool: {
          filter: [named, ...component, { term: { 'orchestrator.cluster.name': subject.cluster } }],
        },
      },
    });
    took += answer.took;
    for (const { _id, _source } of answer.hits.hits)
      merged.push({ id: _id!, time: _source?.['@timestamp'] ?? '' });
  }
  merged.sort((a, b) => (a.time < b.time ? -1 : a.time > b.time ? 1 : 0));
  return { documents: merged.map(({ id }) => id), took };
}

/** The nodes whose kubelets log, by cluster. */
export async function findNodesByCluster(
  client: Client,
  index: string
): Promise<Map<string, string[]>> {
  interface Buckets {
    buckets: { key: string; nodes: { buckets: { key: string }[] } }[];
  }
  const { aggregations } = await client.search<unknown, { clusters: Buckets }>({
    index,
    size: 0,
    query: { term: { 'service.name': 'kubelet' } },
    aggs: {
      clusters: {
        terms: { field: 'orchestrator.cluster.name' },
        aggs: { nodes: { terms: { field: 'host.name' } } },
      },
    },
  });
  return new Map(
    (aggregations?.clusters.buckets ?? []).map(({ key, nodes }) => [
      key,
      nodes.buckets.map((node) => node.key),
    ])
  );
}
