/** Words for the kinds of IDs. */
import { i18n } from '@kbn/i18n';
import type { TraceableId } from './parse_search_text';

/** `request ID cbfe…`, within a sentence. */
export function describeId({ kind, value }: TraceableId): string {
  switch (kind) {
    case 'reqID':
      return i18n.translate('requestTrace.id.reqID', {
        defaultMessage: 'request ID {value}',
        values: { value },
      });
    case 'auditID':
      return i18n.translate('requestTrace.id.auditID', {
        defaultMessage: 'audit ID {value}',
        values: { value },
      });
    case 'traceID':
      return i18n.translate('requestTrace.id.traceID', {
        defaultMessage: 'trace ID {value}',
        values: { value },
      });
    case 'objectUID':
      return i18n.translate('requestTrace.id.objectUID', {
        defaultMessage: 'object UID {value}',
        values: { value },
      });
    case 'podUID':
      return i18n.translate('requestTrace.id.podUID', {
        defaultMessage: 'Pod UID {value}',
        values: { value },
      });
    case 'id':
      return i18n.translate('requestTrace.id.id', {
        defaultMessage: 'ID {value}',
        values: { value },
      });
  }
}
