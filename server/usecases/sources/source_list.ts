import type { estypes } from '@elastic/elasticsearch';
import type { RecordSource } from '../../../common/model/log_record';
import { COMPONENTS } from '../../../common/parse/records/components';
import {
  AUDIT_MARKS,
  auditPaths,
  COMPONENT_DATASET,
  EVENT_MARKS,
  pathsOf,
  searchedFields,
} from '../../elasticsearch/field_catalogue';
import {
  all,
  any,
  exists,
  phrasesQuery,
  sourceQuery,
  type Query,
} from '../../elasticsearch/queries';
import type { FieldTypes } from '../../elasticsearch/field_types';

/** One source of logs, and how its records are asked for. */
export interface SourceToAsk {
  source: RecordSource;
  component: string;
  isOptional: boolean;
  query: Query;
}

/** What a whole picture needs. */
const NEEDED = ['kube-apiserver', 'kube-controller-manager', 'kube-scheduler', 'kubelet'];
/** What a cluster has or has not: its runtime may be another one, its cloud none. */
const USUAL = ['kube-proxy', 'etcd', 'containerd', 'cloud-controller-manager'];

const SERVICE_FIELDS = pathsOf('service');
/** Fields that name a component, that tell audit records and Events from other documents, and that tell how much they hold. */
export const COMPONENT_FIELDS = pathsOf('service', 'container');
export const AUDIT_FIELDS = [...AUDIT_MARKS];
export const LEVEL_FIELDS = auditPaths('level');
export const BODY_FIELDS = [
  ...auditPaths('requestObject.kind'),
  ...auditPaths('responseObject.kind'),
];
export const EVENT_OBJECT_FIELDS = [...EVENT_MARKS];
export const POD_OBJECT_FIELDS = pathsOf('podName', 'podUid');

/** Names taken from the indices beyond those of COMPONENTS: an index may hold the logs of a thousand services. */
export const MAX_FOUND_NAMES = 20;

/**
 * All sources to ask for: those that a trace is made of, and what else the indices name as a component.
 *
 * @param found values of the component fields in the window, the most frequent first
 */
export function sourcesToAsk(
  found: string[],
  types: FieldTypes,
  messageFields: string[]
): SourceToAsk[] {
  const listed = new Set([...NEEDED, ...USUAL]);
  const others = found.filter((name) => !listed.has(name));
  const component = (name: string): SourceToAsk => ({
    source: 'component',
    component: name,
    isOptional: !NEEDED.includes(name),
    query: sourceQuery('component', name),
  });
  const audit =
    undecoded(AUDIT_FIELDS, 'audit.k8s.io', types, messageFields) ?? sourceQuery('audit', 'audit');
  const event =
    undecoded(EVENT_OBJECT_FIELDS, 'involvedObject', types, messageFields) ??
    sourceQuery('event', 'event');
  return [
    { source: 'audit', component: 'audit', isOptional: false, query: audit },
    ...[...NEEDED, ...USUAL, ...others.slice(0, MAX_FOUND_NAMES)].map(component),
    { source: 'event', component: 'event', isOptional: false, query: event },
    { source: 'pod', component: 'pod', isOptional: false, query: podQuery() },
  ];
}

/** Where no index has one of the fields: the records may stand undecoded in the message. */
function undecoded(
  fields: string[],
  phrase: string,
  types: FieldTypes,
  messageFields: string[]
): Query | undefined {
  if (fields.some((field) => types.has(field))) return undefined;
  return phrasesQuery([phrase], messageFields);
}

/** Containers' logs, without those of components that run as static Pods: their lines are component lines. */
function podQuery(): Query {
  return all(
    [any([sourceQuery('pod', 'pod'), ...pathsOf('podName').map(exists)])],
    [
      ...searchedFields('dataset').map((field) => ({ term: { [field]: COMPONENT_DATASET } })),
      ...[...SERVICE_FIELDS, ...AUDIT_FIELDS, ...EVENT_OBJECT_FIELDS].map(exists),
      ...COMPONENT_FIELDS.map((field) => ({ terms: { [field]: [...COMPONENTS] } })),
    ]
  );
}

/** Which names stand in the component fields: of containers only known components, of services all. */
export function namesAggregations(
  types: FieldTypes
): Record<string, estypes.AggregationsAggregationContainer> {
  const aggregations: Record<string, estypes.AggregationsAggregationContainer> = {};
  for (const field of COMPONENT_FIELDS) {
    if (!types.get(field)?.isAggregatable) continue;
    const isService = SERVICE_FIELDS.includes(field);
    aggregations[field] = {
      terms: {
        field,
        size: MAX_FOUND_NAMES + NEEDED.length + USUAL.length,
        ...(isService ? {} : { include: [...COMPONENTS] }),
      },
    };
  }
  return aggregations;
}
