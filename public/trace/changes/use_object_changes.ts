import { useMemo } from 'react';
import { CHANGES_PATH } from '../../../common/api/paths';
import type { ChangesResponse, ObjectChange } from '../../../common/model/diagnosis';
import type { Trace } from '../../../common/model/trace';
import { useResponse } from '../../http/use_response';
import type { HttpStart } from '../../kibana_types';
import type { TraceRequest } from '../../types';
import { getRecordKey } from '../view_records';

/**
 * What the trace says was changed; of the request that began it against the object's earlier body, which is no part of the
 * trace and asked for on its own. Until that is there, and where there is none, what the patch itself says.
 */
export function useObjectChanges(
  http: HttpStart,
  { origin, diagnosis }: Trace,
  { index, timeField, filter }: TraceRequest
): ObjectChange[] {
  const tracedChanges = useMemo(() => diagnosis?.changes ?? [], [diagnosis]);
  const originRecordKey = origin ? getRecordKey(origin.record) : '';
  const isWrite =
    origin?.audited &&
    (origin.verb === 'update' || origin.verb === 'patch') &&
    !origin.subresource &&
    (origin.responseCode ?? 0) < 400;
  const originChanges = tracedChanges.filter(
    (change) => getRecordKey(change.record) === originRecordKey
  );
  const needsOriginChanges =
    Boolean(diagnosis && isWrite) &&
    (originChanges.length === 0 || originChanges.some(({ beforeUnknown }) => beforeUnknown));
  const parameters = useMemo(
    () => (needsOriginChanges ? { record: originRecordKey, index, timeField, filter } : null),
    [needsOriginChanges, originRecordKey, index, timeField, filter]
  );
  const { response: response } = useResponse<ChangesResponse>(http, CHANGES_PATH, parameters);
  return useMemo(
    () =>
      response?.changes
        ? [
            ...response.changes,
            ...tracedChanges.filter((change) => getRecordKey(change.record) !== originRecordKey),
          ]
        : tracedChanges,
    [response, tracedChanges, originRecordKey]
  );
}
