/** The contracts of the Kibana plugins that this host stands in for. */
import { BehaviorSubject, Subject } from 'rxjs';
import { filter, map, startWith } from 'rxjs/operators';
import type { DocView, DocViewProps } from '../../../public/kibana_types';
import type { Application } from './application';
import { createLocators } from './share';

/** What Kibana 8.12 hands to a tab besides what Request Trace reads of it. */
export interface FullDocViewProps extends DocViewProps {
  filter(field: string, value: unknown, mode: '+' | '-'): void;
  onAddColumn(field: string): void;
  onRemoveColumn(field: string): void;
  textBasedHits?: undefined;
}

export interface Customization {
  id: string;
}
export interface MenuItem {
  order: number;
  data: {
    id: string;
    label: string;
    description?: string;
    testId?: string;
    run(anchor: HTMLElement): void;
  };
}
export interface TopNavCustomization extends Customization {
  getMenuItems?(): MenuItem[];
}
export interface FlyoutCustomization extends Customization {
  actions?: {
    getActionItems?(): Array<{
      id: string;
      enabled: boolean;
      Content: React.ElementType;
      label?: string;
      iconType?: string;
      onClick?(): void;
    }>;
  };
}

export function createCustomizations() {
  const entries = new Map<string, Customization>();
  const update$ = new Subject<string>();
  return {
    set: (customization: Customization) => {
      entries.set(customization.id, customization);
      update$.next(customization.id);
    },
    get$: (id: string) =>
      update$.pipe(
        startWith(id),
        filter((changed) => changed === id),
        map(() => entries.get(id))
      ),
    get: (id: string) => entries.get(id),
  };
}

export type Customizations = ReturnType<typeof createCustomizations>;
type CustomizeDiscover = (options: {
  customizations: Customizations;
  stateContainer: unknown;
}) => unknown;

export interface TimeRange {
  from: string;
  to: string;
}

/** The plugins' contracts, and what the host's own explorer takes from them. */
export function createPlugins(application: Application) {
  const docViews: DocView[] = [];
  const profiles: CustomizeDiscover[] = [];
  const locators = createLocators(application);
  const time$ = new BehaviorSubject<TimeRange>({ from: 'now-15m', to: 'now' });
  const timefilter = {
    getTime: () => time$.value,
    setTime: (time: TimeRange) => time$.next({ from: time.from, to: time.to }),
    getTimeUpdate$: () => time$,
  };
  const data = { query: { timefilter: { timefilter } } };
  const share = { url: { locators } };
  const unifiedDocViewer = {
    addDocView: (view: DocView | (() => DocView)) => {
      docViews.push(typeof view === 'function' ? view() : view);
    },
  };
  const discover = {
    locator: undefined as unknown,
    registerCustomizationProfile: (
      _id: string,
      { customize }: { customize: CustomizeDiscover }
    ) => {
      profiles.push(customize);
    },
  };
  return {
    docViews,
    profiles,
    timefilter,
    locators,
    setup: { unifiedDocViewer, share, data, discover: {} } as Record<string, unknown>,
    start: { unifiedDocViewer: { getDocViews: () => docViews }, share, data, discover } as Record<
      string,
      unknown
    >,
  };
}

export type Plugins = ReturnType<typeof createPlugins>;
