import React, { useMemo, useState } from 'react';
import { EuiButtonIcon, EuiIcon, EuiLink, EuiText, EuiToolTip, useEuiTheme } from '@elastic/eui';
import { i18n } from '@kbn/i18n';
import type { ObjectNode } from '../../../common/model/diagnosis';
import { OutcomeBadge } from '../../labels/outcome';
import { getRecordKey } from '../view_records';
import { formatObject } from '../verdict/verdict_text';
import { buildObjectTree, isInitiallyOpen, type TreeNode } from './build_object_tree';
import { getChangeLabel, getRelationLabel } from './object_labels';

interface Props {
  objects: ObjectNode[];
  /** pixels; beyond that it scrolls */
  maxHeight: number;
  onShow(key: string): void;
  /** shows only the records that name the object */
  onFilter(text: string): void;
  /** a link for an object: where a Pod went */
  renderObjectLink?(object: ObjectNode['object']): React.ReactNode;
}

/** What the request touched, each object under what it hangs on, with its own outcome. Nested lists: screen readers know the depth. */
export const ObjectTree: React.FC<Props> = React.memo(({ objects, maxHeight, ...actions }) => {
  const roots = useMemo(() => buildObjectTree(objects), [objects]);
  return (
    <EuiText size="xs" style={{ maxHeight, overflow: 'auto' }} data-test-subj="requestTraceObjects">
      <TreeBranch entries={roots} total={objects.length} isRoot {...actions} />
    </EuiText>
  );
});

type TreeActions = Pick<Props, 'onShow' | 'onFilter' | 'renderObjectLink'>;

const TreeBranch: React.FC<
  TreeActions & { entries: TreeNode[]; total: number; isRoot?: boolean }
> = ({ entries, total, isRoot = false, ...actions }) => (
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
      <TreeRow key={entry.node.key} entry={entry} total={total} {...actions} />
    ))}
  </ul>
);

const TreeRow: React.FC<TreeActions & { entry: TreeNode; total: number }> = ({
  entry,
  total,
  onShow,
  onFilter,
  renderObjectLink: renderObjectLink,
}) => {
  const { euiTheme } = useEuiTheme();
  const { node, relation, children } = entry;
  const [isOpen, setOpen] = useState(() => isInitiallyOpen(entry, total));
  const { record, object } = node;
  const name = formatObject(object);
  const filterText = object.name ?? object.uid;
  const details = [
    relation && getRelationLabel(relation, object.kind),
    node.change && node.change !== 'used' && getChangeLabel(node.change),
    node.note?.slice(0, 200),
  ]
    .filter(Boolean)
    .join(' · ');
  const show = record
    ? () => onShow(getRecordKey(record))
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
              values: { count: entry.descendantCount, name },
            })}
          />
        ) : (
          <span style={{ flex: '0 0 24px' }} />
        )}
        <span style={{ paddingTop: 3 }}>
          <OutcomeBadge outcome={node.outcome} isIconOnly />
        </span>
        <span style={{ flex: 1, minWidth: 0, overflowWrap: 'anywhere', padding: '3px 0 0 3px' }}>
          {show ? (
            <EuiLink color="text" onClick={show} data-test-subj="requestTraceObject">
              <ObjectName node={node} />
            </EuiLink>
          ) : (
            <ObjectName node={node} />
          )}
          {details && <span style={{ color: euiTheme.colors.subduedText }}>{` · ${details}`}</span>}
          {!isOpen && entry.descendantCount > 0 && (
            <span
              style={{ color: euiTheme.colors.subduedText }}
            >{` (+${entry.descendantCount})`}</span>
          )}
          {!isOpen && entry.hasFailure && children.some((child) => child.hasFailure) && (
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
        {renderObjectLink?.(object)}
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
        <TreeBranch
          entries={children}
          total={total}
          onShow={onShow}
          onFilter={onFilter}
          renderObjectLink={renderObjectLink}
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
      {formatObject(rest)}
    </>
  );
};
