/** Words the engine's diagnosis in the reader's language. */
import { i18n } from '@kbn/i18n';
import type { Diagnosis, Outcome, Stage, Verdict } from '../../common/model/diagnosis';
import type { Diagnosed, RootCause } from '../engine/diagnosis/model';
import { ruleText } from './rules';
import type { RuleText } from './rules/rule_texts';

/** Root causes that no rule recognises. */
const VERDICT_TEXTS: Readonly<Record<string, () => RuleText>> = {
  'finalizer-blocks': () => ({
    title: i18n.translate('requestTrace.diagnosis.held.title', {
      defaultMessage: 'A finalizer holds the deletion',
    }),
    advice: i18n.translate('requestTrace.diagnosis.held.advice', {
      defaultMessage:
        'Look for the controller that has to remove this finalizer when its work is done: is it running, and what does its log say?',
    }),
  }),
  'waiting-init-container': () => ({
    title: i18n.translate('requestTrace.diagnosis.waiting.title', {
      defaultMessage: 'An init container waits, and says the same again and again',
    }),
    advice: i18n.translate('requestTrace.diagnosis.waiting.advice', {
      defaultMessage:
        'Look at what it waits for: a Service without ready Pods, a name that cannot be resolved, a database that is not there.',
    }),
  }),
  'unknown-failure': () => ({
    title: i18n.translate('requestTrace.verdict.unknownTitle', {
      defaultMessage: 'No rule knows this failure; its first error says',
    }),
    advice: i18n.translate('requestTrace.verdict.unknownAdvice', {
      defaultMessage: 'Read the lines before and after it, and how far the request got.',
    }),
  }),
};

/** What the answer says of the outcome, worded. */
export interface WordedDiagnosis {
  outcome: Outcome;
  verdict: Verdict | null;
  stages: Stage[];
  diagnosis: Diagnosis;
}

/** Words a diagnosis: titles and advice of the request's verdict and of those of its Pods. */
export function wordDiagnosis({ outcome, verdict, stages, diagnosis }: Diagnosed): WordedDiagnosis {
  return {
    outcome,
    stages,
    verdict: verdict && wordVerdict(verdict),
    diagnosis: {
      ...diagnosis,
      pods: diagnosis.pods.map((pod) => ({
        ...pod,
        verdict: pod.verdict && wordVerdict(pod.verdict),
      })),
    },
  };
}

/** Words one root cause. A message id without a text of its own is titled by the cause, as the log states it. */
export function wordVerdict({ message, ...rootCause }: RootCause): Verdict {
  const text =
    ruleText(message) ??
    (Object.hasOwn(VERDICT_TEXTS, message) ? VERDICT_TEXTS[message]!() : undefined);
  return { ...rootCause, title: rootCause.cause, ...text };
}
