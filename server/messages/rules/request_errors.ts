/** Texts of the rules in engine/diagnosis/rules/request_errors.ts. */
import { i18n } from '@kbn/i18n';
import type { RuleMessages } from './rule_messages';

export const REQUEST_ERRORS_MESSAGES: RuleMessages = {
  'immutable-field': {
    title: () => i18n.translate('requestTrace.rule.immutableField.title', { defaultMessage: 'A field that cannot be changed was to be changed' }),
    advice: () => i18n.translate('requestTrace.rule.immutableField.advice', {
      defaultMessage: 'Delete the object and create it anew, or leave the field as it is; kubectl diff shows what differs.',
    }),
  },
  'invalid-object': {
    title: () => i18n.translate('requestTrace.rule.invalidObject.title', { defaultMessage: 'The object is not valid' }),
    advice: () => i18n.translate('requestTrace.rule.invalidObject.advice', {
      defaultMessage: 'Correct the field that the message names; kubectl explain tells what it takes.',
    }),
  },
  'unknown-field': {
    title: () => i18n.translate('requestTrace.rule.unknownField.title', { defaultMessage: 'The manifest has a field that does not exist' }),
    advice: () => i18n.translate('requestTrace.rule.unknownField.advice', {
      defaultMessage: 'Look for a misspelt or misplaced field; kubectl explain lists those that exist.',
    }),
  },
  'no-such-kind': {
    title: () => i18n.translate('requestTrace.rule.noSuchKind.title', { defaultMessage: 'The cluster does not serve this kind' }),
    advice: () => i18n.translate('requestTrace.rule.noSuchKind.advice', {
      defaultMessage: 'Look at kubectl api-resources: the CustomResourceDefinition may be missing, or the API version was removed.',
    }),
  },
  'bad-request': {
    title: () => i18n.translate('requestTrace.rule.badRequest.title', { defaultMessage: 'The API server cannot read the request' }),
    advice: () => i18n.translate('requestTrace.rule.badRequest.advice', {
      defaultMessage: 'Check the manifest\'s form: types of values, quoting, apiVersion; kubectl apply with --dry-run=server repeats the check.',
    }),
  },
  'apply-conflict': {
    title: () => i18n.translate('requestTrace.rule.applyConflict.title', {
      defaultMessage: 'Another field manager owns fields that were to be applied',
    }),
    advice: () => i18n.translate('requestTrace.rule.applyConflict.advice', {
      defaultMessage: 'Look at managedFields (kubectl get with --show-managed-fields); leave the field to its owner, or take it over with --force-conflicts.',
    }),
  },
  'stale-object': {
    title: () => i18n.translate('requestTrace.rule.staleObject.title', { defaultMessage: 'Somebody else changed the object in between' }),
    advice: () => i18n.translate('requestTrace.rule.staleObject.advice', {
      defaultMessage: 'Read the object again and repeat the change on what it is now.',
    }),
  },
  'already-exists': {
    title: () => i18n.translate('requestTrace.rule.alreadyExists.title', { defaultMessage: 'An object of that name exists already' }),
    advice: () => i18n.translate('requestTrace.rule.alreadyExists.advice', {
      defaultMessage: 'Look at the object that is there: change it (kubectl apply), delete it first, or take another name.',
    }),
  },
  'conflict': {
    title: () => i18n.translate('requestTrace.rule.conflict.title', { defaultMessage: 'The request conflicts with the state of the object' }),
    advice: () => i18n.translate('requestTrace.rule.conflict.advice', {
      defaultMessage: 'Read the object\'s present state and what the message says of it.',
    }),
  },
  'namespace-missing': {
    title: () => i18n.translate('requestTrace.rule.namespaceMissing.title', { defaultMessage: 'The namespace does not exist' }),
    advice: () => i18n.translate('requestTrace.rule.namespaceMissing.advice', {
      defaultMessage: 'Create the namespace, or correct the one that the manifest or the kubeconfig\'s context names.',
    }),
  },
  'object-missing': {
    title: () => i18n.translate('requestTrace.rule.objectMissing.title', { defaultMessage: 'The object does not exist' }),
    advice: () => i18n.translate('requestTrace.rule.objectMissing.advice', {
      defaultMessage: 'Look at the name and the namespace, and at the audit log for who deleted it.',
    }),
  },
  'eviction-blocked': {
    title: () => i18n.translate('requestTrace.rule.evictionBlocked.title', { defaultMessage: 'A disruption budget does not let the Pod be evicted' }),
    advice: () => i18n.translate('requestTrace.rule.evictionBlocked.advice', {
      defaultMessage: 'Look at the PodDisruptionBudget: how many Pods must stay, and why not enough of them are ready.',
    }),
  },
  'too-many-requests': {
    title: () => i18n.translate('requestTrace.rule.tooManyRequests.title', { defaultMessage: 'The API server throttles requests' }),
    advice: () => i18n.translate('requestTrace.rule.tooManyRequests.advice', {
      defaultMessage: 'Look at who sends so many requests (API priority and fairness metrics), and at the API server\'s load.',
    }),
  },
  'etcd-unavailable': {
    title: () => i18n.translate('requestTrace.rule.etcdUnavailable.title', { defaultMessage: 'etcd did not answer' }),
    advice: () => i18n.translate('requestTrace.rule.etcdUnavailable.advice', {
      defaultMessage: 'Look at etcd: whether it has a leader, its disk latency, and its own log.',
    }),
  },
  'request-timeout': {
    title: () => i18n.translate('requestTrace.rule.requestTimeout.title', { defaultMessage: 'The API server took too long' }),
    advice: () => i18n.translate('requestTrace.rule.requestTimeout.advice', {
      defaultMessage: 'Look at slow webhooks and etcd in the API server\'s trace lines of that time.',
    }),
  },
  'service-unavailable': {
    title: () => i18n.translate('requestTrace.rule.serviceUnavailable.title', {
      defaultMessage: 'The API server, or what serves this API group, was not available',
    }),
    advice: () => i18n.translate('requestTrace.rule.serviceUnavailable.advice', {
      defaultMessage: 'Look at kubectl get apiservices and at the Pods of the aggregated API, and whether the API server was starting or stopping.',
    }),
  },
  'api-server-panic': {
    title: () => i18n.translate('requestTrace.rule.apiServerPanic.title', { defaultMessage: 'The API server panicked on the request' }),
    advice: () => i18n.translate('requestTrace.rule.apiServerPanic.advice', {
      defaultMessage: 'Look at the stack in the API server\'s log of that moment and report it with the version.',
    }),
  },
  'internal-error': {
    title: () => i18n.translate('requestTrace.rule.internalError.title', { defaultMessage: 'The API server failed to answer' }),
    advice: () => i18n.translate('requestTrace.rule.internalError.advice', {
      defaultMessage: 'Look at the API server\'s log of that moment; often an aggregated API, a conversion webhook or etcd is behind it.',
    }),
  },
  'expired': {
    title: () => i18n.translate('requestTrace.rule.expired.title', { defaultMessage: 'The list or watch asked for a version that is gone' }),
    advice: () => i18n.translate('requestTrace.rule.expired.advice', { defaultMessage: 'Nothing to mend: the client has to list again.' }),
  },
  'request-refused': {
    title: () => i18n.translate('requestTrace.rule.requestRefused.title', { defaultMessage: 'The API server refused the request' }),
    advice: () => i18n.translate('requestTrace.rule.requestRefused.advice', {
      defaultMessage: 'Read what the answer says; the code tells whether the form of the request or its size is the reason.',
    }),
  },
};
