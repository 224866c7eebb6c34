/** Texts of the rules in engine/diagnosis/rules/ready.ts. */
import { i18n } from '@kbn/i18n';
import type { RuleMessages } from './rule_messages';

export const READY_MESSAGES: RuleMessages = {
  'readiness-gate': {
    title: () => i18n.translate('requestTrace.rule.readinessGate.title', { defaultMessage: 'A readiness gate of the Pod is not open' }),
    advice: () => i18n.translate('requestTrace.rule.readinessGate.advice', {
      defaultMessage: 'Look for the controller that has to set this condition of the Pod: a load balancer, a service mesh.',
    }),
  },
  'probe-errored': {
    title: () => i18n.translate('requestTrace.rule.probeErrored.title', { defaultMessage: 'A probe could not be run' }),
    advice: () => i18n.translate('requestTrace.rule.probeErrored.advice', {
      defaultMessage: 'It happens while a container goes away; if it stays, look at the container runtime.',
    }),
  },
  'liveness-probe': {
    title: () => i18n.translate('requestTrace.rule.livenessProbe.title', {
      defaultMessage: 'The liveness probe fails, so the container is restarted',
    }),
    advice: () => i18n.translate('requestTrace.rule.livenessProbe.advice', {
      defaultMessage: 'Look at what the probe asks and what the container\'s log says then; timeoutSeconds may be too short.',
    }),
  },
  'startup-probe': {
    title: () => i18n.translate('requestTrace.rule.startupProbe.title', { defaultMessage: 'The startup probe fails, so the container is restarted' }),
    advice: () => i18n.translate('requestTrace.rule.startupProbe.advice', {
      defaultMessage: 'Look at how long the container takes to start and at failureThreshold × periodSeconds of the probe.',
    }),
  },
  'readiness-probe': {
    title: () => i18n.translate('requestTrace.rule.readinessProbe.title', {
      defaultMessage: 'The readiness probe fails, so the Pod gets no traffic',
    }),
    advice: () => i18n.translate('requestTrace.rule.readinessProbe.advice', {
      defaultMessage: 'Look at what the probe asks and what the container\'s log says: often something it needs does not answer.',
    }),
  },
  'probe-restart': {
    title: () => i18n.translate('requestTrace.rule.probeRestart.title', { defaultMessage: 'The container is restarted because a probe failed' }),
    advice: () => i18n.translate('requestTrace.rule.probeRestart.advice', { defaultMessage: 'Look for the probe\'s own message.' }),
  },
};
