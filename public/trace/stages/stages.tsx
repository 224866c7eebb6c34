import React, { useMemo } from 'react';
import { i18n } from '@kbn/i18n';
import type { Stage } from '../../../common/model/diagnosis';
import type { TimeFormat } from '../format_time';
import { StageStep } from './stage_step';
import { getTimeShares } from './stage_text';

interface Props {
  stages: Stage[];
  time: TimeFormat;
  /** of one Pod: `Stages of Pod shop/web-0` */
  label?: string;
  compact: boolean;
  onShow(key: string): void;
}

/** How far it got, as steps from left to right that wrap where it is narrow; each leads to the record that proves it. */
export const StageSteps: React.FC<Props> = React.memo(
  ({ stages, time, label, compact, onShow }) => {
    const timeShares = useMemo(() => getTimeShares(stages), [stages]);
    if (stages.length === 0) return null;
    return (
      <ol
        data-test-subj="requestTraceStages"
        aria-label={
          label ?? i18n.translate('requestTrace.stages.label', { defaultMessage: 'How far it got' })
        }
        style={{
          display: 'flex',
          flexWrap: 'wrap',
          listStyle: 'none',
          margin: 0,
          padding: 0,
          rowGap: 4,
        }}
      >
        {stages.map((stage, index) => (
          <StageStep
            key={stage.name}
            stage={stage}
            nextStage={stages[index + 1]}
            share={timeShares[index] ?? 0}
            time={time}
            compact={compact}
            onShow={onShow}
          />
        ))}
      </ol>
    );
  }
);
