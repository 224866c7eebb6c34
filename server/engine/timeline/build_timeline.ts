/** Everything that the records say about objects, read in one pass in order of time. */
import type { Evidence } from '../evidence';
import { ObjectIndex, type TimelineObject } from './object_index';
import { readVolumes } from './volumes';
import { readAudit } from './read_audit';
import { readEvent, eventOf } from './read_event';
import { isRemoval, readLine, STATUS_LINES } from './read_line';
import { auditOfLine } from './request_line';

export interface Timeline {
  objects: ObjectIndex;
  evidence: Evidence[];
  /** microseconds: the last record's time */
  lastAt: number;
  /** whether an audit record holds a body at all: without any a status can't be seen there */
  hasBodies: boolean;
}

/** So long a component may take to tell of a removal. Microseconds. */
const WATCH_LAG_US = 1_000_000;

/** @param evidence in order of time */
export function buildTimeline(evidence: Evidence[]): Timeline {
  const graph = new ObjectIndex();
  graph.learn(evidence);
  let hasBodies = false;
  const isAudited = evidence.some(({ audit }) => audit);
  // the kubelet logs each status as well that it sends: read once is enough
  const hasStatuses = evidence.some(({ audit }) => audit?.objectRef?.subresource === 'status' && audit.objectRef.resource === 'pods' && audit.responseObject);
  let lastAt = 0;
  const lastLine = lastWithRequestId(evidence);
  for (const item of evidence) {
    const { record, audit, line, at } = item;
    if (at > lastAt) lastAt = at;
    // found by its object, not by the ID, and later than all that the request caused: somebody else may have brought it about
    if (record.source === 'event' && at > lastLine) continue;
    // a name that is used again at once: who watches may tell late of the one before
    const gone = line !== undefined && isRemoval(line);
    const objects: TimelineObject[] = [];
    for (const reference of record.objects) {
      const object = graph.resolve(reference, gone ? at - WATCH_LAG_US : at);
      if (!object) continue;
      object.records++;
      objects.push(object);
    }
    if (audit) {
      hasBodies ||= audit.responseObject !== undefined;
      readAudit(audit, item, graph);
      continue;
    }
    const request = isAudited ? undefined : auditOfLine(item);
    if (request) {
      readAudit(request, item, graph);
      continue;
    }
    const told = eventOf(item);
    if (told) readEvent(told, item, graph);
    else if (line && objects.length) {
      if (line.message === 'Controller created pod') readCreatedPod(line.pairs, objects, item);
      else if (!hasStatuses || !STATUS_LINES.has(line.message)) readLine(line, item, objects);
    }
  }
  readVolumes(graph);
  for (const object of graph.all) doubtRemoval(object);
  return { objects: graph, evidence, lastAt, hasBodies };
}

/** `"Controller created pod" controller="ns/name" pod="ns/name"` (pkg/controller/controller_utils.go) */
function readCreatedPod(pairs: Array<[string, string]>, objects: TimelineObject[], evidence: Evidence): void {
  const pod = objects.find((object) => object.pod);
  if (!pod) return;
  pod.pod!.prove('expanded', evidence);
  pod.created ??= evidence;
  if (pod.owners.length) return;
  const controller = pairs.find(([key]) => key === 'controller')?.[1];
  if (!controller) return;
  const owner = objects.find((object) => object !== pod && object.name !== undefined && controller.endsWith(object.name));
  if (owner) pod.owners = [{ kind: owner.kind, name: owner.name, uid: owner.uid, controller: true }];
}

/** Microseconds: the last line that carries the request's ID; Infinity where none does. */
function lastWithRequestId(evidence: Evidence[]): number {
  for (let i = evidence.length - 1; i >= 0; i--) if (evidence[i]!.record.source === 'component' && evidence[i]!.record.ids.reqID) return evidence[i]!.at;
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
