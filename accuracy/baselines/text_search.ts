/**
 * What people do today: search the logs of the time in which something was done for a name. Pure: over records in memory, so
 * that it is the same wherever it runs.
 */
import type { Operation } from '../labels';
import type { RecordKey } from '../record_key';
import type { RawRecord } from './raw_records';

export type SearchedField = 'name' | 'namespace';

/** What somebody who looks into this operation would search for; undefined where there is no such thing. */
export function getSearchWord(
  { resource, namespace }: Pick<Operation, 'resource' | 'namespace'>,
  what: SearchedField
): string | undefined {
  if (what === 'namespace') return namespace ?? undefined;
  // deployments/web, or a selector: pods -l app=web
  return resource?.split('/')[1] || resource?.split('=')[1] || undefined;
}

const isWordCharacter = (character: string | undefined): boolean =>
  character !== undefined && /[a-z0-9]/.test(character);

/** Whether a text has this word: `web` is in `shop/web-5d9`, not in `webhook`. */
export function hasWord(text: string, word: string): boolean {
  for (let at = text.indexOf(word); at >= 0; at = text.indexOf(word, at + 1)) {
    if (!isWordCharacter(text[at - 1]) && !isWordCharacter(text[at + word.length])) return true;
  }
  return false;
}

/** The first record at or after a time. */
function findFirstIndexSince(records: readonly RawRecord[], time: number): number {
  let low = 0;
  let high = records.length;
  while (low < high) {
    const middle = (low + high) >> 1;
    if (records[middle]!.time < time) low = middle + 1;
    else high = middle;
  }
  return low;
}

/** @param records in order of time */
export function searchText(
  records: readonly RawRecord[],
  { start, end }: Pick<Operation, 'start' | 'end'>,
  word: string | undefined
): Map<RecordKey, null> {
  const found = new Map<RecordKey, null>();
  if (!word) return found;
  const last = Date.parse(end);
  for (
    let i = findFirstIndexSince(records, Date.parse(start));
    i < records.length && records[i]!.time <= last;
    i++
  ) {
    if (hasWord(records[i]!.text, word)) found.set(records[i]!.key, null);
  }
  return found;
}
