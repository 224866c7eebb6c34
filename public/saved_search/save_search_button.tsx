/** "Save" in a trace's header: stores the trace's query as a saved search, for Discover and dashboards. */
import React, { useState } from 'react';
import { EuiButtonEmpty } from '@elastic/eui';
import { i18n } from '@kbn/i18n';
import type { Trace } from '../../common/model/trace';
import { loadConfig } from '../config/use_config';
import { DISCOVER_APP_LOCATOR, getLocator } from '../open_in_discover/use_locator_link';
import type { Scope } from '../scope/scope';
import { describeRequest } from '../labels/describe_request';
import type { Services, TraceRequest } from '../types';
import { SaveModal } from './save_modal';
import { canSaveSearch, planSave, saveTrace, type SavePlan } from './save_trace';
import { mountToastLink } from './toast_link';

export interface SaveSearchButtonProps {
  services: Services;
  trace: Trace;
  request: TraceRequest;
  scope?: Scope;
}

/** Nothing where this Kibana has no saved searches, or the reader may not save them. */
export function SaveSearchButton({
  services,
  trace,
  request,
  scope,
}: SaveSearchButtonProps): React.ReactElement | null {
  const { core, plugins } = services;
  const [plan, setPlan] = useState<SavePlan>();
  const [isLoading, setLoading] = useState(false);
  if (!canSaveSearch(core, plugins)) return null;

  const showError = (error: unknown): void => {
    core.notifications.toasts.addError(error instanceof Error ? error : new Error(String(error)), {
      title: i18n.translate('requestTrace.save.failed', {
        defaultMessage: 'The search could not be saved',
      }),
    });
  };
  const open = async (): Promise<void> => {
    setLoading(true);
    try {
      setPlan(await planSave(plugins, trace, scope ?? {}, request, await loadConfig(core.http)));
    } catch (error) {
      showError(error);
    }
    setLoading(false);
  };
  const onSaved = (savedSearchId: string, title: string): void => {
    const locator = getLocator(plugins, DISCOVER_APP_LOCATOR);
    core.notifications.toasts.addSuccess({
      title: i18n.translate('requestTrace.save.saved', {
        defaultMessage: 'Search “{title}” was saved',
        values: { title },
      }),
      ...(locator
        ? {
            text: mountToastLink(
              locator,
              { savedSearchId },
              i18n.translate('requestTrace.save.openInDiscover', {
                defaultMessage: 'Open in Discover',
              })
            ),
          }
        : {}),
    });
  };
  return (
    <>
      <EuiButtonEmpty
        size="xs"
        iconType="save"
        isLoading={isLoading}
        onClick={() => {
          void open();
        }}
        data-test-subj="requestTraceSaveSearch"
      >
        {i18n.translate('requestTrace.save.button', { defaultMessage: 'Save as saved search' })}
      </EuiButtonEmpty>
      {plan && (
        <SaveModal
          plan={plan}
          title={getSuggestedTitle(trace)}
          onClose={() => setPlan(undefined)}
          onSave={async (options) => {
            try {
              const id = await saveTrace(plugins, plan, options);
              if (id === undefined) return;
              setPlan(undefined);
              onSaved(id, options.title);
            } catch (error) {
              showError(error);
              setPlan(undefined);
            }
          }}
        />
      )}
    </>
  );
}

function getSuggestedTitle({ id, origin }: Trace): string {
  const words = origin ? [origin.user, describeRequest(origin)].filter(Boolean).join(' · ') : '';
  return i18n.translate('requestTrace.save.title', {
    defaultMessage: 'Trace: {request}',
    values: { request: (words || id).slice(0, 200) },
  });
}
