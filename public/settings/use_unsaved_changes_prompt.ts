/** Asks before changes are lost: within the app, when going to another app, and when the page is closed. */
import { useEffect } from 'react';
import { i18n } from '@kbn/i18n';
import { useHistory } from 'react-router-dom';
import type { Location } from 'history';
import { PLUGIN_ID } from '../../common/api/paths';
import type { AppMountParameters, CoreStart } from '../kibana_types';

const getTexts = (): { title: string; text: string; leave: string; stay: string } => ({
  title: i18n.translate('requestTrace.settingsPage.leave.title', {
    defaultMessage: 'Unsaved changes',
  }),
  text: i18n.translate('requestTrace.settingsPage.leave.text', {
    defaultMessage:
      'Your changes to the settings are not saved. Leave the page without saving them?',
  }),
  leave: i18n.translate('requestTrace.settingsPage.leave.confirm', {
    defaultMessage: 'Leave without saving',
  }),
  stay: i18n.translate('requestTrace.settingsPage.leave.cancel', {
    defaultMessage: 'Keep editing',
  }),
});

export function useUnsavedChangesPrompt(
  core: CoreStart,
  dirty: boolean,
  onAppLeave: AppMountParameters['onAppLeave']
): void {
  const history = useHistory();

  // Kibana asks this one for other apps and for closing the page.
  useEffect(() => {
    if (!dirty || typeof onAppLeave !== 'function') return undefined;
    const { title, text, leave } = getTexts();
    onAppLeave((actions) => actions.confirm(text, title, undefined, leave, 'warning'));
    return () => {
      onAppLeave((actions) => actions.default());
    };
  }, [dirty, onAppLeave]);

  useEffect(() => {
    const openConfirm = core.overlays?.openConfirm?.bind(core.overlays);
    if (!dirty || !openConfirm || typeof history.block !== 'function') return undefined;
    const { title, text, leave, stay } = getTexts();
    let isConfirmOpen = false;
    const unblock = history.block((location: Location, action) => {
      // Kibana's history tells the whole path; one outside of the app was asked about above.
      const isInApp = location.pathname.split(`/app/${PLUGIN_ID}`);
      if (isInApp.length < 2) return undefined;
      if (!isConfirmOpen) {
        isConfirmOpen = true;
        void openConfirm(text, {
          title,
          confirmButtonText: leave,
          cancelButtonText: stay,
          buttonColor: 'warning',
        }).then((confirmed) => {
          isConfirmOpen = false;
          if (!confirmed) return;
          unblock();
          if (action === 'POP') history.goBack();
          else history.push(`${isInApp[1] || '/'}${location.search}${location.hash}`);
        });
      }
      return false;
    });
    return unblock;
  }, [core, dirty, history]);
}
