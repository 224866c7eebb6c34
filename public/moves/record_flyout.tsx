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
import type { MoveStep } from '../../common/model/moves';
import type { LogRecord } from '../../common/model/log_record';
import { loadConfig } from '../config/use_config';
import { documentParams, recordParams } from '../discover_links/discover_params';
import {
  CONTEXT_LOCATOR,
  DISCOVER_APP_LOCATOR,
  locatorOf,
  SINGLE_DOCUMENT_LOCATOR,
  useLocatorLink,
} from '../discover_links/locator_link';
import { findSource, type DiscoverSource } from '../discover_links/source';
import { RawDocument } from '../document/raw_document';
import type { Scope } from '../scope/scope';
import type { Services } from '../types';

interface Props {
  services: Services;
  scope: Scope;
  step: MoveStep;
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
    let left = false;
    const within = JSON.parse(scopeText) as Scope;
    void loadConfig(core.http)
      .then((config) =>
        findSource(plugins, within, { index: within.index, timeField: within.timeField }, config)
      )
      .then((found) => {
        if (!left) setSource(found);
      });
    return () => {
      left = true;
    };
  }, [core.http, plugins, scopeText]);
  const found = useMemo(
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
  const params = useMemo(() => source && documentParams(found, source), [source, found]);
  const inGrid = useMemo(() => source && recordParams(found, source), [source, found]);
  const grid = useLocatorLink(locatorOf(plugins, DISCOVER_APP_LOCATOR), inGrid);
  const alone = useLocatorLink(locatorOf(plugins, SINGLE_DOCUMENT_LOCATOR), params);
  const around = useLocatorLink(locatorOf(plugins, CONTEXT_LOCATOR), params);
  if (!grid && !alone && !around) return null;
  return (
    <>
      <EuiFlexGroup
        gutterSize="m"
        wrap
        responsive={false}
        data-test-subj="requestTraceMoveDiscover"
      >
        {grid && (
          <EuiFlexItem grow={false}>
            <EuiLink {...grid}>
              {i18n.translate('requestTrace.discoverLinks.record', {
                defaultMessage: 'Open in Discover',
              })}
            </EuiLink>
          </EuiFlexItem>
        )}
        {alone && (
          <EuiFlexItem grow={false}>
            <EuiLink {...alone}>
              {i18n.translate('requestTrace.discoverLinks.document', {
                defaultMessage: 'View single document',
              })}
            </EuiLink>
          </EuiFlexItem>
        )}
        {around && (
          <EuiFlexItem grow={false}>
            <EuiLink {...around}>
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
