/** The record behind a step, as it is indexed, and from there into Discover. */
import React, { useEffect, useMemo, useState } from 'react';
import { EuiCallOut, EuiCodeBlock, EuiFlexGroup, EuiFlexItem, EuiFlyout, EuiFlyoutBody, EuiFlyoutHeader, EuiLink, EuiSkeletonText, EuiSpacer, EuiText, EuiTitle, useGeneratedHtmlId } from '@elastic/eui';
import { i18n } from '@kbn/i18n';
import { DOCUMENT_PATH } from '../../common/api/paths';
import type { DocumentAnswer } from '../../common/api/schemas';
import type { MoveStep } from '../../common/model/moves';
import type { RecordKey } from '../../common/model/diagnosis';
import type { LogRecord } from '../../common/model/log_record';
import { loadConfig } from '../config/use_config';
import { documentParams, recordParams } from '../discover_links/discover_params';
import { CONTEXT_LOCATOR, DISCOVER_APP_LOCATOR, locatorOf, SINGLE_DOCUMENT_LOCATOR, useLocatorLink } from '../discover_links/locator_link';
import { findSource, type DiscoverSource } from '../discover_links/source';
import type { Scope } from '../scope/scope';
import { toTraceError, type TraceError } from '../trace/use_trace';
import type { Services } from '../types';

interface Props { services: Services; scope: Scope; step: MoveStep; onClose(): void }

export const RecordFlyout: React.FC<Props> = ({ services, scope, step, onClose }) => {
  const { record } = step;
  const titleId = useGeneratedHtmlId({ prefix: 'requestTraceMoveRecord' });
  return (
    <EuiFlyout onClose={onClose} size="m" ownFocus aria-labelledby={titleId} data-test-subj="requestTraceMoveDocument">
      <EuiFlyoutHeader hasBorder>
        <EuiTitle size="s"><h2 id={titleId}>{i18n.translate('requestTrace.moves.recordTitle', { defaultMessage: 'Record' })}</h2></EuiTitle>
        <EuiText size="xs" color="subdued"><p style={{ overflowWrap: 'anywhere' }}>{record.index} · {record.id}</p></EuiText>
      </EuiFlyoutHeader>
      <EuiFlyoutBody>
        <DiscoverLinks services={services} scope={scope} step={step} />
        <Raw services={services} record={record} />
      </EuiFlyoutBody>
    </EuiFlyout>
  );
};

const DiscoverLinks: React.FC<Omit<Props, 'onClose'>> = ({ services: { core, plugins }, scope, step: { record: { index, id }, at, actor } }) => {
  const [source, setSource] = useState<DiscoverSource>();
  const scopeText = JSON.stringify(scope);
  useEffect(() => {
    let left = false;
    const within = JSON.parse(scopeText) as Scope;
    void loadConfig(core.http).then((config) => findSource(plugins, within, { index: within.index, timeField: within.timeField }, config))
      .then((found) => { if (!left) setSource(found); });
    return () => { left = true; };
  }, [core.http, plugins, scopeText]);
  const found = useMemo((): LogRecord => ({
    index, id, timestamp: at, component: actor, source: 'component', severity: 'unknown', message: '', objects: [], ids: {}, because: [], confidence: 1,
  }), [index, id, at, actor]);
  const params = useMemo(() => source && documentParams(found, source), [source, found]);
  const inGrid = useMemo(() => source && recordParams(found, source), [source, found]);
  const grid = useLocatorLink(locatorOf(plugins, DISCOVER_APP_LOCATOR), inGrid);
  const alone = useLocatorLink(locatorOf(plugins, SINGLE_DOCUMENT_LOCATOR), params);
  const around = useLocatorLink(locatorOf(plugins, CONTEXT_LOCATOR), params);
  if (!grid && !alone && !around) return null;
  return (
    <>
      <EuiFlexGroup gutterSize="m" wrap responsive={false} data-test-subj="requestTraceMoveDiscover">
        {grid && <EuiFlexItem grow={false}><EuiLink {...grid}>{i18n.translate('requestTrace.discoverLinks.record', { defaultMessage: 'Open in Discover' })}</EuiLink></EuiFlexItem>}
        {alone && <EuiFlexItem grow={false}><EuiLink {...alone}>{i18n.translate('requestTrace.discoverLinks.document', { defaultMessage: 'View single document' })}</EuiLink></EuiFlexItem>}
        {around && <EuiFlexItem grow={false}><EuiLink {...around}>{i18n.translate('requestTrace.discoverLinks.surrounding', { defaultMessage: 'View surrounding documents' })}</EuiLink></EuiFlexItem>}
      </EuiFlexGroup>
      <EuiSpacer size="m" />
    </>
  );
};

const Raw: React.FC<{ services: Services; record: RecordKey }> = ({ services: { core: { http } }, record: { index, id } }) => {
  const [state, setState] = useState<{ json?: string; error?: TraceError }>({});
  useEffect(() => {
    const abort = new AbortController();
    setState({});
    http.fetch<DocumentAnswer>(DOCUMENT_PATH, { method: 'GET', query: { index, id }, signal: abort.signal }).then(
      ({ source }) => { if (!abort.signal.aborted) setState({ json: JSON.stringify(source, null, 2) }); },
      (error: unknown) => { if (!abort.signal.aborted) setState({ error: toTraceError(error) }); }
    );
    return () => abort.abort();
  }, [http, index, id]);
  if (state.error) {
    return (
      <EuiCallOut size="s" color="danger" iconType="error" role="alert" title={i18n.translate('requestTrace.document.failed', { defaultMessage: 'The document couldn’t be loaded' })}>
        <p>{state.error.message.slice(0, 2_000)}</p>
      </EuiCallOut>
    );
  }
  if (state.json === undefined) return <EuiSkeletonText lines={8} />;
  // an audit record's bodies can be hundreds of kilobytes: colours only where they don't make the page stall
  return (
    <EuiCodeBlock isCopyable language={state.json.length < 200_000 ? 'json' : 'text'} overflowHeight={640} fontSize="s" paddingSize="s" isVirtualized={state.json.length > 20_000 ? true : undefined}>
      {state.json}
    </EuiCodeBlock>
  );
};
