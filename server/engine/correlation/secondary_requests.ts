/** Requests that name no object of the trace and are made for one all the same: while another request is answered, or a Namespace is emptied. */
import type { Reason } from '../../../common/model/log_record';
import type { ApiRequest } from '../timeline/api_requests';
import { userOf } from '../timeline/api_requests';
import type { CorrelatedRecord } from './correlate';
import { API_SERVER, NAMESPACE_CONTROLLER } from '../timeline/actors';
import { microsecondsOf } from '../../../common/time/record_times';
import type { TraceObject, TraceObjects } from './trace_objects';

export interface SecondaryRequest {
  request: ApiRequest;
  reason: Reason;
}

/**
 * @param taken what is in the trace already
 */
export function findSecondaryRequests(requests: ReadonlyMap<string, ApiRequest>, taken: CorrelatedRecord[], members: TraceObjects): SecondaryRequest[] {
  const known = new Set(taken.flatMap(({ evidence }) => evidence.audit?.auditID ?? []));
  const answered = taken.flatMap(({ evidence: { audit, at }, confidence }) => (audit?.verb === 'create' || audit?.verb === 'delete' || audit?.verb === 'update' || audit?.verb === 'patch'
    ? [{ from: at, to: audit.stageTimestamp ? microsecondsOf(audit.stageTimestamp) : at, namespace: audit.objectRef?.namespace, id: audit.auditID, confidence }] : []));
  const emptied = members.all.filter(({ state, refused }) => state.kind === 'Namespace' && state.deleting && !refused);
  const found: SecondaryRequest[] = [];
  for (const request of requests.values()) {
    if (known.has(request.auditID)) continue;
    const by = userOf(request.audit);
    const namespace = request.audit.objectRef?.namespace;
    // without an audit record its line alone tells, written at its end; before the other is answered all the same
    if (by === API_SERVER || (!request.audited && request.audit.userAgent?.startsWith('kube-apiserver/'))) {
      const during = answered.find(({ from, to, namespace: of }) => request.at >= from && request.at <= to && (namespace === undefined || namespace === of));
      if (during) found.push({ request, reason: { rule: 'request-on-object', evidence: during.id, confidence: Math.min(0.85, during.confidence) } });
    } else if (by === NAMESPACE_CONTROLLER) {
      const of = emptied.find((member) => isBeingEmptied(member, request.at) && (namespace === undefined || namespace === member.state.name));
      if (of) found.push({ request, reason: { rule: 'request-on-object', evidence: of.state.name ?? '', confidence: namespace === undefined ? 0.75 : 0.92, path: of.path } });
    }
  }
  return found;
}

const isBeingEmptied = ({ since, until, state }: TraceObject, at: number): boolean => at >= since && at <= Math.min(until, (state.removed?.at ?? Infinity) + 1_000_000);
