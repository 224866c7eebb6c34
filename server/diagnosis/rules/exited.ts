/** The container ended though it should run, or ended with an error. */
import { i18n } from '@kbn/i18n';
import type { Rule } from './rule';
import { when } from './when';

export const EXITED: readonly Rule[] = [
  {
    id: 'oom-killed', stage: 'started', depth: 'cause', confidence: 0.95, topics: ['exit'],
    title: () => i18n.translate('requestTrace.rule.oomKilled.title', {
      defaultMessage: 'The container used more memory than its limit and was killed',
    }),
    advice: () => i18n.translate('requestTrace.rule.oomKilled.advice', {
      defaultMessage: 'Compare the container\'s memory limit with what it needs; raise it, or find out what grows.',
    }),
    source: 'https://kubernetes.io/docs/tasks/configure-pod-container/assign-memory-resource/',
    match: when({ reasons: ['OOMKilled', 'OOMKilling'] }, (said) => (said.text.includes('OOM') ? said.text : `OOMKilled: ${said.text}`)),
  },
  {
    id: 'exit-command-not-found', stage: 'started', depth: 'effect', confidence: 0.8, topics: ['exit'],
    title: () => i18n.translate('requestTrace.rule.exitCommandNotFound.title', {
      defaultMessage: 'The container\'s command was not found or may not be executed',
    }),
    advice: () => i18n.translate('requestTrace.rule.exitCommandNotFound.advice', {
      defaultMessage: 'Look at command and args, and at what the shell says in the container\'s log.',
    }),
    source: 'https://tldp.org/LDP/abs/html/exitcodes.html',
    match: when({ codes: [126, 127] }),
  },
  {
    id: 'exit-segfault', stage: 'started', depth: 'cause', confidence: 0.8, topics: ['exit'],
    title: () => i18n.translate('requestTrace.rule.exitSegfault.title', { defaultMessage: 'The container crashed with a segmentation fault' }),
    advice: () => i18n.translate('requestTrace.rule.exitSegfault.advice', {
      defaultMessage: 'Look at the container\'s log and at libraries and platform of the image.',
    }),
    source: 'https://tldp.org/LDP/abs/html/exitcodes.html',
    match: when({ codes: [139] }),
  },
  {
    id: 'exit-aborted', stage: 'started', depth: 'effect', confidence: 0.8, topics: ['exit'],
    title: () => i18n.translate('requestTrace.rule.exitAborted.title', { defaultMessage: 'The container aborted itself' }),
    advice: () => i18n.translate('requestTrace.rule.exitAborted.advice', { defaultMessage: 'Look at the last lines of the container\'s log.' }),
    source: 'https://tldp.org/LDP/abs/html/exitcodes.html',
    match: when({ codes: [134] }),
  },
  {
    id: 'exit-killed', stage: 'started', depth: 'effect', confidence: 0.6, topics: ['exit'],
    title: () => i18n.translate('requestTrace.rule.exitKilled.title', { defaultMessage: 'The container was killed' }),
    advice: () => i18n.translate('requestTrace.rule.exitKilled.advice', {
      defaultMessage: 'Look at what killed it: a failed liveness probe, the end of the grace period, or too little memory on the node.',
    }),
    source: 'https://kubernetes.io/docs/concepts/workloads/pods/pod-lifecycle/',
    match: when({ codes: [137] }),
  },
  {
    id: 'exit-terminated', stage: 'started', depth: 'effect', confidence: 0.5, topics: ['exit'],
    title: () => i18n.translate('requestTrace.rule.exitTerminated.title', { defaultMessage: 'The container was told to end' }),
    advice: () => i18n.translate('requestTrace.rule.exitTerminated.advice', {
      defaultMessage: 'Look at what ended it: a deletion, a failed liveness probe, or an eviction.',
    }),
    source: 'https://kubernetes.io/docs/concepts/workloads/pods/pod-lifecycle/',
    match: when({ codes: [143] }),
  },
  {
    id: 'init-container-exit', stage: 'started', depth: 'effect', confidence: 0.85, topics: ['exit'],
    title: () => i18n.translate('requestTrace.rule.initContainerExit.title', {
      defaultMessage: 'An init container fails, so the Pod does not start',
    }),
    advice: () => i18n.translate('requestTrace.rule.initContainerExit.advice', { defaultMessage: 'Look at the init container\'s log for why.' }),
    source: 'https://kubernetes.io/docs/concepts/workloads/pods/init-containers/',
    match: when({ any: ['init container '] }),
  },
  {
    id: 'exit-too-soon', stage: 'started', depth: 'cause', confidence: 0.8, topics: ['exit'],
    title: () => i18n.translate('requestTrace.rule.exitTooSoon.title', { defaultMessage: 'The container ends though it should keep running' }),
    advice: () => i18n.translate('requestTrace.rule.exitTooSoon.advice', {
      defaultMessage: 'Its command returns at once without an error: look at command and args; what runs once belongs in a Job.',
    }),
    source: 'https://kubernetes.io/docs/concepts/workloads/pods/pod-lifecycle/',
    match: when({ codes: [0], any: ['exited with exit code'] }),
  },
  {
    id: 'crash-loop', stage: 'started', depth: 'noise', confidence: 0.7, topics: ['exit'],
    title: () => i18n.translate('requestTrace.rule.crashLoop.title', { defaultMessage: 'The container ends again and again' }),
    advice: () => i18n.translate('requestTrace.rule.crashLoop.advice', {
      defaultMessage: 'Look at the log of the container\'s last run (kubectl logs --previous) and at its exit code.',
    }),
    source: 'pkg/kubelet/kuberuntime/kuberuntime_manager.go',
    match: when({ reasons: ['CrashLoopBackOff', 'BackOff'] }),
  },
  {
    id: 'exit-code', stage: 'started', depth: 'effect', confidence: 0.8, topics: ['exit'],
    title: () => i18n.translate('requestTrace.rule.exitCode.title', { defaultMessage: 'The container ended with an error' }),
    advice: () => i18n.translate('requestTrace.rule.exitCode.advice', {
      defaultMessage: 'Look at the last lines of the container\'s log (kubectl logs --previous).',
    }),
    source: 'staging/src/k8s.io/api/core/v1/types.go',
    match: when({ any: ['exited with exit code'] }),
  },
];
