import type { SearchNotes } from './searcher';

/** A warning as data; `messages/warnings` has the text. */
export type SearchWarning =
  | { warning: 'timed_out' }
  | { warning: 'shards_failed'; values: { failures: Array<{ reason: string; shards: number }> } }
  | { warning: 'clusters_skipped'; values: { count: number } }
  | { warning: 'too_large'; values: { count: number } };

/** Returns what the searches of one request could not bring. */
export function searchWarnings({
  timedOut,
  failedShards,
  skippedClusters,
  tooLarge,
}: SearchNotes): SearchWarning[] {
  return [
    ...(timedOut ? [{ warning: 'timed_out' } as const] : []),
    ...(failedShards.size
      ? [
          {
            warning: 'shards_failed',
            values: { failures: [...failedShards].map(([reason, shards]) => ({ reason, shards })) },
          } as const,
        ]
      : []),
    ...(skippedClusters
      ? [{ warning: 'clusters_skipped', values: { count: skippedClusters } } as const]
      : []),
    ...(tooLarge ? [{ warning: 'too_large', values: { count: tooLarge } } as const] : []),
  ];
}
