/** Confirms causes by the same correlation that decides traces: what did this request cause? */
import { correlate, type Correlation } from '../correlation/correlate';
import type { TraceObject } from '../correlation/trace_objects';
import type { Evidence } from '../evidence';
import { memoize } from '../memoize';
import type { ApiRequest } from '../timeline/api_requests';
import type { Timeline } from '../timeline/build_timeline';
import type { TimelineObject } from '../timeline/object_index';
import { SLACK_US, type Cause } from './removal';

/** Each walk goes over all evidence, so an answer affords this many. */
const MAX_WALKS = 20;
/**
 * How well a walk confirms a removal: the trace holds its record; it holds the Pod, but had settled as far as the evidence shows, which
 * lacks much of what a search for traces brings; it holds neither.
 */
type Confirmation = 'record' | 'object' | 'none';
const RANK: Record<Confirmation, number> = { none: 0, object: 1, record: 2 };
/** The most confidence that each allows: a cause whose own trace does not contain the removal stays a guess. */
const MAX_CONFIDENCE: Record<Confirmation, number> = { none: 0.7, object: 0.8, record: 1 };

/** The records by which a removal began, and by which the object was gone. */
export interface RemovalRecords {
  began: Evidence;
  gone?: Evidence;
}

interface Walk {
  correlation: Correlation;
  records: ReadonlySet<Evidence>;
}

/** The traces of the requests of one timeline, each worked out once. */
class ForwardWalks {
  private readonly walks = new Map<ApiRequest, Walk | null>();

  constructor(private readonly timeline: Timeline) {}

  confirm(request: ApiRequest, pod: TimelineObject, { began, gone }: RemovalRecords): Confirmation {
    const walk = this.walkOf(request);
    if (!walk) return 'none';
    const { objects, traceEnd } = walk.correlation;
    if (walk.records.has(began) || (gone && walk.records.has(gone))) return 'record';
    const isHeld = (object: TraceObject | undefined): object is TraceObject =>
      object !== undefined &&
      !object.refused &&
      object.since - SLACK_US <= (gone ?? began).at &&
      began.at <= object.until;
    // the deletion of a collection names no Pod: the namespace is what it is about
    const namespace =
      began.audit?.verb === 'deletecollection'
        ? this.timeline.objects.find({ kind: 'Namespace', name: pod.namespace }, began.at)
        : undefined;
    const held = [objects.of(pod), namespace && objects.of(namespace)].filter(isHeld);
    if (!held.length) return 'none';
    return held.some((object) => traceEnd.isOpen(object, began.at, false)) ? 'record' : 'object';
  }

  private walkOf(request: ApiRequest): Walk | null {
    const known = this.walks.get(request);
    if (known !== undefined) return known;
    if (this.walks.size >= MAX_WALKS) return null;
    const correlation = correlate(request.auditID, this.timeline);
    const walk = correlation && {
      correlation,
      records: new Set(correlation.records.map(({ evidence }) => evidence)),
    };
    this.walks.set(request, walk);
    return walk;
  }
}

const walksOf = memoize((timeline: Timeline) => new ForwardWalks(timeline));

/**
 * Selects the first cause that the forward walk confirms best. A cause without a request, or whose request removed the Pod itself,
 * needs no walk. Where none is confirmed well the first one stays, with less confidence.
 *
 * @param causes at least one, the most likely first
 */
export function selectCause(
  causes: [Cause, ...Cause[]],
  pod: TimelineObject,
  removal: RemovalRecords,
  timeline: Timeline
): Cause {
  const walks = walksOf(timeline);
  let best: { cause: Cause; confirmation: Confirmation } | undefined;
  for (const cause of causes) {
    const { request } = cause;
    if (!request || request.evidence.includes(removal.began))
      return best && best.confirmation !== 'none' ? best.cause : cause;
    const confirmation = walks.confirm(request, pod, removal);
    if (!best || RANK[confirmation] > RANK[best.confirmation]) best = { cause, confirmation };
    if (confirmation === 'record') break;
  }
  const { cause, confirmation } = best!;
  return { ...cause, confidence: Math.min(cause.confidence, MAX_CONFIDENCE[confirmation]) };
}
