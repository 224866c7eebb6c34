/** What Kibana's help menu offers while the app is open. */
import { i18n } from '@kbn/i18n';
import { PLUGIN_NAME } from '../../common/api/paths';
import type { CoreStart } from '../kibana_types';

/** Kubernetes' own pages: how audit logs and component logs are made is what decides what a trace can show. */
export function setHelpMenu(chrome: CoreStart['chrome']): void {
  try {
    chrome.setHelpExtension?.({
      appName: PLUGIN_NAME,
      links: [
        {
          linkType: 'custom',
          target: '_blank',
          rel: 'noopener',
          iconType: 'popout',
          iconSide: 'right',
          href: 'https://kubernetes.io/docs/tasks/debug/debug-cluster/audit/',
          content: i18n.translate('requestTrace.help.audit', {
            defaultMessage: 'Kubernetes audit logs',
          }),
        },
        {
          linkType: 'custom',
          target: '_blank',
          rel: 'noopener',
          iconType: 'popout',
          iconSide: 'right',
          href: 'https://kubernetes.io/docs/concepts/cluster-administration/system-logs/',
          content: i18n.translate('requestTrace.help.componentLogs', {
            defaultMessage: 'Kubernetes component logs',
          }),
        },
      ],
    });
  } catch {
    // A chrome with another contract has its own help.
  }
}
