/** Clauses that narrow a search to a cluster, a node or a source: pure. */
import {
  AUDIT_MARKER_FIELDS,
  CONTAINER_DATASET,
  EVENT_MARKER_FIELDS,
  POD_MARKER_FIELDS,
  getSearchFields,
} from '../field_catalogue';
import { anyOf, exists, anyFieldIs, type Query } from './clauses';

const CLUSTER_FIELDS = getSearchFields('cluster');
const NODE_FIELDS = getSearchFields('node');

/** Documents of that cluster, and those that don't say of which they are: names mean something within one cluster only. */
export const isOfClusterOrUnknown = (cluster: string): Query =>
  anyOf([
    ...CLUSTER_FIELDS.map((field) => ({ term: { [field]: cluster } })),
    { bool: { must_not: CLUSTER_FIELDS.map(exists) } },
  ]);

/** Documents from one of these nodes. */
export const isFromNodes = (nodes: string[]): Query => anyFieldIs(NODE_FIELDS, nodes);
/** Documents from one of these nodes, and those that don't say where they are from. */
export const isFromNodesOrUnknown = (nodes: string[]): Query =>
  anyOf([
    ...NODE_FIELDS.map((field) => ({ terms: { [field]: nodes } })),
    { bool: { must_not: NODE_FIELDS.map(exists) } },
  ]);

export const isAuditRecord = (): Query => anyOf(AUDIT_MARKER_FIELDS.map(exists));

/** Whether the indices have anything of a source at all: what a coverage check asks for. */
export function sourceQuery(
  source: 'component' | 'audit' | 'event' | 'pod',
  component: string
): Query {
  switch (source) {
    case 'component':
      return anyOf(
        getSearchFields('service', 'container', 'identifier').map((field) => ({
          term: { [field]: component },
        }))
      );
    case 'audit':
      return isAuditRecord();
    case 'event':
      return anyOf(EVENT_MARKER_FIELDS.map(exists));
    case 'pod':
      return anyOf([
        ...getSearchFields('dataset').map((field) => ({ term: { [field]: CONTAINER_DATASET } })),
        ...POD_MARKER_FIELDS.map(exists),
      ]);
  }
}
