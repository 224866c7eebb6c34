/** Texts of the rules in engine/diagnosis/rules/admission.ts. */
import { i18n } from '@kbn/i18n';
import type { RuleMessages } from './rule_messages';

export const ADMISSION_MESSAGES: RuleMessages = {
  'webhook-unreachable': {
    title: () => i18n.translate('requestTrace.rule.webhookUnreachable.title', { defaultMessage: 'An admission webhook could not be called' }),
    advice: () => i18n.translate('requestTrace.rule.webhookUnreachable.advice', {
      defaultMessage: 'Look at the webhook configuration and whether the Service and the Pods behind it are ready; its failurePolicy decides whether requests pass without it.',
    }),
  },
  'webhook-denied': {
    title: () => i18n.translate('requestTrace.rule.webhookDenied.title', { defaultMessage: 'An admission webhook refused the object' }),
    advice: () => i18n.translate('requestTrace.rule.webhookDenied.advice', {
      defaultMessage: 'Read what the webhook says, and look at the policy behind it and at its own log.',
    }),
  },
  'admission-policy-denied': {
    title: () => i18n.translate('requestTrace.rule.admissionPolicyDenied.title', {
      defaultMessage: 'An admission policy of the cluster refused the object',
    }),
    advice: () => i18n.translate('requestTrace.rule.admissionPolicyDenied.advice', {
      defaultMessage: 'Look at the ValidatingAdmissionPolicy that the message names and at its bindings.',
    }),
  },
  'pod-security': {
    title: () => i18n.translate('requestTrace.rule.podSecurity.title', { defaultMessage: 'The namespace\'s Pod Security level forbids the Pod' }),
    advice: () => i18n.translate('requestTrace.rule.podSecurity.advice', {
      defaultMessage: 'Change the securityContext as the message lists it, or look at the pod-security labels of the namespace.',
    }),
  },
  'quota-exceeded': {
    title: () => i18n.translate('requestTrace.rule.quotaExceeded.title', { defaultMessage: 'The namespace\'s quota is used up' }),
    advice: () => i18n.translate('requestTrace.rule.quotaExceeded.advice', {
      defaultMessage: 'Compare used and hard of the ResourceQuota (kubectl describe quota); free something or raise the quota.',
    }),
  },
  'quota-needs-requests': {
    title: () => i18n.translate('requestTrace.rule.quotaNeedsRequests.title', {
      defaultMessage: 'The quota demands requests or limits that the Pod does not set',
    }),
    advice: () => i18n.translate('requestTrace.rule.quotaNeedsRequests.advice', {
      defaultMessage: 'Set the resources that the message names for each container, or add a LimitRange with defaults to the namespace.',
    }),
  },
  'limit-range': {
    title: () => i18n.translate('requestTrace.rule.limitRange.title', { defaultMessage: 'A LimitRange of the namespace forbids these resources' }),
    advice: () => i18n.translate('requestTrace.rule.limitRange.advice', {
      defaultMessage: 'Compare requests and limits with the LimitRange of the namespace (kubectl describe limitrange).',
    }),
  },
  'namespace-terminating': {
    title: () => i18n.translate('requestTrace.rule.namespaceTerminating.title', { defaultMessage: 'The namespace is being deleted' }),
    advice: () => i18n.translate('requestTrace.rule.namespaceTerminating.advice', {
      defaultMessage: 'Wait until the namespace is gone and create it again, or use another one; if it does not go, look at its conditions and finalizers.',
    }),
  },
  'service-account-missing': {
    title: () => i18n.translate('requestTrace.rule.serviceAccountMissing.title', { defaultMessage: 'The Pod\'s service account does not exist' }),
    advice: () => i18n.translate('requestTrace.rule.serviceAccountMissing.advice', {
      defaultMessage: 'Create the ServiceAccount, or name another one in the Pod\'s spec.',
    }),
  },
  'priority-class-missing': {
    title: () => i18n.translate('requestTrace.rule.priorityClassMissing.title', { defaultMessage: 'The Pod\'s PriorityClass does not exist' }),
    advice: () => i18n.translate('requestTrace.rule.priorityClassMissing.advice', {
      defaultMessage: 'List the PriorityClasses of the cluster and correct priorityClassName.',
    }),
  },
  'forbidden-admission': {
    title: () => i18n.translate('requestTrace.rule.forbiddenAdmission.title', { defaultMessage: 'An admission plugin forbids the request' }),
    advice: () => i18n.translate('requestTrace.rule.forbiddenAdmission.advice', {
      defaultMessage: 'Read which rule the message names; if it is a permission, look at the RoleBindings of the user.',
    }),
  },
};
