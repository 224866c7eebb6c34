/** Texts of the rules in engine/diagnosis/rules/expanded.ts. */
import { i18n } from '@kbn/i18n';
import type { RuleMessages } from './rule_messages';

export const EXPANDED_MESSAGES: RuleMessages = {
  'create-quota': {
    title: () => i18n.translate('requestTrace.rule.createQuota.title', {
      defaultMessage: 'The controller cannot create Pods: the namespace\'s quota does not allow it',
    }),
    advice: () => i18n.translate('requestTrace.rule.createQuota.advice', {
      defaultMessage: 'Compare used and hard of the ResourceQuota (kubectl describe quota); free something or raise the quota.',
    }),
  },
  'create-pod-security': {
    title: () => i18n.translate('requestTrace.rule.createPodSecurity.title', {
      defaultMessage: 'The controller cannot create Pods: the Pod Security level forbids them',
    }),
    advice: () => i18n.translate('requestTrace.rule.createPodSecurity.advice', {
      defaultMessage: 'Change the securityContext in the Pod template as the message lists it, or look at the pod-security labels of the namespace.',
    }),
  },
  'create-webhook': {
    title: () => i18n.translate('requestTrace.rule.createWebhook.title', {
      defaultMessage: 'The controller cannot create Pods: an admission webhook stands against it',
    }),
    advice: () => i18n.translate('requestTrace.rule.createWebhook.advice', {
      defaultMessage: 'Look at the webhook that the message names: its policy, and whether the Pods behind it are ready.',
    }),
  },
  'create-service-account': {
    title: () => i18n.translate('requestTrace.rule.createServiceAccount.title', {
      defaultMessage: 'The controller cannot create Pods: their service account does not exist',
    }),
    advice: () => i18n.translate('requestTrace.rule.createServiceAccount.advice', {
      defaultMessage: 'Create the ServiceAccount, or name another one in the Pod template.',
    }),
  },
  'create-limit-range': {
    title: () => i18n.translate('requestTrace.rule.createLimitRange.title', {
      defaultMessage: 'The controller cannot create Pods: a LimitRange forbids their resources',
    }),
    advice: () => i18n.translate('requestTrace.rule.createLimitRange.advice', {
      defaultMessage: 'Compare requests and limits in the Pod template with the LimitRange (kubectl describe limitrange).',
    }),
  },
  'create-priority-class': {
    title: () => i18n.translate('requestTrace.rule.createPriorityClass.title', {
      defaultMessage: 'The controller cannot create Pods: their PriorityClass does not exist',
    }),
    advice: () => i18n.translate('requestTrace.rule.createPriorityClass.advice', {
      defaultMessage: 'Correct priorityClassName in the Pod template, or create the PriorityClass.',
    }),
  },
  'create-pod-security-policy': {
    title: () => i18n.translate('requestTrace.rule.createPodSecurityPolicy.title', { defaultMessage: 'No PodSecurityPolicy admits the Pod' }),
    advice: () => i18n.translate('requestTrace.rule.createPodSecurityPolicy.advice', {
      defaultMessage: 'Grant the Pod\'s service account the use of a PodSecurityPolicy that admits it, or change the Pod\'s security context.',
    }),
  },
  'create-server-timeout': {
    title: () => i18n.translate('requestTrace.rule.createServerTimeout.title', { defaultMessage: 'The API server could not create the object in time' }),
    advice: () => i18n.translate('requestTrace.rule.createServerTimeout.advice', {
      defaultMessage: 'The controller retries. If it keeps failing, check the load of the API server and of etcd, and the admission webhooks.',
    }),
  },
  'create-invalid': {
    title: () => i18n.translate('requestTrace.rule.createInvalid.title', {
      defaultMessage: 'The controller cannot create Pods: the template makes an invalid object',
    }),
    advice: () => i18n.translate('requestTrace.rule.createInvalid.advice', {
      defaultMessage: 'Correct the field of the template that the message names.',
    }),
  },
  'create-namespace-terminating': {
    title: () => i18n.translate('requestTrace.rule.createNamespaceTerminating.title', {
      defaultMessage: 'The controller cannot create objects: the namespace is being deleted',
    }),
    advice: () => i18n.translate('requestTrace.rule.createNamespaceTerminating.advice', { defaultMessage: 'Look at who deleted the namespace.' }),
  },
  'create-forbidden': {
    title: () => i18n.translate('requestTrace.rule.createForbidden.title', { defaultMessage: 'The controller is forbidden to create its objects' }),
    advice: () => i18n.translate('requestTrace.rule.createForbidden.advice', {
      defaultMessage: 'Read which rule forbids it: an admission plugin, or a permission of the controller itself.',
    }),
  },
  'create-failed': {
    title: () => i18n.translate('requestTrace.rule.createFailed.title', { defaultMessage: 'The controller cannot create its objects' }),
    advice: () => i18n.translate('requestTrace.rule.createFailed.advice', {
      defaultMessage: 'Read the message, and look at the controller-manager\'s log of that moment.',
    }),
  },
  'create-failed-daemon-pod': {
    title: () => i18n.translate('requestTrace.rule.createFailedDaemonPod.title', { defaultMessage: 'A Pod of the DaemonSet failed and is replaced' }),
    advice: () => i18n.translate('requestTrace.rule.createFailedDaemonPod.advice', {
      defaultMessage: 'Look at why the failed Pod ended: its status reason and the kubelet\'s events on that node.',
    }),
  },
};
