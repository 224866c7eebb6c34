import { useEffect, useMemo, useRef, useState } from 'react';
import type { OutcomesAnswer, RequestSummary } from '../../common/model/request_summary';
import type { HttpStart } from '../kibana_types';
import { fetchOutcomes } from './fetch_requests';
import type { ListScope } from './list_query';

type Found = OutcomesAnswer['outcomes'][string];

/** Requests that are diagnosed at once: few, so that the first are shown soon. */
export const CHUNK = 5;

/** A row as it is shown: `looking` while its outcome is looked into, `unlooked` where that failed. */
export type ListedRequest = RequestSummary & { looking?: true; unlooked?: true };

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
  const open = JSON.stringify(
    rows.filter(({ outcomeBy }) => outcomeBy === 'none').map(({ id }) => id)
  );
  const memory = useRef<{ of: string; attempt: number; found: Map<string, Found | null> }>({
    of: scopeKey,
    attempt,
    found: new Map(),
  });
  const [known, setKnown] = useState<ReadonlyMap<string, Found | null>>(memory.current.found);

  useEffect(() => {
    const within = JSON.parse(scopeKey) as ListScope | null;
    if (!within) return undefined;
    if (memory.current.of !== scopeKey) {
      memory.current = { of: scopeKey, attempt, found: new Map() };
      setKnown(memory.current.found);
    } else if (memory.current.attempt !== attempt) {
      const settled = [...memory.current.found].filter(
        ([, outcome]) => outcome !== null && outcome.outcome !== 'running'
      );
      memory.current = { of: scopeKey, attempt, found: new Map(settled) };
      setKnown(memory.current.found);
    }
    const { found } = memory.current;
    const abort = new AbortController();
    const left = (JSON.parse(open) as string[]).filter((id) => !found.has(id));
    void (async () => {
      for (let at = 0; at < left.length; at += CHUNK) {
        const ids = left.slice(at, at + CHUNK);
        const { outcomes } = await fetchOutcomes(http, within, ids, abort.signal).catch(
          (): OutcomesAnswer => ({ outcomes: {} })
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
  }, [http, scopeKey, open, attempt]);

  return useMemo(
    () =>
      rows.map((row): ListedRequest => {
        if (row.outcomeBy !== 'none') return row;
        const found = known.get(row.id);
        if (found === undefined) return { ...row, looking: true };
        return found ? { ...row, ...found } : { ...row, unlooked: true };
      }),
    [rows, known]
  );
}
