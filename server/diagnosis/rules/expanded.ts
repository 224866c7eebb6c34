/** A controller cannot make the objects that the request asked for. */
import { i18n } from '@kbn/i18n';
import type { Rule } from './rule';
import { when } from './when';

export const EXPANDED: readonly Rule[] = [
  {
    id: 'create-quota', stage: 'expanded', depth: 'cause', confidence: 0.95, topics: ['create'],
    title: () => i18n.translate('requestTrace.rule.createQuota.title', {
      defaultMessage: 'The controller cannot create Pods: the namespace\'s quota does not allow it',
    }),
    advice: () => i18n.translate('requestTrace.rule.createQuota.advice', {
      defaultMessage: 'Compare used and hard of the ResourceQuota (kubectl describe quota); free something or raise the quota.',
    }),
    source: 'staging/src/k8s.io/apiserver/pkg/admission/plugin/resourcequota/controller.go',
    match: when({ any: ['exceeded quota', 'insufficient quota', 'failed quota'] }),
  },
  {
    id: 'create-pod-security', stage: 'expanded', depth: 'cause', confidence: 0.95, topics: ['create'],
    title: () => i18n.translate('requestTrace.rule.createPodSecurity.title', {
      defaultMessage: 'The controller cannot create Pods: the Pod Security level forbids them',
    }),
    advice: () => i18n.translate('requestTrace.rule.createPodSecurity.advice', {
      defaultMessage: 'Change the securityContext in the Pod template as the message lists it, or look at the pod-security labels of the namespace.',
    }),
    source: 'staging/src/k8s.io/pod-security-admission/admission/admission.go',
    match: when({ any: ['violates PodSecurity'] }),
  },
  {
    id: 'create-webhook', stage: 'expanded', depth: 'cause', confidence: 0.95, topics: ['create'],
    title: () => i18n.translate('requestTrace.rule.createWebhook.title', {
      defaultMessage: 'The controller cannot create Pods: an admission webhook stands against it',
    }),
    advice: () => i18n.translate('requestTrace.rule.createWebhook.advice', {
      defaultMessage: 'Look at the webhook that the message names: its policy, and whether the Pods behind it are ready.',
    }),
    source: 'staging/src/k8s.io/apiserver/pkg/admission/plugin/webhook/errors/statuserror.go',
    match: when({ any: ['admission webhook "', 'failed calling webhook'] }),
  },
  {
    id: 'create-service-account', stage: 'expanded', depth: 'cause', confidence: 0.95, topics: ['create'],
    title: () => i18n.translate('requestTrace.rule.createServiceAccount.title', {
      defaultMessage: 'The controller cannot create Pods: their service account does not exist',
    }),
    advice: () => i18n.translate('requestTrace.rule.createServiceAccount.advice', {
      defaultMessage: 'Create the ServiceAccount, or name another one in the Pod template.',
    }),
    source: 'plugin/pkg/admission/serviceaccount/admission.go',
    match: when({ any: ['error looking up service account', 'serviceaccount "'] }),
  },
  {
    id: 'create-limit-range', stage: 'expanded', depth: 'cause', confidence: 0.95, topics: ['create'],
    title: () => i18n.translate('requestTrace.rule.createLimitRange.title', {
      defaultMessage: 'The controller cannot create Pods: a LimitRange forbids their resources',
    }),
    advice: () => i18n.translate('requestTrace.rule.createLimitRange.advice', {
      defaultMessage: 'Compare requests and limits in the Pod template with the LimitRange (kubectl describe limitrange).',
    }),
    source: 'plugin/pkg/admission/limitranger/admission.go',
    match: when({ any: ['usage per Container is', 'usage per Pod is', 'max limit to request ratio per'] }),
  },
  {
    id: 'create-priority-class', stage: 'expanded', depth: 'cause', confidence: 0.95, topics: ['create'],
    title: () => i18n.translate('requestTrace.rule.createPriorityClass.title', {
      defaultMessage: 'The controller cannot create Pods: their PriorityClass does not exist',
    }),
    advice: () => i18n.translate('requestTrace.rule.createPriorityClass.advice', {
      defaultMessage: 'Correct priorityClassName in the Pod template, or create the PriorityClass.',
    }),
    source: 'plugin/pkg/admission/priority/admission.go',
    match: when({ any: ['no PriorityClass with name'] }),
  },
  {
    id: 'create-invalid', stage: 'expanded', depth: 'cause', confidence: 0.9, topics: ['create'],
    title: () => i18n.translate('requestTrace.rule.createInvalid.title', {
      defaultMessage: 'The controller cannot create Pods: the template makes an invalid object',
    }),
    advice: () => i18n.translate('requestTrace.rule.createInvalid.advice', {
      defaultMessage: 'Correct the field of the template that the message names.',
    }),
    source: 'staging/src/k8s.io/apimachinery/pkg/api/errors/errors.go',
    match: when({ any: [' is invalid: '] }),
  },
  {
    id: 'create-namespace-terminating', stage: 'expanded', depth: 'effect', confidence: 0.8, topics: ['create'],
    title: () => i18n.translate('requestTrace.rule.createNamespaceTerminating.title', {
      defaultMessage: 'The controller cannot create objects: the namespace is being deleted',
    }),
    advice: () => i18n.translate('requestTrace.rule.createNamespaceTerminating.advice', { defaultMessage: 'Look at who deleted the namespace.' }),
    source: 'staging/src/k8s.io/apiserver/pkg/admission/plugin/namespace/lifecycle/admission.go',
    match: when({ any: ['because it is being terminated'] }),
  },
  {
    id: 'create-forbidden', stage: 'expanded', depth: 'cause', confidence: 0.85, topics: ['create'],
    title: () => i18n.translate('requestTrace.rule.createForbidden.title', { defaultMessage: 'The controller is forbidden to create its objects' }),
    advice: () => i18n.translate('requestTrace.rule.createForbidden.advice', {
      defaultMessage: 'Read which rule forbids it: an admission plugin, or a permission of the controller itself.',
    }),
    source: 'staging/src/k8s.io/apimachinery/pkg/api/errors/errors.go',
    match: when({ any: ['is forbidden'] }),
  },
  {
    id: 'create-failed', stage: 'expanded', depth: 'effect', confidence: 0.7, topics: ['create'],
    title: () => i18n.translate('requestTrace.rule.createFailed.title', { defaultMessage: 'The controller cannot create its objects' }),
    advice: () => i18n.translate('requestTrace.rule.createFailed.advice', {
      defaultMessage: 'Read the message, and look at the controller-manager\'s log of that moment.',
    }),
    source: 'pkg/controller/controller_utils.go',
    match: when(
      { reasons: ['FailedCreate', 'ReplicaSetCreateError', 'FailedDaemonPod', 'ServiceAccountNotFound'], not: ['object has been modified', 'Found failed daemon pod'] },
    ),
  },
  {
    id: 'create-failed-daemon-pod', stage: 'expanded', depth: 'effect', confidence: 0.6, topics: ['create'],
    title: () => i18n.translate('requestTrace.rule.createFailedDaemonPod.title', { defaultMessage: 'A Pod of the DaemonSet failed and is replaced' }),
    advice: () => i18n.translate('requestTrace.rule.createFailedDaemonPod.advice', {
      defaultMessage: 'Look at why the failed Pod ended: its status reason and the kubelet\'s events on that node.',
    }),
    source: 'pkg/controller/daemon/daemon_controller.go',
    match: when({ any: ['Found failed daemon pod'] }),
  },
];
