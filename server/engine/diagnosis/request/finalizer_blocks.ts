/** Deletions that wait for somebody's finalizer: where no line says so, the objects' own bodies do. */
import type { RootCause } from '../model';
import { fromMicros } from '../../../../common/time/micros';
import { keyOf, referenceOf } from '../references';
import type { Evidence } from '../../evidence';
import type { TimelineObject } from '../../timeline/object_index';
import { auditOfLine } from '../../timeline/request_line';
import { quote } from '../rules/match_signal';

/** The kubelet's request by which it gave its Pod up. */
function lastWords(by: Evidence): string {
  const request = auditOfLine(by);
  return request
    ? `${request.verb ?? ''} ${request.requestURI ?? ''}: ${request.responseStatus?.code ?? ''}`
    : by.record.message;
}

/** https://kubernetes.io/docs/concepts/overview/working-with-objects/finalizers/ */
export function heldVerdict(leaving: TimelineObject[]): RootCause | null {
  const held = leaving.find(
    ({ removed, finalizers }) => !removed && finalizers !== undefined && finalizers.length > 0
  );
  const lingering = leaving.find((object) => !object.removed && object.lingering);
  const object = held ?? lingering;
  const by = held ? (held.bodyBy ?? held.deleting) : lingering?.lingering;
  if (!object || !by) return null;
  return {
    stage: 'removed',
    cause: held
      ? `finalizers: ${held.finalizers!.slice(0, 5).join(', ').slice(0, 300)}`
      : quote(`${lastWords(by)}; the object is still there (finalizer)`),
    record: keyOf(by),
    message: 'finalizer-blocks',
    source: 'https://kubernetes.io/docs/concepts/overview/working-with-objects/finalizers/',
    confidence: held ? 0.8 : 0.6,
    object: referenceOf(object),
    count: 1,
    first: fromMicros(by.at),
    last: fromMicros(by.at),
  };
}
