/** For tests: removals out of documents as shippers write them. */
import type { PodRemoval } from '../../../common/model/removals';
import { toFieldPath } from '../../elasticsearch/readers/field_paths';
import { readHit } from '../../elasticsearch/readers/read_hit';
import { podsOf } from '../../engine/removals/pod_history';
import { EvidenceStore } from '../traces/evidence_store';
import { buildTimelines } from './find_pods';
import { explainRemovals } from './explain_removals';

export function explainDocuments(
  documents: Array<Record<string, unknown>>,
  isAsked: (name?: string) => boolean = () => true
): PodRemoval[] {
  const context = {
    timeField: '@timestamp',
    reqIdKeys: ['reqID'],
    idFields: [toFieldPath('request.id')],
  };
  const store = new EvidenceStore({ read: (hit) => readHit(hit, context) });
  store.addResult({
    hits: documents.map((source, id) => ({ _index: 'i', _id: String(id), _source: source })),
    total: documents.length,
  });
  return buildTimelines(store.evidence, {}).flatMap(
    (timeline) =>
      explainRemovals(
        timeline,
        podsOf(timeline).filter(({ pod }) => isAsked(pod.name))
      ).removals
  );
}
