/** Texts of the rules in engine/diagnosis/rules/admission.ts. */
import type { RuleTexts } from './rule_texts';

export const ADMISSION_TEXTS: RuleTexts = {
  'webhook-unreachable': {
    title: 'An admission webhook could not be called',
    advice:
      'Look at the webhook configuration and whether the Service and the Pods behind it are ready; its failurePolicy decides whether requests pass without it.',
  },
  'webhook-denied': {
    title: 'An admission webhook refused the object',
    advice: 'Read what the webhook says, and look at the policy behind it and at its own log.',
  },
  'admission-policy-denied': {
    title: 'An admission policy of the cluster refused the object',
    advice: 'Look at the ValidatingAdmissionPolicy that the message names and at its bindings.',
  },
  'pod-security': {
    title: "The namespace's Pod Security level forbids the Pod",
    advice:
      'Change the securityContext as the message lists it, or look at the pod-security labels of the namespace.',
  },
  'quota-exceeded': {
    title: "The namespace's quota is used up",
    advice:
      'Compare used and hard of the ResourceQuota (kubectl describe quota); free something or raise the quota.',
  },
  'quota-needs-requests': {
    title: 'The quota demands requests or limits that the Pod does not set',
    advice:
      'Set the resources that the message names for each container, or add a LimitRange with defaults to the namespace.',
  },
  'limit-range': {
    title: 'A LimitRange of the namespace forbids these resources',
    advice:
      'Compare requests and limits with the LimitRange of the namespace (kubectl describe limitrange).',
  },
  'namespace-terminating': {
    title: 'The namespace is being deleted',
    advice:
      'Wait until the namespace is gone and create it again, or use another one; if it does not go, look at its conditions and finalizers.',
  },
  'service-account-missing': {
    title: "The Pod's service account does not exist",
    advice: "Create the ServiceAccount, or name another one in the Pod's spec.",
  },
  'priority-class-missing': {
    title: "The Pod's PriorityClass does not exist",
    advice: 'List the PriorityClasses of the cluster and correct priorityClassName.',
  },
  'forbidden-admission': {
    title: 'An admission plugin forbids the request',
    advice:
      'Read which rule the message names; if it is a permission, look at the RoleBindings of the user.',
  },
};
