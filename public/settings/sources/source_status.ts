import { i18n } from '@kbn/i18n';
import type { SourceState } from '../../../common/api/sources';

/** How a source is, from best to worst; `optional`: not there, and not missed. */
export type SourceStatus = 'there' | 'optional' | 'incomplete' | 'missing';

export const STATUS_COLORS: Record<SourceStatus, string> = {
  there: 'success',
  optional: 'subdued',
  incomplete: 'warning',
  missing: 'danger',
};

export function getSourceStatus(state: SourceState): SourceStatus {
  if (state.records === 0) return state.isOptional ? 'optional' : 'missing';
  // Without request IDs a cluster is as released Kubernetes makes it: nothing that an operator can better.
  return state.advice.some(({ code }) => code !== 'no_reqid') ? 'incomplete' : 'there';
}

export function getStatusLabel(status: SourceStatus): string {
  switch (status) {
    case 'there':
      return i18n.translate('requestTrace.sources.status.there', { defaultMessage: 'there' });
    case 'optional':
      return i18n.translate('requestTrace.sources.status.optional', {
        defaultMessage: 'missing, optional',
      });
    case 'incomplete':
      return i18n.translate('requestTrace.sources.status.incomplete', {
        defaultMessage: 'could be better',
      });
    default:
      return i18n.translate('requestTrace.sources.status.missing', { defaultMessage: 'missing' });
  }
}

/** "8 there": how many sources are so. */
export function formatStatusCount(status: SourceStatus, count: number): string {
  switch (status) {
    case 'there':
      return i18n.translate('requestTrace.sources.count.there', {
        defaultMessage: '{count, number} there',
        values: { count },
      });
    case 'optional':
      return i18n.translate('requestTrace.sources.count.optional', {
        defaultMessage: '{count, number} missing, optional',
        values: { count },
      });
    case 'incomplete':
      return i18n.translate('requestTrace.sources.count.incomplete', {
        defaultMessage: '{count, number} could be better',
        values: { count },
      });
    default:
      return i18n.translate('requestTrace.sources.count.missing', {
        defaultMessage: '{count, number} missing',
        values: { count },
      });
  }
}
