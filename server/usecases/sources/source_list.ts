import type { estypes } from '@elastic/elasticsearch';
import type { RecordSource } from '../../../common/model/log_record';
import { COMPONENTS } from '../../../common/parse/records/component_names';
import {
  AUDIT_MARKER_FIELDS,
  getAuditPaths,
  COMPONENT_DATASET,
  EVENT_MARKER_FIELDS,
  getFieldPaths,
  getSearchFields,
} from '../../elasticsearch/field_catalogue';
import {
  allOf,
  anyOf,
  exists,
  anyPhrase,
  sourceQuery,
  type Query,
} from '../../elasticsearch/queries';
import type { FieldTypes } from '../../elasticsearch/field_types';

/** One source of logs, and how its records are asked for. */
export interface SourceToSearch {
  source: RecordSource;
  component: string;
  isOptional: boolean;
  query: Query;
}

/** What a whole picture needs. */
const REQUIRED_COMPONENTS = [
  'kube-apiserver',
  'kube-controller-manager',
  'kube-scheduler',
  'kubelet',
];
/** What a cluster has or has not: its runtime may be another one, its cloud none. */
const OPTIONAL_COMPONENTS = ['kube-proxy', 'etcd', 'containerd', 'cloud-controller-manager'];

const SERVICE_FIELDS = getFieldPaths('service');
/** Fields that name a component, that tell audit records and Events from other documents, and that tell how much they hold. */
export const COMPONENT_FIELDS = getFieldPaths('service', 'container');
export const AUDIT_FIELDS = [...AUDIT_MARKER_FIELDS];
export const LEVEL_FIELDS = getAuditPaths('level');
export const BODY_FIELDS = [
  ...getAuditPaths('requestObject.kind'),
  ...getAuditPaths('responseObject.kind'),
];
export const EVENT_OBJECT_FIELDS = [...EVENT_MARKER_FIELDS];
export const POD_OBJECT_FIELDS = getFieldPaths('podName', 'podUid');

/** Names taken from the indices beyond those of COMPONENTS: an index may hold the logs of a thousand services. */
export const MAX_FOUND_NAMES = 20;

/**
 * All sources to ask for: those that a trace is made of, and what else the indices name as a component.
 *
 * @param found values of the component fields in the window, the most frequent first
 */
export function listSources(
  found: string[],
  types: FieldTypes,
  messageFields: string[]
): SourceToSearch[] {
  const listed = new Set([...REQUIRED_COMPONENTS, ...OPTIONAL_COMPONENTS]);
  const others = found.filter((name) => !listed.has(name));
  const component = (name: string): SourceToSearch => ({
    source: 'component',
    component: name,
    isOptional: !REQUIRED_COMPONENTS.includes(name),
    query: sourceQuery('component', name),
  });
  const audit =
    createUndecodedQuery(AUDIT_FIELDS, 'audit.k8s.io', types, messageFields) ??
    sourceQuery('audit', 'audit');
  const event =
    createUndecodedQuery(EVENT_OBJECT_FIELDS, 'involvedObject', types, messageFields) ??
    sourceQuery('event', 'event');
  return [
    { source: 'audit', component: 'audit', isOptional: false, query: audit },
    ...[...REQUIRED_COMPONENTS, ...OPTIONAL_COMPONENTS, ...others.slice(0, MAX_FOUND_NAMES)].map(
      component
    ),
    { source: 'event', component: 'event', isOptional: false, query: event },
    { source: 'pod', component: 'pod', isOptional: false, query: createPodQuery() },
  ];
}

/** Where no index has one of the fields: the records may stand undecoded in the message. */
function createUndecodedQuery(
  fields: string[],
  phrase: string,
  types: FieldTypes,
  messageFields: string[]
): Query | undefined {
  if (fields.some((field) => types.has(field))) return undefined;
  return anyPhrase([phrase], messageFields);
}

/** Containers' logs, without those of components that run as static Pods: their lines are component lines. */
function createPodQuery(): Query {
  return allOf(
    [anyOf([sourceQuery('pod', 'pod'), ...getFieldPaths('podName').map(exists)])],
    [
      ...getSearchFields('dataset').map((field) => ({ term: { [field]: COMPONENT_DATASET } })),
      ...[...SERVICE_FIELDS, ...AUDIT_FIELDS, ...EVENT_OBJECT_FIELDS].map(exists),
      ...COMPONENT_FIELDS.map((field) => ({ terms: { [field]: [...COMPONENTS] } })),
    ]
  );
}

/** Which names stand in the component fields: of containers only known components, of services all. */
export function createNamesAggregations(
  types: FieldTypes
): Record<string, estypes.AggregationsAggregationContainer> {
  const aggregations: Record<string, estypes.AggregationsAggregationContainer> = {};
  for (const field of COMPONENT_FIELDS) {
    if (!types.get(field)?.isAggregatable) continue;
    const isService = SERVICE_FIELDS.includes(field);
    aggregations[field] = {
      terms: {
        field,
        size: MAX_FOUND_NAMES + REQUIRED_COMPONENTS.length + OPTIONAL_COMPONENTS.length,
        ...(isService ? {} : { include: [...COMPONENTS] }),
      },
    };
  }
  return aggregations;
}
