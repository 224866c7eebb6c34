/** In place of Kibana's own dialogue, where its bundle doesn't export it. */
import React, { useState } from 'react';
import {
  EuiButton,
  EuiButtonEmpty,
  EuiCallOut,
  EuiFieldText,
  EuiForm,
  EuiFormRow,
  EuiModal,
  EuiModalBody,
  EuiModalFooter,
  EuiModalHeader,
  EuiModalHeaderTitle,
  EuiSpacer,
  EuiTextArea,
  useGeneratedHtmlId,
} from '@elastic/eui';
import { i18n } from '@kbn/i18n';

interface PlainSaveModalProps {
  title: string;
  options?: React.ReactNode;
  onSave(props: {
    newTitle: string;
    newDescription?: string;
    isTitleDuplicateConfirmed: boolean;
    onTitleDuplicate(): void;
  }): Promise<void>;
  onClose(): void;
}

export function PlainSaveModal({
  title,
  options,
  onSave,
  onClose,
}: PlainSaveModalProps): React.ReactElement {
  const [newTitle, setTitle] = useState(title);
  const [newDescription, setDescription] = useState('');
  const [isTitleTaken, setTaken] = useState(false);
  const [isLoading, setLoading] = useState(false);
  const formId = useGeneratedHtmlId();
  const submit = async (): Promise<void> => {
    setLoading(true);
    let duplicate = false;
    // the second time the reader has read that the title is taken
    await onSave({
      newTitle: newTitle.trim(),
      newDescription,
      isTitleDuplicateConfirmed: isTitleTaken,
      onTitleDuplicate: () => {
        duplicate = true;
      },
    });
    if (!duplicate) return;
    setTaken(true);
    setLoading(false);
  };
  return (
    <EuiModal
      onClose={onClose}
      initialFocus="[name=requestTraceSaveTitle]"
      data-test-subj="requestTraceSaveModal"
    >
      <EuiModalHeader>
        <EuiModalHeaderTitle>
          {i18n.translate('requestTrace.save.modalTitle', { defaultMessage: 'Save search' })}
        </EuiModalHeaderTitle>
      </EuiModalHeader>
      <EuiModalBody>
        {isTitleTaken && (
          <>
            <EuiCallOut
              size="s"
              color="warning"
              role="alert"
              data-test-subj="requestTraceSaveDuplicate"
              title={i18n.translate('requestTrace.save.duplicate', {
                defaultMessage:
                  'A saved search with this title exists already. Save again to have two.',
              })}
            />
            <EuiSpacer size="m" />
          </>
        )}
        <EuiForm
          component="form"
          id={formId}
          onSubmit={(event: React.FormEvent) => {
            event.preventDefault();
            if (newTitle.trim()) void submit();
          }}
        >
          <EuiFormRow
            label={i18n.translate('requestTrace.save.titleLabel', { defaultMessage: 'Title' })}
          >
            <EuiFieldText
              name="requestTraceSaveTitle"
              value={newTitle}
              onChange={(event) => {
                setTitle(event.target.value);
                setTaken(false);
              }}
              data-test-subj="requestTraceSaveTitle"
            />
          </EuiFormRow>
          <EuiFormRow
            label={i18n.translate('requestTrace.save.descriptionLabel', {
              defaultMessage: 'Description',
            })}
          >
            <EuiTextArea
              value={newDescription}
              onChange={(event) => setDescription(event.target.value)}
            />
          </EuiFormRow>
          {options}
        </EuiForm>
      </EuiModalBody>
      <EuiModalFooter>
        <EuiButtonEmpty onClick={onClose}>
          {i18n.translate('requestTrace.save.cancel', { defaultMessage: 'Cancel' })}
        </EuiButtonEmpty>
        <EuiButton
          fill
          type="submit"
          form={formId}
          isLoading={isLoading}
          isDisabled={newTitle.trim() === ''}
          data-test-subj="requestTraceSaveConfirm"
        >
          {i18n.translate('requestTrace.save.confirm', { defaultMessage: 'Save' })}
        </EuiButton>
      </EuiModalFooter>
    </EuiModal>
  );
}
