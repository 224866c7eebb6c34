import React, { useCallback, useMemo, useState } from 'react';
import {
  EuiBasicTable,
  EuiButtonEmpty,
  EuiCode,
  EuiHealth,
  EuiText,
  type EuiBasicTableColumn,
} from '@elastic/eui';
import { i18n } from '@kbn/i18n';
import { addIdLink, readIdLinks, removeIdLink, type IdLink } from '../../discover/id_links';
import type { CoreStart, DataView, DataViewsStart } from '../../kibana_types';

interface IdLinksTableProps {
  core: CoreStart;
  dataViews: DataViewsStart;
  dataView: DataView;
  idFields: readonly string[];
  /** the reader may not change the data view */
  isReadOnly: boolean;
}

/** The ID fields that the data view has; one click puts links on a field, one takes them off. */
export function IdLinksTable({
  core,
  dataViews,
  dataView,
  idFields,
  isReadOnly: isReadOnly,
}: IdLinksTableProps): React.ReactElement {
  const [links, setLinks] = useState(() => readIdLinks(dataView, idFields));
  const [busyField, setBusy] = useState<string>();
  const { toasts } = core.notifications;

  const change = useCallback(
    async ({ field, state }: IdLink) => {
      setBusy(field);
      try {
        if (state === 'linked') await removeIdLink(dataViews, dataView, field);
        else await addIdLink(dataViews, dataView, field, { replace: state === 'other' });
        toasts.addSuccess(
          state === 'linked'
            ? i18n.translate('requestTrace.links.removed', {
                defaultMessage: 'The links on {field} were removed',
                values: { field },
              })
            : i18n.translate('requestTrace.links.added', {
                defaultMessage: '{field} now links to traces in Discover',
                values: { field },
              })
        );
      } catch (error) {
        toasts.addError(error instanceof Error ? error : new Error(String(error)), {
          title: i18n.translate('requestTrace.links.notStored', {
            defaultMessage: 'The data view could not be saved',
          }),
        });
      }
      setLinks(readIdLinks(dataView, idFields));
      setBusy(undefined);
    },
    [dataView, dataViews, idFields, toasts]
  );

  const columns = useMemo<Array<EuiBasicTableColumn<IdLink>>>(
    () => [
      {
        name: i18n.translate('requestTrace.links.column.field', { defaultMessage: 'Field' }),
        render: ({ field }: IdLink) => <EuiCode>{field}</EuiCode>,
        mobileOptions: { header: false, width: '100%' },
      },
      {
        name: i18n.translate('requestTrace.links.column.state', { defaultMessage: 'State' }),
        render: (link: IdLink) => <LinkState link={link} />,
      },
      {
        name: i18n.translate('requestTrace.links.column.action', { defaultMessage: 'Action' }),
        align: 'right',
        render: (link: IdLink) => (
          <EuiButtonEmpty
            size="s"
            flush="right"
            iconType={link.state === 'linked' ? 'unlink' : 'link'}
            color={link.state === 'linked' ? 'danger' : 'primary'}
            isLoading={busyField === link.field}
            isDisabled={isReadOnly || busyField !== undefined}
            onClick={() => {
              void change(link);
            }}
            aria-label={`${getActionLabel(link)}: ${link.field}`}
            data-test-subj={`requestTraceLink-${link.field}`}
          >
            {getActionLabel(link)}
          </EuiButtonEmpty>
        ),
      },
    ],
    [busyField, change, isReadOnly]
  );

  if (links.length === 0) {
    return (
      <EuiText size="s" data-test-subj="requestTraceLinksNone">
        <p>
          {i18n.translate('requestTrace.links.noFields', {
            defaultMessage: 'This data view has none of the ID fields: {fields}.',
            values: { fields: idFields.slice(0, 20).join(', ') },
          })}
        </p>
      </EuiText>
    );
  }
  return (
    <EuiBasicTable<IdLink>
      items={links}
      itemId="field"
      columns={columns}
      tableCaption={i18n.translate('requestTrace.links.caption', {
        defaultMessage: 'ID fields of the data view',
      })}
      data-test-subj="requestTraceLinksTable"
    />
  );
}

const LinkState: React.FC<{ link: IdLink }> = ({ link: { state, format } }) => {
  switch (state) {
    case 'linked':
      return (
        <EuiHealth color="success">
          {i18n.translate('requestTrace.links.state.linked', { defaultMessage: 'links to traces' })}
        </EuiHealth>
      );
    case 'other':
      return (
        <EuiHealth color="warning">
          {i18n.translate('requestTrace.links.state.other', {
            defaultMessage: 'has another format ({format})',
            values: { format: format ?? '?' },
          })}
        </EuiHealth>
      );
    default:
      return (
        <EuiHealth color="subdued">
          {i18n.translate('requestTrace.links.state.none', { defaultMessage: 'plain text' })}
        </EuiHealth>
      );
  }
};

function getActionLabel({ state }: IdLink): string {
  switch (state) {
    case 'linked':
      return i18n.translate('requestTrace.links.remove', { defaultMessage: 'Remove links' });
    case 'other':
      return i18n.translate('requestTrace.links.replace', { defaultMessage: 'Replace by links' });
    default:
      return i18n.translate('requestTrace.links.add', { defaultMessage: 'Make clickable' });
  }
}
