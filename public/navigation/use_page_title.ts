/** What Kibana's header and the browser's tab call a page of the app. */
import { useEffect } from 'react';
import { useHistory } from 'react-router-dom';
import { PLUGIN_NAME } from '../../common/api/paths';
import type { CoreStart } from '../kibana_types';
import { isPlainClick } from '../app_url/app_link';
import { HOME_ROUTE } from '../app_url/url_state';

/**
 * Sets the breadcrumbs (the app's first page, then this one) and the page's title.
 * @param name what stands in the breadcrumb; `title`, for the tab, may say more
 */
export function usePageTitle(core: CoreStart, name: string, title: string = name): void {
  const history = useHistory();
  useEffect(() => {
    core.chrome.setBreadcrumbs([
      {
        text: PLUGIN_NAME,
        href: history.createHref({ pathname: HOME_ROUTE }),
        onClick: (event) => {
          if (!isPlainClick(event)) return;
          event.preventDefault();
          history.push(HOME_ROUTE);
        },
      },
      { text: name },
    ]);
    core.chrome.docTitle.change([title, PLUGIN_NAME]);
  }, [core, history, name, title]);
}
