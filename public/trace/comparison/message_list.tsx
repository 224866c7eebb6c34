import React, { useState } from 'react';
import {
  EuiBasicTable,
  EuiButtonEmpty,
  EuiLink,
  EuiText,
  EuiTitle,
  EuiSpacer,
  type EuiBasicTableColumn,
} from '@elastic/eui';
import { i18n } from '@kbn/i18n';
import type { ComparedMessage } from '../../../common/model/comparison';

/** Rows before all are asked for. */
const COLLAPSED_ROWS = 8;
/** Characters of an example; the record itself has all. */
const MAX_EXAMPLE_LENGTH = { wide: 300, compact: 140 };

interface Props {
  title: string;
  /** in place of an empty list */
  emptyText: string;
  messages: ComparedMessage[];
  compact: boolean;
  testSubject: string;
  /** how often it is there, in words */
  formatCount(message: ComparedMessage): string;
  /** where the example stands */
  renderLink(message: ComparedMessage, text: string): React.ReactNode;
}

/** Records that one side has and the other lacks, each kind with an example of it. */
export const MessageList: React.FC<Props> = ({
  title,
  emptyText: emptyText,
  messages,
  compact,
  testSubject,
  formatCount: formatCount,
  renderLink: renderLink,
}) => {
  const [isExpanded, setWhole] = useState(false);
  const shown = isExpanded ? messages : messages.slice(0, COLLAPSED_ROWS);
  const columns: Array<EuiBasicTableColumn<ComparedMessage>> = [
    {
      name: i18n.translate('requestTrace.comparison.component', { defaultMessage: 'Component' }),
      width: compact ? '96px' : '190px',
      render: ({ component, caller }: ComparedMessage) => (
        <div style={{ overflowWrap: 'anywhere' }}>
          {component}
          {!compact && caller && (
            <EuiText size="xs" color="subdued">
              {caller}
            </EuiText>
          )}
        </div>
      ),
    },
    {
      name: i18n.translate('requestTrace.comparison.example', { defaultMessage: 'For example' }),
      render: (message: ComparedMessage) =>
        renderLink(
          message,
          truncateText(
            message.example,
            compact ? MAX_EXAMPLE_LENGTH.compact : MAX_EXAMPLE_LENGTH.wide
          )
        ),
    },
    {
      name: i18n.translate('requestTrace.comparison.howOften', { defaultMessage: 'How often' }),
      width: compact ? '84px' : '150px',
      render: (message: ComparedMessage) => formatCount(message),
    },
  ];
  return (
    <div data-test-subj={testSubject}>
      <EuiTitle size="xxs">
        <h4>{title}</h4>
      </EuiTitle>
      <EuiSpacer size="xs" />
      {messages.length === 0 ? (
        <EuiText size="s" color="subdued">
          <p>{emptyText}</p>
        </EuiText>
      ) : (
        <EuiBasicTable
          items={shown}
          columns={columns}
          compressed
          responsive={false}
          tableCaption={title}
        />
      )}
      {shown.length < messages.length && (
        <EuiButtonEmpty
          size="xs"
          flush="left"
          onClick={() => setWhole(true)}
          data-test-subj={`${testSubject}All`}
        >
          {i18n.translate('requestTrace.comparison.showAll', {
            defaultMessage: 'Show all {count}',
            values: { count: messages.length },
          })}
        </EuiButtonEmpty>
      )}
    </div>
  );
};

const truncateText = (text: string, most: number): string =>
  text.length > most ? `${text.slice(0, most)}…` : text;

/** Opens the example; long words break. */
export const ExampleLink: React.FC<{
  text: string;
  href?: string;
  onClick(event: React.MouseEvent): void;
  label: string;
}> = ({ text, href, onClick, label }) => {
  const shown = <span style={{ overflowWrap: 'anywhere' }}>{text}</span>;
  return href === undefined ? (
    <EuiLink color="text" onClick={onClick} title={label}>
      {shown}
    </EuiLink>
  ) : (
    <EuiLink color="text" href={href} onClick={onClick} title={label}>
      {shown}
    </EuiLink>
  );
};
