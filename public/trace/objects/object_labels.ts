/** How objects hang together and what was done to them, in words. */
import { i18n } from '@kbn/i18n';
import type { ObjectNode, ObjectRelation } from '../../../common/model/diagnosis';

/** How it hangs on what is above it in the tree; '' where its kind says it, or it goes without saying. */
export function getRelationLabel(relation: ObjectRelation, kind: string | undefined): string {
  switch (relation) {
    case 'owner':
      return '';
    case 'volume':
      return i18n.translate('requestTrace.objects.volume', { defaultMessage: 'volume' });
    case 'claim':
      return i18n.translate('requestTrace.objects.claim', { defaultMessage: 'claim' });
    case 'attachment':
      return i18n.translate('requestTrace.objects.attachment', { defaultMessage: 'attachment' });
    case 'node':
      return kind === 'Node'
        ? ''
        : i18n.translate('requestTrace.objects.onNode', { defaultMessage: 'on this node' });
    default:
      return i18n.translate('requestTrace.objects.reference', { defaultMessage: 'referred to' });
  }
}

/** `used` goes without saying. */
export function getChangeLabel(change: Exclude<ObjectNode['change'], 'used' | undefined>): string {
  switch (change) {
    case 'created':
      return i18n.translate('requestTrace.objects.created', { defaultMessage: 'created' });
    case 'updated':
      return i18n.translate('requestTrace.objects.updated', { defaultMessage: 'updated' });
    case 'deleted':
      return i18n.translate('requestTrace.objects.deleted', { defaultMessage: 'deleted' });
    default:
      return i18n.translate('requestTrace.objects.missing', { defaultMessage: 'missing' });
  }
}
