/** The record behind a step, as it is indexed, and from there into Discover. */
import React, { useEffect, useMemo, useState } from 'react';
import {
  EuiFlexGroup,
  EuiFlexItem,
  EuiFlyout,
  EuiFlyoutBody,
  EuiFlyoutHeader,
  EuiLink,
  EuiSpacer,
  EuiText,
  EuiTitle,
  useGeneratedHtmlId,
} from '@elastic/eui';
import { i18n } from '@kbn/i18n';
import type { PodRemovalStep } from '../../common/model/removals';
import type { LogRecord } from '../../common/model/log_record';
import { loadConfig } from '../config/use_config';
import { buildDocumentParams, buildRecordParams } from '../open_in_discover/discover_params';
import {
  CONTEXT_LOCATOR,
  DISCOVER_APP_LOCATOR,
  getLocator,
  SINGLE_DOCUMENT_LOCATOR,
  useLocatorLink,
} from '../open_in_discover/use_locator_link';
import { findDiscoverSource, type DiscoverSource } from '../open_in_discover/discover_source';
import { RawDocument } from '../document/raw_document';
import type { Scope } from '../scope/scope';
import type { Services } from '../types';

interface Props {
  services: Services;
  scope: Scope;
  step: PodRemovalStep;
  onClose(): void;
}

export const RecordFlyout: React.FC<Props> = ({ services, scope, step, onClose }) => {
  const { record } = step;
  const titleId = useGeneratedHtmlId({ prefix: 'requestTraceMoveRecord' });
  return (
    <EuiFlyout
      onClose={onClose}
      size="m"
      ownFocus
      aria-labelledby={titleId}
      data-test-subj="requestTraceMoveDocument"
    >
      <EuiFlyoutHeader hasBorder>
        <EuiTitle size="s">
          <h2 id={titleId}>
            {i18n.translate('requestTrace.moves.recordTitle', { defaultMessage: 'Record' })}
          </h2>
        </EuiTitle>
        <EuiText size="xs" color="subdued">
          <p style={{ overflowWrap: 'anywhere' }}>
            {record.index} · {record.id}
          </p>
        </EuiText>
      </EuiFlyoutHeader>
      <EuiFlyoutBody>
        <DiscoverLinks services={services} scope={scope} step={step} />
        <RawDocument http={services.core.http} index={record.index} id={record.id} />
      </EuiFlyoutBody>
    </EuiFlyout>
  );
};

const DiscoverLinks: React.FC<Omit<Props, 'onClose'>> = ({
  services: { core, plugins },
  scope,
  step: {
    record: { index, id },
    at,
    actor,
  },
}) => {
  const [source, setSource] = useState<DiscoverSource>();
  const scopeText = JSON.stringify(scope);
  useEffect(() => {
    let isUnmounted = false;
    const within = JSON.parse(scopeText) as Scope;
    void loadConfig(core.http)
      .then((config) =>
        findDiscoverSource(
          plugins,
          within,
          { index: within.index, timeField: within.timeField },
          config
        )
      )
      .then((found) => {
        if (!isUnmounted) setSource(found);
      });
    return () => {
      isUnmounted = true;
    };
  }, [core.http, plugins, scopeText]);
  const logRecord = useMemo(
    (): LogRecord => ({
      index,
      id,
      timestamp: at,
      component: actor,
      source: 'component',
      severity: 'unknown',
      message: '',
      objects: [],
      ids: {},
      because: [],
      confidence: 1,
    }),
    [index, id, at, actor]
  );
  const documentParams = useMemo(
    () => source && buildDocumentParams(logRecord, source),
    [source, logRecord]
  );
  const gridParams = useMemo(
    () => source && buildRecordParams(logRecord, source),
    [source, logRecord]
  );
  const gridLink = useLocatorLink(getLocator(plugins, DISCOVER_APP_LOCATOR), gridParams);
  const documentLink = useLocatorLink(getLocator(plugins, SINGLE_DOCUMENT_LOCATOR), documentParams);
  const surroundingLink = useLocatorLink(getLocator(plugins, CONTEXT_LOCATOR), documentParams);
  if (!gridLink && !documentLink && !surroundingLink) return null;
  return (
    <>
      <EuiFlexGroup
        gutterSize="m"
        wrap
        responsive={false}
        data-test-subj="requestTraceMoveDiscover"
      >
        {gridLink && (
          <EuiFlexItem grow={false}>
            <EuiLink {...gridLink}>
              {i18n.translate('requestTrace.discoverLinks.record', {
                defaultMessage: 'Open in Discover',
              })}
            </EuiLink>
          </EuiFlexItem>
        )}
        {documentLink && (
          <EuiFlexItem grow={false}>
            <EuiLink {...documentLink}>
              {i18n.translate('requestTrace.discoverLinks.document', {
                defaultMessage: 'View single document',
              })}
            </EuiLink>
          </EuiFlexItem>
        )}
        {surroundingLink && (
          <EuiFlexItem grow={false}>
            <EuiLink {...surroundingLink}>
              {i18n.translate('requestTrace.discoverLinks.surrounding', {
                defaultMessage: 'View surrounding documents',
              })}
            </EuiLink>
          </EuiFlexItem>
        )}
      </EuiFlexGroup>
      <EuiSpacer size="m" />
    </>
  );
};
