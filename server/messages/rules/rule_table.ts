/** The English texts of all failure rules, by the rule's id: a table, because their message ids follow from the rule's. */
import { ADMISSION_TEXTS } from './admission';
import { ATTACHED_TEXTS } from './attached';
import { AUTHORIZATION_TEXTS } from './authorization';
import { COMPLETED_TEXTS } from './completed';
import { CONTAINER_LOG_TEXTS } from './container_log';
import { EVICTED_TEXTS } from './evicted';
import { EXITED_TEXTS } from './exited';
import { EXPANDED_TEXTS } from './expanded';
import { MOUNTED_TEXTS } from './mounted';
import { NODE_TEXTS } from './node';
import { PROVISIONED_TEXTS } from './provisioned';
import { PULLED_TEXTS } from './pulled';
import { READY_TEXTS } from './ready';
import { REMOVED_TEXTS } from './removed';
import { REQUEST_ERRORS_TEXTS } from './request_errors';
import { SANDBOX_TEXTS } from './sandbox';
import { SCHEDULED_TEXTS } from './scheduled';
import { SCHEDULED_VOLUMES_TEXTS } from './scheduled_volumes';
import { STARTED_TEXTS } from './started';
import type { RuleText, RuleTexts } from './rule_texts';

const ALL: readonly RuleTexts[] = [
  ADMISSION_TEXTS,
  ATTACHED_TEXTS,
  AUTHORIZATION_TEXTS,
  COMPLETED_TEXTS,
  CONTAINER_LOG_TEXTS,
  EVICTED_TEXTS,
  EXITED_TEXTS,
  EXPANDED_TEXTS,
  MOUNTED_TEXTS,
  NODE_TEXTS,
  PROVISIONED_TEXTS,
  PULLED_TEXTS,
  READY_TEXTS,
  REMOVED_TEXTS,
  REQUEST_ERRORS_TEXTS,
  SANDBOX_TEXTS,
  SCHEDULED_TEXTS,
  SCHEDULED_VOLUMES_TEXTS,
  STARTED_TEXTS,
];

export const RULE_TEXTS: ReadonlyMap<string, RuleText> = new Map(
  ALL.flatMap((texts) => Object.entries(texts))
);

const PARTS = ['title', 'advice'] as const;

/** `secret-not-found` → `requestTrace.rule.secretNotFound.title` */
export const messageId = (rule: string, part: keyof RuleText): string =>
  `requestTrace.rule.${rule.replace(/-(.)/g, (_dash, letter: string) => letter.toUpperCase())}.${part}`;

/** Every text of the table with its message id, for the check of translations. */
export const ruleMessages = (): Array<{ id: string; text: string }> =>
  [...RULE_TEXTS].flatMap(([rule, text]) =>
    PARTS.map((part) => ({ id: messageId(rule, part), text: text[part] }))
  );
