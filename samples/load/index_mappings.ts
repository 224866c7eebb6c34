/**
 * What the index is told about the fields of a document. Only field types of Elasticsearch's server itself are used, no
 * module's (match_only_text, wildcard, constant_keyword are modules).
 */

type Mapping = Record<string, unknown>;

/** IDs and names: exact. Longer ones than this are kept in _source but can't be found by their field. */
const keywordMapping: Mapping = { type: 'keyword', ignore_above: 1024 };
const textMapping: Mapping = { type: 'text' };
const dateMapping: Mapping = { type: 'date' };
const longMapping: Mapping = { type: 'long' };
const objectMapping = (
  properties: Record<string, Mapping>,
  dynamic: boolean | 'strict' = false
): Mapping => ({ type: 'object', dynamic, properties });

/**
 * Bodies are kept, but only what links objects is indexed: every kind of object has other fields, and mapping them all would
 * end at the limit of fields, or at a conflict of types, after a few kinds.
 */
const bodyMapping: Mapping = objectMapping({
  kind: keywordMapping,
  metadata: objectMapping({
    name: keywordMapping,
    generateName: keywordMapping,
    namespace: keywordMapping,
    uid: keywordMapping,
    ownerReferences: objectMapping({
      uid: keywordMapping,
      name: keywordMapping,
      kind: keywordMapping,
    }),
  }),
});

const userMapping: Mapping = objectMapping({
  username: keywordMapping,
  uid: keywordMapping,
  groups: keywordMapping,
});

const auditMapping: Mapping = objectMapping({
  level: keywordMapping,
  auditID: keywordMapping,
  stage: keywordMapping,
  // with its query a URI can be long, but a field value beyond 32,766 bytes would be refused by Lucene
  requestURI: { type: 'keyword', ignore_above: 8000 },
  verb: keywordMapping,
  user: userMapping,
  impersonatedUser: userMapping,
  sourceIPs: keywordMapping,
  userAgent: keywordMapping,
  objectRef: objectMapping({
    resource: keywordMapping,
    namespace: keywordMapping,
    name: keywordMapping,
    uid: keywordMapping,
    apiGroup: keywordMapping,
    apiVersion: keywordMapping,
    resourceVersion: keywordMapping,
    subresource: keywordMapping,
  }),
  responseStatus: objectMapping({
    code: { type: 'integer' },
    status: keywordMapping,
    reason: keywordMapping,
    message: textMapping,
  }),
  requestObject: bodyMapping,
  responseObject: bodyMapping,
  requestReceivedTimestamp: dateMapping,
  stageTimestamp: dateMapping,
  annotations: { type: 'flattened', ignore_above: 1024 },
});

const eventMapping: Mapping = objectMapping({
  metadata: objectMapping({ uid: keywordMapping, name: keywordMapping, namespace: keywordMapping }),
  reason: keywordMapping,
  message: textMapping,
  type: keywordMapping,
  count: longMapping,
  source: objectMapping({ component: keywordMapping, host: keywordMapping }),
  involved_object: objectMapping({
    kind: keywordMapping,
    namespace: keywordMapping,
    name: keywordMapping,
    uid: keywordMapping,
  }),
  timestamp: objectMapping({ first_occurrence: dateMapping, last_occurrence: dateMapping }),
});

/** By this the loader knows its own indices again. */
export const META_KEY = 'request_trace_loader';

export const FILEBEAT_MAPPINGS: Mapping = {
  dynamic: false,
  properties: {
    '@timestamp': dateMapping,
    message: textMapping,
    log: objectMapping({
      file: objectMapping({ path: keywordMapping }),
      offset: longMapping,
      level: keywordMapping,
      flags: keywordMapping,
    }),
    event: objectMapping({ dataset: keywordMapping }),
    service: objectMapping({ name: keywordMapping }),
    host: objectMapping({ name: keywordMapping }),
    orchestrator: objectMapping({
      type: keywordMapping,
      cluster: objectMapping({ name: keywordMapping }),
    }),
    request: objectMapping({ id: keywordMapping }),
    stream: keywordMapping,
    kubernetes: objectMapping({
      namespace: keywordMapping,
      pod: objectMapping({ name: keywordMapping, uid: keywordMapping }),
      container: objectMapping({ name: keywordMapping }),
      audit: auditMapping,
      event: eventMapping,
    }),
    error: objectMapping({ message: textMapping }),
  },
};

export interface IndexBody {
  settings: Record<string, unknown>;
  mappings: Mapping;
}

/** Settings and mappings of an index of this schema; `meta` is kept in the mapping's `_meta`. */
export function createIndexBody(
  schema: string,
  mappings: Mapping,
  meta: Record<string, unknown> = {}
): IndexBody {
  return {
    settings: { number_of_shards: 1, number_of_replicas: 0 },
    mappings: { ...mappings, _meta: { [META_KEY]: { schema, ...meta } } },
  };
}
