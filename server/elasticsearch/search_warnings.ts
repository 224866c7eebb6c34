import type { SearchNotes } from './searcher';

/** A warning as data; `messages/warnings` has the text. */
export type SearchWarning =
  | { warning: 'timed_out' }
  | { warning: 'shards_failed'; values: { failures: Array<{ reason: string; shards: number }> } }
  | { warning: 'clusters_skipped'; values: { count: number } }
  | { warning: 'too_large'; values: { count: number } };

/** Returns what the searches of one request could not bring. */
export function createSearchWarnings({
  hasTimedOut,
  failedShards,
  skippedClusters,
  omittedDocuments,
}: SearchNotes): SearchWarning[] {
  return [
    ...(hasTimedOut ? [{ warning: 'timed_out' } as const] : []),
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
    ...(omittedDocuments
      ? [{ warning: 'too_large', values: { count: omittedDocuments } } as const]
      : []),
  ];
}
