/** The container runs but is not well: its probes fail. */
import type { Rule } from './rule';
import type { FailureSignal } from '../failure_signals/failure_signal';
import { when } from './match_signal';

/** A probe's message without an end that says nothing. */
const probeText = ({ text }: FailureSignal): string =>
  text.trimEnd().endsWith(':') ? text.trimEnd().slice(0, -1) : text;

export const READY: readonly Rule[] = [
  {
    id: 'readiness-gate',
    stage: 'ready',
    depth: 'cause',
    confidence: 0.9,
    topics: ['probe'],
    source: 'pkg/kubelet/status/generate.go',
    match: when({ reasons: ['ReadinessGatesNotReady'] }),
  },
  {
    id: 'probe-errored',
    stage: 'ready',
    depth: 'noise',
    confidence: 0.4,
    topics: ['probe'],
    source: 'pkg/kubelet/prober/prober.go',
    match: when({ any: ['probe errored', 'errored and resulted in unknown state'] }),
  },
  {
    id: 'liveness-probe',
    stage: 'ready',
    depth: 'effect',
    confidence: 0.9,
    topics: ['probe'],
    source: 'pkg/kubelet/prober/prober.go',
    match: when({ any: ['Liveness probe failed'] }, probeText),
  },
  {
    id: 'startup-probe',
    stage: 'ready',
    depth: 'effect',
    confidence: 0.9,
    topics: ['probe'],
    source: 'pkg/kubelet/prober/prober.go',
    match: when({ any: ['Startup probe failed'] }, probeText),
  },
  {
    id: 'readiness-probe',
    stage: 'ready',
    depth: 'effect',
    confidence: 0.9,
    topics: ['probe'],
    source: 'pkg/kubelet/prober/prober.go',
    match: when({ any: ['Readiness probe failed'] }, probeText),
  },
  {
    id: 'probe-restart',
    stage: 'ready',
    depth: 'noise',
    confidence: 0.7,
    topics: ['probe'],
    source: 'pkg/kubelet/kuberuntime/kuberuntime_manager.go',
    match: when({ reasons: ['Killing'] }),
  },
];
