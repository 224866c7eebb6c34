/** One Pod that went: why, from where, who took its place, and how it came about. */
import React from 'react';
import {
  EuiAccordion,
  EuiBadge,
  EuiButton,
  EuiFlexGroup,
  EuiFlexItem,
  EuiIcon,
  EuiLink,
  EuiPanel,
  EuiSpacer,
  EuiText,
  EuiTitle,
  useEuiTheme,
  useGeneratedHtmlId,
} from '@elastic/eui';
import { i18n } from '@kbn/i18n';
import type { PodRemovalStep, PodRemoval } from '../../common/model/removals';
import { formatDuration, fractionDigits, toMicros } from '../../common/time/micros';
import type { TimeFormat } from '../trace/format_time';
import { getReasonStyle } from './removal_reasons';

export interface RemovalLink {
  href: string;
  onClick(event: React.MouseEvent): void;
}

interface Props {
  removal: PodRemoval;
  /** its steps are shown from the start */
  isOpen: boolean;
  time: TimeFormat;
  /** leads to the moves of another object */
  objectLink(object: string): RemovalLink;
  traceLink(id: string): RemovalLink;
  onStep(step: PodRemovalStep): void;
}

export const RemovalItem: React.FC<Props> = ({
  removal: removal,
  isOpen,
  time,
  objectLink,
  traceLink,
  onStep,
}) => {
  const { reason, title, request, steps } = removal;
  const reasonStyle = getReasonStyle(reason);
  const accordionId = useGeneratedHtmlId({ prefix: 'requestTraceMove' });
  return (
    <EuiPanel hasBorder hasShadow={false} paddingSize="s" data-test-subj="requestTraceMove">
      <EuiFlexGroup gutterSize="m" wrap responsive={false} alignItems="flexStart">
        <EuiFlexItem style={{ minWidth: 'min(320px, 100%)' }}>
          <EuiFlexGroup gutterSize="s" wrap responsive={false} alignItems="center">
            <EuiFlexItem grow={false}>
              <EuiBadge
                iconType={reasonStyle.icon}
                color={reasonStyle.color === 'default' ? 'hollow' : reasonStyle.color}
                data-test-subj="requestTraceMoveReason"
              >
                {reasonStyle.label}
              </EuiBadge>
            </EuiFlexItem>
            <EuiFlexItem grow={false} style={{ maxWidth: '100%' }}>
              <EuiTitle size="xxs">
                <h3 style={{ overflowWrap: 'anywhere' }}>{title}</h3>
              </EuiTitle>
            </EuiFlexItem>
            <EuiFlexItem grow={false}>
              <EuiText size="s" color="subdued">
                <time dateTime={removal.at} title={`${removal.at} · ${time.zoneName}`}>
                  {time.formatFull(
                    toMicros(removal.at) ?? NaN,
                    Math.min(3, fractionDigits(removal.at))
                  )}
                </time>
              </EuiText>
            </EuiFlexItem>
            {removal.confidence < 0.85 && (
              <EuiFlexItem grow={false}>
                <UncertainBadge />
              </EuiFlexItem>
            )}
          </EuiFlexGroup>
          <EuiSpacer size="xs" />
          <RemovalPath removal={removal} objectLink={objectLink} />
        </EuiFlexItem>
        {request && (
          <EuiFlexItem grow={false}>
            <EuiButton
              size="s"
              iconType="inspect"
              {...traceLink(request.id)}
              data-test-subj="requestTraceMoveTrace"
            >
              {i18n.translate('requestTrace.moves.trace', { defaultMessage: 'Trace this request' })}
            </EuiButton>
          </EuiFlexItem>
        )}
      </EuiFlexGroup>
      {steps.length > 0 && (
        <EuiAccordion
          id={accordionId}
          paddingSize="none"
          initialIsOpen={isOpen}
          data-test-subj="requestTraceMoveSteps"
          buttonContent={
            <EuiText size="s">
              {i18n.translate('requestTrace.moves.steps', {
                defaultMessage: 'How it came about, {count, plural, one {# step} other {# steps}}',
                values: { count: steps.length },
              })}
            </EuiText>
          }
        >
          <RemovalSteps steps={steps} time={time} onStep={onStep} />
        </EuiAccordion>
      )}
    </EuiPanel>
  );
};

const UncertainBadge: React.FC = () => (
  <EuiBadge
    color="hollow"
    iconType="questionInCircle"
    title={i18n.translate('requestTrace.moves.unsureTitle', {
      defaultMessage: 'The records that would prove it are missing: it follows from what is there.',
    })}
  >
    {i18n.translate('requestTrace.moves.unsure', { defaultMessage: 'not certain' })}
  </EuiBadge>
);

/** The Pod, its node, and where its successor runs. */
const RemovalPath: React.FC<Pick<Props, 'removal' | 'objectLink'>> = ({
  removal: { pod, fromNode, successor, at, goneAt },
  objectLink,
}) => {
  const wrapStyle = { overflowWrap: 'anywhere' } as const;
  const podText = `${pod.namespace}/${pod.name}`;
  const deletionMicros = goneAt ? (toMicros(goneAt) ?? NaN) - (toMicros(at) ?? NaN) : NaN;
  return (
    <EuiText size="s">
      <EuiFlexGroup gutterSize="s" wrap responsive={false} alignItems="center">
        <EuiFlexItem grow={false} style={wrapStyle}>
          <span title={pod.uid && `uid ${pod.uid}`}>
            {i18n.translate('requestTrace.moves.pod', { defaultMessage: 'Pod' })}{' '}
            <EuiLink {...objectLink(`pods/${podText}`)}>{podText}</EuiLink>
          </span>
        </EuiFlexItem>
        {fromNode && (
          <EuiFlexItem grow={false} style={wrapStyle}>
            <span>
              {i18n.translate('requestTrace.moves.from', { defaultMessage: 'from' })}{' '}
              <EuiLink {...objectLink(`nodes/${fromNode}`)}>{fromNode}</EuiLink>
            </span>
          </EuiFlexItem>
        )}
        {successor && (
          <EuiFlexItem grow={false} style={wrapStyle} data-test-subj="requestTraceMoveSuccessor">
            <span>
              <EuiIcon type="sortRight" aria-hidden />{' '}
              {i18n.translate('requestTrace.moves.successor', {
                defaultMessage: 'its place was taken by',
              })}{' '}
              <EuiLink {...objectLink(`pods/${successor.pod.namespace}/${successor.pod.name}`)}>
                {successor.pod.name}
              </EuiLink>
              {successor.node && (
                <>
                  {' '}
                  {i18n.translate('requestTrace.moves.on', { defaultMessage: 'on' })}{' '}
                  <EuiLink {...objectLink(`nodes/${successor.node}`)}>{successor.node}</EuiLink>
                </>
              )}
            </span>
          </EuiFlexItem>
        )}
        {deletionMicros >= 0 && (
          <EuiFlexItem grow={false}>
            <EuiText size="s" color="subdued">
              {i18n.translate('requestTrace.moves.gone', {
                defaultMessage: 'gone after {duration}',
                values: { duration: formatDuration(deletionMicros) },
              })}
            </EuiText>
          </EuiFlexItem>
        )}
      </EuiFlexGroup>
    </EuiText>
  );
};

const RemovalSteps: React.FC<{
  steps: PodRemovalStep[];
  time: TimeFormat;
  onStep(step: PodRemovalStep): void;
}> = ({ steps, time, onStep }) => {
  const { euiTheme } = useEuiTheme();
  return (
    <EuiText size="s">
      <EuiSpacer size="s" />
      <ol style={{ listStyle: 'none', margin: 0, paddingInlineStart: euiTheme.size.s }}>
        {steps.map((step, i) => (
          <li
            key={`${step.record.index}/${step.record.id}/${i}`}
            style={{
              borderInlineStart: euiTheme.border.thick,
              paddingInlineStart: euiTheme.size.m,
              paddingBlock: euiTheme.size.xs,
              margin: 0,
              overflowWrap: 'anywhere',
            }}
          >
            <EuiText size="xs" color="subdued" style={{ display: 'inline' }}>
              <time dateTime={step.at} title={step.at}>
                {time.formatTimeOfDay(
                  toMicros(step.at) ?? NaN,
                  Math.min(3, fractionDigits(step.at))
                )}
              </time>
            </EuiText>{' '}
            <strong>{step.actor}</strong> {step.what}{' '}
            <EuiLink
              onClick={() => onStep(step)}
              data-test-subj="requestTraceMoveRecord"
              aria-label={i18n.translate('requestTrace.moves.recordLabel', {
                defaultMessage: 'Show the record: {what}',
                values: { what: step.what },
              })}
            >
              {i18n.translate('requestTrace.moves.record', { defaultMessage: 'record' })}
            </EuiLink>
          </li>
        ))}
      </ol>
    </EuiText>
  );
};
