/** All rules, in the order in which they are asked: of the rules of one topic the first that matches. */
import { ADMISSION } from './admission';
import { ATTACHED } from './attached';
import { AUTHORIZATION } from './authorization';
import { COMPLETED } from './completed';
import { CONTAINER_LOG } from './container_log';
import { EVICTED } from './evicted';
import { EXITED } from './exited';
import { EXPANDED } from './expanded';
import { MOUNTED } from './mounted';
import { NODE } from './node';
import { PROVISIONED } from './provisioned';
import { PULLED } from './pulled';
import { READY } from './ready';
import { REMOVED } from './removed';
import { REQUEST_ERRORS } from './request_errors';
import type { Match, Rule } from './rule';
import { SANDBOX } from './sandbox';
import { SCHEDULED } from './scheduled';
import { SCHEDULED_VOLUMES } from './scheduled_volumes';
import { STARTED } from './started';
import type { FailureSignal, Topic } from '../failure_signals/failure_signal';

export const RULES: readonly Rule[] = [
  ...AUTHORIZATION,
  ...ADMISSION,
  ...REQUEST_ERRORS,
  ...EXPANDED,
  ...COMPLETED,
  ...SCHEDULED_VOLUMES,
  ...SCHEDULED,
  ...PROVISIONED,
  ...ATTACHED,
  ...MOUNTED,
  ...SANDBOX,
  ...PULLED,
  ...STARTED,
  ...EXITED,
  ...READY,
  ...EVICTED,
  ...NODE,
  ...REMOVED,
  ...CONTAINER_LOG,
];

const byTopic = new Map<Topic, Rule[]>();
for (const rule of RULES)
  for (const topic of rule.topics) byTopic.set(topic, [...(byTopic.get(topic) ?? []), rule]);

/** The first rule of the statement's topic that matches. */
export function ruleFor(said: FailureSignal): { rule: Rule; match: Match } | null {
  for (const rule of byTopic.get(said.topic) ?? []) {
    const match = rule.match(said);
    if (match !== null) return { rule, match };
  }
  return null;
}
