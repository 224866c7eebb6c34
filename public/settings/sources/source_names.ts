import { i18n } from '@kbn/i18n';
import type { RecordSource } from '../../../common/model/log_record';
import type { FieldRole } from '../../../common/api/sources';

export function getSourceName(source: RecordSource): string {
  switch (source) {
    case 'component':
      return i18n.translate('requestTrace.settingsPage.source.component', {
        defaultMessage: 'Component logs',
      });
    case 'audit':
      return i18n.translate('requestTrace.settingsPage.source.audit', {
        defaultMessage: 'Audit log',
      });
    case 'event':
      return i18n.translate('requestTrace.settingsPage.source.event', { defaultMessage: 'Events' });
    case 'pod':
      return i18n.translate('requestTrace.settingsPage.source.pod', { defaultMessage: 'Pod logs' });
    default:
      return source;
  }
}

export function getRoleName(role: FieldRole): string {
  switch (role) {
    case 'time':
      return i18n.translate('requestTrace.settingsPage.fieldRole.time', { defaultMessage: 'time' });
    case 'id':
      return i18n.translate('requestTrace.settingsPage.fieldRole.id', { defaultMessage: 'ID' });
    case 'message':
      return i18n.translate('requestTrace.settingsPage.fieldRole.message', {
        defaultMessage: 'line',
      });
    case 'object':
      return i18n.translate('requestTrace.settingsPage.fieldRole.object', {
        defaultMessage: 'object',
      });
    default:
      return role;
  }
}
