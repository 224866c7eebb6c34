/** Texts of the rules in engine/diagnosis/rules/container_log.ts. */
import { i18n } from '@kbn/i18n';
import type { RuleMessages } from './rule_messages';

export const CONTAINER_LOG_MESSAGES: RuleMessages = {
  'container-log-caused-by': {
    title: () => i18n.translate('requestTrace.rule.containerLogCausedBy.title', { defaultMessage: 'The container says what its error comes from' }),
    advice: () => i18n.translate('requestTrace.rule.containerLogCausedBy.advice', {
      defaultMessage: 'Read the lines around it in the container\'s log.',
    }),
  },
  'container-log-exception': {
    title: () => i18n.translate('requestTrace.rule.containerLogException.title', { defaultMessage: 'The container ended with an exception' }),
    advice: () => i18n.translate('requestTrace.rule.containerLogException.advice', {
      defaultMessage: 'Read the stack below it in the container\'s log.',
    }),
  },
  'container-log-fatal': {
    title: () => i18n.translate('requestTrace.rule.containerLogFatal.title', { defaultMessage: 'The container gives up with an error of its own' }),
    advice: () => i18n.translate('requestTrace.rule.containerLogFatal.advice', {
      defaultMessage: 'Read the lines before it in the container\'s log.',
    }),
  },
  'container-log-error': {
    title: () => i18n.translate('requestTrace.rule.containerLogError.title', { defaultMessage: 'The container logs an error' }),
    advice: () => i18n.translate('requestTrace.rule.containerLogError.advice', {
      defaultMessage: 'Read the lines around it in the container\'s log.',
    }),
  },
  'container-log-last-line': {
    title: () => i18n.translate('requestTrace.rule.containerLogLastLine.title', { defaultMessage: 'The last that the container said' }),
    advice: () => i18n.translate('requestTrace.rule.containerLogLastLine.advice', {
      defaultMessage: 'Read the end of the container\'s log; it names no error.',
    }),
  },
};
