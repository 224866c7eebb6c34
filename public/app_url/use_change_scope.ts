import { useCallback, useRef } from 'react';
import { i18n } from '@kbn/i18n';
import { useHistory } from 'react-router-dom';
import type { CoreStart } from '../kibana_types';
import type { Scope } from '../scope/scope';
import { findTooLongParts } from '../scope/scope_url';
import { formatPath, type UrlState } from './url_state';

/** Puts another scope into the URL, as a step that the browser's back button takes back. The view starts afresh: other records. */
export function useChangeScope(core: CoreStart, state: UrlState): (scope: Scope) => void {
  const history = useHistory();
  const latest = useRef(state);
  latest.current = state;
  return useCallback(
    (scope: Scope) => {
      if (findTooLongParts(scope).length > 0) {
        core.notifications.toasts.addDanger({
          title: i18n.translate('requestTrace.scope.doesNotFit', {
            defaultMessage: 'The query and filters don’t fit into a link',
          }),
          text: i18n.translate('requestTrace.scope.doesNotFitText', {
            defaultMessage:
              'The scope was not changed. Shorten them, or save them in Discover as a search and choose that.',
          }),
        });
        return;
      }
      const { id, object, q, from, to, allTime, list } = latest.current;
      const path = formatPath({ id, object, q, from, to, allTime, list, ...scope, view: {} });
      if (path !== formatPath(latest.current)) history.push(path);
    },
    [core, history]
  );
}
