/** Everything that the records say about objects, read in one pass in order of time. */
import { DEFAULT_LOOPS, type ControlLoops } from '../control_loops/control_loops';
import type { Evidence } from '../evidence';
import { ObjectIndex, type TimelineObject } from './object_index';
import { readVolumes } from './volumes';
import { readAudit } from './read_audit';
import { readEvent, eventOf } from './read_event';
import { auditOfLine } from './request_line';
import { lineTime, readLine, STATUS_LINES } from './read_line';
import { apiRequests, type ApiRequest } from './api_requests';
import { MutationIndex } from './mutations';
import { OwnerIndex } from './owners';
import { ReportIndex } from './reports';

/** The cluster as the records show it: the one model that correlation, causes, removals and diagnosis query. */
export interface Timeline {
  /** in order of time */
  evidence: Evidence[];
  objects: ObjectIndex;
  /** requests to the API server by audit ID, from audit records or, where a request has none, from kube-apiserver's line */
  requests: ReadonlyMap<string, ApiRequest>;
  readonly mutations: MutationIndex;
  readonly owners: OwnerIndex;
  readonly reports: ReportIndex;
  /** the control loops that act in the cluster */
  loops: ControlLoops;
  /** microseconds: the last record's time */
  lastAt: number;
  /** whether an audit record holds a body at all: without any a status can't be seen there */
  hasBodies: boolean;
}

/**
 * Builds the timeline in one pass over the records. Of a request that has no audit record kube-apiserver's own line counts;
 * whether other requests have one does not matter.
 *
 * @param evidence in order of time
 * @param loops the catalogue, with the loops of the user
 */
export function buildTimeline(evidence: Evidence[], loops: ControlLoops = DEFAULT_LOOPS): Timeline {
  const requests = apiRequests(evidence);
  const objects = new ObjectIndex();
  objects.learn(evidence);
  let hasBodies = false;
  // the kubelet logs each status as well that it sends: read once is enough
  const hasStatuses = evidence.some(
    ({ audit }) =>
      audit?.objectRef?.subresource === 'status' &&
      audit.objectRef.resource === 'pods' &&
      audit.responseObject
  );
  let lastAt = 0;
  const lastLine = lastWithRequestId(evidence);
  for (const item of evidence) {
    const { record, audit, line, at } = item;
    if (at > lastAt) lastAt = at;
    // found by its object, not by the ID, and later than all that the request caused: another request may have caused it
    if (record.source === 'event' && at > lastLine) continue;
    const named: TimelineObject[] = [];
    for (const reference of record.objects) {
      const object = objects.resolve(reference, line ? lineTime(line, at) : at);
      if (!object) continue;
      object.records++;
      named.push(object);
    }
    if (audit) {
      hasBodies ||= audit.responseObject !== undefined;
      readAudit(audit, item, objects);
      continue;
    }
    if (line?.message === 'HTTP') {
      const request = unauditedRequest(item, requests);
      if (request) readAudit(request.audit, item, objects);
      continue;
    }
    const event = eventOf(item);
    if (event) readEvent(event, item, objects);
    else if (line && named.length) {
      if (line.message === 'Controller created pod') readCreatedPod(line.pairs, named, item);
      else if (!hasStatuses || !STATUS_LINES.has(line.message)) readLine(line, item, named);
    }
  }
  readVolumes(objects);
  for (const object of objects.all) doubtRemoval(object);
  let mutations: MutationIndex | undefined;
  let owners: OwnerIndex | undefined;
  let reports: ReportIndex | undefined;
  return {
    evidence,
    objects,
    requests,
    loops,
    lastAt,
    hasBodies,
    get mutations() {
      return (mutations ??= new MutationIndex(requests.values(), objects));
    },
    get owners() {
      return (owners ??= new OwnerIndex(objects, loops));
    },
    get reports() {
      return (reports ??= new ReportIndex(evidence, objects));
    },
  };
}

/** The request that kube-apiserver's line is about, where no audit record describes it. */
function unauditedRequest(
  item: Evidence,
  requests: ReadonlyMap<string, ApiRequest>
): ApiRequest | undefined {
  const auditID = auditOfLine(item)?.auditID;
  const request = auditID === undefined ? undefined : requests.get(auditID);
  return request?.audited === false ? request : undefined;
}

/** `"Controller created pod" controller="ns/name" pod="ns/name"` (pkg/controller/controller_utils.go) */
function readCreatedPod(
  pairs: Array<[string, string]>,
  objects: TimelineObject[],
  evidence: Evidence
): void {
  const pod = objects.find((object) => object.pod);
  if (!pod) return;
  pod.pod!.prove('expanded', evidence);
  pod.created ??= evidence;
  if (pod.owners.length) return;
  const controller = pairs.find(([key]) => key === 'controller')?.[1];
  if (!controller) return;
  const owner = objects.find(
    (object) => object !== pod && object.name !== undefined && controller.endsWith(object.name)
  );
  if (owner)
    pod.owners = [{ kind: owner.kind, name: owner.name, uid: owner.uid, controller: true }];
}

/** Microseconds: the last line that carries the request's ID; Infinity where none does. */
function lastWithRequestId(evidence: Evidence[]): number {
  for (let i = evidence.length - 1; i >= 0; i--)
    if (evidence[i]!.record.source === 'component' && evidence[i]!.record.ids.reqID)
      return evidence[i]!.at;
  return Infinity;
}

/**
 * The kubelet's last DELETE ends a Pod, but where a finalizer keeps it, which only a body tells. Where the kubelet's own lines
 * are there and the Pod's removal is not among them, it isn't known to be gone.
 */
function doubtRemoval(object: TimelineObject): void {
  const { pod, removed, seenToGo } = object;
  if (!pod?.endsInLines || !removed || seenToGo || removed.audit?.responseObject) return;
  object.lingering = removed;
  object.removed = undefined;
  pod.proofs.delete('removed');
}
