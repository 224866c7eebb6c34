/** Initiating requests that changed one of the objects that the walk backwards reached, or anything shortly before. */
import type { ObjectReference } from '../../../common/model/log_record';
import { CHANGING_VERB_SET } from '../../../common/parse/audit';
import { kindOfResource } from '../../../common/parse/builtin_kinds';
import type { ObjectPart } from '../control_loops/control_loop';
import type { Evidence } from '../evidence';
import { isAutomationUser } from '../timeline/actors';
import { userOf, type ApiRequest } from '../timeline/api_requests';
import type { Timeline } from '../timeline/build_timeline';
import { isInitiating } from '../timeline/initiators';
import { changeOf, type Mutation } from '../timeline/mutations';
import { hasSecondPrecision, SECOND_US } from '../timeline/pod_state';
import { objectKey } from './object_key';
import type { ReachedObject } from './traverse_causes';

export interface CauseCandidate {
  request: ApiRequest;
  /** that it changed; absent where its record does not name it */
  object?: ObjectReference;
  /** from the object that it changed to the record's; empty: nothing leads from one to the other */
  path: ObjectReference[];
  /** how likely it is before the forward walk, 0..1 */
  prior: number;
}

/** A request's line is written at its end, and clocks differ a little. Microseconds. */
const TOLERANCE_US = 20_000;
/** A request that seems to come so much later may still be the cause where clocks differ. Microseconds. */
const LATER_US = 2_000_000;
const LATER_FACTOR = 0.3;
/** An operator writes the same objects as people do, and more often reacts to them. */
const AUTOMATION_FACTOR = 0.7;
const SMALLEST_PRIOR = 0.05;

/** The last time at which a request can have come that caused this. Microseconds. */
export const latestCause = (at: number, evidence: Evidence | undefined): number =>
  at + (evidence && hasSecondPrecision(evidence) ? SECOND_US : TOLERANCE_US);

/** What happened long ago causes less of what happens now: 1 for ten seconds, 0.8 after ten minutes, 0.57 after a day. */
export const fade = (gapUs: number): number =>
  1 - 0.11 * Math.log10(Math.max(gapUs, 10 * SECOND_US) / (10 * SECOND_US));

/**
 * @param until microseconds, see `latestCause`
 * @returns the likeliest first, each request once
 */
export function candidatesOnObjects(
  timeline: Timeline,
  reached: readonly ReachedObject[],
  until: number
): CauseCandidate[] {
  const candidates = new Candidates();
  for (const { state, object, weight, path, parts } of reached) {
    if (!state) continue;
    for (const mutation of timeline.mutations.of(state)) {
      const late = mutation.at - until;
      if (mutation.isStatus || late > LATER_US || !isInitiating(mutation)) continue;
      if (parts && !isAnswered(timeline, mutation, parts)) continue;
      candidates.add({
        request: mutation.request,
        object,
        path,
        prior: weight * priorOf(mutation.request, until),
      });
    }
  }
  const byKey = new Map(reached.map((place) => [objectKey(place.object), place]));
  for (const { request } of timeline.mutations.collections) {
    if (!request.byUser || request.at > until) continue;
    const { resource = '', namespace } = request.audit.objectRef ?? {};
    for (const item of changeOf({ request }).items ?? []) {
      const place = byKey.get(
        objectKey({
          kind: kindOfResource(resource) ?? resource,
          namespace: item.namespace ?? namespace,
          name: item.name,
        })
      );
      if (place)
        candidates.add({
          request,
          object: place.object,
          path: place.path,
          prior: place.weight * priorOf(request, until),
        });
    }
  }
  return candidates.all;
}

function priorOf({ at, audit }: ApiRequest, until: number): number {
  return (
    fade(until - at) *
    (at > until ? LATER_FACTOR : 1) *
    (isAutomationUser(userOf(audit)) ? AUTOMATION_FACTOR : 1)
  );
}

/** Whether a loop that reacts to these parts answers the change; true where no record shows what it changed. */
function isAnswered(
  { mutations }: Timeline,
  mutation: Mutation,
  parts: ReadonlySet<ObjectPart>
): boolean {
  if (mutations.isMetadataOnly(mutation)) return parts.has('metadata');
  const changed = changeOf(mutation).parts;
  return changed === undefined || [...changed].some((part) => parts.has(part));
}

/** How far before the record a request may be with which no object links it. Microseconds. */
const RECENT_US = 15_000_000;
/** A refused request causes lines only while it is answered. Microseconds. */
const REFUSED_US = 1_000_000;

/**
 * Returns what users requested shortly before the record, whatever it was about.
 *
 * @param isChange whether the record is a change of an object: a change has a cause, and that lately
 * @param namespaces of the record's objects; empty: not known
 */
export function recentCandidates(
  timeline: Timeline,
  until: number,
  { isChange, namespaces }: { isChange: boolean; namespaces: ReadonlySet<string> }
): CauseCandidate[] {
  const candidates = new Candidates();
  for (const mutation of timeline.mutations.all) {
    const { at, request, state } = mutation;
    if (at > until || at < until - RECENT_US || mutation.isStatus || !isInitiating(mutation))
      continue;
    const isElsewhere =
      namespaces.size > 0 && !(state.namespace && namespaces.has(state.namespace));
    candidates.add({
      request,
      object: state,
      path: [],
      prior: (isElsewhere ? 0.15 : isChange ? 0.5 : 0.35) * (1 - ((until - at) / RECENT_US) * 0.6),
    });
  }
  for (const request of timeline.requests.values()) {
    const { at, changed, byUser, audit } = request;
    if (
      !changed &&
      byUser &&
      CHANGING_VERB_SET.has(audit.verb ?? '') &&
      at <= until &&
      at >= until - REFUSED_US
    )
      candidates.add({ request, path: [], prior: 0.1 });
  }
  return candidates.all;
}

class Candidates {
  private readonly byRequest = new Map<string, CauseCandidate>();

  add(candidate: CauseCandidate): void {
    const { auditID } = candidate.request;
    const known = this.byRequest.get(auditID);
    if (candidate.prior >= SMALLEST_PRIOR && !(known && known.prior >= candidate.prior))
      this.byRequest.set(auditID, candidate);
  }

  get all(): CauseCandidate[] {
    return [...this.byRequest.values()].sort(
      (a, b) => b.prior - a.prior || b.request.at - a.request.at
    );
  }
}
