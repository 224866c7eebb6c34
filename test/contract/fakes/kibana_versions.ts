/**
 * What differs, for a plugin from outside, between the Kibanas that Request Trace runs in. Read from an installed 8.12.2 and
 * from Kibana's public sources; nothing here asks for a version number, and neither may the plugin.
 */
export interface KibanaVersion {
  name: string;
  /** how `unifiedDocViewer` takes tabs */
  docViewsApi: 'addDocView' | 'registry';
  /** `discover.registerCustomizationProfile`, gone since 8.15 */
  hasCustomizationProfiles: boolean;
  /** `DISCOVER_CELL_ACTIONS_TRIGGER_ID` is registered */
  hasCellActionsTrigger: boolean;
  /** `uiActions.hasTrigger` */
  hasTrigger: boolean;
  /** a route without `security` is refused */
  requiresRouteSecurity: boolean;
  /** `core.rendering.addContext` */
  hasRenderingService: boolean;
  /** what Discover's capabilities are called */
  discoverCapability: 'discover' | 'discover_v2';
}

export const KIBANA_VERSIONS: readonly KibanaVersion[] = [
  {
    name: '8.12.2',
    docViewsApi: 'addDocView',
    hasCustomizationProfiles: true,
    hasCellActionsTrigger: false,
    hasTrigger: false,
    requiresRouteSecurity: false,
    hasRenderingService: false,
    discoverCapability: 'discover',
  },
  {
    name: '8.16',
    docViewsApi: 'registry',
    hasCustomizationProfiles: false,
    hasCellActionsTrigger: true,
    hasTrigger: false,
    requiresRouteSecurity: false,
    hasRenderingService: true,
    discoverCapability: 'discover',
  },
  {
    name: '9.0',
    docViewsApi: 'registry',
    hasCustomizationProfiles: false,
    hasCellActionsTrigger: true,
    hasTrigger: true,
    requiresRouteSecurity: true,
    hasRenderingService: true,
    discoverCapability: 'discover_v2',
  },
  {
    name: '9.5',
    docViewsApi: 'registry',
    hasCustomizationProfiles: false,
    hasCellActionsTrigger: true,
    hasTrigger: true,
    requiresRouteSecurity: true,
    hasRenderingService: true,
    discoverCapability: 'discover_v2',
  },
];

/** A contract of which nothing is as it was: whatever is read from it throws. */
export function createBrokenContract(name: string): never {
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
