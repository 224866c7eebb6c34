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
import { OutcomeMark } from '../../words/outcome';
import { stageWord } from '../../words/stages';
import { stoppedAt } from '../verdict/proof';
import type { TimeFormat } from '../format_time';
import { Stages } from '../stages/stages';
import { objectInWords } from '../verdict/verdict_words';
import { PodCause } from './pod_cause';

interface Props {
  pods: PodProgress[];
  podCounts: Diagnosis['podCounts'];
  time: TimeFormat;
  compact: boolean;
  onShow(key: string): void;
  /** where the Pod went */
  linkOf?(object: PodProgress['object']): React.ReactNode;
}

const PAGE = 10;

/** Kubernetes reuses names: a StatefulSet's web-0 comes again with another uid. */
function podKey({ object }: PodProgress): string {
  return [object.namespace, object.name, object.uid].join('/');
}

/** How far each Pod got; a row opens to its own stages. */
export const PodsTable: React.FC<Props> = React.memo(
  ({ pods, podCounts, time, compact, onShow, linkOf }) => {
    const { euiTheme } = useEuiTheme();
    const [open, setOpen] = useState<ReadonlySet<string>>(new Set());
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
          const isOpen = open.has(podKey(pod));
          return (
            <EuiButtonIcon
              size="xs"
              color="text"
              iconType={isOpen ? 'arrowDown' : 'arrowRight'}
              aria-expanded={isOpen}
              onClick={() => toggle(podKey(pod))}
              data-test-subj="requestTracePodToggle"
              aria-label={i18n.translate('requestTrace.pods.toggle', {
                defaultMessage: 'Stages of {pod}',
                values: { pod: objectInWords(pod.object) },
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
            {nameOf(pod)}
            {linkOf && <> {linkOf(pod.object)}</>}
            {compact && (
              <span style={{ color: euiTheme.colors.subduedText, display: 'block' }}>
                {besides(pod)}
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
            <OutcomeMark outcome={pod.outcome} />
            {compact && stoppedStage(pod) && (
              <span style={{ display: 'block' }}>{stoppedStage(pod)}</span>
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
              render: (pod: PodProgress) => stoppedStage(pod) ?? '–',
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
    const shown = useMemo(() => pods.slice(page * PAGE, (page + 1) * PAGE), [pods, page]);
    const expanded = Object.fromEntries(
      shown
        .filter((pod) => open.has(podKey(pod)))
        .map((pod) => [
          podKey(pod),
          <div key="stages" style={{ width: '100%' }}>
            <Stages
              stages={pod.stages}
              time={time}
              compact
              onShow={onShow}
              label={i18n.translate('requestTrace.pods.stagesLabel', {
                defaultMessage: 'How far {pod} got',
                values: { pod: objectInWords(pod.object) },
              })}
            />
          </div>,
        ])
    );
    return (
      <div data-test-subj="requestTracePods">
        <EuiBasicTable
          items={shown}
          itemId={podKey}
          columns={columns}
          itemIdToExpandedRowMap={expanded}
          compressed
          responsive={false}
          tableLayout="fixed"
          tableCaption={i18n.translate('requestTrace.pods.caption', {
            defaultMessage: 'How far each Pod got',
          })}
          {...(pods.length > PAGE && {
            pagination: {
              pageIndex: page,
              pageSize: PAGE,
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

function nameOf({ object }: PodProgress): string {
  const { kind: _kind, ...rest } = object;
  return objectInWords(rest);
}

function stoppedStage(pod: PodProgress): string | null {
  const stage = pod.verdict?.stage ?? stoppedAt(pod.stages)?.name;
  return stage && pod.outcome !== 'succeeded' ? stageWord(stage) : null;
}

/** Node and restarts, where they have no columns. */
function besides({ node, restarts = 0 }: PodProgress): string {
  const restarted =
    restarts > 0 &&
    i18n.translate('requestTrace.pods.restarted', {
      defaultMessage: '{count, plural, one {# restart} other {# restarts}}',
      values: { count: restarts },
    });
  return [node, restarted].filter(Boolean).join(' · ');
}
