/** Container runtimes and CSI sidecars: they don't log with klog's callers of kubernetes/kubernetes, their messages' words decide. */
import type { ComponentLine } from '../../../../common/parse/component_line';
import type { Evidence } from '../../evidence';
import type { FailureSignal, Topic } from './failure_signal';
import { unwrap } from './unwrap';

const RUNTIMES = new Set(['containerd', 'crio', 'cri-o', 'dockerd', 'docker']);
const CALLS: Array<[word: string, topic: Topic]> = [
  ['PullImage', 'pull'],
  ['RunPodSandbox', 'sandbox'],
  ['CreateContainer', 'container'],
  ['StartContainer', 'container'],
  ['StopPodSandbox', 'delete'],
  ['StopContainer', 'delete'],
];

/** containerd: `msg="PullImage \"web:9.9\" failed" error="…"` (internal/cri/instrument); CRI-O alike. */
export function runtimeSignal(
  evidence: Evidence,
  line: ComponentLine,
  component: string
): FailureSignal | null {
  if (!RUNTIMES.has(component)) return null;
  const head = line.message.slice(0, 40);
  const topic = CALLS.find(([word]) => head.includes(word))?.[1];
  if (topic === undefined) return null;
  let error: string | undefined;
  for (const [key, value] of line.pairs) if (key === 'error' || key === 'err') error = value;
  // RunPodSandbox for &PodSandboxMetadata{…} failed, error
  const inMessage = line.message.indexOf('} failed, error');
  return {
    evidence,
    topic,
    form: 'line',
    reason: '',
    text: unwrap(error ?? (inMessage < 0 ? line.message : line.message.slice(inMessage + 15))).text,
  };
}

const SIDECARS: Record<string, Topic> = {
  'csi-attacher': 'attach',
  'csi-provisioner': 'provision',
  'csi-resizer': 'provision',
  'external-provisioner': 'provision',
  'external-attacher': 'attach',
};

/** A CSI driver's sidecar, beside it in its Pod. */
export function sidecarSignal(
  evidence: Evidence,
  line: ComponentLine,
  component: string
): FailureSignal | null {
  if (!Object.hasOwn(SIDECARS, component)) return null;
  const error = line.pairs.find(([key]) => key === 'err' || key === 'error')?.[1];
  return {
    evidence,
    topic: SIDECARS[component] as Topic,
    form: 'line',
    reason: '',
    text: unwrap(error ?? line.message).text,
  };
}
