/** Which stages the logs at hand could show: a stage whose logs were not collected is unknown, not waiting. */
import type { StageName } from '../../../../common/model/diagnosis';
import type { Coverage } from '../../../../common/model/trace';
import type { Evidence } from '../../evidence';
import type { OwnRequest } from './own_requests';

/** Any of these shows the stage; `bodies`: audit records with bodies. */
const SHOWN_BY: Partial<Record<StageName, string[]>> = {
  expanded: ['audit', 'kube-controller-manager', 'event', 'kube-apiserver'],
  scheduled: ['kube-scheduler', 'audit', 'event', 'kubelet'],
  attached: ['kube-controller-manager', 'bodies', 'event'],
  mounted: ['kubelet'],
  sandbox: ['kubelet', 'containerd', 'crio', 'bodies'],
  pulled: ['kubelet', 'event', 'bodies'],
  started: ['kubelet', 'event', 'bodies'],
  ready: ['kubelet', 'bodies'],
  completed: ['kubelet', 'bodies', 'event'],
  terminating: ['audit', 'kubelet'],
  unmounted: ['kubelet'],
  removed: ['audit', 'kubelet'],
};

export function visibleStages(
  coverage: Coverage[],
  hasBodies: boolean
): (stage: StageName) => boolean {
  const there = new Set(
    coverage.flatMap(({ source, component, inWindow, inTrace }) =>
      inTrace > 0 || inWindow === true ? [source === 'component' ? component : source] : []
    )
  );
  if (hasBodies) there.add('bodies');
  return (stage) => (SHOWN_BY[stage] ?? []).some((source) => there.has(source));
}

/**
 * Whether the trace holds what the request caused: its lines carry a reqID, or records of others are in it. With nothing but
 * an audit ID, which stands on the request's own records only, it does not (Kubernetes without request IDs).
 */
export function isTraceFollowed(evidence: Evidence[], requests: OwnRequest[]): boolean {
  const own = new Set(requests.map(({ audit }) => audit.auditID));
  return evidence.some(
    ({ record, audit }) =>
      record.ids.reqID !== undefined ||
      (record.source === 'component' && record.component !== 'kube-apiserver') ||
      (audit !== undefined &&
        audit.user?.username?.startsWith('system:') === true &&
        !own.has(audit.auditID))
  );
}
