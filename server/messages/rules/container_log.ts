/** Texts of the rules in engine/diagnosis/rules/container_log.ts. */
import type { RuleTexts } from './rule_texts';

export const CONTAINER_LOG_TEXTS: RuleTexts = {
  'container-log-caused-by': {
    title: 'The container says what its error comes from',
    advice: "Read the lines around it in the container's log.",
  },
  'container-log-exception': {
    title: 'The container ended with an exception',
    advice: "Read the stack below it in the container's log.",
  },
  'container-log-fatal': {
    title: 'The container gives up with an error of its own',
    advice: "Read the lines before it in the container's log.",
  },
  'container-log-error': {
    title: 'The container logs an error',
    advice: "Read the lines around it in the container's log.",
  },
  'container-log-last-line': {
    title: 'The last that the container said',
    advice: "Read the end of the container's log; it names no error.",
  },
};
