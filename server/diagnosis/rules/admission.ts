/** The request was refused for what it asks: admission plugins, webhooks, policies. */
import { i18n } from '@kbn/i18n';
import type { Rule } from './rule';
import { when } from './when';

export const ADMISSION: readonly Rule[] = [
  {
    id: 'webhook-unreachable', stage: 'accepted', depth: 'cause', confidence: 0.95, topics: ['request'],
    title: () => i18n.translate('requestTrace.rule.webhookUnreachable.title', { defaultMessage: 'An admission webhook could not be called' }),
    advice: () => i18n.translate('requestTrace.rule.webhookUnreachable.advice', {
      defaultMessage: 'Look at the webhook configuration and whether the Service and the Pods behind it are ready; its failurePolicy decides whether requests pass without it.',
    }),
    source: 'staging/src/k8s.io/apiserver/pkg/admission/plugin/webhook/errors/statuserror.go',
    match: when({ any: ['failed calling webhook', 'Failed calling webhook, failing closed'] }),
  },
  {
    id: 'webhook-denied', stage: 'accepted', depth: 'cause', confidence: 0.95, topics: ['request'],
    title: () => i18n.translate('requestTrace.rule.webhookDenied.title', { defaultMessage: 'An admission webhook refused the object' }),
    advice: () => i18n.translate('requestTrace.rule.webhookDenied.advice', {
      defaultMessage: 'Read what the webhook says, and look at the policy behind it and at its own log.',
    }),
    source: 'staging/src/k8s.io/apiserver/pkg/admission/plugin/webhook/errors/statuserror.go',
    match: when({ any: ['admission webhook "', 'rejected by webhook'] }),
  },
  {
    id: 'admission-policy-denied', stage: 'accepted', depth: 'cause', confidence: 0.95, topics: ['request'],
    title: () => i18n.translate('requestTrace.rule.admissionPolicyDenied.title', {
      defaultMessage: 'An admission policy of the cluster refused the object',
    }),
    advice: () => i18n.translate('requestTrace.rule.admissionPolicyDenied.advice', {
      defaultMessage: 'Look at the ValidatingAdmissionPolicy that the message names and at its bindings.',
    }),
    source: 'staging/src/k8s.io/apiserver/pkg/admission/plugin/policy/validating/plugin.go',
    match: when({ any: ['ValidatingAdmissionPolicy'] }),
  },
  {
    id: 'pod-security', stage: 'accepted', depth: 'cause', confidence: 0.95, topics: ['request'],
    title: () => i18n.translate('requestTrace.rule.podSecurity.title', { defaultMessage: 'The namespace\'s Pod Security level forbids the Pod' }),
    advice: () => i18n.translate('requestTrace.rule.podSecurity.advice', {
      defaultMessage: 'Change the securityContext as the message lists it, or look at the pod-security labels of the namespace.',
    }),
    source: 'staging/src/k8s.io/pod-security-admission/admission/admission.go',
    match: when({ any: ['violates PodSecurity'] }),
  },
  {
    id: 'quota-exceeded', stage: 'accepted', depth: 'cause', confidence: 0.95, topics: ['request'],
    title: () => i18n.translate('requestTrace.rule.quotaExceeded.title', { defaultMessage: 'The namespace\'s quota is used up' }),
    advice: () => i18n.translate('requestTrace.rule.quotaExceeded.advice', {
      defaultMessage: 'Compare used and hard of the ResourceQuota (kubectl describe quota); free something or raise the quota.',
    }),
    source: 'staging/src/k8s.io/apiserver/pkg/admission/plugin/resourcequota/controller.go',
    match: when({ any: ['exceeded quota', 'insufficient quota'] }),
  },
  {
    id: 'quota-needs-requests', stage: 'accepted', depth: 'cause', confidence: 0.95, topics: ['request'],
    title: () => i18n.translate('requestTrace.rule.quotaNeedsRequests.title', {
      defaultMessage: 'The quota demands requests or limits that the Pod does not set',
    }),
    advice: () => i18n.translate('requestTrace.rule.quotaNeedsRequests.advice', {
      defaultMessage: 'Set the resources that the message names for each container, or add a LimitRange with defaults to the namespace.',
    }),
    source: 'staging/src/k8s.io/apiserver/pkg/admission/plugin/resourcequota/controller.go',
    match: when({ any: ['failed quota'] }),
  },
  {
    id: 'limit-range', stage: 'accepted', depth: 'cause', confidence: 0.95, topics: ['request'],
    title: () => i18n.translate('requestTrace.rule.limitRange.title', { defaultMessage: 'A LimitRange of the namespace forbids these resources' }),
    advice: () => i18n.translate('requestTrace.rule.limitRange.advice', {
      defaultMessage: 'Compare requests and limits with the LimitRange of the namespace (kubectl describe limitrange).',
    }),
    source: 'plugin/pkg/admission/limitranger/admission.go',
    match: when(
      { any: ['usage per Container is', 'usage per Pod is', 'usage per PersistentVolumeClaim is', 'max limit to request ratio per', 'default request'] },
    ),
  },
  {
    id: 'namespace-terminating', stage: 'accepted', depth: 'cause', confidence: 0.95, topics: ['request'],
    title: () => i18n.translate('requestTrace.rule.namespaceTerminating.title', { defaultMessage: 'The namespace is being deleted' }),
    advice: () => i18n.translate('requestTrace.rule.namespaceTerminating.advice', {
      defaultMessage: 'Wait until the namespace is gone and create it again, or use another one; if it does not go, look at its conditions and finalizers.',
    }),
    source: 'staging/src/k8s.io/apiserver/pkg/admission/plugin/namespace/lifecycle/admission.go',
    match: when({ any: ['because it is being terminated'] }),
  },
  {
    id: 'service-account-missing', stage: 'accepted', depth: 'cause', confidence: 0.95, topics: ['request'],
    title: () => i18n.translate('requestTrace.rule.serviceAccountMissing.title', { defaultMessage: 'The Pod\'s service account does not exist' }),
    advice: () => i18n.translate('requestTrace.rule.serviceAccountMissing.advice', {
      defaultMessage: 'Create the ServiceAccount, or name another one in the Pod\'s spec.',
    }),
    source: 'plugin/pkg/admission/serviceaccount/admission.go',
    match: when({ any: ['error looking up service account'] }),
  },
  {
    id: 'priority-class-missing', stage: 'accepted', depth: 'cause', confidence: 0.95, topics: ['request'],
    title: () => i18n.translate('requestTrace.rule.priorityClassMissing.title', { defaultMessage: 'The Pod\'s PriorityClass does not exist' }),
    advice: () => i18n.translate('requestTrace.rule.priorityClassMissing.advice', {
      defaultMessage: 'List the PriorityClasses of the cluster and correct priorityClassName.',
    }),
    source: 'plugin/pkg/admission/priority/admission.go',
    match: when({ any: ['no PriorityClass with name'] }),
  },
  {
    id: 'forbidden-admission', stage: 'accepted', depth: 'cause', confidence: 0.85, topics: ['request'],
    title: () => i18n.translate('requestTrace.rule.forbiddenAdmission.title', { defaultMessage: 'An admission plugin forbids the request' }),
    advice: () => i18n.translate('requestTrace.rule.forbiddenAdmission.advice', {
      defaultMessage: 'Read which rule the message names; if it is a permission, look at the RoleBindings of the user.',
    }),
    source: 'https://kubernetes.io/docs/reference/access-authn-authz/admission-controllers/',
    match: when({ codes: [403] }),
  },
];
