/** The configured ID fields, for the places in Discover that have to answer at once and load on every page. */
import { DEFAULT_ID_FIELDS } from '../config/default_fields';
import type { HttpStart } from '../kibana_types';

let loadedIdFields: readonly string[] = DEFAULT_ID_FIELDS;
let isRequested = false;

/** Those that are known so far: Kubernetes' usual ones until the space's settings are there. */
export function getIdFieldNames(): readonly string[] {
  return loadedIdFields;
}

/** Asks for the space's own, once per page, when Discover is first opened: other pages need no request. */
export function loadIdFieldNames(http: HttpStart): void {
  if (isRequested) return;
  isRequested = true;
  import('../config/use_config')
    .then(({ loadConfig }) => loadConfig(http))
    .then(
      ({ idFields }) => {
        loadedIdFields = idFields;
      },
      () => {
        isRequested = false;
      }
    );
}
