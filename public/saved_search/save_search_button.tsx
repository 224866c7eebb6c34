/** "Save" in a trace's header: stores the trace's query as a saved search, for Discover and dashboards. */
import React, { useState } from 'react';
import { EuiButtonEmpty } from '@elastic/eui';
import { i18n } from '@kbn/i18n';
import type { Trace } from '../../common/model/trace';
import { loadConfig } from '../config/use_config';
import { DISCOVER_APP_LOCATOR, locatorOf } from '../discover_links/locator_link';
import type { Scope } from '../scope/scope';
import { requestInWords } from '../words/request_words';
import type { Services, TraceRequest } from '../types';
import { SaveModal } from './save_modal';
import { canSave, planSave, saveTrace, type SavePlan } from './save_trace';
import { linkTo } from './toast_link';

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
  if (!canSave(core, plugins)) return null;

  const failed = (error: unknown): void => {
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
      failed(error);
    }
    setLoading(false);
  };
  const onSaved = (savedSearchId: string, title: string): void => {
    const locator = locatorOf(plugins, DISCOVER_APP_LOCATOR);
    core.notifications.toasts.addSuccess({
      title: i18n.translate('requestTrace.save.saved', {
        defaultMessage: 'Search “{title}” was saved',
        values: { title },
      }),
      ...(locator
        ? {
            text: linkTo(
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
          title={suggestedTitle(trace)}
          onClose={() => setPlan(undefined)}
          onSave={async (options) => {
            try {
              const id = await saveTrace(plugins, plan, options);
              if (id === undefined) return;
              setPlan(undefined);
              onSaved(id, options.title);
            } catch (error) {
              failed(error);
              setPlan(undefined);
            }
          }}
        />
      )}
    </>
  );
}

function suggestedTitle({ id, origin }: Trace): string {
  const words = origin ? [origin.user, requestInWords(origin)].filter(Boolean).join(' · ') : '';
  return i18n.translate('requestTrace.save.title', {
    defaultMessage: 'Trace: {request}',
    values: { request: (words || id).slice(0, 200) },
  });
}
