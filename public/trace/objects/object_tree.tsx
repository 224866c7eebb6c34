import React, { useMemo, useState } from 'react';
import { EuiButtonIcon, EuiIcon, EuiLink, EuiText, EuiToolTip, useEuiTheme } from '@elastic/eui';
import { i18n } from '@kbn/i18n';
import type { ObjectNode } from '../../../common/model/diagnosis';
import { OutcomeMark } from '../../words/outcome';
import { recordKey } from '../records';
import { objectInWords } from '../verdict/verdict_words';
import { buildTree, isOpenAtFirst, type TreeNode } from './build_tree';
import { changeWord, relationWord } from './object_words';

interface Props {
  objects: ObjectNode[];
  /** pixels; beyond that it scrolls */
  maxHeight: number;
  onShow(key: string): void;
  /** shows only the records that name the object */
  onFilter(text: string): void;
  /** a link for an object: where a Pod went */
  linkOf?(object: ObjectNode['object']): React.ReactNode;
}

/** What the request touched, each object under what it hangs on, with its own outcome. Nested lists: screen readers know the depth. */
export const ObjectTree: React.FC<Props> = React.memo(({ objects, maxHeight, ...actions }) => {
  const roots = useMemo(() => buildTree(objects), [objects]);
  return (
    <EuiText size="xs" style={{ maxHeight, overflow: 'auto' }} data-test-subj="requestTraceObjects">
      <Branch entries={roots} total={objects.length} isRoot {...actions} />
    </EuiText>
  );
});

type Actions = Pick<Props, 'onShow' | 'onFilter' | 'linkOf'>;

const Branch: React.FC<Actions & { entries: TreeNode[]; total: number; isRoot?: boolean }> = ({
  entries,
  total,
  isRoot = false,
  ...actions
}) => (
  <ul
    aria-label={
      isRoot
        ? i18n.translate('requestTrace.objects.label', {
            defaultMessage: 'Objects that the request touched',
          })
        : undefined
    }
    style={{ listStyle: 'none', margin: 0, padding: 0, paddingLeft: isRoot ? 0 : 14 }}
  >
    {entries.map((entry) => (
      <Row key={entry.node.key} entry={entry} total={total} {...actions} />
    ))}
  </ul>
);

const Row: React.FC<Actions & { entry: TreeNode; total: number }> = ({
  entry,
  total,
  onShow,
  onFilter,
  linkOf,
}) => {
  const { euiTheme } = useEuiTheme();
  const { node, relation, children } = entry;
  const [isOpen, setOpen] = useState(() => isOpenAtFirst(entry, total));
  const { record, object } = node;
  const name = objectInWords(object);
  const filterText = object.name ?? object.uid;
  const small = [
    relation && relationWord(relation, object.kind),
    node.change && node.change !== 'used' && changeWord(node.change),
    node.note?.slice(0, 200),
  ]
    .filter(Boolean)
    .join(' · ');
  const show = record
    ? () => onShow(recordKey(record))
    : filterText
      ? () => onFilter(filterText)
      : undefined;
  return (
    <li>
      <div style={{ display: 'flex', alignItems: 'flex-start', gap: 2, padding: '1px 0' }}>
        {children.length > 0 ? (
          <EuiButtonIcon
            size="xs"
            iconSize="s"
            color="text"
            iconType={isOpen ? 'arrowDown' : 'arrowRight'}
            aria-expanded={isOpen}
            onClick={() => setOpen(!isOpen)}
            aria-label={i18n.translate('requestTrace.objects.toggle', {
              defaultMessage: '{count, plural, one {# object} other {# objects}} below {name}',
              values: { count: entry.size, name },
            })}
          />
        ) : (
          <span style={{ flex: '0 0 24px' }} />
        )}
        <span style={{ paddingTop: 3 }}>
          <OutcomeMark outcome={node.outcome} iconOnly />
        </span>
        <span style={{ flex: 1, minWidth: 0, overflowWrap: 'anywhere', padding: '3px 0 0 3px' }}>
          {show ? (
            <EuiLink color="text" onClick={show} data-test-subj="requestTraceObject">
              <ObjectName node={node} />
            </EuiLink>
          ) : (
            <ObjectName node={node} />
          )}
          {small && <span style={{ color: euiTheme.colors.subduedText }}>{` · ${small}`}</span>}
          {!isOpen && entry.size > 0 && (
            <span style={{ color: euiTheme.colors.subduedText }}>{` (+${entry.size})`}</span>
          )}
          {!isOpen && entry.hasTrouble && children.some((child) => child.hasTrouble) && (
            <>
              {' '}
              <EuiIcon
                type="warning"
                size="s"
                color={euiTheme.colors.dangerText}
                aria-label={i18n.translate('requestTrace.objects.troubleBelow', {
                  defaultMessage: 'trouble below it',
                })}
              />
            </>
          )}
        </span>
        {linkOf?.(object)}
        {filterText && (
          <EuiToolTip
            content={i18n.translate('requestTrace.objects.filter', {
              defaultMessage: 'Show only records with this name',
            })}
          >
            <EuiButtonIcon
              size="xs"
              iconSize="s"
              color="text"
              iconType="search"
              onClick={() => onFilter(filterText)}
              data-test-subj="requestTraceObjectFilter"
              aria-label={i18n.translate('requestTrace.objects.filterLabel', {
                defaultMessage: 'Show only records with {name}',
                values: { name: filterText.slice(0, 200) },
              })}
            />
          </EuiToolTip>
        )}
      </div>
      {isOpen && children.length > 0 && (
        <Branch
          entries={children}
          total={total}
          onShow={onShow}
          onFilter={onFilter}
          linkOf={linkOf}
        />
      )}
    </li>
  );
};

const ObjectName: React.FC<{ node: ObjectNode }> = ({ node: { object } }) => {
  const { kind, ...rest } = object;
  return (
    <>
      {kind && <strong>{kind} </strong>}
      {objectInWords(rest)}
    </>
  );
};
