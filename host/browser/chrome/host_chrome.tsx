import React, { useEffect, useRef, useState } from 'react';
import {
  EuiBreadcrumbs,
  EuiButtonIcon,
  EuiGlobalToastList,
  EuiHeader,
  EuiHeaderLogo,
  EuiHeaderSection,
  EuiHeaderSectionItem,
  EuiSideNav,
  EuiText,
  EuiToolTip,
  type EuiSideNavItemType,
} from '@elastic/eui';
import { getAppBasePath, type App, type Application } from '../services/application';
import type { Chrome } from '../services/chrome';
import type { Theme } from '../services/theme';
import type { Toasts } from '../services/toasts';
import { useObservable } from '../use_observable';
import { SampleStatus } from './sample_status';

interface HostChromeProps {
  application: Application;
  chrome: Chrome;
  toasts: Toasts;
  theme: Theme;
}

/** Header, navigation, toasts, and the place where apps are mounted. */
export function HostChrome({
  application,
  chrome,
  toasts,
  theme,
}: HostChromeProps): React.ReactElement {
  const container = useRef<HTMLDivElement>(null);
  const [isNavigationOpen, setNavigationShown] = useState(() => window.innerWidth >= 1000);
  const breadcrumbs = useObservable(chrome.breadcrumbs$);
  const { darkMode } = useObservable(theme.theme$);
  const shownToasts = useObservable(toasts.toasts$);
  const themeLabel = darkMode ? 'Use the light theme' : 'Use the dark theme';
  const navigationLabel = isNavigationOpen ? 'Hide the navigation' : 'Show the navigation';

  useEffect(() => {
    if (container.current) application.showAppsIn(container.current);
  }, [application]);

  return (
    <>
      <EuiHeader position="fixed">
        <EuiHeaderSection grow={false}>
          <EuiHeaderSectionItem>
            <EuiButtonIcon
              iconType="menu"
              color="text"
              aria-label={navigationLabel}
              aria-expanded={isNavigationOpen}
              onClick={() => setNavigationShown(!isNavigationOpen)}
            />
          </EuiHeaderSectionItem>
          <EuiHeaderSectionItem>
            <EuiHeaderLogo
              iconType="logsApp"
              href={getAppBasePath('discover')}
              onClick={followLink(application, getAppBasePath('discover'))}
              aria-label="Request Trace host: logs"
            >
              Request Trace host
            </EuiHeaderLogo>
          </EuiHeaderSectionItem>
          <EuiHeaderSectionItem>
            <EuiBreadcrumbs
              aria-label="Breadcrumbs"
              type="application"
              truncate
              breadcrumbs={breadcrumbs.map(({ text, href, onClick }) => ({
                text: text as React.ReactNode,
                href,
                onClick: onClick as never,
              }))}
            />
          </EuiHeaderSectionItem>
        </EuiHeaderSection>
        <EuiHeaderSection side="right" className="hostHeaderRight">
          <EuiHeaderSectionItem>
            <HeaderMenu application={application} />
          </EuiHeaderSectionItem>
          <EuiHeaderSectionItem>
            <EuiToolTip content="It runs the plugin as it is built for Kibana, unchanged, with just as much of Kibana around it as the plugin uses.">
              <EuiText size="xs" color="subdued" data-test-subj="hostNotice" tabIndex={0}>
                Not Kibana: a small stand-in for it
              </EuiText>
            </EuiToolTip>
          </EuiHeaderSectionItem>
          <EuiHeaderSectionItem>
            <EuiToolTip content={themeLabel}>
              <EuiButtonIcon
                iconType={darkMode ? 'sun' : 'moon'}
                color="text"
                aria-label={themeLabel}
                data-test-subj="hostThemeToggle"
                onClick={theme.toggle}
              />
            </EuiToolTip>
          </EuiHeaderSectionItem>
        </EuiHeaderSection>
      </EuiHeader>
      <div className="hostPage">
        {isNavigationOpen && <Navigation application={application} />}
        <div className="hostApp" ref={container} />
      </div>
      <EuiGlobalToastList
        toasts={shownToasts}
        dismissToast={({ id }) => toasts.remove(id)}
        toastLifeTimeMs={8_000}
      />
    </>
  );
}

/** The place that the app shows its own links in. */
function HeaderMenu({ application }: { application: Application }): React.ReactElement {
  const { mount } = useObservable(application.headerMenu$);
  const element = useRef<HTMLDivElement>(null);
  useEffect(() => (mount && element.current ? mount(element.current) : undefined), [mount]);
  return <div ref={element} data-test-subj="hostHeaderMenu" />;
}

/** Follows a link within the page, unless the reader asks for a new tab. */
function followLink(application: Application, href: string) {
  return (event: React.MouseEvent) => {
    if (event.metaKey || event.ctrlKey || event.shiftKey || event.button !== 0) return;
    event.preventDefault();
    void application.navigateToUrl(href);
  };
}

function Navigation({ application }: { application: Application }): React.ReactElement {
  const current = useObservable(application.currentApp$);
  const groups = new Map<string, App[]>();
  const apps = [...application.apps.values()].sort(
    (a, b) => (a.category?.order ?? 0) - (b.category?.order ?? 0) || (a.order ?? 0) - (b.order ?? 0)
  );
  for (const app of apps) {
    const label = app.category?.label ?? 'Other';
    groups.set(label, [...(groups.get(label) ?? []), app]);
  }
  const items: Array<EuiSideNavItemType<unknown>> = [...groups].map(([name, members]) => ({
    id: name,
    name,
    items: members.map(({ id, title }) => ({
      id,
      name: title,
      href: getAppBasePath(id),
      isSelected: current?.id === id,
      onClick: followLink(application, getAppBasePath(id)),
      'data-test-subj': `hostNav-${id}`,
    })),
  }));
  return (
    <div className="hostNavigation">
      <EuiSideNav items={items} mobileBreakpoints={[]} aria-label="Applications" />
      <SampleStatus />
    </div>
  );
}
