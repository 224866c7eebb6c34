import { schema, type Type, type TypeOf } from '@kbn/config-schema';
import {
  getAuditFields,
  DEFAULT_TIME_FIELD,
  getSearchFields,
} from './elasticsearch/field_catalogue';
import type { ObjectPart, Verb } from './engine/control_loops/control_loop';
import {
  MAX_USER_LOOPS,
  NAME_RULES,
  OBJECT_PARTS,
  RELATIONS,
  VERBS,
} from './engine/control_loops/user_loops';

/** A string that is one of these; the error names the entry, its property and what is allowed. */
const oneOfValues = <Value extends string>(
  values: readonly Value[],
  defaultValue?: Value
): Type<Value> =>
  schema.string({
    defaultValue,
    validate: (value) =>
      values.includes(value as Value) ? undefined : `expected one of ${values.join(', ')}`,
  }) as Type<Value>;

/** A kind is compared as it is written: nothing of it is a pattern. */
const kindSchema = schema.string({
  maxLength: 253,
  validate: (value) =>
    /^[A-Za-z][A-Za-z0-9]*$/.test(value)
      ? undefined
      : 'expected a kind such as Rollout: letters and digits',
});

/** See docs/control_loops.md. */
const controlLoopSchema = schema.object({
  controller: schema.string({ minLength: 1, maxLength: 253 }),
  reactsTo: schema.object({
    kind: kindSchema,
    parts: schema.arrayOf<ObjectPart>(oneOfValues(OBJECT_PARTS), {
      defaultValue: ['spec', 'deletion'],
      minSize: 1,
      maxSize: OBJECT_PARTS.length,
    }),
  }),
  writes: schema.arrayOf(
    schema.object({
      kind: kindSchema,
      verbs: schema.arrayOf<Verb>(oneOfValues(VERBS), {
        defaultValue: ['create', 'update', 'patch', 'delete'],
        minSize: 1,
        maxSize: VERBS.length,
      }),
      relation: oneOfValues(RELATIONS, 'owned'),
      field: schema.maybe(schema.string({ minLength: 1, maxLength: 253 })),
      names: schema.arrayOf(oneOfValues(NAME_RULES), {
        defaultValue: [],
        maxSize: NAME_RULES.length,
      }),
    }),
    { minSize: 1, maxSize: 20 }
  ),
  usualDelayMs: schema.number({ defaultValue: 1_000, min: 1, max: 3_600_000 }),
  maxDelayMs: schema.maybe(schema.number({ min: 1, max: 86_400_000 })),
  readyCondition: schema.maybe(schema.string({ minLength: 1, maxLength: 316 })),
  source: schema.string({ defaultValue: '', maxLength: 2_000 }),
});

/**
 * `requestTrace.*` in kibana.yml. Bounds protect Elasticsearch and Kibana from one reader's trace; each that bites is
 * reported in the answer's warnings.
 */
export const configSchema = schema.object({
  enabled: schema.boolean({ defaultValue: true }),
  /** Index patterns that are searched when a request names none. */
  indices: schema.arrayOf(schema.string({ minLength: 1 }), {
    defaultValue: [
      'k8s-*',
      'filebeat-*',
      'logs-*',
      'metrics-kubernetes.event-*',
      'logstash-*',
      'fluent-bit*',
      'fluentd-*',
      'vector-*',
    ],
    minSize: 1,
  }),
  timeField: schema.string({ defaultValue: DEFAULT_TIME_FIELD }),
  /** Fields that may hold a reqID, an audit ID or a trace ID; keyword or text. Those that an index lacks cost nothing. */
  idFields: schema.arrayOf(schema.string({ minLength: 1 }), {
    defaultValue: [
      ...getSearchFields('reqID'),
      ...getAuditFields('auditID'),
      ...getSearchFields('traceID'),
    ],
    minSize: 1,
  }),
  /** Fields that hold the line as it was written. */
  messageFields: schema.arrayOf(schema.string({ minLength: 1 }), {
    defaultValue: getSearchFields('message'),
    minSize: 1,
  }),
  /** What the request ID is called in a line: `reqID="…"`. The proposal was never merged, so this is not fixed. */
  reqIdKeys: schema.arrayOf(schema.string({ minLength: 1 }), {
    defaultValue: ['reqID'],
    minSize: 1,
  }),
  /** Longest window of a trace. */
  maxRange: schema.duration({ defaultValue: '7d' }),
  /** Most records in a trace. Elasticsearch's own limit for one search is 10,000 (index.max_result_window). */
  maxRecords: schema.number({ defaultValue: 10_000, min: 100, max: 10_000 }),
  /** Most bytes that all searches of one request bring together: documents may be of any size. */
  maxBytes: schema.byteSize({ defaultValue: '256mb', min: '1mb', max: '500mb' }),
  /** All searches of one trace together. */
  timeout: schema.duration({ defaultValue: '30s' }),
  /** Controllers of custom resources, beside the catalogue of control loops. */
  controlLoops: schema.arrayOf(controlLoopSchema, { defaultValue: [], maxSize: MAX_USER_LOOPS }),
  annotate: schema.object({
    /** Whether the route writes request IDs onto documents; what it would write it tells in any case (`dryRun`). */
    enabled: schema.boolean({ defaultValue: false }),
  }),
});

export type RequestTraceConfig = TypeOf<typeof configSchema>;

export const config = {
  schema: configSchema,
};
