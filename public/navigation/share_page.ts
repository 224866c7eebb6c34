/** Shares the page as it is through Kibana's Share menu, as a short URL too; without that menu the address is copied. */
import { copyToClipboard } from '@elastic/eui';
import { i18n } from '@kbn/i18n';
import { PLUGIN_ID } from '../../common/api/paths';
import { parseSearch } from '../app_url/url_state';
import type { CoreStart } from '../kibana_types';
import { REQUEST_TRACE_LOCATOR, type RequestTraceLocatorParams } from '../locator';
import type { Services } from '../types';

interface PageLocation {
  pathname: string;
  search: string;
}

/** The locator's parameters for a page of the app. Plain JSON: a short URL is stored with them. */
export function getLocatorParams({ search }: PageLocation): RequestTraceLocatorParams {
  const { view, ...rest } = parseSearch(search);
  return { ...rest, ...(Object.keys(view).length > 0 ? { view } : {}) };
}

/**
 * Whether the user may make short URLs. Kibana gives the right with the privilege of an app (Discover, Dashboard, …) and tells
 * under that app's name; the right itself, to write the object `url`, is the same whichever app it came with.
 */
export function canCreateShortUrl(
  capabilities: CoreStart['application']['capabilities'] | undefined
): boolean {
  return Object.values(capabilities ?? {}).some((app) => app?.createShortUrl === true);
}

/** @param anchor where 8.12's menu hangs; later versions open a dialogue */
export async function sharePage(
  { core, plugins }: Services,
  location: PageLocation,
  anchor: HTMLElement
): Promise<void> {
  const url = core.application.getUrlForApp(PLUGIN_ID, {
    path: `${location.pathname}${location.search}`,
    absolute: true,
  });
  const title = i18n.translate('requestTrace.share.title', { defaultMessage: 'Share this trace' });
  try {
    const locator = plugins.share?.url?.locators?.get?.(REQUEST_TRACE_LOCATOR);
    if (plugins.share?.toggleShareContextMenu) {
      const params = getLocatorParams(location);
      plugins.share.toggleShareContextMenu({
        anchorElement: anchor,
        allowEmbed: false,
        allowShortUrl: canCreateShortUrl(core.application.capabilities),
        objectType: i18n.translate('requestTrace.share.objectType', { defaultMessage: 'trace' }),
        // from about 8.14 on: the dialogue's title, and that it has no tab for embedding
        objectTypeMeta: { title, config: { embed: { disabled: true } } },
        isDirty: false,
        shareableUrl: url,
        ...(locator ? { shareableUrlLocatorParams: { locator, params } } : {}),
        sharingData: { title: params.id ?? title },
      });
      return;
    }
  } catch {
    // A Share menu with another contract: the address still works.
  }
  if (copyToClipboard(url)) {
    core.notifications.toasts.addSuccess(
      i18n.translate('requestTrace.share.copied', {
        defaultMessage: 'The link to this page was copied',
      })
    );
  } else {
    core.notifications.toasts.addDanger({
      title: i18n.translate('requestTrace.share.notCopied', {
        defaultMessage: 'The link could not be copied',
      }),
      text: url,
    });
  }
}
