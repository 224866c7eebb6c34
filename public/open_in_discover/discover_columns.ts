/** The columns in which Discover and saved searches show a trace. */
import type { DataView } from '../kibana_types';

/** Each column by the fields that hold it, the more usual schema first (as server/records reads them). */
const COLUMN_FIELDS: ReadonlyArray<readonly string[]> = [
  [
    'service.name',
    'kubernetes.container.name',
    'kubernetes.container_name',
    'SYSLOG_IDENTIFIER',
    'process.name',
  ],
  ['kubernetes.node.name', 'host.name', 'kubernetes.host', 'kubernetes.pod_node_name'],
  ['log.level', 'level', 'severity_text'],
  ['message', 'log', 'body.text'],
];
export const COMPONENT_FIELDS = COLUMN_FIELDS[0] as readonly string[];
export const NODE_FIELDS = COLUMN_FIELDS[1] as readonly string[];

/** Component, node, severity and message, as far as the data view has them; all are ECS's names where nothing is known of it. */
export function getTraceColumns(dataView?: Pick<DataView, 'fields'>): string[] {
  const fields = dataView?.fields;
  if (!fields || fields.getAll().length === 0)
    return COLUMN_FIELDS.map(([first]) => first as string);
  return COLUMN_FIELDS.flatMap((names) =>
    names.filter((name) => fields.getByName(name)).slice(0, 1)
  );
}
