/** The records that a rule recognises, in time order. */
import type { ObjectReference } from '../../../../common/model/log_record';
import type { Evidence } from '../../evidence';
import { ruleFor } from '../rules';
import type { Depth, Problem } from '../rules/rule';
import { failureSignalsOf } from '../failure_signals';
import { lastLines, withoutQuietContainers } from './container_logs';
import { withoutSettled } from './is_resolved';

export const DEPTH_ORDER: Record<Depth, number> = { cause: 0, effect: 1, noise: 2 };

/**
 * Every record that a rule recognises, the best rule for each, in time order. A container's errors are in it only where its Pod
 * fails in some way; a refusal that its sender got over at once (a read before `kubectl apply` creates, a retried update) is not.
 */
export function problemsOf(evidence: Evidence[]): Problem[] {
  const audited = new Set<string>();
  for (const { audit } of evidence) if (audit !== undefined) audited.add(audit.auditID);
  const found: Problem[] = [];
  for (const one of evidence) {
    // where the audit record is there, kube-apiserver's own request line says less
    const auditID = one.line === undefined ? undefined : one.record.ids.auditID;
    if (auditID !== undefined && audited.has(auditID) && one.record.caller?.includes('httplog.go'))
      continue;
    const problem = problemIn(one);
    if (problem !== null) found.push(problem);
  }
  const problems = withoutSettled(found, evidence);
  const talking = withoutQuietContainers(problems);
  return [...talking, ...lastLines(talking, evidence)].sort(
    (a, b) => a.evidence.at - b.evidence.at
  );
}

function problemIn(evidence: Evidence): Problem | null {
  let best: Problem | null = null;
  for (const signal of failureSignalsOf(evidence)) {
    const ruled = ruleFor(signal);
    if (ruled === null) continue;
    const { rule, match } = ruled;
    const problem: Problem = {
      ...match,
      rule,
      evidence,
      signal,
      confidence: match.confidence ?? rule.confidence,
    };
    if (best === null || DEPTH_ORDER[rule.depth] < DEPTH_ORDER[best.rule.depth]) best = problem;
  }
  return best;
}

/** Whom a problem happened to: what the statement says, and whatever else the record names. */
export const objectsOf = (problem: Problem): ObjectReference[] =>
  problem.object === undefined
    ? problem.evidence.record.objects
    : [problem.object, ...problem.evidence.record.objects];
