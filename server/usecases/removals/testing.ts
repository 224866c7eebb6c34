/** For tests: removals out of documents as shippers write them. */
import type { PodMove } from '../../../common/model/moves';
import { path } from '../../elasticsearch/readers/fields';
import { readHit } from '../../elasticsearch/readers/from_hit';
import { podsOf } from '../../engine/removals/pod_history';
import { EvidenceStore } from '../traces/evidence_store';
import { timelinesOf } from './asked_pods';
import { explainRemovals } from './explain_removals';

export function explainDocuments(
  documents: Array<Record<string, unknown>>,
  isAsked: (name?: string) => boolean = () => true
): PodMove[] {
  const context = { timeField: '@timestamp', reqIdKeys: ['reqID'], idFields: [path('request.id')] };
  const store = new EvidenceStore({ read: (hit) => readHit(hit, context) });
  store.take({
    hits: documents.map((source, id) => ({ _index: 'i', _id: String(id), _source: source })),
    total: documents.length,
  });
  return timelinesOf(store.evidence, {}).flatMap(
    (timeline) =>
      explainRemovals(
        timeline,
        podsOf(timeline).filter(({ pod }) => isAsked(pod.name))
      ).moves
  );
}
