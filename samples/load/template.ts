/**
 * What the index is told about the fields of a document. Only field types of Elasticsearch's server itself are used, no
 * module's (match_only_text, wildcard, constant_keyword are modules).
 */

type Mapping = Record<string, unknown>;

/** IDs and names: exact. Longer ones than this are kept in _source but can't be found by their field. */
const keyword: Mapping = { type: 'keyword', ignore_above: 1024 };
const text: Mapping = { type: 'text' };
const date: Mapping = { type: 'date' };
const long: Mapping = { type: 'long' };
const object = (
  properties: Record<string, Mapping>,
  dynamic: boolean | 'strict' = false
): Mapping => ({ type: 'object', dynamic, properties });

/**
 * Bodies are kept, but only what links objects is indexed: every kind of object has other fields, and mapping them all would
 * end at the limit of fields, or at a conflict of types, after a few kinds.
 */
const body: Mapping = object({
  kind: keyword,
  metadata: object({
    name: keyword,
    generateName: keyword,
    namespace: keyword,
    uid: keyword,
    ownerReferences: object({ uid: keyword, name: keyword, kind: keyword }),
  }),
});

const user: Mapping = object({ username: keyword, uid: keyword, groups: keyword });

const audit: Mapping = object({
  level: keyword,
  auditID: keyword,
  stage: keyword,
  // with its query a URI can be long, but a field value beyond 32,766 bytes would be refused by Lucene
  requestURI: { type: 'keyword', ignore_above: 8000 },
  verb: keyword,
  user,
  impersonatedUser: user,
  sourceIPs: keyword,
  userAgent: keyword,
  objectRef: object({
    resource: keyword,
    namespace: keyword,
    name: keyword,
    uid: keyword,
    apiGroup: keyword,
    apiVersion: keyword,
    resourceVersion: keyword,
    subresource: keyword,
  }),
  responseStatus: object({
    code: { type: 'integer' },
    status: keyword,
    reason: keyword,
    message: text,
  }),
  requestObject: body,
  responseObject: body,
  requestReceivedTimestamp: date,
  stageTimestamp: date,
  annotations: { type: 'flattened', ignore_above: 1024 },
});

const event: Mapping = object({
  metadata: object({ uid: keyword, name: keyword, namespace: keyword }),
  reason: keyword,
  message: text,
  type: keyword,
  count: long,
  source: object({ component: keyword, host: keyword }),
  involved_object: object({ kind: keyword, namespace: keyword, name: keyword, uid: keyword }),
  timestamp: object({ first_occurrence: date, last_occurrence: date }),
});

/** By this the loader knows its own indices again. */
export const META_KEY = 'request_trace_loader';

export const FILEBEAT_MAPPINGS: Mapping = {
  dynamic: false,
  properties: {
    '@timestamp': date,
    message: text,
    log: object({ file: object({ path: keyword }), offset: long, level: keyword, flags: keyword }),
    event: object({ dataset: keyword }),
    service: object({ name: keyword }),
    host: object({ name: keyword }),
    orchestrator: object({ type: keyword, cluster: object({ name: keyword }) }),
    request: object({ id: keyword }),
    stream: keyword,
    kubernetes: object({
      namespace: keyword,
      pod: object({ name: keyword, uid: keyword }),
      container: object({ name: keyword }),
      audit,
      event,
    }),
    error: object({ message: text }),
  },
};

export interface IndexBody {
  settings: Record<string, unknown>;
  mappings: Mapping;
}

/** Settings and mappings of an index of this schema; `meta` is kept in the mapping's `_meta`. */
export function indexBody(
  schema: string,
  mappings: Mapping,
  meta: Record<string, unknown> = {}
): IndexBody {
  return {
    settings: { number_of_shards: 1, number_of_replicas: 0 },
    mappings: { ...mappings, _meta: { [META_KEY]: { schema, ...meta } } },
  };
}
