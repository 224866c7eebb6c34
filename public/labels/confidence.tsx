/** How sure it is that a record belongs to a trace, as readers see it everywhere: a word and as many dots, so that colour is never the sign. */
import React from 'react';
import { useEuiTheme } from '@elastic/eui';
import { i18n } from '@kbn/i18n';
import { getConfidenceBand, type ConfidenceBand } from './confidence_bands';

export function getBandLabel(band: string): string {
  switch (band) {
    case 'sure':
      return i18n.translate('requestTrace.confidence.sure', { defaultMessage: 'sure' });
    case 'likely':
      return i18n.translate('requestTrace.confidence.likely', { defaultMessage: 'likely' });
    case 'possible':
      return i18n.translate('requestTrace.confidence.possible', { defaultMessage: 'possible' });
    default:
      return band;
  }
}

/** Which confidences a band holds, for lists and help: `likely (70 % and more)`. */
export function getBandRangeLabel(band: string): string {
  switch (band) {
    case 'sure':
      return i18n.translate('requestTrace.confidence.sureFrom', {
        defaultMessage: 'sure (90 % and more)',
      });
    case 'likely':
      return i18n.translate('requestTrace.confidence.likelyFrom', {
        defaultMessage: 'likely (70 % and more)',
      });
    case 'possible':
      return i18n.translate('requestTrace.confidence.possibleBelow', {
        defaultMessage: 'possible (below 70 %)',
      });
    default:
      return band;
  }
}

/** Rounded down: 99.6 % is not 100 %. */
export function toPercent(confidence: number): number {
  return Math.floor(Math.min(1, Math.max(0, confidence)) * 100 + 1e-6);
}

/** `95 % sure` */
export function formatPercent(confidence: number): string {
  return i18n.translate('requestTrace.confidence.percent', {
    defaultMessage: '{percent} % sure',
    values: { percent: toPercent(confidence) },
  });
}

/** `likely (75 %)` */
export function formatConfidence(confidence: number): string {
  return i18n.translate('requestTrace.confidence.wordAndPercent', {
    defaultMessage: '{word} ({percent} %)',
    values: { word: getBandLabel(getConfidenceBand(confidence)), percent: toPercent(confidence) },
  });
}

const DOTS_BY_BAND: Record<ConfidenceBand, number> = { sure: 3, likely: 2, possible: 1 };

interface Props {
  confidence: number;
  /** with the figure, not the word: for lists of reasons */
  isExact?: boolean;
  /** the dots alone; the words are read out: for narrow columns */
  isShort?: boolean;
}

/** ●●● sure, ●●○ likely, ●○○ possible. */
export const ConfidenceMark: React.FC<Props> = ({
  confidence,
  isExact = false,
  isShort = false,
}) => {
  const { euiTheme } = useEuiTheme();
  const band = getConfidenceBand(confidence);
  const word = isExact ? formatPercent(confidence) : getBandLabel(band);
  const dots = DOTS_BY_BAND[band];
  const title = formatConfidence(confidence);
  const color =
    dots === 3
      ? euiTheme.colors.successText
      : dots === 2
        ? euiTheme.colors.text
        : euiTheme.colors.warningText;
  return (
    <span
      style={{ whiteSpace: 'nowrap' }}
      title={title}
      data-test-subj={`requestTraceConfidence-${band}`}
      {...(isShort ? { role: 'img', 'aria-label': title } : {})}
    >
      <span
        aria-hidden="true"
        style={{ color, fontSize: '0.7em', letterSpacing: 1, verticalAlign: 'middle' }}
      >
        {'●'.repeat(dots)}
        {'○'.repeat(3 - dots)}
      </span>
      {!isShort && <> {word}</>}
    </span>
  );
};
