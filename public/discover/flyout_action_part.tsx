/** The action in the header of Discover's document flyout, as far as every page loads it. */
import React, { useEffect, useState } from 'react';
import type { CoreStart, DataTableRecord, DataView } from '../kibana_types';
import type { FlyoutActionProps } from './flyout_action';

/** As Discover 8.12 takes it; `Content` gets no props. */
export interface FlyoutAction { id: string; enabled: boolean; Content: React.ComponentType }

/** Its state when the flyout is drawn: the flyout is drawn anew for each document. */
interface DiscoverState { internalState: { getState(): { expandedDoc?: DataTableRecord; dataView?: DataView } } }

export function createFlyoutAction(core: CoreStart, stateContainer: unknown): FlyoutAction {
  const Content = (): React.ReactElement | null => {
    const [loaded, setLoaded] = useState<{ Action: React.ComponentType<FlyoutActionProps> }>();
    useEffect(() => {
      let left = false;
      // Without its code the flyout goes without the action: the tab beside it says what is wrong.
      import('./flyout_action').then(({ FlyoutAction: Action }) => { if (!left) setLoaded({ Action }); }, () => undefined);
      return () => { left = true; };
    }, []);
    const { expandedDoc, dataView } = stateOf(stateContainer);
    return loaded && expandedDoc ? <loaded.Action core={core} hit={expandedDoc} dataView={dataView} /> : null;
  };
  return { id: 'requestTrace', enabled: true, Content };
}

function stateOf(stateContainer: unknown): { expandedDoc?: DataTableRecord; dataView?: DataView } {
  try {
    return (stateContainer as DiscoverState).internalState.getState();
  } catch {
    return {};
  }
}
