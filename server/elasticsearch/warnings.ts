import { i18n } from '@kbn/i18n';
import type { TraceWarning, WarningCode } from '../../common/model/trace';
import type { SearchNotes } from './searcher';

/** What went less than well in the searches of a request. */
export function searchWarnings(notes: SearchNotes): TraceWarning[] {
  const warnings: TraceWarning[] = [];
  const warn = (code: WarningCode, message: string) => warnings.push({ code, message });
  if (notes.timedOut) {
    warn('timed_out', i18n.translate('requestTrace.warningText.timedOut', {
      defaultMessage: 'Elasticsearch ran out of time: records may be missing. Narrow the time range, or raise requestTrace.timeout.',
    }));
  }
  if (notes.failedShards.size) {
    const reasons = [...notes.failedShards].map(([reason, count]) => `${reason}${count > 1 ? ` (×${count})` : ''}`).join('; ');
    warn('shards_failed', i18n.translate('requestTrace.warningText.shardsFailed', {
      defaultMessage: 'Some shards failed, so records may be missing: {reasons}', values: { reasons },
    }));
  }
  if (notes.skippedClusters) {
    warn('clusters_skipped', i18n.translate('requestTrace.warningText.clustersSkipped', {
      defaultMessage: '{count, plural, one {# remote cluster} other {# remote clusters}} did not answer and {count, plural, one {was} other {were}} skipped.', values: { count: notes.skippedClusters },
    }));
  }
  if (notes.tooLarge) {
    warn('truncated', i18n.translate('requestTrace.warningText.tooLarge', {
      defaultMessage: 'At least {count, plural, one {# document is} other {# documents are}} missing because all of them together are larger than one request may fetch (requestTrace.maxBytes). Narrow the time range, or raise this setting.',
      values: { count: notes.tooLarge },
    }));
  }
  return warnings;
}
