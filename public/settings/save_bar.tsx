/** The bar at the page's bottom while something is unsaved, as Kibana's own settings have it. */
import React from 'react';
import {
  EuiBottomBar,
  EuiButton,
  EuiButtonEmpty,
  EuiFlexGroup,
  EuiFlexItem,
  EuiText,
} from '@elastic/eui';
import { i18n } from '@kbn/i18n';

interface SaveBarProps {
  changeCount: number;
  isSaving: boolean;
  /** something can't be stored as it is */
  isInvalid: boolean;
  onCancel(): void;
  onSave(): void;
}

export function SaveBar({
  changeCount: changeCount,
  isSaving: isSaving,
  isInvalid: isInvalid,
  onCancel,
  onSave,
}: SaveBarProps): React.ReactElement {
  return (
    <EuiBottomBar
      position="sticky"
      paddingSize="s"
      data-test-subj="requestTraceSaveBar"
      landmarkHeading={i18n.translate('requestTrace.settingsPage.bar.heading', {
        defaultMessage: 'Unsaved changes',
      })}
    >
      <EuiFlexGroup
        alignItems="center"
        justifyContent="spaceBetween"
        gutterSize="s"
        responsive={false}
        wrap
      >
        <EuiFlexItem grow={false}>
          <EuiText size="s" color="ghost">
            {i18n.translate('requestTrace.settingsPage.bar.count', {
              defaultMessage: '{count, plural, one {# unsaved setting} other {# unsaved settings}}',
              values: { count: changeCount },
            })}
          </EuiText>
        </EuiFlexItem>
        <EuiFlexItem grow={false}>
          <EuiFlexGroup gutterSize="s" responsive={false}>
            <EuiFlexItem grow={false}>
              <EuiButtonEmpty
                color="text"
                size="s"
                iconType="cross"
                onClick={onCancel}
                isDisabled={isSaving}
                data-test-subj="requestTraceCancelSettings"
              >
                {i18n.translate('requestTrace.settingsPage.bar.cancel', {
                  defaultMessage: 'Cancel changes',
                })}
              </EuiButtonEmpty>
            </EuiFlexItem>
            <EuiFlexItem grow={false}>
              <EuiButton
                fill
                color="success"
                size="s"
                iconType="check"
                onClick={onSave}
                isLoading={isSaving}
                isDisabled={isInvalid}
                data-test-subj="requestTraceSaveSettings"
              >
                {i18n.translate('requestTrace.settingsPage.bar.save', {
                  defaultMessage: 'Save changes',
                })}
              </EuiButton>
            </EuiFlexItem>
          </EuiFlexGroup>
        </EuiFlexItem>
      </EuiFlexGroup>
    </EuiBottomBar>
  );
}
