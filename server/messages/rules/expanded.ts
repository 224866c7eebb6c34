/** Texts of the rules in engine/diagnosis/rules/expanded.ts. */
import type { RuleTexts } from './rule_texts';

export const EXPANDED_TEXTS: RuleTexts = {
  'create-quota': {
    title: "The controller cannot create Pods: the namespace's quota does not allow it",
    advice:
      'Compare used and hard of the ResourceQuota (kubectl describe quota); free something or raise the quota.',
  },
  'create-pod-security': {
    title: 'The controller cannot create Pods: the Pod Security level forbids them',
    advice:
      'Change the securityContext in the Pod template as the message lists it, or look at the pod-security labels of the namespace.',
  },
  'create-webhook': {
    title: 'The controller cannot create Pods: an admission webhook stands against it',
    advice:
      'Look at the webhook that the message names: its policy, and whether the Pods behind it are ready.',
  },
  'create-service-account': {
    title: 'The controller cannot create Pods: their service account does not exist',
    advice: 'Create the ServiceAccount, or name another one in the Pod template.',
  },
  'create-limit-range': {
    title: 'The controller cannot create Pods: a LimitRange forbids their resources',
    advice:
      'Compare requests and limits in the Pod template with the LimitRange (kubectl describe limitrange).',
  },
  'create-priority-class': {
    title: 'The controller cannot create Pods: their PriorityClass does not exist',
    advice: 'Correct priorityClassName in the Pod template, or create the PriorityClass.',
  },
  'create-pod-security-policy': {
    title: 'No PodSecurityPolicy admits the Pod',
    advice:
      "Grant the Pod's service account the use of a PodSecurityPolicy that admits it, or change the Pod's security context.",
  },
  'create-server-timeout': {
    title: 'The API server could not create the object in time',
    advice:
      'The controller retries. If it keeps failing, check the load of the API server and of etcd, and the admission webhooks.',
  },
  'create-invalid': {
    title: 'The controller cannot create Pods: the template makes an invalid object',
    advice: 'Correct the field of the template that the message names.',
  },
  'create-namespace-terminating': {
    title: 'The controller cannot create objects: the namespace is being deleted',
    advice: 'Look at who deleted the namespace.',
  },
  'create-forbidden': {
    title: 'The controller is forbidden to create its objects',
    advice:
      'Read which rule forbids it: an admission plugin, or a permission of the controller itself.',
  },
  'create-failed': {
    title: 'The controller cannot create its objects',
    advice: "Read the message, and look at the controller-manager's log of that moment.",
  },
  'create-failed-daemon-pod': {
    title: 'A Pod of the DaemonSet failed and is replaced',
    advice:
      "Look at why the failed Pod ended: its status reason and the kubelet's events on that node.",
  },
};
