/**
 * The parts of an audit record that are fetched, by purpose. Bodies may be megabytes (templates, managed fields), so each
 * purpose names what it reads of them.
 */
import { AUDIT_LAYOUTS, DEFAULT_TIME_FIELD, getFieldPaths } from '../field_catalogue';

/** Of the document around the record. */
const DOCUMENT_FIELDS = [
  DEFAULT_TIME_FIELD,
  'log.file.path',
  'log.offset',
  'service.name',
  'host.name',
  'orchestrator.cluster.name',
  ...getFieldPaths('dataset'),
  ...getFieldPaths('reqID', 'traceID'),
  'request.confidence',
  'request.annotated_by',
];

/** The record without its bodies. */
const AUDIT_FIELDS_WITHOUT_BODIES = [
  'kind',
  'apiVersion',
  'level',
  'auditID',
  'stage',
  'requestURI',
  'verb',
  'user.username',
  'impersonatedUser.username',
  'sourceIPs',
  'userAgent',
  'objectRef',
  'responseStatus',
  'requestReceivedTimestamp',
  'stageTimestamp',
];

const prefixPaths = (parent: string, parts: string[]): string[] =>
  parts.map((part) => `${parent}.${part}`);
const inBothBodies = (parts: string[]): string[] => [
  ...prefixPaths('requestObject', parts),
  ...prefixPaths('responseObject', parts),
];

/** Which object it is. */
const NAME_FIELDS = ['kind', 'metadata.name', 'metadata.namespace'];
/** Which object it is, and what it belongs to. */
const LINK_FIELDS = [...NAME_FIELDS, 'metadata.uid', 'metadata.ownerReferences'];

/** An object's state, not the templates and managed fields that make it huge; and what a Status, a Binding, DeleteOptions, an Eviction say. */
const STATE_FIELDS = [
  ...prefixPaths('metadata', [
    'finalizers',
    'deletionTimestamp',
    'deletionGracePeriodSeconds',
    'creationTimestamp',
    'generation',
    'resourceVersion',
    'generateName',
  ]),
  ...prefixPaths('spec', [
    'nodeName',
    'volumes',
    'containers.name',
    'initContainers.name',
    'initContainers.restartPolicy',
    'restartPolicy',
    'replicas',
    'completions',
    'parallelism',
    'backoffLimit',
    'suspend',
    'paused',
    'volumeName',
    'claimRef',
    'storageClassName',
    'attacher',
    'source',
    'taints',
    'unschedulable',
    'finalizers',
    'volumeClaimTemplates.metadata.name',
  ]),
  'status',
  'target',
  'message',
  'reason',
  'code',
  'details',
  'gracePeriodSeconds',
  'propagationPolicy',
  'dryRun',
  'deleteOptions',
];

/** Of what was asked for what no answer repeats: a binding's node, options, a status where the policy keeps no answers, a template that changed. */
const REQUESTED_FIELDS = [
  'spec.replicas',
  'spec.template.spec.containers.name',
  'spec.template.spec.containers.image',
  'spec.unschedulable',
  'spec.taints',
  'status',
  'target',
  'gracePeriodSeconds',
  'propagationPolicy',
  'dryRun',
  'deleteOptions',
];

/** What a Pod, or a Pod's template, uses: ConfigMaps, Secrets, claims. */
const REFERENCED_FIELDS = [
  'volumes',
  'imagePullSecrets',
  'containers.env.valueFrom',
  'containers.envFrom',
  'initContainers.env.valueFrom',
  'initContainers.envFrom',
];

/** Parts by what they are read for. */
const BODY_FIELDS_BY_PURPOSE = {
  /** a row of the requests list */
  row: inBothBodies([...NAME_FIELDS, 'metadata.generateName']),
  /** which records belong to a request */
  links: inBothBodies(LINK_FIELDS),
  /** the diagnosis, and traces over objects */
  diagnosis: [
    ...inBothBodies(LINK_FIELDS),
    ...prefixPaths('requestObject', REQUESTED_FIELDS),
    ...prefixPaths('responseObject', STATE_FIELDS),
  ],
  /** which requests may have caused a record */
  causes: inBothBodies([
    ...LINK_FIELDS,
    ...STATE_FIELDS,
    ...prefixPaths('spec', [
      ...REFERENCED_FIELDS,
      ...prefixPaths('template.spec', REFERENCED_FIELDS),
    ]),
    'endpoints.targetRef',
    'subsets.addresses.targetRef',
    'subsets.notReadyAddresses.targetRef',
    'items.metadata.name',
    'items.metadata.namespace',
  ]),
  /** why Pods went: what tells a scaling, a new version, a cordon and a taint apart; a JSON patch is a list */
  removals: [
    ...inBothBodies([
      ...LINK_FIELDS,
      ...prefixPaths('metadata', [
        'generateName',
        'generation',
        'deletionTimestamp',
        'deletionGracePeriodSeconds',
      ]),
      ...prefixPaths('status', ['phase', 'reason', 'message', 'conditions']),
    ]),
    ...prefixPaths('requestObject', [
      'gracePeriodSeconds',
      'preconditions',
      'dryRun',
      'deleteOptions',
      'target',
      'spec.replicas',
      'spec.template',
      'spec.unschedulable',
      'spec.taints',
      'op',
      'path',
      'value',
    ]),
    ...prefixPaths('responseObject', [
      'metadata.finalizers',
      'spec.nodeName',
      'items.metadata.name',
      'items.metadata.namespace',
      'items.metadata.uid',
    ]),
  ],
};

export type AuditPurpose = keyof typeof BODY_FIELDS_BY_PURPOSE;

/** The parts of `_source` that make an audit record for this purpose, wherever it is decoded; without the raw line. */
export function getAuditSourceFields(
  purpose: AuditPurpose,
  timeField: string = DEFAULT_TIME_FIELD
): string[] {
  return [
    ...SOURCE_FIELDS_BY_PURPOSE[purpose],
    ...(timeField === DEFAULT_TIME_FIELD ? [] : [timeField]),
  ];
}

/** The same of records below one prefix. */
export const getAuditSourceFieldsAt = (prefix: string, purpose: AuditPurpose): string[] => [
  ...getFieldPaths('reqID'),
  'request.annotated_by',
  ...[...AUDIT_FIELDS_WITHOUT_BODIES, ...BODY_FIELDS_BY_PURPOSE[purpose]].map(
    (part) => prefix + part
  ),
];

const SOURCE_FIELDS_BY_PURPOSE = Object.fromEntries(
  Object.entries(BODY_FIELDS_BY_PURPOSE).map(([purpose, parts]) => [
    purpose,
    [
      ...DOCUMENT_FIELDS,
      ...AUDIT_LAYOUTS.flatMap(({ prefix }) =>
        [...AUDIT_FIELDS_WITHOUT_BODIES, ...parts].map((part) => prefix + part)
      ),
    ],
  ])
) as Record<AuditPurpose, string[]>;
