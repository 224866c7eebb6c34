import React from 'react';
import {
  EuiIcon,
  EuiPanel,
  EuiScreenReaderOnly,
  EuiToolTip,
  useEuiTheme,
  type EuiThemeComputed,
} from '@elastic/eui';
import { i18n } from '@kbn/i18n';
import type { Stage } from '../../../common/model/diagnosis';
import { fractionDigits, toMicros } from '../../../common/time/micros';
import {
  describeStage,
  describeStageStatus,
  getStageStatusLabel,
  getStageLabel,
} from '../../labels/stage_labels';
import type { TimeFormat } from '../format_time';
import { getRecordKey } from '../view_records';
import { isReached, formatStageCount, formatStageTime } from './stage_text';

interface Props {
  stage: Stage;
  /** the stage after it; the line leads there */
  nextStage: Stage | undefined;
  /** of the time that all stages took, 0..1 */
  share: number;
  time: TimeFormat;
  compact: boolean;
  onShow(key: string): void;
}

/** One step: icon, name, the line to the next; the time it took, how many did it; a bar for its share of the whole time. */
export const StageStep: React.FC<Props> = ({
  stage,
  nextStage: nextStage,
  share,
  time,
  compact,
  onShow,
}) => {
  const { euiTheme } = useEuiTheme();
  const { record } = stage;
  const color = getStageColor(stage, euiTheme);
  const count = formatStageCount(stage);
  const isInactive = stage.status === 'skipped' || !isReached(stage);
  const body = (
    <>
      <span style={{ display: 'flex', alignItems: 'center', gap: 4 }}>
        <EuiIcon type={getStageIcon(stage)} color={color} aria-hidden="true" />
        <span
          style={{
            fontWeight: isInactive ? 400 : 600,
            color: isInactive ? euiTheme.colors.subduedText : euiTheme.colors.text,
          }}
        >
          {getStageLabel(stage.name)}
        </span>
        <EuiScreenReaderOnly>
          <span>{`: ${getStageStatusLabel(stage.status, isReached(stage))} `}</span>
        </EuiScreenReaderOnly>
        {nextStage && (
          <span
            aria-hidden="true"
            style={{
              flex: 1,
              minWidth: 6,
              borderTop: `1px ${nextStage.status === 'done' ? 'solid' : 'dashed'} ${euiTheme.colors.mediumShade}`,
            }}
          />
        )}
      </span>
      <span
        style={{
          display: 'block',
          fontSize: compact ? 11 : 12,
          color:
            stage.status === 'failed' || stage.status === 'waiting'
              ? color
              : euiTheme.colors.subduedText,
          minHeight: '1.5em',
        }}
      >
        {[formatStageTime(stage), count].filter(Boolean).join(' · ')}
      </span>
      <span
        aria-hidden="true"
        style={{
          display: 'block',
          height: 4,
          borderRadius: 2,
          marginRight: 8,
          background: share > 0 ? euiTheme.colors.lightestShade : undefined,
        }}
      >
        {share > 0 && (
          <span
            style={{
              display: 'block',
              height: 4,
              borderRadius: 2,
              width: `${Math.max(2, share * 100)}%`,
              background: color,
            }}
          />
        )}
      </span>
    </>
  );
  const shared = {
    paddingSize: 'none' as const,
    hasShadow: false,
    hasBorder: false,
    borderRadius: 'none' as const,
    color: 'transparent' as const,
    'data-test-subj': `requestTraceStage-${stage.name}`,
    'data-status': stage.status,
    style: { textAlign: 'left' as const, padding: '2px 0 2px 4px' },
  };
  return (
    <li
      style={{
        flex: `1 1 ${compact ? 96 : 108}px`,
        maxWidth: nextStage ? 320 : 220,
        minWidth: compact ? 96 : 100,
      }}
    >
      <EuiToolTip
        display="block"
        content={<StageTooltip stage={stage} share={share} time={time} />}
      >
        {record ? (
          <EuiPanel {...shared} onClick={() => onShow(getRecordKey(record))}>
            {body}
          </EuiPanel>
        ) : (
          // still a stop for the keyboard: its tooltip says why there is nothing to show
          <EuiPanel {...shared} tabIndex={0} role="group">
            {body}
          </EuiPanel>
        )}
      </EuiToolTip>
    </li>
  );
};

const StageTooltip: React.FC<{ stage: Stage; share: number; time: TimeFormat }> = ({
  stage,
  share,
  time,
}) => {
  const micros = stage.at ? toMicros(stage.at) : null;
  const lines = [
    describeStage(stage.name),
    describeStageStatus(stage.status),
    micros !== null && stage.at ? time.formatFull(micros, fractionDigits(stage.at)) : undefined,
    share >= 0.01
      ? i18n.translate('requestTrace.stages.share', {
          defaultMessage: '{percent} % of the whole time',
          values: { percent: Math.round(share * 100) },
        })
      : undefined,
    stage.records > 0
      ? i18n.translate('requestTrace.stages.records', {
          defaultMessage: '{count, plural, one {# record speaks} other {# records speak}} of it',
          values: { count: stage.records },
        })
      : undefined,
    stage.record
      ? i18n.translate('requestTrace.stages.click', {
          defaultMessage: 'Click to see the record that shows it.',
        })
      : undefined,
  ];
  return (
    <>
      {lines.filter(Boolean).map((line) => (
        <div key={line}>{line}</div>
      ))}
    </>
  );
};

/** A shape for each state: not by colour alone. */
function getStageIcon(stage: Stage): string {
  switch (stage.status) {
    case 'done':
      return 'checkInCircleFilled';
    case 'failed':
      return 'error';
    case 'skipped':
      return 'minus';
    case 'waiting':
      return isReached(stage) ? 'clock' : 'dotInCircle';
    default:
      return 'questionInCircle';
  }
}

function getStageColor(stage: Stage, { colors }: EuiThemeComputed): string {
  switch (stage.status) {
    case 'done':
      return colors.successText;
    case 'failed':
      return colors.dangerText;
    case 'waiting':
      return isReached(stage) ? colors.warningText : colors.subduedText;
    default:
      return colors.subduedText;
  }
}
