/** Asks for title and description: in Kibana's own dialogue, which warns of a title that is taken, or in a plain one. */
import React, { useEffect, useMemo, useState } from 'react';
import { EuiCallOut, EuiSpacer, EuiSwitch } from '@elastic/eui';
import { i18n } from '@kbn/i18n';
import { findKibanaComponent } from '../scope/find_kibana_component';
import { PlainSaveModal } from './plain_save_modal';
import type { SaveOptions, SavePlan } from './save_trace';

interface SaveModalProps {
  plan: SavePlan;
  title: string;
  onSave(options: SaveOptions): Promise<void>;
  onClose(): void;
}

/** Props of Kibana 8.12's SavedObjectSaveModal; the same in 9.x. */
interface KibanaModalProps {
  title: string;
  description?: string;
  objectType: string;
  showCopyOnSave: boolean;
  showDescription: boolean;
  options?: React.ReactNode;
  onSave(props: {
    newTitle: string;
    newDescription?: string;
    isTitleDuplicateConfirmed: boolean;
    onTitleDuplicate(): void;
  }): Promise<void>;
  onClose(): void;
}

export function SaveModal({ plan, title, onSave, onClose }: SaveModalProps): React.ReactElement {
  const KibanaModal = useMemo(
    () =>
      findKibanaComponent<KibanaModalProps>('plugin/savedObjects/public', 'SavedObjectSaveModal'),
    []
  );
  // what Kibana's dialogue was opened with stays: saving may have made the data view meanwhile
  const [missing] = useState(plan.missingDataView);
  const [createDataView, setCreate] = useState(plan.canCreateDataView);
  const Modal = KibanaModal ?? PlainSaveModal;
  const [initialScrollY] = useState(() => window.scrollY);
  // The title takes the focus before the dialogue is laid over the page, from the page's end: the browser scrolls there.
  useEffect(() => {
    const restoreScroll = (): void => {
      if (window.scrollY !== initialScrollY) window.scrollTo(window.scrollX, initialScrollY);
    };
    // at once, and when EUI's focus trap has set in
    const timers = [0, 60, 250].map((delay) => setTimeout(restoreScroll, delay));
    return () => timers.forEach(clearTimeout);
  }, [initialScrollY]);
  return (
    <Modal
      title={title}
      objectType={i18n.translate('requestTrace.save.objectType', { defaultMessage: 'search' })}
      showCopyOnSave={false}
      showDescription
      options={
        <SaveNotes
          plan={plan}
          missing={missing}
          createDataView={createDataView}
          onCreate={setCreate}
        />
      }
      onSave={({ newTitle, newDescription, isTitleDuplicateConfirmed, onTitleDuplicate }) =>
        onSave({
          title: newTitle,
          description: newDescription ?? '',
          createDataView,
          isTitleDuplicateConfirmed,
          onTitleDuplicate,
        })
      }
      onClose={onClose}
    />
  );
}

function SaveNotes({
  plan,
  missing,
  createDataView,
  onCreate,
}: {
  plan: SavePlan;
  missing: string | undefined;
  createDataView: boolean;
  onCreate(create: boolean): void;
}): React.ReactElement {
  return (
    <>
      {missing !== undefined && (
        <>
          <EuiSpacer size="m" />
          <EuiSwitch
            checked={createDataView}
            disabled={!plan.canCreateDataView}
            onChange={(event) => onCreate(event.target.checked)}
            label={i18n.translate('requestTrace.save.createDataView', {
              defaultMessage: 'Create the data view “{title}” too',
              values: { title: missing.slice(0, 200) },
            })}
            data-test-subj="requestTraceSaveCreateDataView"
          />
          {!createDataView && (
            <EuiCallOut
              size="s"
              title={i18n.translate('requestTrace.save.ownDataView', {
                defaultMessage:
                  'No data view has these indices: the saved search keeps one for itself.',
              })}
            />
          )}
        </>
      )}
      {plan.leftOut > 0 && (
        <>
          <EuiSpacer size="m" />
          <EuiCallOut
            size="s"
            color="warning"
            iconType="warning"
            data-test-subj="requestTraceSaveLeftOut"
            title={i18n.translate('requestTrace.save.leftOut', {
              defaultMessage:
                'The query would be too long with all of the trace’s IDs and objects: {count, number} are left out.',
              values: { count: plan.leftOut },
            })}
          />
        </>
      )}
    </>
  );
}
