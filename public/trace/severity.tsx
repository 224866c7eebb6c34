import React from 'react';
import { EuiBadge, type EuiThemeComputed } from '@elastic/eui';
import { i18n } from '@kbn/i18n';
import type { Severity } from '../../common/model/log_record';

export function getSeverityLabel(severity: Severity): string {
  switch (severity) {
    case 'debug':
      return i18n.translate('requestTrace.severity.debug', { defaultMessage: 'debug' });
    case 'info':
      return i18n.translate('requestTrace.severity.info', { defaultMessage: 'info' });
    case 'warning':
      return i18n.translate('requestTrace.severity.warning', { defaultMessage: 'warning' });
    case 'error':
      return i18n.translate('requestTrace.severity.error', { defaultMessage: 'error' });
    case 'fatal':
      return i18n.translate('requestTrace.severity.fatal', { defaultMessage: 'fatal' });
    default:
      return i18n.translate('requestTrace.severity.unknown', { defaultMessage: 'unknown' });
  }
}

/** Colours of the running theme; what is no trouble stays quiet. */
export function getSeverityColor(severity: Severity, euiTheme: EuiThemeComputed): string {
  switch (severity) {
    case 'fatal':
    case 'error':
      return euiTheme.colors.danger;
    case 'warning':
      return euiTheme.colors.warning;
    default:
      return euiTheme.colors.primary;
  }
}

/** Word and colour, so that colour is never the only sign. */
export const SeverityBadge: React.FC<{ severity: Severity; short?: boolean }> = ({
  severity,
  short = false,
}) => {
  const color =
    severity === 'error' || severity === 'fatal'
      ? 'danger'
      : severity === 'warning'
        ? 'warning'
        : 'hollow';
  const label = getSeverityLabel(severity);
  // one letter, klog's own in every language, where there is little room; read out in full
  return (
    <EuiBadge color={color} title={label}>
      {short ? (
        <abbr title={label} aria-label={label} style={{ textDecoration: 'none' }}>
          {severity.slice(0, 1).toUpperCase()}
        </abbr>
      ) : (
        label
      )}
    </EuiBadge>
  );
};
