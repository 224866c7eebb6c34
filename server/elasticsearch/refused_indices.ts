/**
 * Which indices the reader's roles keep from the reader. Searches don't tell: with a pattern, and with `ignore_unavailable`
 * for plain names as well, Elasticsearch searches what the reader may see and says nothing of the rest.
 */
import type { SearchClient } from '../kibana_types';
import type { UserCache, CacheKind } from './user_cache';

/** The check decides over a remark only: nobody waits longer for it, in ms. */
const TIMEOUT_MS = 3_000;
const MAX_CHECKED_NAMES = 100;

/** Names whose privileges can be asked for: no exclusions (`-name`), no date math, nothing of other clusters. */
function selectCheckableNames(names: string[]): string[] {
  return [...new Set(names)]
    .filter((name) => !/^[-<]/.test(name) && !name.includes(':'))
    .slice(0, MAX_CHECKED_NAMES);
}

/**
 * Which of the named indices and patterns the current user's roles don't cover, or don't wholly cover: the user may still
 * read a part of what a pattern stands for. Roles on aliases and data streams count under the alias' name only, as they do in
 * a search. Security that is off answers 400 (no such endpoint): then nothing is refused, and likewise without an answer.
 * https://www.elastic.co/guide/en/elasticsearch/reference/8.12/security-api-has-privileges.html
 */
export async function findRefusedIndices(
  client: SearchClient,
  names: string[],
  signal?: AbortSignal
): Promise<string[]> {
  const asked = selectCheckableNames(names);
  if (!client.security || !asked.length) return [];
  try {
    const { index } = await client.security.hasPrivileges(
      {
        index: [
          { names: asked.map((name) => (name === '_all' ? '*' : name)), privileges: ['read'] },
        ],
      },
      { signal, maxRetries: 0, requestTimeout: TIMEOUT_MS }
    );
    return asked.filter((name) => index[name === '_all' ? '*' : name]?.read === false);
  } catch {
    return [];
  }
}

/** A role that was changed is seen this much later. */
const REFUSED_INDICES_CACHE: CacheKind<Promise<string[]>> = {
  name: 'refused indices',
  lifetimeMs: 60_000,
  maxEntries: 500,
};

/** The same, remembered for a minute, so that not every trace asks. */
export function getCachedRefusedIndices(
  userCache: UserCache,
  client: SearchClient,
  names: string[]
): Promise<string[]> {
  const key = JSON.stringify(names);
  const kept = userCache.get(REFUSED_INDICES_CACHE, key);
  if (kept) return kept;
  // not aborted with the request that happens to be the first: others wait for the same answer, and it is short
  const answer = findRefusedIndices(client, names);
  userCache.set(REFUSED_INDICES_CACHE, key, answer);
  return answer;
}

/**
 * Whether nothing at all was searched: what was named are indices, not patterns (of which a part may be readable), and all of
 * them are refused. Elasticsearch answers such a search with an empty result where the reader may read something else.
 */
export function areAllRefused(asked: string[], refused: string[]): boolean {
  return (
    asked.length > 0 &&
    asked.every(
      (name) =>
        name.startsWith('-') || (!name.includes('*') && name !== '_all' && refused.includes(name))
    )
  );
}

/** Nothing of what was named may be read: there is no answer, not an empty one. */
export class IndicesRefusedError extends Error {
  override readonly name = 'IndicesRefusedError';

  constructor(readonly indices: string[]) {
    super(`The current user may read none of ${indices.join(', ')}`);
  }
}

interface RefusedIndices {
  refused: string[];
  /** the request named the indices itself; otherwise they are the server's default patterns */
  named: boolean;
  /** the indices of the records that were found */
  found: string[];
}

/**
 * The refusals that are worth a callout. Of the server's default patterns most don't exist, and who may read one of them
 * misses nothing that anybody knows of: that is told in a quieter place. But where nothing was found, what is missing may be
 * in any of them; and a pattern that brought records and is refused was searched in part.
 */
export function selectReportedIndices({ refused, named, found }: RefusedIndices): string[] {
  if (named || !found.length) return refused;
  return refused.filter((name) => found.some((index) => matchesPattern(name, index)));
}

/** Whether an index' name is one that a pattern with `*` stands for, for backing indices by their data stream's name. */
function matchesPattern(pattern: string, index: string): boolean {
  const name = index.startsWith('.ds-') ? index.slice('.ds-'.length) : index;
  const [first = '', ...rest] = (pattern === '_all' ? '*' : pattern).split('*');
  const last = rest.pop();
  if (last === undefined) return name === pattern;
  if (!name.startsWith(first)) return false;
  let at = first.length;
  for (const part of rest) {
    const next = name.indexOf(part, at);
    if (next < 0) return false;
    at = next + part.length;
  }
  return name.length - last.length >= at && name.endsWith(last);
}
