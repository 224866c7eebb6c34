/** Texts of the rules in engine/diagnosis/rules/exited.ts. */
import type { RuleTexts } from './rule_texts';

export const EXITED_TEXTS: RuleTexts = {
  'oom-killed': {
    title: 'The container used more memory than its limit and was killed',
    advice:
      "Compare the container's memory limit with what it needs; raise it, or find out what grows.",
  },
  'exit-command-not-found': {
    title: "The container's command was not found or may not be executed",
    advice: "Look at command and args, and at what the shell says in the container's log.",
  },
  'exit-segfault': {
    title: 'The container crashed with a segmentation fault',
    advice: "Look at the container's log and at libraries and platform of the image.",
  },
  'exit-aborted': {
    title: 'The container aborted itself',
    advice: "Look at the last lines of the container's log.",
  },
  'exit-killed': {
    title: 'The container was killed',
    advice:
      'Look at what killed it: a failed liveness probe, the end of the grace period, or too little memory on the node.',
  },
  'exit-terminated': {
    title: 'The container was told to end',
    advice: 'Look at what ended it: a deletion, a failed liveness probe, or an eviction.',
  },
  'init-container-exit': {
    title: 'An init container fails, so the Pod does not start',
    advice: "Look at the init container's log for why.",
  },
  'exit-too-soon': {
    title: 'The container ends though it should keep running',
    advice:
      'Its command returns at once without an error: look at command and args; what runs once belongs in a Job.',
  },
  'crash-loop': {
    title: 'The container ends again and again',
    advice:
      "Look at the log of the container's last run (kubectl logs --previous) and at its exit code.",
  },
  'exit-code': {
    title: 'The container ended with an error',
    advice: "Look at the last lines of the container's log (kubectl logs --previous).",
  },
};
