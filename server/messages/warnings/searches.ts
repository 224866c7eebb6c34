/** Warnings about what the searches of any answer could not bring. */
import { i18n } from '@kbn/i18n';
import { indicesRefusedText } from '../search_errors';
import type { WarningEntries } from './warning_entry';

export const SEARCH_WARNINGS = {
  indices_missing: {
    code: 'indices_missing',
    text: ({ indices }: { indices: readonly string[] }) =>
      i18n.translate('requestTrace.warningText.indicesMissing', {
        defaultMessage: 'There is no index {indices}: check the name, or use a pattern.',
        values: { indices: indices.join(', ') },
      }),
  },
  indices_refused: {
    code: 'indices_refused',
    text: ({ indices }: { indices: readonly string[] }) => indicesRefusedText(indices),
  },
  range_limited: {
    code: 'range_limited',
    text: ({ limit }: { limit: string }) =>
      i18n.translate('requestTrace.warningText.rangeLimited', {
        defaultMessage:
          'The time range is longer than {limit} (requestTrace.maxRange) and was cut to it.',
        values: { limit },
      }),
  },
  timed_out: {
    code: 'timed_out',
    text: () =>
      i18n.translate('requestTrace.warningText.timedOut', {
        defaultMessage:
          'Elasticsearch ran out of time: records may be missing. Narrow the time range, or raise requestTrace.timeout.',
      }),
  },
  shards_failed: {
    code: 'shards_failed',
    text: ({ failures }: { failures: ReadonlyArray<{ reason: string; shards: number }> }) =>
      i18n.translate('requestTrace.warningText.shardsFailed', {
        defaultMessage: 'Some shards failed, so records may be missing: {reasons}',
        values: {
          reasons: failures
            .map(({ reason, shards }) => `${reason}${shards > 1 ? ` (×${shards})` : ''}`)
            .join('; '),
        },
      }),
  },
  clusters_skipped: {
    code: 'clusters_skipped',
    text: ({ count }: { count: number }) =>
      i18n.translate('requestTrace.warningText.clustersSkipped', {
        defaultMessage:
          '{count, plural, one {# remote cluster} other {# remote clusters}} did not answer and {count, plural, one {was} other {were}} skipped.',
        values: { count },
      }),
  },
  too_large: {
    code: 'truncated',
    text: ({ count }: { count: number }) =>
      i18n.translate('requestTrace.warningText.tooLarge', {
        defaultMessage:
          'At least {count, plural, one {# document is} other {# documents are}} missing because all of them together are larger than one request may fetch (requestTrace.maxBytes). Narrow the time range, or raise this setting.',
        values: { count },
      }),
  },
} as const satisfies WarningEntries;
