/** The container runs but is not well: its probes fail. */
import { i18n } from '@kbn/i18n';
import type { Rule } from './rule';
import type { Statement } from './statements/statement';
import { when } from './when';

/** A probe's message without an end that says nothing. */
const probeText = ({ text }: Statement): string => (text.trimEnd().endsWith(':') ? text.trimEnd().slice(0, -1) : text);

export const READY: readonly Rule[] = [
  {
    id: 'readiness-gate', stage: 'ready', depth: 'cause', confidence: 0.9, topics: ['probe'],
    title: () => i18n.translate('requestTrace.rule.readinessGate.title', { defaultMessage: 'A readiness gate of the Pod is not open' }),
    advice: () => i18n.translate('requestTrace.rule.readinessGate.advice', {
      defaultMessage: 'Look for the controller that has to set this condition of the Pod: a load balancer, a service mesh.',
    }),
    source: 'pkg/kubelet/status/generate.go',
    match: when({ reasons: ['ReadinessGatesNotReady'] }),
  },
  {
    id: 'probe-errored', stage: 'ready', depth: 'noise', confidence: 0.4, topics: ['probe'],
    title: () => i18n.translate('requestTrace.rule.probeErrored.title', { defaultMessage: 'A probe could not be run' }),
    advice: () => i18n.translate('requestTrace.rule.probeErrored.advice', {
      defaultMessage: 'It happens while a container goes away; if it stays, look at the container runtime.',
    }),
    source: 'pkg/kubelet/prober/prober.go',
    match: when({ any: ['probe errored', 'errored and resulted in unknown state'] }),
  },
  {
    id: 'liveness-probe', stage: 'ready', depth: 'effect', confidence: 0.9, topics: ['probe'],
    title: () => i18n.translate('requestTrace.rule.livenessProbe.title', {
      defaultMessage: 'The liveness probe fails, so the container is restarted',
    }),
    advice: () => i18n.translate('requestTrace.rule.livenessProbe.advice', {
      defaultMessage: 'Look at what the probe asks and what the container\'s log says then; timeoutSeconds may be too short.',
    }),
    source: 'pkg/kubelet/prober/prober.go',
    match: when({ any: ['Liveness probe failed'] }, probeText),
  },
  {
    id: 'startup-probe', stage: 'ready', depth: 'effect', confidence: 0.9, topics: ['probe'],
    title: () => i18n.translate('requestTrace.rule.startupProbe.title', { defaultMessage: 'The startup probe fails, so the container is restarted' }),
    advice: () => i18n.translate('requestTrace.rule.startupProbe.advice', {
      defaultMessage: 'Look at how long the container takes to start and at failureThreshold × periodSeconds of the probe.',
    }),
    source: 'pkg/kubelet/prober/prober.go',
    match: when({ any: ['Startup probe failed'] }, probeText),
  },
  {
    id: 'readiness-probe', stage: 'ready', depth: 'effect', confidence: 0.9, topics: ['probe'],
    title: () => i18n.translate('requestTrace.rule.readinessProbe.title', {
      defaultMessage: 'The readiness probe fails, so the Pod gets no traffic',
    }),
    advice: () => i18n.translate('requestTrace.rule.readinessProbe.advice', {
      defaultMessage: 'Look at what the probe asks and what the container\'s log says: often something it needs does not answer.',
    }),
    source: 'pkg/kubelet/prober/prober.go',
    match: when({ any: ['Readiness probe failed'] }, probeText),
  },
  {
    id: 'probe-restart', stage: 'ready', depth: 'noise', confidence: 0.7, topics: ['probe'],
    title: () => i18n.translate('requestTrace.rule.probeRestart.title', { defaultMessage: 'The container is restarted because a probe failed' }),
    advice: () => i18n.translate('requestTrace.rule.probeRestart.advice', { defaultMessage: 'Look for the probe\'s own message.' }),
    source: 'pkg/kubelet/kuberuntime/kuberuntime_manager.go',
    match: when({ reasons: ['Killing'] }),
  },
];
