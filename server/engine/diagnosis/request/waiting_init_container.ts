/** Init containers that neither end nor fail: what they say again and again is what they wait for. */
import type { RootCause } from '../model';
import { fromMicros } from '../../../../common/time/micros';
import { keyOf, referenceOf } from '../references';
import type { Evidence } from '../../evidence';
import type { TimelineObject } from '../../timeline/object_index';
import { quote } from '../rules/match_signal';
import { sameKey } from '../verdict/similar_text';

/** Said so often one after the other it is a loop that waits, not progress. */
const REPEATS = 3;

/** https://kubernetes.io/docs/concepts/workloads/pods/init-containers/ : the next container starts when it has ended */
export function waitingVerdict(pods: TimelineObject[], evidence: Evidence[]): RootCause | null {
  for (const object of pods) {
    const waiting = [...object.pod!.initNames].filter(
      (name) => !object.pod!.sidecars.has(name) && object.pod!.containers.get(name)?.running
    );
    if (!waiting.length) continue;
    const lines = evidence.filter(
      ({ record }) =>
        record.source === 'pod' &&
        waiting.includes(record.component) &&
        record.message.trim() !== '' &&
        record.objects.some(({ uid, name, namespace }) =>
          uid && object.uid
            ? uid === object.uid
            : name === object.name && namespace === object.namespace
        )
    );
    const said = repeatedAtEnd(lines);
    const first = said[0];
    if (!first || said.length < REPEATS) continue;
    return {
      stage: 'started',
      cause: quote(first.record.message),
      record: keyOf(first),
      message: 'waiting-init-container',
      source: 'https://kubernetes.io/docs/concepts/workloads/pods/init-containers/',
      confidence: 0.7,
      object: referenceOf(object),
      count: said.length,
      first: fromMicros(first.at),
      last: fromMicros(said[said.length - 1]!.at),
    };
  }
  return null;
}

/** The lines at the end that say the same. */
function repeatedAtEnd(lines: Evidence[]): Evidence[] {
  const last = lines[lines.length - 1];
  if (!last) return [];
  const key = sameKey(last.record.message);
  let from = lines.length - 1;
  while (from > 0 && sameKey(lines[from - 1]!.record.message) === key) from--;
  return lines.slice(from);
}
