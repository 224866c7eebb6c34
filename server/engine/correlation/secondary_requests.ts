/** Requests that name no object of the trace and are its effects all the same: while another request is answered, or a Namespace is emptied. */
import type { Reason } from '../../../common/model/log_record';
import { AFTER_REMOVAL_US } from '../control_loops/walk_settings';
import { firstAtOrAfter } from '../sorted_times';
import type { ApiRequest } from '../timeline/api_requests';
import { userOf } from '../timeline/api_requests';
import type { CorrelatedRecord } from './correlate';
import { API_SERVER, NAMESPACE_CONTROLLER } from '../timeline/actors';
import { timestampToMicros } from '../../../common/time/record_times';
import type { TraceObject, TraceObjects } from './trace_objects';

export interface SecondaryRequest {
  request: ApiRequest;
  reason: Reason;
}

/** A change of the trace while it is answered. */
interface Answering {
  from: number;
  to: number;
  namespace?: string;
  id: string;
  confidence: number;
}

/** @param taken the records that belong to the trace already */
export function findSecondaryRequests(
  requests: ReadonlyMap<string, ApiRequest>,
  taken: CorrelatedRecord[],
  objects: TraceObjects
): SecondaryRequest[] {
  const known = new Set(taken.flatMap(({ evidence }) => evidence.audit?.auditID ?? []));
  const answering = new AnsweringRequests(taken);
  const emptied = objects.all.filter(
    ({ state, refused }) => state.kind === 'Namespace' && state.deleting && !refused
  );
  const found: SecondaryRequest[] = [];
  for (const request of requests.values()) {
    if (known.has(request.auditID)) continue;
    const by = userOf(request.audit);
    const namespace = request.audit.objectRef?.namespace;
    // without an audit record only its line shows it, which is written at its end: before the other request is answered all the same
    if (
      by === API_SERVER ||
      (!request.audited && request.audit.userAgent?.startsWith('kube-apiserver/'))
    ) {
      const during = answering.firstAt(request.at, namespace);
      if (during)
        found.push({
          request,
          reason: {
            rule: 'request-on-object',
            evidence: during.id,
            confidence: Math.min(0.85, during.confidence),
          },
        });
    } else if (by === NAMESPACE_CONTROLLER) {
      const of = emptied.find(
        (object) =>
          isBeingEmptied(object, request.at) &&
          (namespace === undefined || namespace === object.state.name)
      );
      if (of)
        found.push({
          request,
          reason: {
            rule: 'request-on-object',
            evidence: of.state.name ?? '',
            confidence: namespace === undefined ? 0.75 : 0.92,
            path: of.path,
          },
        });
    }
  }
  return found;
}

const isBeingEmptied = ({ since, until, state }: TraceObject, at: number): boolean =>
  at >= since && at <= Math.min(until, (state.removed?.at ?? Infinity) + AFTER_REMOVAL_US);

class AnsweringRequests {
  /** in order of their beginnings */
  private readonly all: Answering[];
  /** the latest end up to each of them */
  private readonly latestEnds: number[] = [];

  constructor(taken: CorrelatedRecord[]) {
    this.all = taken
      .flatMap(({ evidence: { audit, at }, confidence }) =>
        audit && WRITING.has(audit.verb ?? '')
          ? [
              {
                from: at,
                to: audit.stageTimestamp ? timestampToMicros(audit.stageTimestamp) : at,
                namespace: audit.objectRef?.namespace,
                id: audit.auditID,
                confidence,
              },
            ]
          : []
      )
      .sort((a, b) => a.from - b.from);
    let end = -Infinity;
    for (const { to } of this.all) this.latestEnds.push((end = Math.max(end, to)));
  }

  /** The first that was being answered then, in that namespace. */
  firstAt(at: number, namespace: string | undefined): Answering | undefined {
    let found: Answering | undefined;
    for (
      let i = firstAtOrAfter(this.all, at + 1, ({ from }) => from) - 1;
      i >= 0 && this.latestEnds[i]! >= at;
      i--
    ) {
      const one = this.all[i]!;
      if (one.to >= at && (namespace === undefined || namespace === one.namespace)) found = one;
    }
    return found;
  }
}

const WRITING: ReadonlySet<string> = new Set(['create', 'delete', 'update', 'patch']);
