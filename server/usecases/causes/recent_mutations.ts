/** Where no object leads to a request: what users changed shortly before. Pure. */
import { auditSummary } from '../../../common/parse/audit';
import { toleranceOf, type Ranked, type RankedRecord } from './rank_causes';
import type { Start } from './traverse_causes';
import type { World } from './world';
import { pathText } from '../../engine/format_object';

/** So long before the record; microseconds. */
const NEAR = 15_000_000;

/** A controller's own change has a cause, and that lately; a line that tells of nothing may have none. */
export function nearInTime(world: World, { at, record }: RankedRecord, starts: readonly Start[]): Ranked[] {
  const isChange = record?.source === 'audit' || (record?.component === 'kube-apiserver' && /^"?HTTP"? verb="P/.test(record.message));
  const namespaces = new Set(starts.flatMap(({ object }) => (object.namespace ? [object.namespace] : [])));
  const until = at + toleranceOf(record);
  return world.all.filter((write) => write.by !== 'system' && !write.refused && write.at <= until && write.at >= at - NEAR).map((write) => {
    const elsewhere = namespaces.size > 0 && !(write.object.namespace && namespaces.has(write.object.namespace));
    const score = (elsewhere ? 0.15 : isChange ? 0.5 : 0.35) * (1 - Math.max(0, at - write.at) / NEAR * 0.6);
    return { write, object: write.object, score, because: [{ rule: 'near-in-time' as const, evidence: auditSummary(write.audit), confidence: Math.round(score * 100) / 100, path: [pathText(write.object)] }], together: [] };
  }).sort((a, b) => b.score - a.score);
}
