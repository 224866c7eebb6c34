import React from 'react';
import {
  EuiBasicTable,
  EuiIcon,
  EuiText,
  useEuiTheme,
  type EuiBasicTableColumn,
} from '@elastic/eui';
import { i18n } from '@kbn/i18n';
import type { ComparedStage } from '../../../common/model/comparison';
import { formatDuration } from '../../../common/time/micros';
import { formatStageCount } from '../stages/stage_text';
import { describeStage, getStageStatusLabel, getStageLabel } from '../../labels/stage_labels';

const getRemarkableText = () =>
  i18n.translate('requestTrace.comparison.remarkable', {
    defaultMessage:
      'Stands out: much slower than the good ones, or not done where all of them did it',
  });

/** @param good how many good requests there are */
export const StageTable: React.FC<{ stages: ComparedStage[]; good: number; compact: boolean }> = ({
  stages,
  good,
  compact,
}) => {
  const columns: Array<EuiBasicTableColumn<ComparedStage>> = [
    {
      name: i18n.translate('requestTrace.comparison.stage', { defaultMessage: 'Stage' }),
      width: '110px',
      render: (stage: ComparedStage) => (
        <span title={describeStage(stage.name)}>{getStageLabel(stage.name)}</span>
      ),
    },
    {
      name: i18n.translate('requestTrace.comparison.thisOne', { defaultMessage: 'This one' }),
      render: (stage: ComparedStage) => <OwnStage stage={stage} />,
    },
    {
      name: i18n.translate('requestTrace.comparison.goodOnes', { defaultMessage: 'Good ones' }),
      render: ({ good: times }: ComparedStage) => formatReferenceTimes(times, good),
    },
    ...(compact
      ? []
      : [
          {
            name: i18n.translate('requestTrace.comparison.times', {
              defaultMessage: 'Times side by side',
            }),
            width: '30%',
            render: (stage: ComparedStage) => <DurationBars stage={stage} />,
          },
        ]),
  ];
  return (
    <EuiBasicTable
      items={stages}
      columns={columns}
      compressed
      responsive={false}
      itemId="name"
      data-test-subj="requestTraceComparedStages"
      rowProps={(stage) => ({ 'data-test-subj': `requestTraceComparedStage-${stage.name}` })}
      tableCaption={i18n.translate('requestTrace.comparison.stagesCaption', {
        defaultMessage: 'Stages of this request beside those of the good ones',
      })}
    />
  );
};

const OwnStage: React.FC<{ stage: ComparedStage }> = ({
  stage: { status, tookMs, reached, remarkable, good },
}) => {
  const { euiTheme } = useEuiTheme();
  const duration = tookMs !== undefined && tookMs > 0 ? formatDuration(tookMs * 1_000) : null;
  // a stage that is done in the good ones was reached there, so "not needed" is not what this one says of it
  const isLeftOut = status === 'skipped' && good.done > 0;
  const statusLabel = isLeftOut
    ? i18n.translate('requestTrace.comparison.leftOut', { defaultMessage: 'not there' })
    : getStageStatusLabel(status, duration !== null || reached !== undefined);
  const text =
    status === 'done'
      ? (duration ?? statusLabel)
      : [statusLabel, duration, reached && formatStageCount({ status, ...reached })]
          .filter(Boolean)
          .join(', ');
  if (!remarkable) return <span>{text}</span>;
  return (
    <span style={{ color: euiTheme.colors.dangerText }}>
      <EuiIcon
        type="warning"
        size="s"
        color={euiTheme.colors.dangerText}
        aria-label={getRemarkableText()}
        title={getRemarkableText()}
      />{' '}
      <strong>{text}</strong>
    </span>
  );
};

function formatReferenceTimes(
  { done, medianMs, maxMs }: ComparedStage['good'],
  good: number
): string {
  if (done === 0) return getStageStatusLabel('skipped');
  if (medianMs === undefined || maxMs === undefined || maxMs <= 0)
    return good === done
      ? getStageStatusLabel('done')
      : i18n.translate('requestTrace.comparison.doneIn', {
          defaultMessage: 'done in {done} of {good}',
          values: { done, good },
        });
  const median = formatDuration(medianMs * 1_000);
  const times =
    done === 1
      ? median
      : i18n.translate('requestTrace.comparison.medianAndMax', {
          defaultMessage: '{median}, at most {max}',
          values: { median, max: formatDuration(maxMs * 1_000) },
        });
  return done === good
    ? times
    : i18n.translate('requestTrace.comparison.timesOf', {
        defaultMessage: '{times} (in {done} of {good})',
        values: { times, done, good },
      });
}

/** The longer of the two fills the column; the numbers beside it say the same. */
const DurationBars: React.FC<{ stage: ComparedStage }> = ({
  stage: {
    tookMs = 0,
    good: { medianMs = 0 },
    remarkable,
  },
}) => {
  const {
    euiTheme: { colors },
  } = useEuiTheme();
  const longest = Math.max(tookMs, medianMs);
  if (longest <= 0) return null;
  const renderBar = (value: number, color: string): React.ReactElement => (
    <div
      style={{
        width: value > 0 ? `max(2px, ${(100 * value) / longest}%)` : 0,
        height: 6,
        marginBlock: 2,
        backgroundColor: color,
        borderRadius: 2,
      }}
    />
  );
  return (
    <div aria-hidden="true" style={{ width: '100%' }}>
      {renderBar(tookMs, remarkable ? colors.danger : colors.primary)}
      {renderBar(medianMs, colors.success)}
    </div>
  );
};

/** Which bar is whose. */
export const DurationBarsLegend: React.FC = () => {
  const {
    euiTheme: { colors },
  } = useEuiTheme();
  const renderSwatch = (color: string): React.ReactElement => (
    <span
      aria-hidden="true"
      style={{
        display: 'inline-block',
        width: 10,
        height: 6,
        borderRadius: 2,
        marginRight: 4,
        backgroundColor: color,
      }}
    />
  );
  return (
    <EuiText size="xs" color="subdued">
      <p>
        {renderSwatch(colors.primary)}
        {i18n.translate('requestTrace.comparison.legendOwn', {
          defaultMessage: 'this one (red where it stands out)',
        })}
        {'  '}
        <span style={{ marginLeft: 12 }}>
          {renderSwatch(colors.success)}
          {i18n.translate('requestTrace.comparison.legendGood', {
            defaultMessage: 'median of the good ones',
          })}
        </span>
      </p>
    </EuiText>
  );
};
