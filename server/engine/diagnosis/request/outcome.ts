/** What became of the request as a whole. */
import { STATUS_CODES } from 'node:http';
import type { Outcome } from '../../../../common/model/diagnosis';
import type { RootCause } from '../model';
import { keyOf } from '../references';
import { objectField, text } from '../../timeline/object_body';
import { isDryRun } from '../../timeline/read_audit';
import type { Timeline } from '../../timeline/build_timeline';
import type { DesiredState } from './desired_state';
import type { OwnRequest } from './own_requests';
import type { GoalState } from './goal_state';
import type { SummedStage } from './request_stages';
import { heldVerdict } from './finalizer_blocks';
import { waitingVerdict } from './waiting_init_container';

/** Without progress for so long at the end of the trace it isn't getting anywhere that could be seen. Microseconds. */
const STILL_MOVING_US = 60_000_000;
/** An error that nobody knows holds the request up where it was said so often. */
const REPEATS = 3;

export interface OutcomeOptions {
  aim: DesiredState;
  reached: GoalState;
  refused: OwnRequest[];
  /** refused so far, and tried again */
  heldUp: OwnRequest[];
  requests: OwnRequest[];
  summed: SummedStage[];
  world: Timeline;
  /** false: what followed is not in the trace; what stands at its end says nothing of how it went on */
  isFollowed: boolean;
  /** the first cause, by the rules; called where the goal was not reached */
  verdict: () => RootCause | null;
  /** the first error, where no rule recognises any; called where there is no other */
  firstError: () => RootCause | null;
}

export function outcomeOf({
  aim,
  reached,
  refused,
  heldUp,
  requests,
  summed,
  world,
  isFollowed,
  verdict,
  firstError,
}: OutcomeOptions): { outcome: Outcome; verdict: RootCause | null } {
  if (refused.length) return { outcome: 'rejected', verdict: verdict() ?? refusalOf(refused[0]!) };
  if (!requests.some(({ audit }) => audit.responseStatus?.code !== undefined))
    return { outcome: 'unknown', verdict: verdict() };
  if (heldUp.length) return { outcome: 'stuck', verdict: verdict() ?? refusalOf(heldUp[0]!) };
  if (reached.reached) {
    const claims =
      aim.goal === 'accepted' &&
      requests.some((request) => isUnboundClaim(request) && !isDryRun(request.audit));
    if (claims && !isFollowed) return { outcome: 'unknown', verdict: null };
    const unbound = claims ? verdict() : null;
    return unbound?.rule
      ? { outcome: 'stuck', verdict: unbound }
      : { outcome: 'succeeded', verdict: null };
  }
  if (reached.failed) return { outcome: 'failed', verdict: verdict() ?? firstError() };
  if (!isFollowed) return { outcome: 'unknown', verdict: null };
  const found = atRemoval(
    verdict() ?? heldVerdict(aim.leaving) ?? waitingVerdict(aim.pods, world.evidence),
    aim,
    summed
  );
  if (found) return { outcome: 'stuck', verdict: found };
  const isStill = world.lastAt - lastProgress(summed) > STILL_MOVING_US;
  const error = firstError();
  if (error && (isStill || error.count >= REPEATS)) return { outcome: 'stuck', verdict: error };
  // nothing could show that the goal was reached
  if (summed[summed.length - 1]?.status === 'unknown') return { outcome: 'unknown', verdict: null };
  return { outcome: isStill ? 'unknown' : 'running', verdict: null };
}

const lastProgress = (stages: SummedStage[]): number =>
  stages.reduce((last, { at }) => Math.max(last, at ?? 0), 0);

/** A claim that was made and, as far as anything tells, got no volume: accepted is not what was wanted. */
const isUnboundClaim = ({ kind, target, audit }: OwnRequest): boolean =>
  kind === 'PersistentVolumeClaim' &&
  audit.verb === 'create' &&
  !target?.bound &&
  (text(objectField(target?.body, 'status'), 'phase') ?? 'Pending') === 'Pending';

/** The API server's own words, where no rule recognised the refusal. */
function refusalOf({ audit, evidence }: OwnRequest): RootCause {
  const { code, message, reason } = audit.responseStatus ?? {};
  const cause =
    message ??
    reason ??
    `${audit.verb ?? ''} ${(audit.requestURI ?? '').slice(0, 300)}: ${code} ${STATUS_CODES[code ?? 0] ?? ''}`.trim();
  return {
    stage: 'accepted',
    cause,
    message: 'own-words',
    record: keyOf(evidence),
    confidence: 0.9,
    count: 1,
  };
}

/** What holds a deletion that got further than the rule's stage holds its end. */
function atRemoval(
  verdict: RootCause | null,
  { goal }: DesiredState,
  stages: SummedStage[]
): RootCause | null {
  if (!verdict || goal !== 'removed') return verdict;
  const own = stages.find(({ name }) => name === verdict.stage);
  return own === undefined || own.status === 'done' || own.status === 'skipped'
    ? { ...verdict, stage: 'removed' }
    : verdict;
}
