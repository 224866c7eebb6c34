/** What was found: how many went and why, the warnings, and each Pod, newest first. */
import React, { useState } from 'react';
import {
  EuiFilterButton,
  EuiFilterGroup,
  EuiFlexGroup,
  EuiFlexItem,
  EuiIcon,
  EuiSpacer,
  EuiTitle,
} from '@elastic/eui';
import { i18n } from '@kbn/i18n';
import type {
  PodRemovalReason,
  RemovalsResponse,
  PodRemovalStep,
} from '../../common/model/removals';
import type { TimeFormat } from '../trace/format_time';
import { RemovalItem, type RemovalLink } from './removal_item';
import { formatObject } from './format_object';
import { getReasonStyle } from './removal_reasons';

interface Props {
  response: RemovalsResponse;
  time: TimeFormat;
  objectLink(object: string): RemovalLink;
  traceLink(id: string): RemovalLink;
  onStep(step: PodRemovalStep): void;
}

export const RemovalsList: React.FC<Props> = ({ response: response, ...rest }) => {
  const { moves, stayed, object } = response;
  const [selectedReason, setOnly] = useState<PodRemovalReason>();
  const counts = new Map<PodRemovalReason, number>();
  for (const { reason } of moves) counts.set(reason, (counts.get(reason) ?? 0) + 1);
  const shownRemovals =
    selectedReason === undefined ? moves : moves.filter(({ reason }) => reason === selectedReason);
  const values = { count: moves.length, object: formatObject(object), stayed };
  return (
    <section data-test-subj="requestTraceMoves">
      <EuiTitle size="xs">
        <h2 style={{ overflowWrap: 'anywhere' }} aria-live="polite">
          {object.kind === 'Pod'
            ? i18n.translate('requestTrace.moves.foundPod', {
                defaultMessage: '{object} went {count, plural, one {once} other {# times}}',
                values,
              })
            : i18n.translate('requestTrace.moves.found', {
                defaultMessage:
                  '{count, plural, one {# Pod} other {# Pods}} of {object} went, {stayed, plural, one {# is} other {# are}} still there',
                values,
              })}
        </h2>
      </EuiTitle>
      {counts.size > 1 && (
        <>
          <EuiSpacer size="s" />
          <EuiFlexGroup responsive={false} gutterSize="none">
            <EuiFlexItem grow={false} style={{ maxWidth: '100%' }}>
              <EuiFilterGroup
                compressed
                style={{ flexWrap: 'wrap', maxWidth: '100%' }}
                aria-label={i18n.translate('requestTrace.moves.filter', {
                  defaultMessage: 'Show only one reason',
                })}
              >
                {[...counts].map(([reason, count]) => (
                  <EuiFilterButton
                    key={reason}
                    grow={false}
                    hasActiveFilters={selectedReason === reason}
                    isSelected={selectedReason === reason}
                    numFilters={count}
                    aria-pressed={selectedReason === reason}
                    onClick={() => setOnly(selectedReason === reason ? undefined : reason)}
                    data-test-subj={`requestTraceMoveFilter-${reason}`}
                  >
                    <EuiIcon type={getReasonStyle(reason).icon} size="s" aria-hidden />{' '}
                    {getReasonStyle(reason).label}
                  </EuiFilterButton>
                ))}
              </EuiFilterGroup>
            </EuiFlexItem>
          </EuiFlexGroup>
        </>
      )}
      <EuiSpacer size="m" />
      <ul style={{ listStyle: 'none', margin: 0, padding: 0 }}>
        {shownRemovals.map((move) => (
          <li
            key={`${move.pod.namespace}/${move.pod.name}/${move.pod.uid ?? ''}/${move.at}`}
            style={{ marginBottom: 8 }}
          >
            <RemovalItem removal={move} isOpen={moves.length === 1} {...rest} />
          </li>
        ))}
      </ul>
    </section>
  );
};
