/** Texts about records that no request caused. */
import { i18n } from '@kbn/i18n';

/** What a record looks like that no user's request explains. */
export type UncausedKind = 'periodic' | 'node' | 'start';

/** @param component that wrote the record */
export function uncausedText(kind: UncausedKind, component: string): string {
  switch (kind) {
    case 'periodic':
      return i18n.translate('requestTrace.candidates.instead.periodic', {
        defaultMessage:
          'It looks like periodic work, which goes on whatever anybody asks for: a lease, a heartbeat, a probe, a resync, garbage collection.',
      });
    case 'node':
      return i18n.translate('requestTrace.candidates.instead.node', {
        defaultMessage:
          'It looks like a change of a node’s own state (a failure, a restart, a lack of resources), which no request asked for.',
      });
    case 'start':
      return i18n.translate('requestTrace.candidates.instead.start', {
        defaultMessage: 'It looks like the start of {component}, which no request asked for.',
        values: { component },
      });
  }
}
