/** An explained removal as the answer has it. */
import type { PodRemoval } from '../../../common/model/removals';
import type { ObjectReference } from '../../../common/model/log_record';
import type { Removal } from '../../engine/removals/removal';
import type { Replacement } from '../../engine/removals/replacement_pods';
import { recordOfRequest, type ApiRequest } from '../../engine/timeline/api_requests';
import type { TimelineObject } from '../../engine/timeline/object_index';
import { wordStep, wordTitle } from '../../messages/removals';

export function toPodRemoval(removal: Removal, replacement: Replacement | undefined): PodRemoval {
  const { pod, node, began, gone, reason, confidence, steps, request } = removal;
  return {
    pod: referenceTo(pod),
    ...(node ? { fromNode: node } : {}),
    at: began.record.timestamp,
    ...(gone ? { goneAt: gone.record.timestamp } : {}),
    reason,
    title: wordTitle(removal),
    confidence,
    steps: steps.map((step) => {
      const { record } = step.evidence;
      return {
        at: record.timestamp,
        actor: step.actor,
        what: wordStep(step),
        record: { index: record.index, id: record.id },
      };
    }),
    ...(request ? { request: toRequest(request) } : {}),
    ...(replacement ? { successor: toSuccessor(replacement) } : {}),
  };
}

const referenceTo = ({ kind, namespace, name, uid }: TimelineObject): ObjectReference => ({
  kind,
  namespace,
  name,
  ...(uid ? { uid } : {}),
});

/** The request as the answer names it: what to trace. */
function toRequest(request: ApiRequest): PodRemoval['request'] {
  const { auditID, user, impersonatedUser, verb, objectRef, object } = request.audit;
  const { resource, subresource } = objectRef ?? {};
  return {
    id: auditID,
    user: user?.username,
    ...(impersonatedUser ? { impersonatedUser: impersonatedUser.username } : {}),
    verb,
    resource: subresource ? `${resource}/${subresource}` : resource,
    namespace: resource === 'namespaces' ? undefined : (objectRef?.namespace ?? object?.namespace),
    name: objectRef?.name ?? object?.name,
    time: recordOfRequest(request).record.timestamp,
  };
}

const toSuccessor = ({
  history: { pod, node },
  created,
}: Replacement): PodRemoval['successor'] => ({
  pod: referenceTo(pod),
  ...(node ? { node } : {}),
  at: created.record.timestamp,
});
