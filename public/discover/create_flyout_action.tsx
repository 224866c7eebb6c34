/** The action in the header of Discover's document flyout, as far as every page loads it. */
import React, { useEffect, useState } from 'react';
import { i18n } from '@kbn/i18n';
import { PLUGIN_ID } from '../../common/api/paths';
import type { CoreStart, DataTableRecord, DataView } from '../kibana_types';
import type { FlyoutActionButtonProps } from './flyout_action_button';

/**
 * As Discover takes it: 8.12 draws `Content`, which gets no props; later versions draw label and icon themselves
 * (discover/public/customizations/customization_types/flyout_customization.ts).
 */
export interface FlyoutAction {
  id: string;
  enabled: boolean;
  Content: React.ComponentType;
  label: string;
  iconType: string;
  dataTestSubj: string;
  onClick(): void;
}

/** Its state when the flyout is drawn: the flyout is drawn anew for each document. */
interface DiscoverState {
  internalState: { getState(): { expandedDoc?: DataTableRecord; dataView?: DataView } };
}

export function createFlyoutAction(core: CoreStart, stateContainer: unknown): FlyoutAction {
  const Content = (): React.ReactElement | null => {
    const [loaded, setLoaded] = useState<{
      Action: React.ComponentType<FlyoutActionButtonProps>;
    }>();
    useEffect(() => {
      let isUnmounted = false;
      // Without its code the flyout goes without the action: the tab beside it says what is wrong.
      import('./flyout_action_button').then(
        ({ FlyoutActionButton }) => {
          if (!isUnmounted) setLoaded({ Action: FlyoutActionButton });
        },
        () => undefined
      );
      return () => {
        isUnmounted = true;
      };
    }, []);
    const { expandedDoc, dataView } = readDiscoverState(stateContainer);
    return loaded && expandedDoc ? (
      <loaded.Action core={core} hit={expandedDoc} dataView={dataView} />
    ) : null;
  };
  const open = async (): Promise<void> => {
    const { expandedDoc, dataView } = readDiscoverState(stateContainer);
    const [{ buildDocumentTracePath }, { loadConfig }] = await Promise.all([
      import('./app_paths'),
      import('../config/use_config'),
    ]);
    const path = expandedDoc
      ? buildDocumentTracePath(expandedDoc, dataView, await loadConfig(core.http))
      : '/';
    await core.application.navigateToApp(PLUGIN_ID, { path });
  };
  return {
    id: PLUGIN_ID,
    enabled: true,
    Content,
    label: i18n.translate('requestTrace.discover.flyoutAction', {
      defaultMessage: 'Trace request',
    }),
    iconType: 'apmTrace',
    dataTestSubj: 'requestTraceFlyoutAction',
    // where its code does not load, the app says so
    onClick: () => {
      void open().catch(() => core.application.navigateToApp(PLUGIN_ID, { path: '/' }));
    },
  };
}

function readDiscoverState(stateContainer: unknown): {
  expandedDoc?: DataTableRecord;
  dataView?: DataView;
} {
  try {
    return (stateContainer as DiscoverState).internalState.getState();
  } catch {
    return {};
  }
}
