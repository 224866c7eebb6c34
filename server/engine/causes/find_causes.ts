/**
 * Which requests caused a record, or what became of an object. The walk backwards finds requests that may have caused it; the same
 * correlation that decides a request's trace then decides each of them.
 */
import type { ObjectReference, Reason } from '../../../common/model/log_record';
import { formatAuditSummary, CHANGING_VERB_SET } from '../../../common/parse/audit';
import { correlate, type Correlation } from '../correlation/correlate';
import type { Evidence } from '../evidence';
import { pathText } from '../format_object';
import type { ApiRequest } from '../timeline/api_requests';
import type { Timeline } from '../timeline/build_timeline';
import {
  candidatesOnObjects,
  fade,
  latestCause,
  recentCandidates,
  type CauseCandidate,
} from './cause_candidates';
import { traverseCauses, type ReachedObject, type Seed } from './traverse_causes';

export interface CauseSubject {
  /** microseconds: the record's time, or the end of the time that is asked about */
  at: number;
  /** the record, as the timeline has it; absent where an object is asked about */
  evidence?: Evidence;
  /** the objects that the record is about */
  seeds: readonly Seed[];
}

export interface Cause {
  request: ApiRequest;
  /** that it changed; absent where no record names it */
  object?: ObjectReference;
  /**
   * Whether the request's trace, as far as the timeline has it, holds the record: `refuted` where it follows the record's object
   * and still leaves the record out, `open` where too little is known of it.
   */
  outcome: 'confirmed' | 'open' | 'refuted';
  /** 0..1 */
  confidence: number;
  reason: Reason;
  /** further requests of the same client session that may have caused it as well */
  together: ApiRequest[];
}

/** Client sessions that are walked forwards; less likely ones stay as the walk backwards left them. */
const MAX_WALKS = 12;
/** A cause that is confirmed so surely needs no look at what else came shortly before. */
const SURE = 0.7;
/** How much is left of a candidate's likelihood that the forward walk could not confirm, or refuted. */
const OPEN_FACTOR = 0.7;
const REFUTED_FACTOR = 0.35;
/** Between causes that are confirmed equally surely the likelier before the walk comes first. */
const PRIOR_SHARE = 0.2;
/** Of several requests that may have caused it and are about as likely the last one did: what the earlier ones did was there already. */
const AS_LIKELY = 0.65;
const SUPERSEDED_FACTOR = 0.62;

/** @returns the likeliest first, one for each client session; the objects that were reached, the surest first */
export function findCauses(
  subject: CauseSubject,
  timeline: Timeline
): { causes: Cause[]; reached: ReachedObject[] } {
  const { at, evidence, seeds } = subject;
  const reached = traverseCauses(timeline, seeds, at);
  const until = latestCause(at, evidence);
  const walk = new ForwardWalk(subject, timeline, reached);
  for (const candidate of candidatesOnObjects(timeline, reached, until)) walk.decide(candidate);
  if (evidence && !walk.isSure) {
    const namespaces = new Set(
      reached.flatMap(({ relation, object }) =>
        relation === 'self' && object.namespace ? [object.namespace] : []
      )
    );
    const isChange =
      CHANGING_VERB_SET.has(evidence.audit?.verb ?? '') ||
      evidence.record.message.includes('verb="P');
    for (const candidate of recentCandidates(timeline, until, { isChange, namespaces }))
      walk.decide(candidate);
  }
  return { causes: walk.ordered(), reached };
}

interface Decided extends Cause {
  prior: number;
}

/** Decides candidates by their traces, one trace for each client session. */
class ForwardWalk {
  private readonly decided: Decided[] = [];
  private readonly bySession = new Map<string, Decided>();
  private walks = 0;

  constructor(
    private readonly subject: CauseSubject,
    private readonly timeline: Timeline,
    private readonly reached: readonly ReachedObject[]
  ) {}

  get isSure(): boolean {
    return this.decided.some(
      ({ outcome, confidence }) => outcome === 'confirmed' && confidence >= SURE
    );
  }

  decide(candidate: CauseCandidate): void {
    const { request, object, path, prior } = candidate;
    const known = this.bySession.get(request.auditID);
    if (known) {
      if (known.request !== request && path.length) known.together.push(request);
      return;
    }
    const correlation = this.walks < MAX_WALKS ? correlate(request.auditID, this.timeline) : null;
    this.walks++;
    const isNear = path.length === 0;
    const found = correlation && this.foundIn(correlation);
    const outcome = found
      ? 'confirmed'
      : correlation && this.isRefuted(correlation)
        ? 'refuted'
        : 'open';
    // a refused request caused what its own trace has, and nothing else
    if (!found && !request.changed) return;
    const confidence = found
      ? found.confidence
      : prior * (outcome === 'open' ? (isNear ? 1 : OPEN_FACTOR) : REFUTED_FACTOR);
    const decided: Decided = {
      request,
      object,
      outcome,
      confidence,
      prior,
      together: [],
      reason: {
        rule: isNear && !found ? 'near-in-time' : 'request-on-object',
        evidence: formatAuditSummary(request.audit),
        confidence: round(confidence),
        path: found?.path ?? (isNear ? object && [pathText(object)] : path.map(pathText)),
      },
    };
    this.decided.push(decided);
    this.bySession.set(request.auditID, decided);
    for (const { request: other } of correlation?.own ?? [])
      if (other.changed) this.bySession.set(other.auditID, decided);
  }

  /** The subject in a request's trace; undefined: it is not there. */
  private foundIn({
    records,
    objects,
  }: Correlation): { confidence: number; path?: string[] } | undefined {
    const { evidence, at } = this.subject;
    if (evidence) {
      const record = records.find((one) => one.evidence === evidence);
      return (
        record && {
          confidence: record.confidence,
          path: record.reasons.find(({ path }) => path)?.path,
        }
      );
    }
    for (const { relation, state } of this.reached) {
      const member = relation === 'self' && state ? objects.of(state) : undefined;
      if (member && !member.refused && member.since <= at)
        return { confidence: member.confidence, path: member.path };
    }
    return undefined;
  }

  private isRefuted({ objects }: Correlation): boolean {
    return this.reached.some(
      ({ relation, state }) =>
        relation === 'self' && state !== undefined && objects.of(state) !== undefined
    );
  }

  /** What was confirmed first, then what was not; the likeliest first. */
  ordered(): Cause[] {
    const confirmed = this.decided
      .filter(({ outcome }) => outcome === 'confirmed')
      .sort((a, b) => this.rankOf(b) - this.rankOf(a) || b.request.at - a.request.at);
    const others = this.decided
      .filter(({ outcome }) => outcome !== 'confirmed')
      .sort((a, b) => b.request.at - a.request.at);
    others.forEach((cause, i) => {
      cause.confidence *= SUPERSEDED_FACTOR ** Math.min(later(others.slice(0, i), cause), 6);
    });
    return [...confirmed, ...others.sort((a, b) => b.confidence - a.confidence)];
  }

  /** Where several traces have the record, the later request and the nearer object come first. */
  private rankOf({ confidence, prior, request }: Decided): number {
    return confidence * fade(this.subject.at - request.at) + prior * PRIOR_SHARE;
  }
}

/** How many of the requests after this one are about as likely. */
const later = (after: readonly Decided[], { prior }: Decided): number =>
  after.filter((other) => other.prior >= prior * AS_LIKELY).length;

export const round = (value: number): number => Math.round(value * 100) / 100;
