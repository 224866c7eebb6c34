/** A container's own words: the cause where its Pod fails, nothing where it does not. */
import { i18n } from '@kbn/i18n';
import type { Rule } from './rule';
import { when } from './when';

export const CONTAINER_LOG: readonly Rule[] = [
  {
    id: 'container-log-caused-by', stage: 'started', depth: 'cause', confidence: 0.8, topics: ['log'],
    title: () => i18n.translate('requestTrace.rule.containerLogCausedBy.title', { defaultMessage: 'The container says what its error comes from' }),
    advice: () => i18n.translate('requestTrace.rule.containerLogCausedBy.advice', {
      defaultMessage: 'Read the lines around it in the container\'s log.',
    }),
    source: 'https://kubernetes.io/docs/concepts/cluster-administration/logging/',
    match: when({ reasons: ['CausedBy'] }),
  },
  {
    id: 'container-log-exception', stage: 'started', depth: 'cause', confidence: 0.85, topics: ['log'],
    title: () => i18n.translate('requestTrace.rule.containerLogException.title', { defaultMessage: 'The container ended with an exception' }),
    advice: () => i18n.translate('requestTrace.rule.containerLogException.advice', {
      defaultMessage: 'Read the stack below it in the container\'s log.',
    }),
    source: 'https://kubernetes.io/docs/concepts/cluster-administration/logging/',
    match: when({ reasons: ['Exception'] }),
  },
  {
    id: 'container-log-fatal', stage: 'started', depth: 'cause', confidence: 0.85, topics: ['log'],
    title: () => i18n.translate('requestTrace.rule.containerLogFatal.title', { defaultMessage: 'The container gives up with an error of its own' }),
    advice: () => i18n.translate('requestTrace.rule.containerLogFatal.advice', {
      defaultMessage: 'Read the lines before it in the container\'s log.',
    }),
    source: 'https://kubernetes.io/docs/concepts/cluster-administration/logging/',
    match: when({ reasons: ['Fatal'] }),
  },
  {
    id: 'container-log-error', stage: 'started', depth: 'cause', confidence: 0.8, topics: ['log'],
    title: () => i18n.translate('requestTrace.rule.containerLogError.title', { defaultMessage: 'The container logs an error' }),
    advice: () => i18n.translate('requestTrace.rule.containerLogError.advice', {
      defaultMessage: 'Read the lines around it in the container\'s log.',
    }),
    source: 'https://kubernetes.io/docs/concepts/cluster-administration/logging/',
    match: when({ reasons: ['Error', 'Phrase'] }),
  },
  {
    id: 'container-log-last-line', stage: 'started', depth: 'cause', confidence: 0.5, topics: ['log'],
    title: () => i18n.translate('requestTrace.rule.containerLogLastLine.title', { defaultMessage: 'The last that the container said' }),
    advice: () => i18n.translate('requestTrace.rule.containerLogLastLine.advice', {
      defaultMessage: 'Read the end of the container\'s log; it names no error.',
    }),
    source: 'https://kubernetes.io/docs/concepts/cluster-administration/logging/',
    match: when({ reasons: ['LastLine'] }),
  },
];
