/**
 * The parts of an audit record that are fetched, by purpose. Bodies may be megabytes (templates, managed fields), so each
 * purpose names what it reads of them.
 */
import { AUDIT_PLACES, DEFAULT_TIME_FIELD, pathsOf } from '../field_catalogue';

/** Of the document around the record. */
const DOCUMENT = [
  DEFAULT_TIME_FIELD,
  'log.file.path',
  'log.offset',
  'service.name',
  'host.name',
  'orchestrator.cluster.name',
  ...pathsOf('dataset'),
  ...pathsOf('reqID', 'traceID'),
  'request.confidence',
  'request.annotated_by',
];

/** The record without its bodies. */
const HEAD = [
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

const below = (parent: string, parts: string[]): string[] =>
  parts.map((part) => `${parent}.${part}`);
const inBoth = (parts: string[]): string[] => [
  ...below('requestObject', parts),
  ...below('responseObject', parts),
];

/** Which object it is. */
const NAMES = ['kind', 'metadata.name', 'metadata.namespace'];
/** Which object it is, and what it belongs to. */
const LINKS = [...NAMES, 'metadata.uid', 'metadata.ownerReferences'];

/** An object's state, not the templates and managed fields that make it huge; and what a Status, a Binding, DeleteOptions, an Eviction say. */
const STATE = [
  ...below('metadata', [
    'finalizers',
    'deletionTimestamp',
    'deletionGracePeriodSeconds',
    'creationTimestamp',
    'generation',
    'resourceVersion',
    'generateName',
  ]),
  ...below('spec', [
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
const ASKED = [
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
const USED = [
  'volumes',
  'imagePullSecrets',
  'containers.env.valueFrom',
  'containers.envFrom',
  'initContainers.env.valueFrom',
  'initContainers.envFrom',
];

/** Parts by what they are read for. */
const PARTS = {
  /** a row of the requests list */
  row: inBoth([...NAMES, 'metadata.generateName']),
  /** which records belong to a request */
  links: inBoth(LINKS),
  /** the diagnosis, and traces over objects */
  diagnosis: [
    ...inBoth(LINKS),
    ...below('requestObject', ASKED),
    ...below('responseObject', STATE),
  ],
  /** which requests may have caused a record */
  causes: inBoth([
    ...LINKS,
    ...STATE,
    ...below('spec', [...USED, ...below('template.spec', USED)]),
    'endpoints.targetRef',
    'subsets.addresses.targetRef',
    'subsets.notReadyAddresses.targetRef',
    'items.metadata.name',
    'items.metadata.namespace',
  ]),
  /** why Pods went: what tells a scaling, a new version, a cordon and a taint apart; a JSON patch is a list */
  removals: [
    ...inBoth([
      ...LINKS,
      ...below('metadata', [
        'generateName',
        'generation',
        'deletionTimestamp',
        'deletionGracePeriodSeconds',
      ]),
      ...below('status', ['phase', 'reason', 'message', 'conditions']),
    ]),
    ...below('requestObject', [
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
    ...below('responseObject', [
      'metadata.finalizers',
      'spec.nodeName',
      'items.metadata.name',
      'items.metadata.namespace',
      'items.metadata.uid',
    ]),
  ],
};

export type AuditPurpose = keyof typeof PARTS;

/** The parts of `_source` that make an audit record for this purpose, wherever it is decoded; without the raw line. */
export function auditSource(
  purpose: AuditPurpose,
  timeField: string = DEFAULT_TIME_FIELD
): string[] {
  return [...SOURCES[purpose], ...(timeField === DEFAULT_TIME_FIELD ? [] : [timeField])];
}

/** The same of records below one prefix. */
export const auditSourceAt = (prefix: string, purpose: AuditPurpose): string[] => [
  ...pathsOf('reqID'),
  'request.annotated_by',
  ...[...HEAD, ...PARTS[purpose]].map((part) => prefix + part),
];

const SOURCES = Object.fromEntries(
  Object.entries(PARTS).map(([purpose, parts]) => [
    purpose,
    [
      ...DOCUMENT,
      ...AUDIT_PLACES.flatMap(({ prefix }) => [...HEAD, ...parts].map((part) => prefix + part)),
    ],
  ])
) as Record<AuditPurpose, string[]>;
