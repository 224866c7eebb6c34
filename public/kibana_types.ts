/**
 * The parts of Kibana's browser contracts that Request Trace uses, as narrow as it uses them, so that tests and other
 * hosts can provide them. Facts: Kibana 8.12's `core/public`, `unified_doc_viewer`, `discover`, `share`, `data`.
 */
import type { ComponentType, ReactNode } from 'react';
import type { Observable } from 'rxjs';
import type { History } from 'history';

export interface HttpStart {
  fetch<T>(
    path: string,
    options?: {
      method?: string;
      query?: Record<string, unknown>;
      body?: string;
      signal?: AbortSignal;
      headers?: Record<string, string>;
    }
  ): Promise<T>;
  basePath: { prepend(path: string): string; get(): string };
}

export interface CoreTheme {
  darkMode: boolean;
}

export interface AppMountParameters {
  element: HTMLElement;
  history: History;
  appBasePath: string;
  theme$?: Observable<CoreTheme>;
  /** asked when the reader goes to another app, and when the page is closed */
  onAppLeave?(
    handler: (actions: {
      default(): unknown;
      confirm(
        text: string,
        title?: string,
        onCancel?: () => void,
        confirmButtonText?: string,
        buttonColor?: 'warning'
      ): unknown;
    }) => unknown
  ): void;
  /** Kibana's header, where an app's links stand; `mount` gets the element and returns what takes it away again. */
  setHeaderActionMenu?(mount: ((element: HTMLElement) => () => void) | undefined): void;
}

export interface CoreStart {
  http: HttpStart;
  application: {
    navigateToApp(
      appId: string,
      options?: { path?: string; replace?: boolean; state?: unknown; openInNewTab?: boolean }
    ): Promise<void>;
    navigateToUrl(url: string): Promise<void>;
    getUrlForApp(appId: string, options?: { path?: string; absolute?: boolean }): string;
    capabilities: Record<string, Record<string, boolean | Record<string, boolean>>>;
  };
  chrome: {
    setBreadcrumbs(
      breadcrumbs: Array<{
        text: string;
        href?: string;
        onClick?: (event: React.MouseEvent) => void;
      }>
    ): void;
    docTitle: { change(title: string | string[]): void; reset(): void };
    recentlyAccessed?: { add(link: string, label: string, id: string): void };
    setHelpExtension?(
      extension: { appName: string; links: Array<Record<string, unknown>> } | undefined
    ): void;
  };
  overlays?: {
    openConfirm?(
      message: string,
      options: {
        title?: string;
        confirmButtonText?: string;
        cancelButtonText?: string;
        buttonColor?: string;
      }
    ): Promise<boolean>;
  };
  notifications: {
    toasts: {
      addDanger(toast: string | { title: string; text?: string }): unknown;
      addSuccess(
        toast: string | { title: string; text?: string | ((element: HTMLElement) => () => void) }
      ): unknown;
      addError(error: Error, options: { title: string }): unknown;
    };
  };
  theme: { theme$: Observable<CoreTheme> };
  i18n: { Context: ComponentType<{ children: ReactNode }> };
  uiSettings: {
    get<T>(key: string, defaultValue?: T): T;
    /** false where the setting could not be stored; Kibana shows why */
    set?(key: string, value: unknown): Promise<boolean>;
    isDefault?(key: string): boolean;
    isOverridden?(key: string): boolean;
    /** back to the default */
    remove?(key: string): Promise<boolean>;
    /** as stored: `value` is the default, `userValue` what was set */
    getAll?(): Record<
      string,
      { value?: unknown; userValue?: unknown; isOverridden?: boolean } | undefined
    >;
  };
  /** from 8.13 or so on */
  rendering?: { addContext(element: ReactNode): React.ReactElement };
}

export interface CoreSetup<StartPlugins = unknown> {
  application: {
    register(app: {
      id: string;
      title: string;
      order?: number;
      euiIconType?: string;
      category?: { id: string; label: string; order?: number; euiIconType?: string };
      keywords?: string[];
      appRoute?: string;
      deepLinks?: Array<{ id: string; title: string; path: string; keywords?: string[] }>;
      mount(params: AppMountParameters): Promise<() => void>;
    }): void;
  };
  getStartServices(): Promise<[CoreStart, StartPlugins, unknown]>;
}

/** A document as Discover hands it over: `raw` is the Elasticsearch hit. */
export interface DataTableRecord {
  id: string;
  raw: {
    _index: string;
    _id: string;
    _source?: Record<string, unknown>;
    fields?: Record<string, unknown[]>;
  };
  flattened: Record<string, unknown>;
}

export interface DataViewField {
  name: string;
  type: string;
  esTypes?: string[];
  scripted?: boolean;
}

/** A serialized field format: `url` with a template is Kibana's way to make a field's values links. */
export interface FieldFormat {
  id: string;
  params?: Record<string, unknown>;
}

export interface DataView {
  id?: string;
  title: string;
  name?: string;
  timeFieldName?: string;
  getIndexPattern?(): string;
  /** false for one that only Discover's page knows (ad hoc) */
  isPersisted?(): boolean;
  fields?: { getByName(name: string): DataViewField | undefined; getAll(): DataViewField[] };
  fieldFormatMap?: Record<string, FieldFormat | undefined>;
  setFieldFormat?(name: string, format: FieldFormat): void;
  deleteFieldFormat?(name: string): void;
  toSpec?(includeFields?: boolean): Record<string, unknown>;
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
  registerCustomizationProfile?(
    id: string,
    options: {
      customize(options: {
        customizations: {
          set(customization: unknown): void;
          get$?(id: string): Observable<unknown>;
        };
        stateContainer: unknown;
      }): void | (() => void) | Promise<void | (() => void)>;
    }
  ): void;
}

export interface Location {
  app: string;
  path: string;
  state: object;
}

/** A link between apps, by the params of the app it leads to. */
export interface Locator {
  getUrl(params: unknown, options?: { absolute?: boolean }): Promise<string>;
  getRedirectUrl?(params: unknown): string;
  navigate(params: unknown, options?: { replace?: boolean }): Promise<void>;
}

export interface Locators {
  create(locator: { id: string; getLocation(params: unknown): Promise<Location> }): unknown;
  get?(id: string): Locator | undefined;
}

/** What registers and finds links between apps. */
export interface SharePluginSetup {
  url?: { locators?: Locators };
}

export interface SharePluginStart extends SharePluginSetup {
  /** Kibana's Share menu (8.12: popover; later: modal): the page's address, as a short URL too. */
  toggleShareContextMenu?(options: {
    anchorElement: HTMLElement;
    allowEmbed: boolean;
    allowShortUrl: boolean;
    objectType: string;
    objectId?: string;
    isDirty: boolean;
    shareableUrl: string;
    shareableUrlLocatorParams?: { locator: unknown; params: unknown };
    sharingData: Record<string, unknown>;
    onClose?(): void;
    delegatedShareUrlHandler?: unknown;
    objectTypeMeta?: Record<string, unknown>;
    [later: string]: unknown;
  }): void;
}

/** `data`'s search source: what a data view, query and filters come to as an Elasticsearch query, by Kibana's own settings. */
export interface SearchSource {
  setField(field: 'index' | 'query' | 'filter', value: unknown): SearchSource;
  getField(field: 'index'): DataView | undefined;
  getField(field: string): unknown;
  getSearchRequestBody(): { query?: Record<string, unknown> };
}

/** `data`'s start contract: the time range that Kibana's time picker shows, and search sources. */
export interface DataPluginStart {
  query?: { timefilter?: { timefilter?: { getTime?(): { from: string; to: string } } } };
  search?: {
    searchSource?: {
      create(fields?: Record<string, unknown>): Promise<SearchSource>;
      createEmpty?(): SearchSource;
    };
  };
}

export interface DataViewsStart {
  /** `displayErrors` false: what fails is thrown in place of shown in a toast */
  get(id: string, displayErrors?: boolean): Promise<DataView>;
  create(
    spec: { title: string; timeFieldName?: string },
    skipFetchFields?: boolean,
    displayErrors?: boolean
  ): Promise<DataView>;
  getIdsWithTitle(refresh?: boolean): Promise<Array<{ id: string; title: string; name?: string }>>;
  getDefaultDataView?(): Promise<DataView | null>;
  createAndSave?(spec: { title: string; timeFieldName?: string }): Promise<DataView>;
  updateSavedObject?(dataView: DataView): Promise<unknown>;
  getCanSaveSync?(): boolean;
}

/** A saved search as Kibana 8.12 has it; 9.x keeps the same, for its first tab, in `tabs[0].attributes`. */
export interface SavedSearch {
  id?: string;
  title?: string;
  description?: string;
  searchSource: SearchSource;
  columns?: string[];
  sort?: Array<[string, string]>;
  timeRestore?: boolean;
  timeRange?: { from: string; to: string };
  tabs?: unknown[];
  [key: string]: unknown;
}

export interface SavedSearchStart {
  get(id: string): Promise<SavedSearch>;
  getAll?(): Promise<Array<{ id: string; attributes?: { title?: string } }>>;
  getNew(): SavedSearch;
  /** undefined: the title is taken, and `onTitleDuplicate` was told */
  save(
    savedSearch: SavedSearch,
    options: {
      onTitleDuplicate?(): void;
      isTitleDuplicateConfirmed?: boolean;
      copyOnSave?: boolean;
    }
  ): Promise<string | undefined>;
}

/** Kibana's search bar; its props as far as they are used. */
export interface UnifiedSearchStart {
  ui?: {
    SearchBar?: ComponentType<Record<string, unknown>>;
    IndexPatternSelect?: ComponentType<Record<string, unknown>>;
  };
}

export interface UiActionsStart {
  registerAction(action: Record<string, unknown>): unknown;
  attachAction(triggerId: string, actionId: string): void;
  hasTrigger?(triggerId: string): boolean;
  getTrigger?(triggerId: string): unknown;
}

/** All optional: each is used where the host has it. */
export interface SetupPlugins {
  unifiedDocViewer?: UnifiedDocViewerSetup;
  share?: SharePluginSetup;
  /** only whether it is there counts: then Kibana's navigation has a section Observability */
  observability?: unknown;
}

export interface StartPlugins {
  discover?: DiscoverStart;
  data?: DataPluginStart;
  dataViews?: DataViewsStart;
  savedSearch?: SavedSearchStart;
  unifiedSearch?: UnifiedSearchStart;
  /** its client is what Kibana's own picker of saved objects asks */
  contentManagement?: { client: unknown };
  share?: SharePluginStart;
  uiActions?: UiActionsStart;
}
