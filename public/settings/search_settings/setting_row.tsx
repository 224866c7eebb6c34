/** One setting as Kibana's own Advanced settings show one: what it is, its field, its default, and why it can't be changed. */
import React, { type ReactNode } from 'react';
import {
  EuiCode,
  EuiDescribedFormGroup,
  EuiFormRow,
  EuiIconTip,
  EuiLink,
  EuiText,
} from '@elastic/eui';
import { i18n } from '@kbn/i18n';
import { SETTING_KEYS } from '../../../common/api/settings';
import type { SettingName } from '../setting_values';

interface SettingRowProps {
  name: SettingName;
  title: string;
  description: ReactNode;
  /** accessible name of the field */
  label: string;
  /** in words */
  defaultText: string;
  isDefault: boolean;
  isChanged: boolean;
  /** why it can't be changed; undefined: it can */
  lockReason: string | undefined;
  error?: string;
  onReset(): void;
  children: React.ReactElement;
}

export function SettingRow(props: SettingRowProps): React.ReactElement {
  const {
    name,
    title,
    description,
    label,
    defaultText,
    isDefault,
    isChanged,
    lockReason: lockReason,
    error,
    onReset,
    children,
  } = props;
  return (
    <EuiDescribedFormGroup
      fullWidth
      ratio="third"
      titleSize="xs"
      title={
        <h3>
          {title}{' '}
          {isChanged && (
            <EuiIconTip
              type="dot"
              color="warning"
              content={i18n.translate('requestTrace.settingsPage.row.unsaved', {
                defaultMessage: 'Not saved yet',
              })}
            />
          )}
        </h3>
      }
      description={
        <EuiText size="s" color="subdued">
          {description}
          <p style={{ overflowWrap: 'anywhere' }}>
            {i18n.translate('requestTrace.settingsPage.row.default', {
              defaultMessage: 'Default: {value}',
              values: { value: defaultText },
            })}
          </p>
        </EuiText>
      }
      data-test-subj={`requestTraceSetting-${name}`}
    >
      <EuiFormRow
        fullWidth
        label={label}
        labelAppend={
          <EuiText size="xs">
            <EuiCode transparentBackground>{SETTING_KEYS[name]}</EuiCode>
          </EuiText>
        }
        isInvalid={error !== undefined}
        error={error}
        helpText={
          lockReason ??
          (isDefault ? undefined : (
            <EuiLink onClick={onReset} data-test-subj={`requestTraceReset-${name}`}>
              {i18n.translate('requestTrace.settingsPage.row.reset', {
                defaultMessage: 'Reset to default',
              })}
            </EuiLink>
          ))
        }
      >
        {children}
      </EuiFormRow>
    </EuiDescribedFormGroup>
  );
}
