/** Kibana's application service: apps register, one is mounted at a time, by the page's path `/app/<id>/…`. */
import { createBrowserHistory, type History } from 'history';
import { BehaviorSubject, type Observable } from 'rxjs';
import type { AppMountParameters, CoreTheme } from '../../../public/kibana_types';
import { createScopedHistory, isInScope } from './scoped_history';

export interface App {
  id: string;
  title: string;
  order?: number;
  euiIconType?: string;
  category?: { id: string; label: string; order?: number; euiIconType?: string };
  mount(params: AppMountParameters): Promise<() => void> | (() => void);
}

/** As Kibana's MountPoint: draws into the element, returns what takes it away again. */
export type MountPoint = (element: HTMLElement) => () => void;

export interface NavigateOptions {
  path?: string;
  replace?: boolean;
  state?: unknown;
  openInNewTab?: boolean;
}

export const getAppBasePath = (appId: string): string => `/app/${appId}`;

function joinAppPath(appId: string, path = ''): string {
  return `${getAppBasePath(appId)}${path === '' || /^[/?#]/.test(path) ? '' : '/'}${path}`;
}

export class Application {
  readonly history: History = createBrowserHistory();
  readonly apps = new Map<string, App>();
  readonly currentApp$ = new BehaviorSubject<App | undefined>(undefined);
  /** what the app shows in the page's header; in an object, since React's setState would call a function */
  readonly headerMenu$ = new BehaviorSubject<{ mount?: MountPoint }>({});
  private unmountCurrentApp: () => void = () => undefined;
  private mountCount = 0;

  constructor(
    private readonly theme$: Observable<CoreTheme>,
    private readonly onError: (error: unknown, app: App) => void
  ) {}

  register = (app: App): void => {
    if (this.apps.has(app.id))
      throw new Error(`An application is already registered with the id "${app.id}"`);
    this.apps.set(app.id, app);
  };

  getUrlForApp = (
    appId: string,
    { path, absolute }: { path?: string; absolute?: boolean } = {}
  ): string => `${absolute ? window.location.origin : ''}${joinAppPath(appId, path)}`;

  navigateToApp = async (
    appId: string,
    { path, replace, state, openInNewTab }: NavigateOptions = {}
  ): Promise<void> => {
    const target = joinAppPath(appId, path);
    if (openInNewTab) window.open(target, '_blank', 'noopener');
    else if (replace) this.history.replace(target, state);
    else this.history.push(target, state);
  };

  navigateToUrl = async (url: string): Promise<void> => {
    const target = new URL(url, window.location.href);
    if (target.origin === window.location.origin && target.pathname.startsWith('/app/'))
      this.history.push(`${target.pathname}${target.search}${target.hash}`);
    else window.location.assign(target.href);
  };

  /** Mounts the app of the page's address into `container`, now and whenever the address changes to another app's. */
  showAppsIn(container: HTMLElement): void {
    const showCurrentApp = () => {
      const { pathname } = this.history.location;
      const app = [...this.apps.values()].find(({ id }) => isInScope(pathname, getAppBasePath(id)));
      if (app && app === this.currentApp$.value) return;
      this.unmountCurrentApp();
      this.currentApp$.next(app);
      if (app) void this.mount(app, container);
      else container.replaceChildren(createNotFoundElement(pathname));
    };
    this.history.listen(showCurrentApp);
    showCurrentApp();
  }

  private async mount(app: App, container: HTMLElement): Promise<void> {
    const mountNumber = ++this.mountCount;
    const element = document.createElement('div');
    element.className = 'kbnAppWrapper';
    container.replaceChildren(element);
    const appBasePath = getAppBasePath(app.id);
    const { history, close } = createScopedHistory(this.history, appBasePath);
    let unmount: () => void = () => undefined;
    let isLeft = false;
    this.unmountCurrentApp = () => {
      isLeft = true;
      close();
      unmount();
      this.headerMenu$.next({});
      this.unmountCurrentApp = () => undefined;
    };
    const setHeaderActionMenu = (mount: MountPoint | undefined) => {
      if (!isLeft) this.headerMenu$.next({ mount });
    };
    try {
      const mounted = await app.mount({
        element,
        history,
        appBasePath,
        theme$: this.theme$,
        onAppLeave: () => undefined,
        setHeaderActionMenu,
      });
      // The reader may have gone on while the app's code was loading.
      if (isLeft) mounted();
      else unmount = mounted;
    } catch (error) {
      if (mountNumber === this.mountCount) this.onError(error, app);
    }
  }
}

function createNotFoundElement(pathname: string): HTMLElement {
  const text = document.createElement('p');
  text.className = 'hostLoading';
  text.setAttribute('role', 'alert');
  text.textContent = `There is no application at ${pathname}.`;
  return text;
}
