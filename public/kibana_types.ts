/**
 * The parts of Kibana's browser contracts that Request Trace uses, as narrow as it uses them, so that tests and other
 * hosts can provide them. Facts: Kibana 8.12's `core/public`, `unified_doc_viewer`, `discover`, `share`, `data`.
 */
import type { ComponentType, ReactNode } from 'react';
import type { Observable } from 'rxjs';
import type { History } from 'history';

export interface HttpStart {
  fetch<T>(path: string, options?: { method?: string; query?: Record<string, unknown>; body?: string; signal?: AbortSignal; headers?: Record<string, string> }): Promise<T>;
  basePath: { prepend(path: string): string; get(): string };
}

export interface CoreTheme { darkMode: boolean }

export interface AppMountParameters {
  element: HTMLElement;
  history: History;
  appBasePath: string;
  theme$?: Observable<CoreTheme>;
  onAppLeave?: (handler: unknown) => void;
}

export interface CoreStart {
  http: HttpStart;
  application: {
    navigateToApp(appId: string, options?: { path?: string; replace?: boolean; state?: unknown; openInNewTab?: boolean }): Promise<void>;
    navigateToUrl(url: string): Promise<void>;
    getUrlForApp(appId: string, options?: { path?: string; absolute?: boolean }): string;
    capabilities: Record<string, Record<string, boolean | Record<string, boolean>>>;
  };
  chrome: {
    setBreadcrumbs(breadcrumbs: Array<{ text: string; href?: string; onClick?: (event: React.MouseEvent) => void }>): void;
    docTitle: { change(title: string | string[]): void; reset(): void };
    recentlyAccessed?: { add(link: string, label: string, id: string): void };
  };
  notifications: { toasts: { addDanger(toast: string | { title: string; text?: string }): unknown; addSuccess(toast: string | { title: string; text?: string }): unknown; addError(error: Error, options: { title: string }): unknown } };
  theme: { theme$: Observable<CoreTheme> };
  i18n: { Context: ComponentType<{ children: ReactNode }> };
  uiSettings: { get<T>(key: string, defaultValue?: T): T };
  /** from 8.13 or so on */
  rendering?: { addContext(element: ReactNode): React.ReactElement };
}

export interface CoreSetup<StartPlugins = unknown> {
  application: {
    register(app: {
      id: string; title: string; order?: number; euiIconType?: string; category?: { id: string; label: string; order?: number; euiIconType?: string };
      keywords?: string[]; appRoute?: string;
      mount(params: AppMountParameters): Promise<() => void>;
    }): void;
  };
  getStartServices(): Promise<[CoreStart, StartPlugins, unknown]>;
}

/** A document as Discover hands it over: `raw` is the Elasticsearch hit. */
export interface DataTableRecord {
  id: string;
  raw: { _index: string; _id: string; _source?: Record<string, unknown>; fields?: Record<string, unknown[]> };
  flattened: Record<string, unknown>;
}

export interface DataView {
  id?: string;
  title: string;
  timeFieldName?: string;
  getIndexPattern?(): string;
}

export interface DocViewProps {
  hit: DataTableRecord;
  dataView: DataView;
  columns?: string[];
}

export interface DocView {
  id?: string;
  title: string;
  order: number;
  enabled?: boolean;
  shouldShow?: (hit: DataTableRecord) => boolean;
  component: ComponentType<DocViewProps>;
}

/** 8.12: `addDocView`; later: `registry.add`. */
export interface UnifiedDocViewerSetup {
  addDocView?(view: DocView): void;
  registry?: { add(view: DocView): void };
}

export interface DiscoverStart {
  /** 8.9–8.14 */
  registerCustomizationProfile?(id: string, options: {
    customize(options: { customizations: { set(customization: unknown): void; get$?(id: string): Observable<unknown> }; stateContainer: unknown }): void | (() => void) | Promise<void | (() => void)>;
  }): void;
}

/** What registers and finds links between apps. */
export interface SharePluginSetup {
  url?: {
    locators?: {
      create(locator: { id: string; getLocation(params: unknown): Promise<{ app: string; path: string; state: object }> }): unknown;
    };
  };
}

/** `data`'s start contract: the time range that Kibana's time picker shows. */
export interface DataPluginStart {
  query?: { timefilter?: { timefilter?: { getTime?(): { from: string; to: string } } } };
}

/** All optional: each is used where the host has it. */
export interface SetupPlugins {
  unifiedDocViewer?: UnifiedDocViewerSetup;
  share?: SharePluginSetup;
}

export interface StartPlugins {
  discover?: DiscoverStart;
  data?: DataPluginStart;
}
