import { useEffect, useMemo, useRef, useState } from 'react';
import type { OutcomesResponse, RequestSummary } from '../../common/model/request_summary';
import type { HttpStart } from '../kibana_types';
import { fetchOutcomes } from './fetch_requests';
import type { ListScope } from './list_query';

type FoundOutcome = OutcomesResponse['outcomes'][string];

/** Requests that are diagnosed at once: few, so that the first are shown soon. */
export const OUTCOMES_PER_REQUEST = 5;

/** A row as it is shown: `isDiagnosing` while its outcome is determined, `hasDiagnosisFailed` where that failed. */
export type ListedRequest = RequestSummary & { isDiagnosing?: true; hasDiagnosisFailed?: true };

/**
 * Looks into the outcomes of the rows that the list left open, a few at a time from the top. What was found is kept while the
 * scope is the same; what could not be is left unknown, and asked for again only with the list itself.
 * @param scope null: nothing is looked into for now
 * @param attempt another number: what was not found out, or went on, is looked into again
 */
export function useOutcomes(
  http: HttpStart,
  scope: ListScope | null,
  rows: readonly RequestSummary[],
  attempt: number
): ListedRequest[] {
  const scopeKey = JSON.stringify(scope);
  const openIds = JSON.stringify(
    rows.filter(({ outcomeBy }) => outcomeBy === 'none').map(({ id }) => id)
  );
  const outcomeCache = useRef<{
    of: string;
    attempt: number;
    found: Map<string, FoundOutcome | null>;
  }>({
    of: scopeKey,
    attempt,
    found: new Map(),
  });
  const [knownOutcomes, setKnown] = useState<ReadonlyMap<string, FoundOutcome | null>>(
    outcomeCache.current.found
  );

  useEffect(() => {
    const within = JSON.parse(scopeKey) as ListScope | null;
    if (!within) return undefined;
    if (outcomeCache.current.of !== scopeKey) {
      outcomeCache.current = { of: scopeKey, attempt, found: new Map() };
      setKnown(outcomeCache.current.found);
    } else if (outcomeCache.current.attempt !== attempt) {
      const settled = [...outcomeCache.current.found].filter(
        ([, outcome]) => outcome !== null && outcome.outcome !== 'running'
      );
      outcomeCache.current = { of: scopeKey, attempt, found: new Map(settled) };
      setKnown(outcomeCache.current.found);
    }
    const { found } = outcomeCache.current;
    const abort = new AbortController();
    const remainingIds = (JSON.parse(openIds) as string[]).filter((id) => !found.has(id));
    void (async () => {
      for (let at = 0; at < remainingIds.length; at += OUTCOMES_PER_REQUEST) {
        const ids = remainingIds.slice(at, at + OUTCOMES_PER_REQUEST);
        const { outcomes } = await fetchOutcomes(http, within, ids, abort.signal).catch(
          (): OutcomesResponse => ({ outcomes: {} })
        );
        if (abort.signal.aborted) return;
        // what the server had no time for has no outcome either
        for (const id of ids)
          found.set(
            id,
            Object.hasOwn(outcomes, id) && outcomes[id]!.outcomeBy !== 'none' ? outcomes[id]! : null
          );
        setKnown(new Map(found));
      }
    })();
    return () => abort.abort();
  }, [http, scopeKey, openIds, attempt]);

  return useMemo(
    () =>
      rows.map((row): ListedRequest => {
        if (row.outcomeBy !== 'none') return row;
        const found = knownOutcomes.get(row.id);
        if (found === undefined) return { ...row, isDiagnosing: true };
        return found ? { ...row, ...found } : { ...row, hasDiagnosisFailed: true };
      }),
    [rows, knownOutcomes]
  );
}
