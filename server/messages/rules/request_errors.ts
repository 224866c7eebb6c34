/** Texts of the rules in engine/diagnosis/rules/request_errors.ts. */
import type { RuleTexts } from './rule_texts';

export const REQUEST_ERRORS_TEXTS: RuleTexts = {
  'immutable-field': {
    title: 'A field that cannot be changed was to be changed',
    advice:
      'Delete the object and create it anew, or leave the field as it is; kubectl diff shows what differs.',
  },
  'invalid-object': {
    title: 'The object is not valid',
    advice: 'Correct the field that the message names; kubectl explain tells what it takes.',
  },
  'unknown-field': {
    title: 'The manifest has a field that does not exist',
    advice: 'Look for a misspelt or misplaced field; kubectl explain lists those that exist.',
  },
  'no-such-kind': {
    title: 'The cluster does not serve this kind',
    advice:
      'Look at kubectl api-resources: the CustomResourceDefinition may be missing, or the API version was removed.',
  },
  'bad-request': {
    title: 'The API server cannot read the request',
    advice:
      "Check the manifest's form: types of values, quoting, apiVersion; kubectl apply with --dry-run=server repeats the check.",
  },
  'apply-conflict': {
    title: 'Another field manager owns fields that were to be applied',
    advice:
      'Look at managedFields (kubectl get with --show-managed-fields); leave the field to its owner, or take it over with --force-conflicts.',
  },
  'stale-object': {
    title: 'Somebody else changed the object in between',
    advice: 'Read the object again and repeat the change on what it is now.',
  },
  'already-exists': {
    title: 'An object of that name exists already',
    advice:
      'Look at the object that is there: change it (kubectl apply), delete it first, or take another name.',
  },
  conflict: {
    title: 'The request conflicts with the state of the object',
    advice: "Read the object's present state and what the message says of it.",
  },
  'namespace-missing': {
    title: 'The namespace does not exist',
    advice:
      "Create the namespace, or correct the one that the manifest or the kubeconfig's context names.",
  },
  'object-missing': {
    title: 'The object does not exist',
    advice: 'Look at the name and the namespace, and at the audit log for who deleted it.',
  },
  'eviction-blocked': {
    title: 'A disruption budget does not let the Pod be evicted',
    advice:
      'Look at the PodDisruptionBudget: how many Pods must stay, and why not enough of them are ready.',
  },
  'too-many-requests': {
    title: 'The API server throttles requests',
    advice:
      "Look at who sends so many requests (API priority and fairness metrics), and at the API server's load.",
  },
  'etcd-unavailable': {
    title: 'etcd did not answer',
    advice: 'Look at etcd: whether it has a leader, its disk latency, and its own log.',
  },
  'request-timeout': {
    title: 'The API server took too long',
    advice: "Look at slow webhooks and etcd in the API server's trace lines of that time.",
  },
  'service-unavailable': {
    title: 'The API server, or what serves this API group, was not available',
    advice:
      'Look at kubectl get apiservices and at the Pods of the aggregated API, and whether the API server was starting or stopping.',
  },
  'api-server-panic': {
    title: 'The API server panicked on the request',
    advice:
      "Look at the stack in the API server's log of that moment and report it with the version.",
  },
  'internal-error': {
    title: 'The API server failed to answer',
    advice:
      "Look at the API server's log of that moment; often an aggregated API, a conversion webhook or etcd is behind it.",
  },
  expired: {
    title: 'The list or watch asked for a version that is gone',
    advice: 'Nothing to mend: the client has to list again.',
  },
  'request-refused': {
    title: 'The API server refused the request',
    advice:
      'Read what the answer says; the code tells whether the form of the request or its size is the reason.',
  },
};
