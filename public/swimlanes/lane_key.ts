/** Lane keys: which part of a trace a record belongs to, for the picture, the component filter and links to Discover. Pure. */
import type { LogRecord, RecordSource } from '../../common/model/log_record';

export const AUDIT_LANE = 'audit';
export const EVENTS_LANE = 'events';
export const POD_LANE_PREFIX = 'pod:';

/**
 * The lane of a record, also what the component filter holds in the URL: `audit`, `events`, `kubelet@node-b`,
 * `pod:shop/web-0/nginx`.
 */
export function getLaneKey(record: LogRecord): string {
  switch (record.source) {
    case 'audit':
      return AUDIT_LANE;
    case 'event':
      return EVENTS_LANE;
    case 'pod':
      return `${POD_LANE_PREFIX}${getContainerPath(record)}`;
    default:
      return record.node ? `${record.component}@${record.node}` : record.component;
  }
}

/** `namespace/pod/container`: from the file's name `pods/<ns>_<pod>_<uid>/<container>/<n>.log`, else from the objects. */
function getContainerPath(record: LogRecord): string {
  const parts = record.file?.split('/') ?? [];
  const folder = parts[0] === 'pods' ? parts[1]?.split('_') : undefined;
  if (folder && folder.length >= 2) return `${folder[0]}/${folder[1]}/${record.component}`;
  const pod = record.objects.find((object) => object.kind === 'Pod' && object.name);
  return pod
    ? `${pod.namespace ? `${pod.namespace}/` : ''}${pod.name}/${record.component}`
    : record.component;
}

/** Which part of a trace a lane holds, from its key. */
export function parseLaneKey(lane: string): {
  source: RecordSource;
  component: string;
  lane: string;
} {
  if (lane === AUDIT_LANE) return { source: 'audit', component: 'audit', lane };
  if (lane === EVENTS_LANE) return { source: 'event', component: 'event', lane };
  if (lane.startsWith(POD_LANE_PREFIX)) return { source: 'pod', component: 'pod', lane };
  const at = lane.indexOf('@');
  return { source: 'component', component: at < 0 ? lane : lane.slice(0, at), lane };
}
