/** "Trace request" in the header of Discover's document flyout: the trace on a page of its own. */
import React, { useMemo } from 'react';
import { EuiButtonIcon, EuiToolTip } from '@elastic/eui';
import { i18n } from '@kbn/i18n';
import { AppLink } from '../app_url/app_link';
import { useConfig } from '../config/use_config';
import type { CoreStart, DataTableRecord, DataView } from '../kibana_types';
import { buildDocumentTracePath } from './app_paths';

export interface FlyoutActionButtonProps {
  core: CoreStart;
  hit: DataTableRecord;
  dataView: DataView | undefined;
}

/**
 * Leads to the trace of the document's first ID; without one to the app's first page, with the document's line. An icon only:
 * Discover 8.12's row does not wrap, and with more text than its own its pager would stand outside of a laptop's window.
 */
export function FlyoutActionButton({
  core,
  hit,
  dataView,
}: FlyoutActionButtonProps): React.ReactElement {
  const { config } = useConfig(core.http);
  const path = useMemo(
    () => buildDocumentTracePath(hit, dataView, config),
    [hit, dataView, config]
  );
  const label = i18n.translate('requestTrace.discover.flyoutActionLabel', {
    defaultMessage: 'Trace request on a page of its own',
  });
  return (
    <AppLink core={core} path={path}>
      {(link) => (
        <EuiToolTip content={label}>
          <EuiButtonIcon
            iconType="apmTrace"
            aria-label={label}
            {...link}
            data-test-subj="requestTraceFlyoutAction"
          />
        </EuiToolTip>
      )}
    </AppLink>
  );
}
