/** From one record into Discover: among its neighbours, alone, and with what its index holds around it. */
import React, { useMemo, useState } from 'react';
import {
  EuiButtonIcon,
  EuiContextMenuItem,
  EuiContextMenuPanel,
  EuiFlexGroup,
  EuiFlexItem,
  EuiLink,
  EuiPopover,
} from '@elastic/eui';
import { i18n } from '@kbn/i18n';
import type { LogRecord } from '../../common/model/log_record';
import { useDiscoverContext, type DiscoverContext } from './discover_context';
import { buildDocumentParams, buildRecordParams } from './discover_params';
import {
  CONTEXT_LOCATOR,
  DISCOVER_APP_LOCATOR,
  getLocator,
  SINGLE_DOCUMENT_LOCATOR,
  useLocatorLink,
  type LinkProps,
} from './use_locator_link';

interface RecordLink {
  id: 'Record' | 'Document' | 'Surrounding';
  text: string;
  icon: string;
  link: LinkProps;
}

function useRecordLinks(
  { services: { plugins }, source }: DiscoverContext,
  record: LogRecord
): RecordLink[] {
  const gridParams = useMemo(() => buildRecordParams(record, source), [record, source]);
  const documentParams = useMemo(() => buildDocumentParams(record, source), [record, source]);
  const links: Array<Omit<RecordLink, 'link'> & { link: LinkProps | undefined }> = [
    {
      id: 'Record',
      icon: 'discoverApp',
      link: useLocatorLink(getLocator(plugins, DISCOVER_APP_LOCATOR), gridParams),
      text: i18n.translate('requestTrace.discoverLinks.record', {
        defaultMessage: 'Open in Discover',
      }),
    },
    {
      id: 'Document',
      icon: 'document',
      link: useLocatorLink(getLocator(plugins, SINGLE_DOCUMENT_LOCATOR), documentParams),
      text: i18n.translate('requestTrace.discoverLinks.document', {
        defaultMessage: 'View single document',
      }),
    },
    {
      id: 'Surrounding',
      icon: 'documents',
      link: useLocatorLink(getLocator(plugins, CONTEXT_LOCATOR), documentParams),
      text: i18n.translate('requestTrace.discoverLinks.surrounding', {
        defaultMessage: 'View surrounding documents',
      }),
    },
  ];
  return links.filter((each): each is RecordLink => each.link !== undefined);
}

/** The links side by side, for the flyout of one record. */
export const DiscoverRecordLinks: React.FC<{ record: LogRecord }> = ({ record }) => {
  const context = useDiscoverContext();
  return context ? <RecordLinks context={context} record={record} /> : null;
};

const RecordLinks: React.FC<{ context: DiscoverContext; record: LogRecord }> = ({
  context,
  record,
}) => (
  <EuiFlexGroup
    gutterSize="m"
    wrap
    responsive={false}
    style={{ minHeight: 24 }}
    data-test-subj="requestTraceDiscoverRecordLinks"
  >
    {useRecordLinks(context, record).map(({ id, text, link }) => (
      <EuiFlexItem grow={false} key={id}>
        <EuiLink {...link} data-test-subj={`requestTraceDiscover${id}`}>
          {text}
        </EuiLink>
      </EuiFlexItem>
    ))}
  </EuiFlexGroup>
);

/** A row's "more actions"; nothing where this Kibana has no Discover. */
export const DiscoverRecordMenu: React.FC<{ record: LogRecord }> = ({ record }) => {
  const context = useDiscoverContext();
  const [isOpen, setOpen] = useState(false);
  if (!context) return null;
  const label = i18n.translate('requestTrace.discoverLinks.more', {
    defaultMessage: 'Open this record in Discover',
  });
  return (
    <EuiPopover
      isOpen={isOpen}
      closePopover={() => setOpen(false)}
      panelPaddingSize="none"
      anchorPosition="rightCenter"
      ownFocus
      aria-label={label}
      button={
        <EuiButtonIcon
          size="xs"
          iconSize="s"
          color="text"
          iconType="boxesHorizontal"
          aria-label={label}
          title={label}
          data-test-subj="requestTraceRecordMenu"
          onClick={() => setOpen(!isOpen)}
        />
      }
    >
      {isOpen && <RecordMenu context={context} record={record} />}
    </EuiPopover>
  );
};

const RecordMenu: React.FC<{ context: DiscoverContext; record: LogRecord }> = ({
  context,
  record,
}) => (
  <EuiContextMenuPanel
    size="s"
    items={useRecordLinks(context, record).map(({ id, text, icon, link }) => (
      <EuiContextMenuItem
        key={id}
        icon={icon}
        {...link}
        data-test-subj={`requestTraceDiscover${id}`}
      >
        {text}
      </EuiContextMenuItem>
    ))}
  />
);
