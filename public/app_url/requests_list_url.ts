/** The requests list in the app's URL: its filters, its order, and how many rows are shown. */
import { OUTCOMES, type Outcome } from '../../common/model/diagnosis';

/** The filters that a pasted text can set; exact, but for `*`. */
export interface RequestFilters {
  user?: string;
  verb?: string;
  resource?: string;
  namespace?: string;
  name?: string;
  /** words anywhere in a request */
  words?: string;
}

export interface RequestsListState extends RequestFilters {
  outcome?: Outcome;
  /** service accounts, nodes and components too */
  everyone?: true;
  /** absent: by time */
  sort?: 'duration' | 'errors';
  /** absent: the newest, the longest, the most first */
  ascending?: true;
  /** rows that are shown, where that is more than the first page */
  rows?: number;
}

/** Characters: as the route's schema has it (common/api/schemas.ts, which is too large to load in a browser). */
export const MAX_FILTER_VALUE_LENGTH = 253;
export const MAX_WORDS_LENGTH = 512;
/** Rows that a link restores: each hundred is a search. */
export const MAX_ROWS = 1_000;

const FILTER_NAMES = ['user', 'verb', 'resource', 'namespace', 'name'] as const;

/** undefined where the URL says nothing of the list. */
export function readListState(query: URLSearchParams): RequestsListState | undefined {
  const list: RequestsListState = {};
  for (const key of FILTER_NAMES) {
    const value = query.get(key)?.trim();
    if (value && value.length <= MAX_FILTER_VALUE_LENGTH) list[key] = value;
  }
  // not trimmed: while it is typed, a space at its end is the start of the next word
  const words = query.get('words')?.slice(0, MAX_WORDS_LENGTH);
  if (words) list.words = words;
  const outcome = OUTCOMES.find((known) => known === query.get('outcome'));
  if (outcome) list.outcome = outcome;
  if (query.get('people') === 'false') list.everyone = true;
  const sort = (['duration', 'errors'] as const).find((known) => known === query.get('sortBy'));
  if (sort) list.sort = sort;
  if (query.get('order') === 'asc') list.ascending = true;
  const rows = /^\d{1,5}$/.test(query.get('rows') ?? '')
    ? Math.min(Number(query.get('rows')), MAX_ROWS)
    : 0;
  if (rows > 0) list.rows = rows;
  return Object.keys(list).length > 0 ? list : undefined;
}

/** Writes what `readList` reads back; what is too long is left out. */
export function writeListState(list: RequestsListState, query: URLSearchParams): void {
  for (const key of FILTER_NAMES) {
    const value = list[key]?.trim();
    if (value && value.length <= MAX_FILTER_VALUE_LENGTH) query.append(key, value);
  }
  if (list.words) query.append('words', list.words.slice(0, MAX_WORDS_LENGTH));
  if (list.outcome) query.append('outcome', list.outcome);
  if (list.everyone) query.append('people', 'false');
  if (list.sort) query.append('sortBy', list.sort);
  if (list.ascending) query.append('order', 'asc');
  if (list.rows) query.append('rows', String(Math.min(list.rows, MAX_ROWS)));
}
