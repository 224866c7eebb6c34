/** Which records a diagnosis rests on. Pure. */
import type { Stage } from '../../../common/model/diagnosis';
import type { Trace } from '../../../common/model/trace';
import { getRecordKey } from '../view_records';

const isUnfinished = ({ status }: Stage): boolean => status === 'failed' || status === 'waiting';

/** The stage at which it stopped: the failed one, else the first that is waited for; null where all are done or not known. */
export function findStoppedStage(stages: readonly Stage[]): Stage | null {
  return (
    stages.find(({ status }) => status === 'failed') ??
    stages.find(({ status }) => status === 'waiting') ??
    null
  );
}

/** Keys of the records that say why it failed: of the verdict, the stages that aren't done, the Pods' own verdicts, what rules recognised. */
export function getFailureRecordKeys({
  verdict,
  stages,
  diagnosis,
}: Pick<Trace, 'verdict' | 'stages' | 'diagnosis'>): ReadonlySet<string> {
  const pods = diagnosis?.pods ?? [];
  const failureRecords = [
    verdict?.record,
    ...stages.filter(isUnfinished).map(({ record }) => record),
    ...pods.map((pod) => pod.verdict?.record),
    ...pods.flatMap((pod) => pod.stages.filter(isUnfinished).map(({ record }) => record)),
    ...(diagnosis?.objects ?? [])
      .filter(({ change }) => change === 'missing')
      .map(({ record }) => record),
    ...(diagnosis?.errors ?? []).map(({ record }) => record),
  ];
  return new Set(failureRecords.flatMap((record) => (record ? [getRecordKey(record)] : [])));
}
