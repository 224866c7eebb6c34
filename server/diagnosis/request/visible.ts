/** Which stages the logs at hand could show: a stage whose logs were not collected is unknown, not waiting. */
import type { StageName } from '../../../common/model/diagnosis';
import type { Coverage } from '../../../common/model/trace';

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

export function visibleStages(coverage: Coverage[], hasBodies: boolean): (stage: StageName) => boolean {
  const there = new Set(coverage.flatMap(({ source, component, inWindow, inTrace }) =>
    (inTrace > 0 || inWindow === true ? [source === 'component' ? component : source] : [])));
  if (hasBodies) there.add('bodies');
  return (stage) => (SHOWN_BY[stage] ?? []).some((source) => there.has(source));
}
