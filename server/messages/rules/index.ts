/** The texts of all failure rules, by the rule's id. */
import { ADMISSION_MESSAGES } from './admission';
import { ATTACHED_MESSAGES } from './attached';
import { AUTHORIZATION_MESSAGES } from './authorization';
import { COMPLETED_MESSAGES } from './completed';
import { CONTAINER_LOG_MESSAGES } from './container_log';
import { EVICTED_MESSAGES } from './evicted';
import { EXITED_MESSAGES } from './exited';
import { EXPANDED_MESSAGES } from './expanded';
import { MOUNTED_MESSAGES } from './mounted';
import { NODE_MESSAGES } from './node';
import { PROVISIONED_MESSAGES } from './provisioned';
import { PULLED_MESSAGES } from './pulled';
import { READY_MESSAGES } from './ready';
import { REMOVED_MESSAGES } from './removed';
import { REQUEST_ERRORS_MESSAGES } from './request_errors';
import { SANDBOX_MESSAGES } from './sandbox';
import { SCHEDULED_MESSAGES } from './scheduled';
import { SCHEDULED_VOLUMES_MESSAGES } from './scheduled_volumes';
import { STARTED_MESSAGES } from './started';
import type { RuleMessage, RuleMessages } from './rule_messages';

const ALL: readonly RuleMessages[] = [
  ADMISSION_MESSAGES, ATTACHED_MESSAGES, AUTHORIZATION_MESSAGES, COMPLETED_MESSAGES, CONTAINER_LOG_MESSAGES, EVICTED_MESSAGES, EXITED_MESSAGES, EXPANDED_MESSAGES, MOUNTED_MESSAGES, NODE_MESSAGES, PROVISIONED_MESSAGES, PULLED_MESSAGES, READY_MESSAGES, REMOVED_MESSAGES, REQUEST_ERRORS_MESSAGES, SANDBOX_MESSAGES, SCHEDULED_MESSAGES, SCHEDULED_VOLUMES_MESSAGES, STARTED_MESSAGES,
];

export const RULE_MESSAGES: ReadonlyMap<string, RuleMessage> = new Map(ALL.flatMap((messages) => Object.entries(messages)));
