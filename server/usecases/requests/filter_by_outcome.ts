import type { Outcome } from '../../../common/model/diagnosis';
import type { PageCursor } from './page_cursor';
import { addOutcomes, needsDiagnosis, type DiagnoseOptions } from './diagnose_outcomes';
import type { CountMode, RequestLister, RequestRow, RowPage } from './request_row';

/** Bounds of a search by outcome: each request that it looks at is a trace, of up to 60 searches. A further page goes on. */
const MAX_EXAMINED = 60;
const TIME_LIMIT_MS = 10_000;
/** Requests fetched, and looked into, at a time. */
const FETCH_SIZE = 50;
const CHUNK_SIZE = 6;

export interface OutcomeFilterCounts extends RowPage {
  examined: number;
  /** not one was looked into, for want of time: so many were to be */
  undiagnosed: number;
}

/**
 * The newest requests with this outcome: looks into those that match the other filters one after the other, until there are
 * enough, or too many were looked at, or the time is up. `after` goes on from there.
 */
export async function filterByOutcome(
  lister: RequestLister,
  outcome: Outcome,
  ask: { size: number; after?: PageCursor; count: CountMode },
  diagnosing: DiagnoseOptions
): Promise<OutcomeFilterCounts | null> {
  const until = performance.now() + TIME_LIMIT_MS;
  const rows: RequestRow[] = [];
  let examined = 0;
  let notLookedInto = 0;
  let first: RowPage | undefined;
  let place = ask.after;
  let isEnd = false;
  let isStopped = false;
  while (!isEnd && !isStopped) {
    const page = await lister.getPage({
      size: FETCH_SIZE,
      after: place,
      count: first ? 'nothing' : ask.count,
    });
    if (!page) return null;
    first ??= page;
    for (let i = 0; i < page.rows.length && !isStopped; i += CHUNK_SIZE) {
      const chunk = page.rows.slice(i, i + CHUNK_SIZE);
      const left = await addOutcomes(
        chunk.map(({ summary }) => summary),
        diagnosing,
        until - performance.now()
      );
      // what was not looked into is where the next page begins
      const known = left
        ? chunk.slice(
            0,
            chunk.findIndex(({ summary }) => needsDiagnosis(summary))
          )
        : chunk;
      for (const row of known) {
        examined++;
        place = row.place;
        if (row.summary.outcome === outcome) rows.push(row);
        isStopped = rows.length >= ask.size;
        if (isStopped) break;
      }
      if (!examined) notLookedInto = left;
      isStopped ||= left > 0 || examined >= MAX_EXAMINED || performance.now() > until;
    }
    if (isStopped) break;
    isEnd = page.after === undefined;
    place = page.after;
  }
  return {
    ...first!,
    rows,
    examined,
    undiagnosed: notLookedInto,
    after: isEnd ? undefined : place,
  };
}
