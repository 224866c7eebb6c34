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
import type { MoveReason, MovesAnswer, MoveStep } from '../../common/model/moves';
import type { TimeFormat } from '../trace/format_time';
import { MoveItem, type AppHref } from './move_item';
import { objectText } from './object_text';
import { reasonLook } from './reasons';

interface Props {
  answer: MovesAnswer;
  time: TimeFormat;
  objectLink(object: string): AppHref;
  traceLink(id: string): AppHref;
  onStep(step: MoveStep): void;
}

export const MovesList: React.FC<Props> = ({ answer, ...rest }) => {
  const { moves, stayed, object } = answer;
  const [only, setOnly] = useState<MoveReason>();
  const counts = new Map<MoveReason, number>();
  for (const { reason } of moves) counts.set(reason, (counts.get(reason) ?? 0) + 1);
  const shown = only === undefined ? moves : moves.filter(({ reason }) => reason === only);
  const values = { count: moves.length, object: objectText(object), stayed };
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
                    hasActiveFilters={only === reason}
                    isSelected={only === reason}
                    numFilters={count}
                    aria-pressed={only === reason}
                    onClick={() => setOnly(only === reason ? undefined : reason)}
                    data-test-subj={`requestTraceMoveFilter-${reason}`}
                  >
                    <EuiIcon type={reasonLook(reason).icon} size="s" aria-hidden />{' '}
                    {reasonLook(reason).word}
                  </EuiFilterButton>
                ))}
              </EuiFilterGroup>
            </EuiFlexItem>
          </EuiFlexGroup>
        </>
      )}
      <EuiSpacer size="m" />
      <ul style={{ listStyle: 'none', margin: 0, padding: 0 }}>
        {shown.map((move) => (
          <li
            key={`${move.pod.namespace}/${move.pod.name}/${move.pod.uid ?? ''}/${move.at}`}
            style={{ marginBottom: 8 }}
          >
            <MoveItem move={move} isOpen={moves.length === 1} {...rest} />
          </li>
        ))}
      </ul>
    </section>
  );
};
