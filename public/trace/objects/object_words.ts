/** How objects hang together and what was done to them, in words. */
import { i18n } from '@kbn/i18n';
import type { ObjectNode, ObjectRelation } from '../../../common/model/diagnosis';

export function relationWord(relation: ObjectRelation): string {
  switch (relation) {
    case 'owner': return '';
    case 'volume': return i18n.translate('requestTrace.objects.volume', { defaultMessage: 'volume' });
    case 'claim': return i18n.translate('requestTrace.objects.claim', { defaultMessage: 'claim' });
    case 'attachment': return i18n.translate('requestTrace.objects.attachment', { defaultMessage: 'attachment' });
    case 'node': return i18n.translate('requestTrace.objects.node', { defaultMessage: 'node' });
    default: return i18n.translate('requestTrace.objects.reference', { defaultMessage: 'referred to' });
  }
}

/** `used` goes without saying. */
export function changeWord(change: Exclude<ObjectNode['change'], 'used' | undefined>): string {
  switch (change) {
    case 'created': return i18n.translate('requestTrace.objects.created', { defaultMessage: 'created' });
    case 'updated': return i18n.translate('requestTrace.objects.updated', { defaultMessage: 'updated' });
    case 'deleted': return i18n.translate('requestTrace.objects.deleted', { defaultMessage: 'deleted' });
    default: return i18n.translate('requestTrace.objects.missing', { defaultMessage: 'missing' });
  }
}
