/** "Trace request" in the header of Discover's document flyout: the trace on a page of its own. */
import React, { useMemo } from 'react';
import { EuiButtonEmpty } from '@elastic/eui';
import { i18n } from '@kbn/i18n';
import { AppLink } from '../app/app_link';
import { useConfig } from '../app/use_config';
import type { CoreStart, DataTableRecord, DataView } from '../kibana_types';
import { tracePathOf } from './document_path';

export interface FlyoutActionProps {
  core: CoreStart;
  hit: DataTableRecord;
  dataView: DataView | undefined;
}

/** Leads to the trace of the document's first ID; without one to the app's first page, with the document's line. */
export function FlyoutAction({ core, hit, dataView }: FlyoutActionProps): React.ReactElement {
  const { config } = useConfig(core.http);
  const path = useMemo(() => tracePathOf(hit, dataView, config), [hit, dataView, config]);
  return (
    <AppLink core={core} path={path}>
      {(link) => (
        <EuiButtonEmpty size="s" iconSize="s" iconType="apmTrace" flush="left" {...link} data-test-subj="requestTraceFlyoutAction">
          {i18n.translate('requestTrace.discover.flyoutAction', { defaultMessage: 'Trace request' })}
        </EuiButtonEmpty>
      )}
    </AppLink>
  );
}
