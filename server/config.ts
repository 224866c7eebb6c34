import { schema, type TypeOf } from '@kbn/config-schema';
import { auditFields, DEFAULT_TIME_FIELD, searchedFields } from './elasticsearch/field_catalogue';

/**
 * `requestTrace.*` in kibana.yml. Bounds protect Elasticsearch and Kibana from one reader's trace; each that bites is
 * reported in the answer's warnings.
 */
export const configSchema = schema.object({
  enabled: schema.boolean({ defaultValue: true }),
  /** Index patterns that are searched when a request names none. */
  indices: schema.arrayOf(schema.string({ minLength: 1 }), {
    defaultValue: ['k8s-*', 'filebeat-*', 'logs-*', 'metrics-kubernetes.event-*', 'logstash-*', 'fluent-bit*', 'fluentd-*', 'vector-*'],
    minSize: 1,
  }),
  timeField: schema.string({ defaultValue: DEFAULT_TIME_FIELD }),
  /** Fields that may hold a reqID, an audit ID or a trace ID; keyword or text. Those that an index lacks cost nothing. */
  idFields: schema.arrayOf(schema.string({ minLength: 1 }), {
    defaultValue: [...searchedFields('reqID'), ...auditFields('auditID'), ...searchedFields('traceID')],
    minSize: 1,
  }),
  /** Fields that hold the line as it was written. */
  messageFields: schema.arrayOf(schema.string({ minLength: 1 }), { defaultValue: searchedFields('message'), minSize: 1 }),
  /** What the request ID is called in a line: `reqID="…"`. The proposal was never merged, so this is not fixed. */
  reqIdKeys: schema.arrayOf(schema.string({ minLength: 1 }), { defaultValue: ['reqID'], minSize: 1 }),
  /** Longest window of a trace. */
  maxRange: schema.duration({ defaultValue: '7d' }),
  /** Most records in a trace. Elasticsearch's own limit for one search is 10,000 (index.max_result_window). */
  maxRecords: schema.number({ defaultValue: 10_000, min: 100, max: 10_000 }),
  /** Most bytes that all searches of one request bring together: documents may be of any size. */
  maxBytes: schema.byteSize({ defaultValue: '256mb', min: '1mb', max: '500mb' }),
  /** All searches of one trace together. */
  timeout: schema.duration({ defaultValue: '30s' }),
  annotate: schema.object({
    /** Whether the route writes request IDs onto documents; what it would write it tells in any case (`dryRun`). */
    enabled: schema.boolean({ defaultValue: false }),
  }),
});

export type RequestTraceConfig = TypeOf<typeof configSchema>;

export const config = {
  schema: configSchema,
};
