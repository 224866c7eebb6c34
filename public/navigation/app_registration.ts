/** Where Kibana shows the app, and what its global search finds it by. In the entry bundle: no imports but translations. */
import { i18n } from '@kbn/i18n';

/** The settings page, within the app. */
export const SETTINGS_ROUTE = '/settings';

export interface AppCategory {
  id: string;
  label: string;
  order: number;
  euiIconType: string;
}

/**
 * Kibana's own category (its DEFAULT_APP_CATEGORIES, which a plugin can't import at run time).
 * @param observability whether Kibana has its section Observability: on its own the app would be the section's only entry
 */
export function getAppCategory(observability: boolean): AppCategory {
  return observability
    ? {
        id: 'observability',
        order: 3000,
        euiIconType: 'logoObservability',
        label: i18n.translate('requestTrace.category.observability', {
          defaultMessage: 'Observability',
        }),
      }
    : {
        id: 'kibana',
        order: 1000,
        euiIconType: 'logoKibana',
        label: i18n.translate('requestTrace.category.analytics', { defaultMessage: 'Analytics' }),
      };
}

/** Compared as a whole with what is typed, so names of several words and their first words both work. */
export const APP_KEYWORDS = [
  'kubernetes',
  'k8s',
  'kubectl',
  'kube-apiserver',
  'kubelet',
  'request id',
  'reqid',
  'audit id',
  'trace id',
  'trace request',
  'log tracking',
];

/**
 * Pages that global search offers beside the app. Neither `navLinkStatus` (to 8.12) nor `visibleIn` (later) is given: without
 * them every version shows a deep link in global search and not in the side navigation.
 */
export function getAppDeepLinks(): Array<{
  id: string;
  title: string;
  path: string;
  keywords: string[];
}> {
  return [
    {
      id: 'settings',
      title: i18n.translate('requestTrace.deepLink.settings', { defaultMessage: 'Settings' }),
      path: SETTINGS_ROUTE,
      keywords: [...APP_KEYWORDS, 'sources', 'data view', 'log sources'],
    },
  ];
}
