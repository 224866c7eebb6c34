/** The request was refused for its form, for the state of the object, or because the API server could not answer. */
import { i18n } from '@kbn/i18n';
import type { Rule } from './rule';
import { when } from './when';

export const REQUEST_ERRORS: readonly Rule[] = [
  {
    id: 'immutable-field', stage: 'accepted', depth: 'cause', confidence: 0.95, topics: ['request'],
    title: () => i18n.translate('requestTrace.rule.immutableField.title', { defaultMessage: 'A field that cannot be changed was to be changed' }),
    advice: () => i18n.translate('requestTrace.rule.immutableField.advice', {
      defaultMessage: 'Delete the object and create it anew, or leave the field as it is; kubectl diff shows what differs.',
    }),
    source: 'staging/src/k8s.io/apimachinery/pkg/api/validation/objectmeta.go',
    match: when(
      { codes: [422], any: ['field is immutable', 'may not change once set', 'updates to statefulset spec for fields other than', 'pod updates may not change fields'] },
    ),
  },
  {
    id: 'invalid-object', stage: 'accepted', depth: 'cause', confidence: 0.95, topics: ['request'],
    title: () => i18n.translate('requestTrace.rule.invalidObject.title', { defaultMessage: 'The object is not valid' }),
    advice: () => i18n.translate('requestTrace.rule.invalidObject.advice', {
      defaultMessage: 'Correct the field that the message names; kubectl explain tells what it takes.',
    }),
    source: 'staging/src/k8s.io/apimachinery/pkg/api/errors/errors.go',
    match: when({ codes: [422] }),
  },
  {
    id: 'unknown-field', stage: 'accepted', depth: 'cause', confidence: 0.95, topics: ['request'],
    title: () => i18n.translate('requestTrace.rule.unknownField.title', { defaultMessage: 'The manifest has a field that does not exist' }),
    advice: () => i18n.translate('requestTrace.rule.unknownField.advice', {
      defaultMessage: 'Look for a misspelt or misplaced field; kubectl explain lists those that exist.',
    }),
    source: 'staging/src/k8s.io/apiserver/pkg/endpoints/handlers/create.go',
    match: when({ any: ['strict decoding error', 'unknown field'] }),
  },
  {
    id: 'no-such-kind', stage: 'accepted', depth: 'cause', confidence: 0.9, topics: ['request'],
    title: () => i18n.translate('requestTrace.rule.noSuchKind.title', { defaultMessage: 'The cluster does not serve this kind' }),
    advice: () => i18n.translate('requestTrace.rule.noSuchKind.advice', {
      defaultMessage: 'Look at kubectl api-resources: the CustomResourceDefinition may be missing, or the API version was removed.',
    }),
    source: 'staging/src/k8s.io/apimachinery/pkg/api/errors/errors.go',
    match: when({ any: ['the server could not find the requested resource', 'no matches for kind'] }),
  },
  {
    id: 'bad-request', stage: 'accepted', depth: 'cause', confidence: 0.9, topics: ['request'],
    title: () => i18n.translate('requestTrace.rule.badRequest.title', { defaultMessage: 'The API server cannot read the request' }),
    advice: () => i18n.translate('requestTrace.rule.badRequest.advice', {
      defaultMessage: 'Check the manifest\'s form: types of values, quoting, apiVersion; kubectl apply with --dry-run=server repeats the check.',
    }),
    source: 'staging/src/k8s.io/apimachinery/pkg/api/errors/errors.go',
    match: when({ codes: [400] }),
  },
  {
    id: 'apply-conflict', stage: 'accepted', depth: 'cause', confidence: 0.95, topics: ['request'],
    title: () => i18n.translate('requestTrace.rule.applyConflict.title', {
      defaultMessage: 'Another field manager owns fields that were to be applied',
    }),
    advice: () => i18n.translate('requestTrace.rule.applyConflict.advice', {
      defaultMessage: 'Look at managedFields (kubectl get with --show-managed-fields); leave the field to its owner, or take it over with --force-conflicts.',
    }),
    source: 'staging/src/k8s.io/apimachinery/pkg/util/managedfields/internal/conflict.go',
    match: when({ any: ['Apply failed with'] }),
  },
  {
    id: 'stale-object', stage: 'accepted', depth: 'cause', confidence: 0.95, topics: ['request'],
    title: () => i18n.translate('requestTrace.rule.staleObject.title', { defaultMessage: 'Somebody else changed the object in between' }),
    advice: () => i18n.translate('requestTrace.rule.staleObject.advice', {
      defaultMessage: 'Read the object again and repeat the change on what it is now.',
    }),
    source: 'staging/src/k8s.io/apiserver/pkg/registry/generic/registry/store.go',
    match: when({ any: ['the object has been modified', 'StorageError: invalid object', 'Precondition failed'] }),
  },
  {
    id: 'already-exists', stage: 'accepted', depth: 'cause', confidence: 0.95, topics: ['request'],
    title: () => i18n.translate('requestTrace.rule.alreadyExists.title', { defaultMessage: 'An object of that name exists already' }),
    advice: () => i18n.translate('requestTrace.rule.alreadyExists.advice', {
      defaultMessage: 'Look at the object that is there: change it (kubectl apply), delete it first, or take another name.',
    }),
    source: 'staging/src/k8s.io/apimachinery/pkg/api/errors/errors.go',
    match: when({ reasons: ['AlreadyExists'] }),
  },
  {
    id: 'conflict', stage: 'accepted', depth: 'cause', confidence: 0.85, topics: ['request'],
    title: () => i18n.translate('requestTrace.rule.conflict.title', { defaultMessage: 'The request conflicts with the state of the object' }),
    advice: () => i18n.translate('requestTrace.rule.conflict.advice', {
      defaultMessage: 'Read the object\'s present state and what the message says of it.',
    }),
    source: 'staging/src/k8s.io/apimachinery/pkg/api/errors/errors.go',
    match: when({ codes: [409] }),
  },
  {
    id: 'namespace-missing', stage: 'accepted', depth: 'cause', confidence: 0.95, topics: ['request'],
    title: () => i18n.translate('requestTrace.rule.namespaceMissing.title', { defaultMessage: 'The namespace does not exist' }),
    advice: () => i18n.translate('requestTrace.rule.namespaceMissing.advice', {
      defaultMessage: 'Create the namespace, or correct the one that the manifest or the kubeconfig\'s context names.',
    }),
    source: 'staging/src/k8s.io/apiserver/pkg/admission/plugin/namespace/lifecycle/admission.go',
    match: when({ codes: [404], any: ['namespaces "'] }),
  },
  {
    id: 'object-missing', stage: 'accepted', depth: 'cause', confidence: 0.9, topics: ['request'],
    title: () => i18n.translate('requestTrace.rule.objectMissing.title', { defaultMessage: 'The object does not exist' }),
    advice: () => i18n.translate('requestTrace.rule.objectMissing.advice', {
      defaultMessage: 'Look at the name and the namespace, and at the audit log for who deleted it.',
    }),
    source: 'staging/src/k8s.io/apimachinery/pkg/api/errors/errors.go',
    match: when({ codes: [404] }),
  },
  {
    id: 'eviction-blocked', stage: 'accepted', depth: 'cause', confidence: 0.95, topics: ['request'],
    title: () => i18n.translate('requestTrace.rule.evictionBlocked.title', { defaultMessage: 'A disruption budget does not let the Pod be evicted' }),
    advice: () => i18n.translate('requestTrace.rule.evictionBlocked.advice', {
      defaultMessage: 'Look at the PodDisruptionBudget: how many Pods must stay, and why not enough of them are ready.',
    }),
    source: 'pkg/registry/core/pod/storage/eviction.go',
    match: when({ any: ['disruption budget'] }),
  },
  {
    id: 'too-many-requests', stage: 'accepted', depth: 'cause', confidence: 0.9, topics: ['request'],
    title: () => i18n.translate('requestTrace.rule.tooManyRequests.title', { defaultMessage: 'The API server throttles requests' }),
    advice: () => i18n.translate('requestTrace.rule.tooManyRequests.advice', {
      defaultMessage: 'Look at who sends so many requests (API priority and fairness metrics), and at the API server\'s load.',
    }),
    source: 'staging/src/k8s.io/apiserver/pkg/server/filters/priority-and-fairness.go',
    match: when({ codes: [429] }),
  },
  {
    id: 'etcd-unavailable', stage: 'accepted', depth: 'cause', confidence: 0.9, topics: ['request'],
    title: () => i18n.translate('requestTrace.rule.etcdUnavailable.title', { defaultMessage: 'etcd did not answer' }),
    advice: () => i18n.translate('requestTrace.rule.etcdUnavailable.advice', {
      defaultMessage: 'Look at etcd: whether it has a leader, its disk latency, and its own log.',
    }),
    source: 'staging/src/k8s.io/apiserver/pkg/storage/errors.go',
    match: when({ any: ['etcdserver: ', 'etcd cluster is unavailable'] }),
  },
  {
    id: 'request-timeout', stage: 'accepted', depth: 'effect', confidence: 0.8, topics: ['request'],
    title: () => i18n.translate('requestTrace.rule.requestTimeout.title', { defaultMessage: 'The API server took too long' }),
    advice: () => i18n.translate('requestTrace.rule.requestTimeout.advice', {
      defaultMessage: 'Look at slow webhooks and etcd in the API server\'s trace lines of that time.',
    }),
    source: 'staging/src/k8s.io/apiserver/pkg/server/filters/timeout.go',
    match: when({ codes: [504, 408] }),
  },
  {
    id: 'service-unavailable', stage: 'accepted', depth: 'cause', confidence: 0.8, topics: ['request'],
    title: () => i18n.translate('requestTrace.rule.serviceUnavailable.title', {
      defaultMessage: 'The API server, or what serves this API group, was not available',
    }),
    advice: () => i18n.translate('requestTrace.rule.serviceUnavailable.advice', {
      defaultMessage: 'Look at kubectl get apiservices and at the Pods of the aggregated API, and whether the API server was starting or stopping.',
    }),
    source: 'staging/src/k8s.io/apimachinery/pkg/api/errors/errors.go',
    match: when({ codes: [502, 503] }),
  },
  {
    id: 'api-server-panic', stage: 'accepted', depth: 'cause', confidence: 0.95, topics: ['request'],
    title: () => i18n.translate('requestTrace.rule.apiServerPanic.title', { defaultMessage: 'The API server panicked on the request' }),
    advice: () => i18n.translate('requestTrace.rule.apiServerPanic.advice', {
      defaultMessage: 'Look at the stack in the API server\'s log of that moment and report it with the version.',
    }),
    source: 'staging/src/k8s.io/apimachinery/pkg/util/runtime/runtime.go',
    match: when({ reasons: ['Panic'] }),
  },
  {
    id: 'internal-error', stage: 'accepted', depth: 'cause', confidence: 0.8, topics: ['request'],
    title: () => i18n.translate('requestTrace.rule.internalError.title', { defaultMessage: 'The API server failed to answer' }),
    advice: () => i18n.translate('requestTrace.rule.internalError.advice', {
      defaultMessage: 'Look at the API server\'s log of that moment; often an aggregated API, a conversion webhook or etcd is behind it.',
    }),
    source: 'staging/src/k8s.io/apimachinery/pkg/api/errors/errors.go',
    match: when({ codes: [500] }),
  },
  {
    id: 'expired', stage: 'accepted', depth: 'effect', confidence: 0.7, topics: ['request'],
    title: () => i18n.translate('requestTrace.rule.expired.title', { defaultMessage: 'The list or watch asked for a version that is gone' }),
    advice: () => i18n.translate('requestTrace.rule.expired.advice', { defaultMessage: 'Nothing to mend: the client has to list again.' }),
    source: 'staging/src/k8s.io/apimachinery/pkg/api/errors/errors.go',
    match: when({ codes: [410] }),
  },
  {
    id: 'request-refused', stage: 'accepted', depth: 'cause', confidence: 0.6, topics: ['request'],
    title: () => i18n.translate('requestTrace.rule.requestRefused.title', { defaultMessage: 'The API server refused the request' }),
    advice: () => i18n.translate('requestTrace.rule.requestRefused.advice', {
      defaultMessage: 'Read what the answer says; the code tells whether the form of the request or its size is the reason.',
    }),
    source: 'staging/src/k8s.io/apimachinery/pkg/api/errors/errors.go',
    match: when({ codes: [402, 405, 406, 411, 412, 413, 414, 415, 501, 505, 507] }),
  },
];
