/** A small cluster without reqIDs: two users' requests on one Pod, a minute apart, and what came of them. */
import type { Client } from '@elastic/elasticsearch';
import { prepareIndex } from '../../samples/load/prepare_index';
import { SCHEMAS } from '../../samples/load/index_schemas';

export const CREATE_AUDIT_ID = '11111111-0000-4000-8000-000000000001';
export const DELETE_AUDIT_ID = '22222222-0000-4000-8000-000000000002';
/** a controller's own request: nobody's to annotate with */
const BIND_AUDIT_ID = '33333333-0000-4000-8000-000000000003';

export const RANGE = { from: '2026-03-01T10:00:00Z', to: '2026-03-01T11:00:00Z' };
/** two ranges that part the requests, but not their documents */
export const RANGE_SPLIT = '2026-03-01T10:00:30Z';

const POD = { namespace: 'shop', name: 'web-1', uid: 'aaaaaaaa-0000-4000-8000-00000000000a' };
const toTimestamp = (seconds: number): string =>
  new Date(
    Date.parse(RANGE.from) + 60_000 * Math.floor(seconds / 60) + 1_000 * (seconds % 60)
  ).toISOString();

function createAuditDocument(
  auditID: string,
  user: string,
  verb: string,
  seconds: number,
  more: object = {}
) {
  const time = toTimestamp(seconds);
  return {
    '@timestamp': time,
    message: '',
    event: { dataset: 'kubernetes.audit_logs' },
    kubernetes: {
      audit: {
        kind: 'Event',
        apiVersion: 'audit.k8s.io/v1',
        level: 'RequestResponse',
        auditID,
        stage: 'ResponseComplete',
        verb,
        user: { username: user },
        userAgent: 'kubectl/v1.34.2',
        requestURI: `/api/v1/namespaces/shop/pods/${POD.name}`,
        sourceIPs: ['10.0.0.1'],
        objectRef: { resource: 'pods', namespace: 'shop', name: POD.name, apiVersion: 'v1' },
        responseStatus: { code: 200 },
        requestReceivedTimestamp: time,
        stageTimestamp: time,
        responseObject: { kind: 'Pod', metadata: { ...POD } },
        ...more,
      },
    },
  };
}

function createEventDocument(reason: string, seconds: number, more: object = {}) {
  return {
    '@timestamp': toTimestamp(seconds),
    message: '',
    event: { dataset: 'kubernetes.events' },
    kubernetes: {
      event: {
        metadata: { name: `web-1.${reason}`, namespace: 'shop' },
        reason,
        message: `${reason} of ${POD.name}`,
        type: 'Normal',
        count: 1,
        involved_object: { kind: 'Pod', ...POD },
        timestamp: {
          first_occurrence: toTimestamp(seconds),
          last_occurrence: toTimestamp(seconds),
        },
      },
    },
    ...more,
  };
}

function createLineDocument(auditID: string, method: string, seconds: number) {
  const time = toTimestamp(seconds);
  return {
    '@timestamp': time,
    service: { name: 'kube-apiserver' },
    event: { dataset: 'kubernetes.component_logs' },
    kubernetes: { audit: { auditID } },
    message: `I0301 ${time.slice(11, 23)}000       1 httplog.go:134] "HTTP" verb="${method}" URI="/api/v1/namespaces/shop/pods/${POD.name}" latency="9ms" userAgent="kubectl/v1.34.2" audit-ID="${auditID}" srcIP="10.0.0.1:9" resp=200`,
  };
}

/** By their IDs. */
const DOCUMENTS: Record<string, object> = {
  'create-audit': createAuditDocument(CREATE_AUDIT_ID, 'alice', 'create', 0),
  'create-line': createLineDocument(CREATE_AUDIT_ID, 'POST', 0),
  'bind-audit': createAuditDocument(BIND_AUDIT_ID, 'system:kube-scheduler', 'create', 1, {
    objectRef: { resource: 'pods', subresource: 'binding', namespace: 'shop', name: POD.name },
  }),
  scheduled: createEventDocument('Scheduled', 1),
  // another tool's
  foreign: createEventDocument('Pulled', 2, { request: { id: 'their-own' } }),
  'delete-audit': createAuditDocument(DELETE_AUDIT_ID, 'bob', 'delete', 60),
  'delete-line': createLineDocument(DELETE_AUDIT_ID, 'DELETE', 60),
  killing: createEventDocument('Killing', 60),
  elsewhere: {
    '@timestamp': toTimestamp(1),
    message: 'I0301 10:00:01.000000       1 x.go:1] "Nothing to do with it"',
    service: { name: 'kubelet' },
    event: { dataset: 'kubernetes.component_logs' },
  },
};

/** A new index with these documents, mapped as the loader's are: fields that nobody mapped are not indexed. */
export async function createAnnotationIndex(client: Client, index: string): Promise<void> {
  await deleteAnnotationIndex(client, index);
  await prepareIndex(client, index, SCHEMAS.filebeat!);
  await client.bulk({
    refresh: true,
    operations: Object.entries(DOCUMENTS).flatMap(([id, document]) => [
      { index: { _index: index, _id: id } },
      document,
    ]),
  });
}

export async function deleteAnnotationIndex(client: Client, index: string): Promise<void> {
  await client.indices.delete({ index, ignore_unavailable: true });
  await client.indices.deleteIndexTemplate({ name: `request-trace-${index}` }, { ignore: [404] });
}

export interface WrittenAnnotation {
  id?: unknown;
  confidence?: unknown;
  annotated_by?: unknown;
  annotated_at?: unknown;
}

/** What stands in `request` of each document that has it. */
export async function readAnnotations(
  client: Client,
  index: string
): Promise<Record<string, WrittenAnnotation>> {
  const { hits } = await client.search<{ request?: WrittenAnnotation }>({
    index,
    size: 100,
    _source: ['request'],
  });
  return Object.fromEntries(
    hits.hits.flatMap(({ _id, _source }) => (_source?.request ? [[_id, _source.request]] : []))
  );
}

/** The documents that a plain search finds, as Discover's `request.id: "…"` asks it. */
export async function searchDocumentIds(
  client: Client,
  index: string,
  query: object
): Promise<string[]> {
  const { hits } = await client.search({ index, size: 100, query: { bool: { filter: [query] } } });
  return hits.hits.map(({ _id }) => _id!).sort();
}
