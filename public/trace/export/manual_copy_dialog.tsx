import React, { useCallback } from 'react';
import {
  EuiButton,
  EuiModal,
  EuiModalBody,
  EuiModalFooter,
  EuiModalHeader,
  EuiModalHeaderTitle,
  EuiSpacer,
  EuiText,
  EuiTextArea,
} from '@elastic/eui';
import { i18n } from '@kbn/i18n';

/** Where no page may write to the clipboard: the text, selected, for the reader to copy. */
export const ManualCopyDialog: React.FC<{ text: string; onClose(): void }> = ({
  text,
  onClose,
}) => {
  // not in an effect: the dialogue draws its content after itself
  const selectText = useCallback((area: HTMLTextAreaElement | null) => area?.select(), []);
  return (
    <EuiModal
      onClose={onClose}
      initialFocus="[name=requestTraceCopyByHand]"
      data-test-subj="requestTraceCopyByHand"
    >
      <EuiModalHeader>
        <EuiModalHeaderTitle>
          {i18n.translate('requestTrace.handOn.byHandTitle', { defaultMessage: 'Copy it by hand' })}
        </EuiModalHeaderTitle>
      </EuiModalHeader>
      <EuiModalBody>
        <EuiText size="s">
          <p>
            {i18n.translate('requestTrace.handOn.byHand', {
              defaultMessage:
                'The browser lets this page not write to the clipboard (it does so over https only). The text is selected: press Ctrl+C or ⌘C.',
            })}
          </p>
        </EuiText>
        <EuiSpacer size="s" />
        <EuiTextArea
          name="requestTraceCopyByHand"
          inputRef={selectText}
          value={text}
          readOnly
          fullWidth
          rows={14}
          resize="vertical"
          onFocus={(event) => event.currentTarget.select()}
          aria-label={i18n.translate('requestTrace.handOn.byHandText', {
            defaultMessage: 'Text to copy',
          })}
        />
      </EuiModalBody>
      <EuiModalFooter>
        <EuiButton onClick={onClose}>
          {i18n.translate('requestTrace.handOn.close', { defaultMessage: 'Close' })}
        </EuiButton>
      </EuiModalFooter>
    </EuiModal>
  );
};
