import React, { useMemo, useState } from 'react';
import {
  EuiBasicTable,
  EuiButtonIcon,
  EuiScreenReaderOnly,
  EuiText,
  useEuiTheme,
  type EuiBasicTableColumn,
} from '@elastic/eui';
import { i18n } from '@kbn/i18n';
import type { Diagnosis, PodProgress } from '../../../common/model/diagnosis';
import { OutcomeBadge } from '../../labels/outcome';
import { getStageLabel } from '../../labels/stage_labels';
import { findStoppedStage } from '../verdict/failure_records';
import type { TimeFormat } from '../format_time';
import { StageSteps } from '../stages/stages';
import { formatObject } from '../verdict/verdict_text';
import { PodCause } from './pod_cause';

interface Props {
  pods: PodProgress[];
  podCounts: Diagnosis['podCounts'];
  time: TimeFormat;
  compact: boolean;
  onShow(key: string): void;
  /** where the Pod went */
  renderObjectLink?(object: PodProgress['object']): React.ReactNode;
}

const PAGE_SIZE = 10;

/** Kubernetes reuses names: a StatefulSet's web-0 comes again with another uid. */
function getPodKey({ object }: PodProgress): string {
  return [object.namespace, object.name, object.uid].join('/');
}

/** How far each Pod got; a row opens to its own stages. */
export const PodsTable: React.FC<Props> = React.memo(
  ({ pods, podCounts, time, compact, onShow, renderObjectLink: renderObjectLink }) => {
    const { euiTheme } = useEuiTheme();
    const [openKeys, setOpen] = useState<ReadonlySet<string>>(new Set());
    const [page, setPage] = useState(0);
    const toggle = (key: string) =>
      setOpen((known) => {
        const next = new Set(known);
        if (!next.delete(key)) next.add(key);
        return next;
      });
    const columns: Array<EuiBasicTableColumn<PodProgress>> = [
      {
        name: (
          <EuiScreenReaderOnly>
            <span>{i18n.translate('requestTrace.pods.open', { defaultMessage: 'Stages' })}</span>
          </EuiScreenReaderOnly>
        ),
        width: '36px',
        isExpander: true,
        render: (pod: PodProgress) => {
          const isOpen = openKeys.has(getPodKey(pod));
          return (
            <EuiButtonIcon
              size="xs"
              color="text"
              iconType={isOpen ? 'arrowDown' : 'arrowRight'}
              aria-expanded={isOpen}
              onClick={() => toggle(getPodKey(pod))}
              data-test-subj="requestTracePodToggle"
              aria-label={i18n.translate('requestTrace.pods.toggle', {
                defaultMessage: 'Stages of {pod}',
                values: { pod: formatObject(pod.object) },
              })}
            />
          );
        },
      },
      {
        name: i18n.translate('requestTrace.pods.pod', { defaultMessage: 'Pod' }),
        width: compact ? '40%' : '24%',
        render: (pod: PodProgress) => (
          <span style={{ overflowWrap: 'anywhere' }}>
            {getPodName(pod)}
            {renderObjectLink && <> {renderObjectLink(pod.object)}</>}
            {compact && (
              <span style={{ color: euiTheme.colors.subduedText, display: 'block' }}>
                {formatNodeAndRestarts(pod)}
              </span>
            )}
          </span>
        ),
      },
      ...(compact
        ? []
        : [
            {
              name: i18n.translate('requestTrace.pods.node', { defaultMessage: 'Node' }),
              width: '10%',
              render: ({ node }: PodProgress) => node ?? '–',
            },
          ]),
      {
        name: i18n.translate('requestTrace.pods.outcome', { defaultMessage: 'Outcome' }),
        width: compact ? '110px' : '11%',
        render: (pod: PodProgress) => (
          <span>
            <OutcomeBadge outcome={pod.outcome} />
            {compact && getStoppedStage(pod) && (
              <span style={{ display: 'block' }}>{getStoppedStage(pod)}</span>
            )}
          </span>
        ),
      },
      ...(compact
        ? []
        : [
            {
              name: i18n.translate('requestTrace.pods.stage', { defaultMessage: 'Stopped at' }),
              width: '9%',
              render: (pod: PodProgress) => getStoppedStage(pod) ?? '–',
            },
          ]),
      {
        name: i18n.translate('requestTrace.pods.cause', { defaultMessage: 'Cause' }),
        render: (pod: PodProgress) => <PodCause verdict={pod.verdict} onShow={onShow} />,
      },
      ...(compact
        ? []
        : [
            {
              name: i18n.translate('requestTrace.pods.restarts', { defaultMessage: 'Restarts' }),
              width: '8%',
              align: 'right' as const,
              render: ({ restarts }: PodProgress) => restarts ?? '–',
            },
          ]),
    ];
    const shownPods = useMemo(
      () => pods.slice(page * PAGE_SIZE, (page + 1) * PAGE_SIZE),
      [pods, page]
    );
    const expandedRows = Object.fromEntries(
      shownPods
        .filter((pod) => openKeys.has(getPodKey(pod)))
        .map((pod) => [
          getPodKey(pod),
          <div key="stages" style={{ width: '100%' }}>
            <StageSteps
              stages={pod.stages}
              time={time}
              compact
              onShow={onShow}
              label={i18n.translate('requestTrace.pods.stagesLabel', {
                defaultMessage: 'How far {pod} got',
                values: { pod: formatObject(pod.object) },
              })}
            />
          </div>,
        ])
    );
    return (
      <div data-test-subj="requestTracePods">
        <EuiBasicTable
          items={shownPods}
          itemId={getPodKey}
          columns={columns}
          itemIdToExpandedRowMap={expandedRows}
          compressed
          responsive={false}
          tableLayout="fixed"
          tableCaption={i18n.translate('requestTrace.pods.caption', {
            defaultMessage: 'How far each Pod got',
          })}
          {...(pods.length > PAGE_SIZE && {
            pagination: {
              pageIndex: page,
              pageSize: PAGE_SIZE,
              totalItemCount: pods.length,
              showPerPageOptions: false,
            },
            onChange: ({ page: next }: { page?: { index: number } }) => setPage(next?.index ?? 0),
          })}
        />
        {podCounts.left > 0 && (
          <EuiText size="xs" color="subdued">
            <p>
              {i18n.translate('requestTrace.pods.left', {
                defaultMessage:
                  '{left, plural, one {# more Pod is} other {# more Pods are}} not listed.',
                values: { left: podCounts.left },
              })}
            </p>
          </EuiText>
        )}
      </div>
    );
  }
);

function getPodName({ object }: PodProgress): string {
  const { kind: _kind, ...rest } = object;
  return formatObject(rest);
}

function getStoppedStage(pod: PodProgress): string | null {
  const stage = pod.verdict?.stage ?? findStoppedStage(pod.stages)?.name;
  return stage && pod.outcome !== 'succeeded' ? getStageLabel(stage) : null;
}

/** Node and restarts, where they have no columns. */
function formatNodeAndRestarts({ node, restarts = 0 }: PodProgress): string {
  const restarted =
    restarts > 0 &&
    i18n.translate('requestTrace.pods.restarted', {
      defaultMessage: '{count, plural, one {# restart} other {# restarts}}',
      values: { count: restarts },
    });
  return [node, restarted].filter(Boolean).join(' · ');
}
