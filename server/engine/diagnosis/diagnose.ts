/** From the records of a trace to what became of the request: how far it got, why it stopped, what it did to which object. */
import type { Diagnosed, RootCause } from './model';
import type { ObjectReference } from '../../../common/model/log_record';
import type { Coverage, RequestOrigin } from '../../../common/model/trace';
import { answerPods } from './answer/pods';
import { answerObjects } from './answer/objects';
import { answerStages } from './answer/stages';
import { changesOf } from './answer/object_changes';
import type { Evidence } from '../evidence';
import { desiredStateOf, type DesiredState } from './request/desired_state';
import { outcomeOf } from './request/outcome';
import { hasOvercome, isRelevant } from './request/relevant_problems';
import { heldUpOf, ownRequests, refusedOf, type OwnRequest } from './request/own_requests';
import { goalStateOf } from './request/goal_state';
import { acceptedStage, laterStages } from './request/request_stages';
import { isTraceFollowed, visibleStages } from './request/visible_stages';
import type { Problem } from './rules/rule';
import { chooseVerdict, problemsOf, repeatedErrors } from './verdict';
import type { ObjectIndex } from '../timeline/object_index';
import { buildTimeline } from '../timeline/build_timeline';
import { referenceOf } from './references';

export type { Diagnosed } from './model';

export interface DiagnoseOptions {
  /** in order of time */
  evidence: Evidence[];
  origin: RequestOrigin | null;
  coverage: Coverage[];
}

/** Pure, and linear in the number of records. */
export function diagnose({ evidence, origin, coverage }: DiagnoseOptions): Diagnosed {
  const startedAt = performance.now();
  const world = buildTimeline(evidence);
  const { objects: graph, lastAt } = world;
  const { writes, reads } = ownRequests(evidence, origin, graph);
  const requests = writes.length ? writes : reads;
  const unanswered = refusedOf(requests);
  const heldUp = heldUpOf(requests, unanswered);
  const refused = unanswered.filter((request) => !heldUp.includes(request));
  const isFollowed = isTraceFollowed(evidence, requests);
  const visible = isFollowed ? visibleStages(coverage, world.hasBodies) : () => false;
  const aim = desiredStateOf(requests, graph, isFollowed);
  const problems = problemsOf(evidence).filter(
    isOfUnansweredRequest([...writes, ...reads], unanswered)
  );
  const reached = goalStateOf(aim, lastAt, isShort(aim, problems));
  const summed = [acceptedStage(requests, refused), ...laterStages(aim, reached, visible)];
  const from = requests[0]?.evidence.at;
  const { errors, left } = repeatedErrors(evidence, problems);
  const preliminary = answerStages({ stages: summed, from, lastAt });
  const choose = (
    chosen: Problem[],
    relevant: (object: ObjectReference) => boolean,
    overcome?: (problem: Problem) => boolean
  ): RootCause | null =>
    chooseVerdict({ problems: chosen, stages: preliminary, relevant, overcome, lastAt });
  const relevant = isRelevant({ aim, requests, graph, refused });
  const { outcome, verdict } = outcomeOf({
    aim,
    reached,
    refused,
    heldUp,
    requests,
    summed,
    world,
    isFollowed,
    verdict: () => choose(problems, relevant, hasOvercome({ graph, aim, reached, lastAt })),
    firstError: () =>
      chooseVerdict({ problems: [], stages: preliminary, relevant, lastAt, evidence }),
  });
  const proof =
    verdict?.record &&
    evidence.find(
      ({ record }) => record.id === verdict.record!.id && record.index === verdict.record!.index
    );
  const stages = answerStages({
    stages: summed,
    from,
    lastAt,
    ...(verdict ? { failedAt: { stage: verdict.stage, at: proof?.at, evidence: proof } } : {}),
  });
  const pods = answerPods({
    aim,
    reached,
    visible,
    from,
    lastAt,
    verdict,
    graph,
    choose: (pod) =>
      choose(
        problems,
        (object) => graph.find(object) === pod,
        hasOvercome({ graph, aim, reached, lastAt })
      ),
  });
  return {
    outcome,
    verdict: placed(verdict, graph),
    stages,
    diagnosis: {
      goal: aim.goal,
      ...pods,
      objects: answerObjects({
        graph,
        aim,
        reached,
        requests,
        verdict,
        outcome,
        pods: pods.pods,
        nodes: new Set(evidence.flatMap(({ record }) => record.node ?? [])),
      }),
      changes: changesOf(writes, evidence, graph),
      errors,
      errorsLeft: left,
      tookMs: Math.round((performance.now() - startedAt) * 100) / 100,
    },
  };
}

/**
 * A session's other requests explain nothing: kubectl apply reads each object before it creates it, and that read is answered with
 * 404 as a matter of course (kubectl apply.go). Only what was refused for good says why.
 */
function isOfUnansweredRequest(
  requests: OwnRequest[],
  unanswered: OwnRequest[]
): (problem: Problem) => boolean {
  const others = new Set(requests.map(({ audit }) => audit.auditID));
  for (const { audit } of unanswered) others.delete(audit.auditID);
  return ({ signal, evidence: { record } }) =>
    signal.topic !== 'request' ||
    record.ids.auditID === undefined ||
    !others.has(record.ids.auditID);
}

/** A kubelet's line may name a Pod without its namespace: another record tells it. */
function placed(verdict: RootCause | null, graph: ObjectIndex): RootCause | null {
  const known =
    verdict?.object && !verdict.object.namespace ? graph.find(verdict.object) : undefined;
  return verdict && known?.namespace ? { ...verdict, object: referenceOf(known) } : verdict;
}

/** Whether Pods could not be made, and none was made after that. */
function isShort({ pods }: DesiredState, problems: Problem[]): boolean {
  const last = pods.reduce((at, { created }) => Math.max(at, created?.at ?? 0), 0);
  return problems.some(({ rule, evidence }) => rule.stage === 'expanded' && evidence.at > last);
}
