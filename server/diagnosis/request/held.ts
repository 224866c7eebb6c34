/** Deletions that wait for somebody's finalizer: where no line says so, the objects' own bodies do. */
import { i18n } from '@kbn/i18n';
import type { Verdict } from '../../../common/model/diagnosis';
import { isoOf, keyOf } from '../answer/stages';
import type { ObjectState } from '../objects/graph';

/** https://kubernetes.io/docs/concepts/overview/working-with-objects/finalizers/ */
export function heldVerdict(leaving: ObjectState[]): Verdict | null {
  const held = leaving.find(({ removed, finalizers }) => !removed && finalizers !== undefined && finalizers.length > 0);
  const by = held?.bodyBy ?? held?.deleting;
  if (!held || !by) return null;
  return {
    stage: 'removed',
    cause: `finalizers: ${held.finalizers!.slice(0, 5).join(', ').slice(0, 300)}`,
    record: keyOf(by),
    title: i18n.translate('requestTrace.diagnosis.held.title', { defaultMessage: 'A finalizer holds the deletion' }),
    advice: i18n.translate('requestTrace.diagnosis.held.advice', { defaultMessage: 'Look for the controller that has to remove this finalizer when its work is done: is it running, and what does its log say?' }),
    source: 'https://kubernetes.io/docs/concepts/overview/working-with-objects/finalizers/',
    confidence: 0.8,
    object: { kind: held.kind, namespace: held.namespace, name: held.name, uid: held.uid },
    count: 1, first: isoOf(by.at), last: isoOf(by.at),
  };
}
