import type { Outcome } from '../../../common/model/diagnosis';
import type { After } from './after';
import { addOutcomes, isOpen, type Diagnosing } from './outcomes';
import type { Count, Lister, Row, RowPage } from './row';

/** Bounds of a search by outcome: each request that it looks at is a trace, of up to 60 searches. A further page goes on. */
const MAX_EXAMINED = 60;
const TIME_MS = 10_000;
/** Requests fetched, and looked into, at a time. */
const FETCHED = 50;
const CHUNK = 6;

export interface Examined extends RowPage {
  examined: number;
  /** not one was looked into, for want of time: so many were to be */
  notLookedInto: number;
}

/**
 * The newest requests with this outcome: looks into those that match the other filters one after the other, until there are
 * enough, or too many were looked at, or the time is up. `after` goes on from there.
 */
export async function examine(
  lister: Lister,
  outcome: Outcome,
  ask: { size: number; after?: After; count: Count },
  diagnosing: Diagnosing
): Promise<Examined | null> {
  const until = performance.now() + TIME_MS;
  const rows: Row[] = [];
  let examined = 0;
  let notLookedInto = 0;
  let first: RowPage | undefined;
  let place = ask.after;
  let isEnd = false;
  let isStopped = false;
  while (!isEnd && !isStopped) {
    const page = await lister.page({
      size: FETCHED,
      after: place,
      count: first ? 'nothing' : ask.count,
    });
    if (!page) return null;
    first ??= page;
    for (let i = 0; i < page.rows.length && !isStopped; i += CHUNK) {
      const chunk = page.rows.slice(i, i + CHUNK);
      const left = await addOutcomes(
        chunk.map(({ summary }) => summary),
        diagnosing,
        until - performance.now()
      );
      // what was not looked into is where the next page begins
      const known = left
        ? chunk.slice(
            0,
            chunk.findIndex(({ summary }) => isOpen(summary))
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
  return { ...first!, rows, examined, notLookedInto, after: isEnd ? undefined : place };
}
