import { i18n } from '@kbn/i18n';
import type { RecordSource } from '../../../common/model/log_record';
import type { FieldRole } from '../../../common/api/sources';

export function sourceName(source: RecordSource): string {
  switch (source) {
    case 'component': return i18n.translate('requestTrace.settings.source.component', { defaultMessage: 'Component logs' });
    case 'audit': return i18n.translate('requestTrace.settings.source.audit', { defaultMessage: 'Audit log' });
    case 'event': return i18n.translate('requestTrace.settings.source.event', { defaultMessage: 'Events' });
    case 'pod': return i18n.translate('requestTrace.settings.source.pod', { defaultMessage: 'Pod logs' });
    default: return source;
  }
}

export function roleName(role: FieldRole): string {
  switch (role) {
    case 'time': return i18n.translate('requestTrace.settings.fieldRole.time', { defaultMessage: 'time' });
    case 'id': return i18n.translate('requestTrace.settings.fieldRole.id', { defaultMessage: 'ID' });
    case 'message': return i18n.translate('requestTrace.settings.fieldRole.message', { defaultMessage: 'line' });
    case 'object': return i18n.translate('requestTrace.settings.fieldRole.object', { defaultMessage: 'object' });
    default: return role;
  }
}
