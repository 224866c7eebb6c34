import React from 'react';
import { EuiProgress, EuiText } from '@elastic/eui';
import { i18n } from '@kbn/i18n';

/** How many of a component's lines carry a request ID: a bar, and the figure beside it. */
export function ReqIdShare({
  lines,
  withReqID,
}: {
  lines: number;
  withReqID: number;
}): React.ReactElement {
  const share = lines > 0 ? withReqID / lines : 0;
  const figure = formatShare(share);
  return (
    <div style={{ minWidth: 90 }} data-test-subj="requestTraceReqIdShare">
      <EuiText size="s">{figure}</EuiText>
      <EuiProgress
        size="s"
        max={1}
        value={share}
        color={share > 0 ? 'success' : 'subdued'}
        aria-label={i18n.translate('requestTrace.sources.reqId.bar', {
          defaultMessage: '{with, number} of {lines, number} lines carry a request ID',
          values: { with: withReqID, lines },
        })}
      />
    </div>
  );
}

/** In percent. Neither "0 %" nor "100 %" is said unless it is exactly that. */
export function formatShare(share: number): string {
  if (share > 0 && share < 0.001)
    return i18n.translate('requestTrace.sources.reqId.below', { defaultMessage: '< 0.1%' });
  if (share < 1 && share > 0.999)
    return i18n.translate('requestTrace.sources.reqId.above', { defaultMessage: '> 99.9%' });
  return i18n.translate('requestTrace.sources.reqId.share', {
    defaultMessage: '{percent, number}%',
    values: { percent: Math.round(share * 1000) / 10 },
  });
}
