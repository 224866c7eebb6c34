import React from 'react';
import { EuiBasicTable, EuiLink, EuiText, EuiTitle, EuiSpacer, type EuiBasicTableColumn } from '@elastic/eui';
import { i18n } from '@kbn/i18n';
import type { ComparedMessage } from '../../../common/model/comparison';

/** Characters of an example; the record itself has all. */
const MAX_EXAMPLE = 300;

interface Props {
  title: string;
  /** in place of an empty list */
  none: string;
  messages: ComparedMessage[];
  compact: boolean;
  testSubject: string;
  /** how often it is there, in words */
  countOf(message: ComparedMessage): string;
  /** where the example stands */
  linkOf(message: ComparedMessage, text: string): React.ReactNode;
}

/** Records that one side has and the other lacks, each kind with an example of it. */
export const MessageList: React.FC<Props> = ({ title, none, messages, compact, testSubject, countOf, linkOf }) => {
  const columns: Array<EuiBasicTableColumn<ComparedMessage>> = [
    {
      name: i18n.translate('requestTrace.comparison.component', { defaultMessage: 'Component' }), width: compact ? '96px' : '190px',
      render: ({ component, caller }: ComparedMessage) => (
        <div style={{ overflowWrap: 'anywhere' }}>{component}{!compact && caller && <EuiText size="xs" color="subdued">{caller}</EuiText>}</div>
      ),
    },
    { name: i18n.translate('requestTrace.comparison.example', { defaultMessage: 'For example' }), render: (message: ComparedMessage) => linkOf(message, bounded(message.example)) },
    { name: i18n.translate('requestTrace.comparison.howOften', { defaultMessage: 'How often' }), width: compact ? '84px' : '150px', render: (message: ComparedMessage) => countOf(message) },
  ];
  return (
    <div data-test-subj={testSubject}>
      <EuiTitle size="xxs"><h4>{title}</h4></EuiTitle>
      <EuiSpacer size="xs" />
      {messages.length === 0
        ? <EuiText size="s" color="subdued"><p>{none}</p></EuiText>
        : <EuiBasicTable items={messages} columns={columns} compressed responsive={false} tableCaption={title} />}
    </div>
  );
};

const bounded = (text: string): string => (text.length > MAX_EXAMPLE ? `${text.slice(0, MAX_EXAMPLE)}…` : text);

/** Opens the example; long words break. */
export const ExampleLink: React.FC<{ text: string; href?: string; onClick(event: React.MouseEvent): void; label: string }> = ({ text, href, onClick, label }) => {
  const shown = <span style={{ overflowWrap: 'anywhere' }}>{text}</span>;
  return href === undefined
    ? <EuiLink color="text" onClick={onClick} title={label}>{shown}</EuiLink>
    : <EuiLink color="text" href={href} onClick={onClick} title={label}>{shown}</EuiLink>;
};
