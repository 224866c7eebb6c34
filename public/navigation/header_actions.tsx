/** The app's links in Kibana's header: share this page, settings. */
import React from 'react';
import { EuiHeaderLink, EuiHeaderLinks } from '@elastic/eui';
import { i18n } from '@kbn/i18n';
import { useHistory, useLocation } from 'react-router-dom';
import { isPlainClick } from '../app_url/app_link';
import type { AppMountParameters } from '../kibana_types';
import type { Services } from '../types';
import { SETTINGS_ROUTE } from './app_registration';
import { HeaderPortal } from './header_portal';
import { sharePage } from './share_page';

interface HeaderActionsProps {
  services: Services;
  setHeaderActionMenu: AppMountParameters['setHeaderActionMenu'];
}

export function HeaderActions({
  services,
  setHeaderActionMenu,
}: HeaderActionsProps): React.ReactElement {
  const history = useHistory();
  const location = useLocation();
  const isSettingsPage = location.pathname === SETTINGS_ROUTE;
  return (
    <HeaderPortal setHeaderActionMenu={setHeaderActionMenu}>
      <EuiHeaderLinks
        gutterSize="xs"
        popoverBreakpoints="none"
        aria-label={i18n.translate('requestTrace.header.links', {
          defaultMessage: 'Request Trace',
        })}
      >
        {!isSettingsPage && (
          <EuiHeaderLink
            iconType="share"
            onClick={(event: React.MouseEvent<HTMLElement>) => {
              void sharePage(services, location, event.currentTarget);
            }}
            data-test-subj="requestTraceShare"
          >
            {i18n.translate('requestTrace.header.share', { defaultMessage: 'Share' })}
          </EuiHeaderLink>
        )}
        <EuiHeaderLink
          iconType="gear"
          isActive={isSettingsPage}
          href={history.createHref({ pathname: SETTINGS_ROUTE })}
          onClick={(event: React.MouseEvent) => {
            if (!isPlainClick(event)) return;
            event.preventDefault();
            if (!isSettingsPage) history.push(SETTINGS_ROUTE);
          }}
          data-test-subj="requestTraceSettingsLink"
        >
          {i18n.translate('requestTrace.header.settings', { defaultMessage: 'Settings' })}
        </EuiHeaderLink>
      </EuiHeaderLinks>
    </HeaderPortal>
  );
}
