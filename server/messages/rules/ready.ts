/** Texts of the rules in engine/diagnosis/rules/ready.ts. */
import type { RuleTexts } from './rule_texts';

export const READY_TEXTS: RuleTexts = {
  'readiness-gate': {
    title: 'A readiness gate of the Pod is not open',
    advice:
      'Look for the controller that has to set this condition of the Pod: a load balancer, a service mesh.',
  },
  'probe-errored': {
    title: 'A probe could not be run',
    advice: 'It happens while a container goes away; if it stays, look at the container runtime.',
  },
  'liveness-probe': {
    title: 'The liveness probe fails, so the container is restarted',
    advice:
      "Look at what the probe asks and what the container's log says then; timeoutSeconds may be too short.",
  },
  'startup-probe': {
    title: 'The startup probe fails, so the container is restarted',
    advice:
      'Look at how long the container takes to start and at failureThreshold × periodSeconds of the probe.',
  },
  'readiness-probe': {
    title: 'The readiness probe fails, so the Pod gets no traffic',
    advice:
      "Look at what the probe asks and what the container's log says: often something it needs does not answer.",
  },
  'probe-restart': {
    title: 'The container is restarted because a probe failed',
    advice: "Look for the probe's own message.",
  },
};
