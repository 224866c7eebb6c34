/** The query that finds in Discover what a trace holds. Pure. */
import type { LogRecord, ObjectReference, ReasonRule } from '../../common/model/log_record';
import type { Trace } from '../../common/model/trace';
import type { BrowserConfig } from '../config/use_config';
import type { DataView } from '../kibana_types';
import { joinClauses, type KqlClause } from './kql_clauses';
import { formatKqlAny } from './kql';

/**
 * Discover keeps the query in its URL, of which browsers take only so much. Elasticsearch refuses more than 1,024 clauses
 * on a small heap (`indices.query.bool.max_clause_count`).
 */
const QUERY_LIMITS = { maxLength: 12_000, maxClauses: 512 };
/** What stands in a record comes from strangers; no ID and no name is longer. */
const MAX_VALUE_LENGTH = 512;
/** kube-apiserver cuts an audit ID in its own log to this length (as in server/search/queries.ts). */
const KLOG_AUDIT_ID_LENGTH = 64;

/** The fields of server/search/queries.ts, by schema. */
const AUDIT_ID_FIELDS = ['kubernetes.audit.auditID', 'auditID', 'auditID.keyword'];
const EVENT_OBJECT_FIELDS = ['kubernetes.event.involved_object', 'involvedObject', 'regarding'].map(
  (field) => ({ uid: `${field}.uid`, name: `${field}.name`, namespace: `${field}.namespace` })
);
const POD_FIELDS = [
  { uid: 'kubernetes.pod.uid', name: 'kubernetes.pod.name', namespace: 'kubernetes.namespace' },
  { uid: 'kubernetes.pod_id', name: 'kubernetes.pod_name', namespace: 'kubernetes.namespace_name' },
];
const DATASET_FIELD = 'event.dataset';

const ID_RULES: readonly ReasonRule[] = ['id-field', 'id-text', 'reqid-of-audit-id'];

/** What rests on a text that stands in the message as a whole; parts of names would find everything. */
const OBJECT_RULES: readonly ReasonRule[] = ['object-uid', 'container-id', 'object-name'];

type FieldConfig = Pick<BrowserConfig, 'idFields' | 'messageFields'>;
type HasField = (name: string) => boolean;

export interface TraceQuery {
  language: 'kuery';
  query: string;
  /** how many IDs and objects did not fit into it; 0: all are in it */
  leftOut: number;
}

/**
 * The KQL that finds a trace's records, within the trace's window (`traceTimeRange`): the IDs in the ID fields or as a
 * phrase in the message, audit records by their audit ID, Events by the object they are about, Pods' logs by the Pod; where no
 * ID holds the trace together, lines by the uids, container IDs and whole names that they carry. What it names is taken from
 * the loaded records, so it reaches as far as the trace is loaded.
 *
 * @param dataView where given, with its fields: only fields that it has are named
 */
export function buildTraceQuery(
  trace: Trace,
  config: FieldConfig,
  dataView?: Pick<DataView, 'fields'>
): TraceQuery {
  const { id, idKind, reqIDs, records } = trace;
  const has = createFieldCheck(dataView);
  const ids = uniqueValues([
    ...(idKind === 'object' ? [] : [id]),
    ...reqIDs,
    ...collectEvidence(records, ...ID_RULES),
  ]);
  const clauses: KqlClause[] = [
    { fields: config.idFields.filter(has), values: ids },
    { fields: config.messageFields.filter(has), values: toPhrases(ids) },
    // before what finds a record or two each: one of these finds many
    {
      fields: config.messageFields.filter(has),
      values: uniqueValues(collectEvidence(records, ...OBJECT_RULES)),
    },
    buildAuditClause(trace, config, has),
    ...EVENT_OBJECT_FIELDS.flatMap((fields) =>
      buildObjectClauses(getInvolvedObjects(records, 'event-of-object'), fields, has)
    ),
    ...POD_FIELDS.flatMap((fields) =>
      buildObjectClauses(
        getInvolvedObjects(records, 'log-of-pod'),
        fields,
        has,
        excludeComponentLogs(has)
      )
    ),
    {
      fields: config.messageFields.filter(has),
      values: uniqueValues(collectEvidence(records, 'line-of-request')),
    },
  ];
  return { language: 'kuery', ...joinClauses(clauses, QUERY_LIMITS) };
}

/**
 * The time range with all of a trace's records: its window, and beyond it the audit records, which are found by their ID
 * wherever they lie. ISO 8601.
 */
export function getTraceTimeRange({ window, records }: Pick<Trace, 'window' | 'records'>): {
  from: string;
  to: string;
} {
  let [from, to] = [Date.parse(window.from), Date.parse(window.to)];
  for (const { timestamp } of records) {
    const millis = Date.parse(timestamp);
    if (millis < from) from = millis;
    // Discover's times have milliseconds: what a record has beyond them lies before the next one
    if (millis >= to + 1) to = millis + 1;
  }
  return Number.isNaN(from) || Number.isNaN(to)
    ? window
    : { from: new Date(from).toISOString(), to: new Date(to).toISOString() };
}

function createFieldCheck(dataView: Pick<DataView, 'fields'> | undefined): HasField {
  const fields = dataView?.fields;
  // one whose fields were not loaded says nothing about what its indices have
  if (!fields || fields.getAll().length === 0) return () => true;
  return (name) => fields.getByName(name) !== undefined;
}

/** What stands in the records, as they spell it: in keyword fields the case counts. */
function collectEvidence(records: readonly LogRecord[], ...rules: readonly ReasonRule[]): string[] {
  return records.flatMap(({ because }) =>
    because.filter(({ rule }) => rules.includes(rule)).map((reason) => reason.evidence)
  );
}

/** A phrase ignores case: of an ID's spellings one is enough. */
function toPhrases(ids: readonly string[]): string[] {
  return [...new Map([...ids].reverse().map((id) => [id.toLowerCase(), id])).values()]
    .reverse()
    .map((id) => id.slice(0, KLOG_AUDIT_ID_LENGTH));
}

/** By the field where an index has it; else, for records kept undecoded, by their text. */
function buildAuditClause(
  { correlation, records }: Pick<Trace, 'correlation' | 'records'>,
  { messageFields }: FieldConfig,
  has: HasField
): KqlClause {
  const fields = AUDIT_ID_FIELDS.filter(has);
  return {
    fields: fields.length > 0 ? fields : messageFields.filter(has),
    values: uniqueValues([
      ...collectEvidence(records, 'audit-id-of-line'),
      ...(correlation === 'objects' ? getAuditIds(records) : []),
    ]),
  };
}

/** Over objects, audit records are there for what they are about: each has an ID of its own. */
function getAuditIds(records: readonly LogRecord[]): string[] {
  return records.flatMap(({ source, ids: { auditID } }) =>
    source === 'audit' && auditID !== undefined ? [auditID] : []
  );
}

/** What Events and container logs are about is the first object that they name (server/records). */
function getInvolvedObjects(records: readonly LogRecord[], rule: ReasonRule): ObjectReference[] {
  return records
    .filter(({ because }) => because.some((reason) => reason.rule === rule))
    .flatMap(({ objects }) => objects.slice(0, 1));
}

/** A component that runs as a Pod names its own Pod on each line: that is no container's log of this trace. */
function excludeComponentLogs(has: HasField): string | undefined {
  return has(DATASET_FIELD)
    ? `not ${formatKqlAny(DATASET_FIELD, ['kubernetes.component_logs'])}`
    : undefined;
}

/** By uid where the record has one, else by namespace and name. */
function buildObjectClauses(
  objects: readonly ObjectReference[],
  fields: { uid: string; name: string; namespace: string },
  has: HasField,
  and?: string
): KqlClause[] {
  const uids: string[] = [];
  const names = new Map<string, string[]>();
  for (const { uid, namespace = '', name } of objects) {
    if (uid && has(fields.uid)) uids.push(uid);
    else if (name && has(fields.name))
      names.set(namespace, [...(names.get(namespace) ?? []), name]);
  }
  return [
    ...(uids.length > 0 ? [{ fields: [fields.uid], values: uniqueValues(uids), and }] : []),
    ...[...names].map(([namespace, ofNamespace]) => {
      const within =
        namespace && has(fields.namespace)
          ? formatKqlAny(fields.namespace, [namespace])
          : undefined;
      return {
        fields: [fields.name],
        values: uniqueValues(ofNamespace),
        and: [within, and].filter(Boolean).join(' and ') || undefined,
      };
    }),
  ];
}

function uniqueValues(values: readonly string[]): string[] {
  return [...new Set(values)].filter((value) => value !== '' && value.length <= MAX_VALUE_LENGTH);
}
