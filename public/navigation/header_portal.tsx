/** Shows its children in Kibana's header, where apps have their links; in a row of the page where the host has no such place. */
import React, { useEffect, useState, type ReactNode } from 'react';
import ReactDOM from 'react-dom';
import { EuiFlexGroup, EuiFlexItem } from '@elastic/eui';
import type { AppMountParameters } from '../kibana_types';

interface HeaderPortalProps {
  setHeaderActionMenu: AppMountParameters['setHeaderActionMenu'];
  children: ReactNode;
}

export function HeaderPortal({
  setHeaderActionMenu,
  children,
}: HeaderPortalProps): React.ReactElement | null {
  const [header, setHeader] = useState<HTMLElement>();
  useEffect(() => {
    if (typeof setHeaderActionMenu !== 'function') return undefined;
    setHeaderActionMenu((element) => {
      setHeader(element);
      return () => setHeader(undefined);
    });
    return () => setHeaderActionMenu(undefined);
  }, [setHeaderActionMenu]);

  if (typeof setHeaderActionMenu === 'function')
    return header ? ReactDOM.createPortal(children, header) : null;
  return (
    <EuiFlexGroup
      justifyContent="flexEnd"
      responsive={false}
      gutterSize="none"
      data-test-subj="requestTraceHeaderRow"
    >
      <EuiFlexItem grow={false}>{children}</EuiFlexItem>
    </EuiFlexGroup>
  );
}
