/** "Open in Discover" for the whole trace, and for a part of it. */
import React, { useMemo } from 'react';
import { EuiButtonEmpty, EuiLink, EuiToolTip } from '@elastic/eui';
import { i18n } from '@kbn/i18n';
import { useDiscoverContext, useHasDiscover, type DiscoverContext } from './discover_context';
import { buildPartParams, buildTraceParams, type TracePart } from './discover_params';
import { DISCOVER_APP_LOCATOR, getLocator, useLocatorLink } from './use_locator_link';

/** The button of the trace's header; nothing where this Kibana has no Discover. */
export const DiscoverTraceButton: React.FC = () => {
  const hasDiscover = useHasDiscover();
  const context = useDiscoverContext();
  const traceParams = useMemo(
    () => (context ? buildTraceParams(context.trace, context.config, context.source) : undefined),
    [context]
  );
  const link = useLocatorLink(
    context && getLocator(context.services.plugins, DISCOVER_APP_LOCATOR),
    traceParams?.params
  );
  if (!hasDiscover) return null;
  return (
    <EuiToolTip content={context && getTraceHint(context, traceParams?.leftOut ?? 0)}>
      <EuiButtonEmpty
        size="xs"
        iconType="discoverApp"
        isDisabled={!link}
        {...link}
        data-test-subj="requestTraceDiscoverTrace"
      >
        {i18n.translate('requestTrace.discoverLinks.trace', { defaultMessage: 'Open in Discover' })}
      </EuiButtonEmpty>
    </EuiToolTip>
  );
};

/** What Discover will show, and why it may be more or fewer documents than there are records here. */
function getTraceHint({ trace }: DiscoverContext, leftOut: number): string {
  const parts = [
    i18n.translate('requestTrace.discoverLinks.traceHint', {
      defaultMessage: 'Finds the documents of this trace by its IDs and objects',
    }),
  ];
  if (leftOut > 0) {
    parts.push(
      i18n.translate('requestTrace.discoverLinks.leftOut', {
        defaultMessage:
          '{count, plural, one {# ID or object} other {# IDs and objects}} did not fit into one query: Discover shows fewer',
        values: { count: leftOut },
      })
    );
  }
  if (trace.records.length < trace.total) {
    parts.push(
      i18n.translate('requestTrace.discoverLinks.notAllLoaded', {
        defaultMessage:
          'not all records of the trace are loaded, so Discover may show more or fewer',
      })
    );
  }
  if (trace.warnings.some(({ code }) => code === 'copies')) {
    parts.push(
      i18n.translate('requestTrace.discoverLinks.copies', {
        defaultMessage: 'lines that are indexed more than once are shown as often',
      })
    );
  }
  if (trace.correlation === 'objects') {
    parts.push(
      i18n.translate('requestTrace.discoverLinks.byObjects', {
        defaultMessage:
          'names of objects are looked for in texts, where lines of other requests may have them as well',
      })
    );
  }
  if (trace.foundBy === 'text') {
    parts.push(
      i18n.translate('requestTrace.discoverLinks.byText', {
        defaultMessage:
          'the ID is looked for in texts, where one that only resembles it is found as well',
      })
    );
  }
  return `${parts.join('; ')}.`;
}

interface PartLinkProps {
  part: TracePart;
  /** the part's name, for the filter and for those who hear the link alone */
  label: string;
}

/** A small link to what one component, the audit log, events or Pods' logs have in the trace. */
export const DiscoverPartLink: React.FC<PartLinkProps> = (props) => {
  const context = useDiscoverContext();
  return context ? <PartLink {...props} context={context} /> : null;
};

const PartLink: React.FC<PartLinkProps & { context: DiscoverContext }> = ({
  part,
  label,
  context,
}) => {
  const { services, trace, config, source: from } = context;
  const { source, component, lane } = part;
  const params = useMemo(
    () => buildPartParams(trace, config, from, { source, component, lane }, label),
    [trace, config, from, source, component, lane, label]
  );
  const link = useLocatorLink(getLocator(services.plugins, DISCOVER_APP_LOCATOR), params);
  if (!link) return null;
  return (
    <EuiLink
      {...link}
      data-test-subj="requestTraceDiscoverPart"
      aria-label={i18n.translate('requestTrace.discoverLinks.partLabel', {
        defaultMessage: 'Open in Discover: {name} of this trace',
        values: { name: label },
      })}
    >
      {i18n.translate('requestTrace.discoverLinks.part', { defaultMessage: 'Open in Discover' })}
    </EuiLink>
  );
};
