/**
 * Components that Kibana's own plugins export only from their bundles. To be asked for when first shown, never while a module
 * is evaluated: then the bundle may not be loaded yet.
 */
import type { ComponentType } from 'react';

interface Bundles {
  get?(id: string): Record<string, unknown> | undefined;
}

/** The exported component, e.g. of `plugin/savedObjects/public`; undefined where this Kibana has it not. Never throws. */
export function findKibanaComponent<P>(bundle: string, name: string): ComponentType<P> | undefined {
  try {
    const found = (window as { __kbnBundles__?: Bundles }).__kbnBundles__?.get?.(bundle)?.[name];
    return typeof found === 'function' ||
      (typeof found === 'object' && found !== null && '$$typeof' in found)
      ? (found as ComponentType<P>)
      : undefined;
  } catch {
    return undefined;
  }
}
