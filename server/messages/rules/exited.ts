/** Texts of the rules in engine/diagnosis/rules/exited.ts. */
import { i18n } from '@kbn/i18n';
import type { RuleMessages } from './rule_messages';

export const EXITED_MESSAGES: RuleMessages = {
  'oom-killed': {
    title: () => i18n.translate('requestTrace.rule.oomKilled.title', {
      defaultMessage: 'The container used more memory than its limit and was killed',
    }),
    advice: () => i18n.translate('requestTrace.rule.oomKilled.advice', {
      defaultMessage: 'Compare the container\'s memory limit with what it needs; raise it, or find out what grows.',
    }),
  },
  'exit-command-not-found': {
    title: () => i18n.translate('requestTrace.rule.exitCommandNotFound.title', {
      defaultMessage: 'The container\'s command was not found or may not be executed',
    }),
    advice: () => i18n.translate('requestTrace.rule.exitCommandNotFound.advice', {
      defaultMessage: 'Look at command and args, and at what the shell says in the container\'s log.',
    }),
  },
  'exit-segfault': {
    title: () => i18n.translate('requestTrace.rule.exitSegfault.title', { defaultMessage: 'The container crashed with a segmentation fault' }),
    advice: () => i18n.translate('requestTrace.rule.exitSegfault.advice', {
      defaultMessage: 'Look at the container\'s log and at libraries and platform of the image.',
    }),
  },
  'exit-aborted': {
    title: () => i18n.translate('requestTrace.rule.exitAborted.title', { defaultMessage: 'The container aborted itself' }),
    advice: () => i18n.translate('requestTrace.rule.exitAborted.advice', { defaultMessage: 'Look at the last lines of the container\'s log.' }),
  },
  'exit-killed': {
    title: () => i18n.translate('requestTrace.rule.exitKilled.title', { defaultMessage: 'The container was killed' }),
    advice: () => i18n.translate('requestTrace.rule.exitKilled.advice', {
      defaultMessage: 'Look at what killed it: a failed liveness probe, the end of the grace period, or too little memory on the node.',
    }),
  },
  'exit-terminated': {
    title: () => i18n.translate('requestTrace.rule.exitTerminated.title', { defaultMessage: 'The container was told to end' }),
    advice: () => i18n.translate('requestTrace.rule.exitTerminated.advice', {
      defaultMessage: 'Look at what ended it: a deletion, a failed liveness probe, or an eviction.',
    }),
  },
  'init-container-exit': {
    title: () => i18n.translate('requestTrace.rule.initContainerExit.title', {
      defaultMessage: 'An init container fails, so the Pod does not start',
    }),
    advice: () => i18n.translate('requestTrace.rule.initContainerExit.advice', { defaultMessage: 'Look at the init container\'s log for why.' }),
  },
  'exit-too-soon': {
    title: () => i18n.translate('requestTrace.rule.exitTooSoon.title', { defaultMessage: 'The container ends though it should keep running' }),
    advice: () => i18n.translate('requestTrace.rule.exitTooSoon.advice', {
      defaultMessage: 'Its command returns at once without an error: look at command and args; what runs once belongs in a Job.',
    }),
  },
  'crash-loop': {
    title: () => i18n.translate('requestTrace.rule.crashLoop.title', { defaultMessage: 'The container ends again and again' }),
    advice: () => i18n.translate('requestTrace.rule.crashLoop.advice', {
      defaultMessage: 'Look at the log of the container\'s last run (kubectl logs --previous) and at its exit code.',
    }),
  },
  'exit-code': {
    title: () => i18n.translate('requestTrace.rule.exitCode.title', { defaultMessage: 'The container ended with an error' }),
    advice: () => i18n.translate('requestTrace.rule.exitCode.advice', {
      defaultMessage: 'Look at the last lines of the container\'s log (kubectl logs --previous).',
    }),
  },
};
