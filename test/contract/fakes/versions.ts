/**
 * What differs, for a plugin from outside, between the Kibanas that Request Trace runs in. Read from an installed 8.12.2 and
 * from Kibana's public sources; nothing here asks for a version number, and neither may the plugin.
 */
export interface KibanaVersion {
  name: string;
  /** how `unifiedDocViewer` takes tabs */
  docViews: 'addDocView' | 'registry';
  /** `discover.registerCustomizationProfile`, gone since 8.15 */
  customizationProfiles: boolean;
  /** `DISCOVER_CELL_ACTIONS_TRIGGER_ID` is registered */
  cellTrigger: boolean;
  /** `uiActions.hasTrigger` */
  hasTrigger: boolean;
  /** a route without `security` is refused */
  routeSecurity: boolean;
  /** `core.rendering.addContext` */
  rendering: boolean;
  /** what Discover's capabilities are called */
  discoverCapability: 'discover' | 'discover_v2';
}

export const VERSIONS: readonly KibanaVersion[] = [
  {
    name: '8.12.2',
    docViews: 'addDocView',
    customizationProfiles: true,
    cellTrigger: false,
    hasTrigger: false,
    routeSecurity: false,
    rendering: false,
    discoverCapability: 'discover',
  },
  {
    name: '8.16',
    docViews: 'registry',
    customizationProfiles: false,
    cellTrigger: true,
    hasTrigger: false,
    routeSecurity: false,
    rendering: true,
    discoverCapability: 'discover',
  },
  {
    name: '9.0',
    docViews: 'registry',
    customizationProfiles: false,
    cellTrigger: true,
    hasTrigger: true,
    routeSecurity: true,
    rendering: true,
    discoverCapability: 'discover_v2',
  },
  {
    name: '9.5',
    docViews: 'registry',
    customizationProfiles: false,
    cellTrigger: true,
    hasTrigger: true,
    routeSecurity: true,
    rendering: true,
    discoverCapability: 'discover_v2',
  },
];

/** A contract of which nothing is as it was: whatever is read from it throws. */
export function broken(name: string): never {
  return new Proxy(
    {},
    {
      get: (_target, key) => {
        throw new Error(`${name}.${String(key)} is not what it was`);
      },
      has: (_target, key) => {
        throw new Error(`${name}.${String(key)} is not what it was`);
      },
    }
  ) as never;
}
