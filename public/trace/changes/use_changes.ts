import { useMemo } from 'react';
import { CHANGES_PATH } from '../../../common/api/paths';
import type { ChangesAnswer, ObjectChange } from '../../../common/model/diagnosis';
import type { Trace } from '../../../common/model/trace';
import { useAnswer } from '../../http/use_answer';
import type { HttpStart } from '../../kibana_types';
import type { TraceRequest } from '../../types';
import { recordKey } from '../records';

/**
 * What the trace says was changed; of the request that began it against the object's earlier body, which is no part of the
 * trace and asked for on its own. Until that is there, and where there is none, what the patch itself says.
 */
export function useChanges(
  http: HttpStart,
  { origin, diagnosis }: Trace,
  { index, timeField, filter }: TraceRequest
): ObjectChange[] {
  const said = useMemo(() => diagnosis?.changes ?? [], [diagnosis]);
  const record = origin ? recordKey(origin.record) : '';
  const isWrite =
    origin?.audited &&
    (origin.verb === 'update' || origin.verb === 'patch') &&
    !origin.subresource &&
    (origin.responseCode ?? 0) < 400;
  const own = said.filter((change) => recordKey(change.record) === record);
  const isOpen =
    Boolean(diagnosis && isWrite) &&
    (own.length === 0 || own.some(({ beforeUnknown }) => beforeUnknown));
  const parameters = useMemo(
    () => (isOpen ? { record, index, timeField, filter } : null),
    [isOpen, record, index, timeField, filter]
  );
  const { answer } = useAnswer<ChangesAnswer>(http, CHANGES_PATH, parameters);
  return useMemo(
    () =>
      answer?.changes
        ? [...answer.changes, ...said.filter((change) => recordKey(change.record) !== record)]
        : said,
    [answer, said, record]
  );
}
