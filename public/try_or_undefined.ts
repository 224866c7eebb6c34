/**
 * What `get` gives, or undefined where it throws. For what is asked of Kibana: one with another contract than the one known
 * goes without that part of the plugin, and keeps its own page.
 */
export function tryOrUndefined<T>(get: () => T): T | undefined {
  try {
    return get();
  } catch {
    return undefined;
  }
}
