/** The container ended though it should run, or ended with an error. */
import type { Rule } from './rule';
import { when } from './match_signal';

export const EXITED: readonly Rule[] = [
  {
    id: 'oom-killed', stage: 'started', depth: 'cause', confidence: 0.95, topics: ['exit'],
    source: 'https://kubernetes.io/docs/tasks/configure-pod-container/assign-memory-resource/',
    match: when({ reasons: ['OOMKilled', 'OOMKilling'] }, (said) => (said.text.includes('OOM') ? said.text : `OOMKilled: ${said.text}`)),
  },
  {
    id: 'exit-command-not-found', stage: 'started', depth: 'effect', confidence: 0.8, topics: ['exit'],
    source: 'https://tldp.org/LDP/abs/html/exitcodes.html',
    match: when({ codes: [126, 127] }),
  },
  {
    id: 'exit-segfault', stage: 'started', depth: 'cause', confidence: 0.8, topics: ['exit'],
    source: 'https://tldp.org/LDP/abs/html/exitcodes.html',
    match: when({ codes: [139] }),
  },
  {
    id: 'exit-aborted', stage: 'started', depth: 'effect', confidence: 0.8, topics: ['exit'],
    source: 'https://tldp.org/LDP/abs/html/exitcodes.html',
    match: when({ codes: [134] }),
  },
  {
    id: 'exit-killed', stage: 'started', depth: 'effect', confidence: 0.6, topics: ['exit'],
    source: 'https://kubernetes.io/docs/concepts/workloads/pods/pod-lifecycle/',
    match: when({ codes: [137] }),
  },
  {
    id: 'exit-terminated', stage: 'started', depth: 'effect', confidence: 0.5, topics: ['exit'],
    source: 'https://kubernetes.io/docs/concepts/workloads/pods/pod-lifecycle/',
    match: when({ codes: [143] }),
  },
  {
    id: 'init-container-exit', stage: 'started', depth: 'effect', confidence: 0.85, topics: ['exit'],
    source: 'https://kubernetes.io/docs/concepts/workloads/pods/init-containers/',
    match: when({ any: ['init container '] }),
  },
  {
    id: 'exit-too-soon', stage: 'started', depth: 'cause', confidence: 0.8, topics: ['exit'],
    source: 'https://kubernetes.io/docs/concepts/workloads/pods/pod-lifecycle/',
    match: when({ codes: [0], any: ['exited with exit code'] }),
  },
  {
    id: 'crash-loop', stage: 'started', depth: 'noise', confidence: 0.7, topics: ['exit'],
    source: 'pkg/kubelet/kuberuntime/kuberuntime_manager.go',
    match: when({ reasons: ['CrashLoopBackOff', 'BackOff'] }),
  },
  {
    id: 'exit-code', stage: 'started', depth: 'effect', confidence: 0.8, topics: ['exit'],
    source: 'staging/src/k8s.io/api/core/v1/types.go',
    match: when({ any: ['exited with exit code'] }),
  },
];
