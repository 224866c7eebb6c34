/** Stages as the answer has them: ISO times, proofs as keys, the time between them. */
import type { Stage, StageName } from '../../../../common/model/diagnosis';
import type { Evidence } from '../../evidence';
import { fromMicros } from '../../../../common/time/micros';
import { keyOf } from '../references';
import type { SummedStage } from '../request/request_stages';

interface AnswerOptions {
  stages: SummedStage[];
  /** microseconds: when the request was received, from which the first stage's time counts */
  from: number | undefined;
  /** microseconds: the last record's time, until which one waits that is not done */
  lastAt: number;
  /** where it stopped: that stage failed, what comes after it waits */
  failedAt?: { stage: StageName; at?: number; evidence?: Evidence };
}

export function answerStages({ stages, from, lastAt, failedAt }: AnswerOptions): Stage[] {
  let before = from;
  // what waits before the stage that failed waits for it (a rollout that is held): the time is the failed one's
  let waited = failedAt !== undefined && stages.some(({ name }) => name === failedAt.stage);
  return stages.map(({ name, status: own, at, evidence, records, done, of }) => {
    // also where it was done once: a container that was started, and ended
    const stopped = failedAt?.stage === name;
    const status = stopped ? 'failed' : own;
    const when = stopped ? (failedAt.at ?? at) : at;
    const proof = stopped ? (failedAt.evidence ?? evidence) : evidence;
    const stage: Stage = { name, status, records };
    if (when !== undefined && status !== 'waiting') stage.at = fromMicros(when);
    if (proof) stage.record = keyOf(proof);
    if (done !== undefined && of !== undefined) Object.assign(stage, { done, of });
    if (status === 'done' && when !== undefined) {
      // a log may tell of a stage before it tells of the one that comes before it
      if (before !== undefined) stage.tookMs = Math.max(0, when - before) / 1_000;
      before = Math.max(when, before ?? 0);
    } else if (stopped || (status === 'waiting' && !waited)) {
      // only the first that is not done is waited for
      waited = true;
      if (before !== undefined && !(stopped && name === 'accepted'))
        stage.tookMs = Math.max(0, lastAt - before) / 1_000;
    }
    return stage;
  });
}
