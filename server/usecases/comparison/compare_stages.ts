import type { ComparedStage } from '../../../common/model/comparison';
import {
  DELETION_STAGES,
  WORKLOAD_STAGES,
  type Stage,
  type StageName,
} from '../../../common/model/diagnosis';

const STAGE_ORDER: readonly StageName[] = [...WORKLOAD_STAGES, ...DELETION_STAGES.slice(1)];

/** milliseconds: shorter delays are no reason to look at a stage, however often their like was shorter still */
const MIN_REMARKABLE_MS = 100;

/** This request's stages beside the good ones', in their order; of the good ones at least one. */
export function compareStages(here: Stage[], good: Stage[][]): ComparedStage[] {
  const names = STAGE_ORDER.filter((name) =>
    [here, ...good].some((stages) => stages.some((stage) => stage.name === name))
  );
  // the other Pods wait for the one that failed
  const hasFailed = here.some(({ status }) => status === 'failed');
  return names.map((name) => {
    const own = here.find((stage) => stage.name === name);
    const done = good.flatMap((stages) =>
      stages.filter((stage) => stage.name === name && stage.status === 'done')
    );
    const took = done
      .flatMap(({ tookMs }) => (tookMs === undefined ? [] : [tookMs]))
      .sort((a, b) => a - b);
    const compared: ComparedStage = {
      name,
      status: own?.status ?? 'skipped',
      good: { done: done.length },
      remarkable: false,
    };
    if (own?.tookMs !== undefined) compared.tookMs = own.tookMs;
    if (own?.status === 'waiting' && own.done && own.of)
      compared.reached = { done: own.done, of: own.of };
    if (took.length)
      Object.assign(compared.good, { medianMs: getMedian(took), maxMs: took[took.length - 1]! });
    compared.remarkable = isRemarkable(compared, good.length) && !(compared.reached && hasFailed);
    return compared;
  });
}

function isRemarkable(
  { status, tookMs, good: { done, medianMs, maxMs } }: ComparedStage,
  good: number
): boolean {
  // `unknown` is what the logs don't show: that need not be the request's doing
  if (done === good && (status === 'failed' || status === 'waiting')) return true;
  if (tookMs === undefined || medianMs === undefined || maxMs === undefined) return false;
  return tookMs > maxMs && tookMs > 2 * medianMs && tookMs - maxMs >= MIN_REMARKABLE_MS;
}

/** @param sorted ascending, at least one */
function getMedian(sorted: number[]): number {
  const middle = Math.floor(sorted.length / 2);
  return sorted.length % 2 ? sorted[middle]! : (sorted[middle - 1]! + sorted[middle]!) / 2;
}
