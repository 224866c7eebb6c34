/** Lanes: one per component and node, audit log, events, and pods. */
import { i18n } from '@kbn/i18n';
import { AUDIT_LANE, EVENTS_LANE, POD_LANE_PREFIX } from '../../swimlanes/lane_key';

export const PODS_LANE = 'pods';
/** More pods than this share one lane: a picture of 200 lanes shows nothing. */
export const MAX_POD_LANES = 8;

/** The request's way through the cluster, from the top. */
const COMPONENT_ORDER = [
  'kube-apiserver',
  'kube-controller-manager',
  'cloud-controller-manager',
  'kube-scheduler',
  'kubelet',
  'containerd',
  'crio',
  'cri-o',
  'dockerd',
];

export function getLaneLabel(lane: string): string {
  if (lane === AUDIT_LANE)
    return i18n.translate('requestTrace.lanes.audit', { defaultMessage: 'audit log' });
  if (lane === EVENTS_LANE)
    return i18n.translate('requestTrace.lanes.events', { defaultMessage: 'events' });
  if (lane === PODS_LANE)
    return i18n.translate('requestTrace.lanes.pods', { defaultMessage: 'pod logs' });
  if (lane.startsWith(POD_LANE_PREFIX)) return lane.slice(POD_LANE_PREFIX.length);
  const at = lane.indexOf('@');
  return at < 0 ? lane : `${lane.slice(0, at)} ${lane.slice(at + 1)}`;
}

function getLaneRank(lane: string): number {
  if (lane === AUDIT_LANE) return -1;
  if (lane === EVENTS_LANE) return 100;
  if (lane === PODS_LANE || lane.startsWith(POD_LANE_PREFIX)) return 101;
  const at = lane.indexOf('@');
  const known = COMPONENT_ORDER.indexOf(at < 0 ? lane : lane.slice(0, at));
  return known < 0 ? 99 : known;
}

/** Lanes from the top: audit, API server, controllers, scheduler, kubelets, runtimes, others, events, pods. */
export function compareLanes(a: string, b: string): number {
  return getLaneRank(a) - getLaneRank(b) || (a < b ? -1 : a > b ? 1 : 0);
}

export interface LaneLayout {
  /** lane keys from the top */
  lanes: string[];
  /** position in `lanes` of a record's lane */
  indexOf(lane: string): number;
}

/** Which lanes the picture has for these records' lane keys. */
export function layoutLanes(laneKeys: Iterable<string>): LaneLayout {
  const distinct = new Set(laneKeys);
  const pods = [...distinct].filter((lane) => lane.startsWith(POD_LANE_PREFIX));
  const isGrouped = pods.length > MAX_POD_LANES;
  if (isGrouped) {
    for (const pod of pods) distinct.delete(pod);
    distinct.add(PODS_LANE);
  }
  const lanes = [...distinct].sort(compareLanes);
  const positions = new Map(lanes.map((lane, index) => [lane, index]));
  return {
    lanes,
    indexOf: (lane) =>
      positions.get(isGrouped && lane.startsWith(POD_LANE_PREFIX) ? PODS_LANE : lane) ?? -1,
  };
}
