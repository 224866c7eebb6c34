import React, { useState } from 'react';
import {
  EuiBasicTable,
  EuiButtonEmpty,
  EuiLink,
  useEuiTheme,
  type EuiBasicTableColumn,
} from '@elastic/eui';
import { i18n } from '@kbn/i18n';
import type { ObjectChange } from '../../../common/model/diagnosis';
import { getRecordKey } from '../view_records';
import { formatObject } from '../verdict/verdict_text';

/** More than this is shown on demand. */
const COLLAPSED_ROWS = 8;
const MAX_VALUE_LENGTH = 500;

interface Props {
  changes: ObjectChange[];
  onShow(key: string): void;
}

/** What the request's own writes changed in their objects: before and after, path by path. */
export const ObjectChanges: React.FC<Props> = React.memo(({ changes, onShow }) => {
  const [isExpanded, setWhole] = useState(false);
  const objects = new Set(changes.map(({ object }) => formatObject(object)));
  const columns: Array<EuiBasicTableColumn<ObjectChange>> = [
    ...(objects.size > 1
      ? [
          {
            name: i18n.translate('requestTrace.changes.object', { defaultMessage: 'Object' }),
            width: '20%',
            render: ({ object }: ObjectChange) => <ChangedValue text={formatObject(object)} />,
          },
        ]
      : []),
    {
      name: i18n.translate('requestTrace.changes.path', { defaultMessage: 'Path' }),
      width: '32%',
      render: ({ path, record }: ObjectChange) => (
        <EuiLink
          color="text"
          onClick={() => onShow(getRecordKey(record))}
          data-test-subj="requestTraceChange"
        >
          <ChangedValue text={path} isCode />
        </EuiLink>
      ),
    },
    {
      name: i18n.translate('requestTrace.changes.before', { defaultMessage: 'Before' }),
      render: ({ before, beforeUnknown }: ObjectChange) => (
        <ChangedValue text={before} isCode isUnknown={beforeUnknown} />
      ),
    },
    {
      name: i18n.translate('requestTrace.changes.after', { defaultMessage: 'After' }),
      render: ({ after }: ObjectChange) => <ChangedValue text={after} isCode />,
    },
  ];
  return (
    <div data-test-subj="requestTraceChanges">
      <EuiBasicTable
        items={isExpanded ? changes : changes.slice(0, COLLAPSED_ROWS)}
        columns={columns}
        compressed
        responsive={false}
        tableCaption={i18n.translate('requestTrace.changes.caption', {
          defaultMessage: 'What the request changed, before and after',
        })}
      />
      {changes.length > COLLAPSED_ROWS && (
        <EuiButtonEmpty
          size="xs"
          onClick={() => setWhole(!isExpanded)}
          aria-expanded={isExpanded}
          data-test-subj="requestTraceChangesAll"
        >
          {isExpanded
            ? i18n.translate('requestTrace.changes.fewer', { defaultMessage: 'Show fewer' })
            : i18n.translate('requestTrace.changes.all', {
                defaultMessage: 'Show all {count, number}',
                values: { count: changes.length },
              })}
        </EuiButtonEmpty>
      )}
    </div>
  );
});

const ChangedValue: React.FC<{
  text: string | undefined;
  isCode?: boolean;
  isUnknown?: boolean;
}> = ({ text, isCode = false, isUnknown = false }) => {
  const { euiTheme } = useEuiTheme();
  if (text === undefined) {
    return (
      <span style={{ color: euiTheme.colors.subduedText }}>
        {isUnknown
          ? i18n.translate('requestTrace.changes.unknown', { defaultMessage: 'not known' })
          : i18n.translate('requestTrace.changes.none', { defaultMessage: 'not there' })}
      </span>
    );
  }
  return (
    <span
      style={{
        fontFamily: isCode ? euiTheme.font.familyCode : undefined,
        overflowWrap: 'anywhere',
      }}
    >
      {text.length > MAX_VALUE_LENGTH ? `${text.slice(0, MAX_VALUE_LENGTH)}…` : text}
    </span>
  );
};
