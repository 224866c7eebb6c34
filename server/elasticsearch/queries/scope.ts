/** Clauses that narrow a search to a cluster, a node or a source: pure. */
import {
  AUDIT_MARKS,
  CONTAINER_DATASET,
  EVENT_MARKS,
  POD_MARKS,
  searchedFields,
} from '../field_catalogue';
import { any, exists, oneIs, type Query } from './clauses';

const CLUSTERS = searchedFields('cluster');
const NODES = searchedFields('node');

/** Documents of that cluster, and those that don't say of which they are: names mean something within one cluster only. */
export const ofCluster = (cluster: string): Query =>
  any([
    ...CLUSTERS.map((field) => ({ term: { [field]: cluster } })),
    { bool: { must_not: CLUSTERS.map(exists) } },
  ]);

/** Documents from one of these nodes. */
export const fromNodes = (nodes: string[]): Query => oneIs(NODES, nodes);
/** Documents from one of these nodes, and those that don't say where they are from. */
export const fromNodesOrUnknown = (nodes: string[]): Query =>
  any([
    ...NODES.map((field) => ({ terms: { [field]: nodes } })),
    { bool: { must_not: NODES.map(exists) } },
  ]);

export const isAudit = (): Query => any(AUDIT_MARKS.map(exists));

/** Whether the indices have anything of a source at all: what a coverage check asks for. */
export function sourceQuery(
  source: 'component' | 'audit' | 'event' | 'pod',
  component: string
): Query {
  switch (source) {
    case 'component':
      return any(
        searchedFields('service', 'container', 'identifier').map((field) => ({
          term: { [field]: component },
        }))
      );
    case 'audit':
      return isAudit();
    case 'event':
      return any(EVENT_MARKS.map(exists));
    case 'pod':
      return any([
        ...searchedFields('dataset').map((field) => ({ term: { [field]: CONTAINER_DATASET } })),
        ...POD_MARKS.map(exists),
      ]);
  }
}
