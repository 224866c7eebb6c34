/** The record behind a step, as it is indexed, and from there into Discover. */
import React, { useEffect, useMemo, useState } from 'react';
import { EuiCallOut, EuiCodeBlock, EuiFlyout, EuiFlyoutBody, EuiFlyoutHeader, EuiLink, EuiSkeletonText, EuiSpacer, EuiText, EuiTitle, useGeneratedHtmlId } from '@elastic/eui';
import { i18n } from '@kbn/i18n';
import { DOCUMENT_PATH } from '../../common/api/paths';
import type { DocumentAnswer } from '../../common/api/schemas';
import type { RecordKey } from '../../common/model/diagnosis';
import type { LogRecord } from '../../common/model/log_record';
import { loadConfig } from '../config/use_config';
import { documentParams } from '../discover_links/discover_params';
import { CONTEXT_LOCATOR, locatorOf, SINGLE_DOCUMENT_LOCATOR, useLocatorLink } from '../discover_links/locator_link';
import { findSource, type DiscoverSource } from '../discover_links/source';
import type { Scope } from '../scope/scope';
import { toTraceError, type TraceError } from '../trace/use_trace';
import type { Services } from '../types';

interface Props { services: Services; scope: Scope; record: RecordKey; onClose(): void }

export const RecordFlyout: React.FC<Props> = ({ services, scope, record, onClose }) => {
  const titleId = useGeneratedHtmlId({ prefix: 'requestTraceMoveRecord' });
  return (
    <EuiFlyout onClose={onClose} size="m" ownFocus aria-labelledby={titleId} data-test-subj="requestTraceMoveDocument">
      <EuiFlyoutHeader hasBorder>
        <EuiTitle size="s"><h2 id={titleId}>{i18n.translate('requestTrace.moves.recordTitle', { defaultMessage: 'Record' })}</h2></EuiTitle>
        <EuiText size="xs" color="subdued"><p style={{ overflowWrap: 'anywhere' }}>{record.index} · {record.id}</p></EuiText>
      </EuiFlyoutHeader>
      <EuiFlyoutBody>
        <DiscoverLinks services={services} scope={scope} record={record} />
        <Raw services={services} record={record} />
      </EuiFlyoutBody>
    </EuiFlyout>
  );
};

const DiscoverLinks: React.FC<Omit<Props, 'onClose'>> = ({ services: { core, plugins }, scope, record }) => {
  const [source, setSource] = useState<DiscoverSource>();
  const scopeText = JSON.stringify(scope);
  useEffect(() => {
    let left = false;
    const within = JSON.parse(scopeText) as Scope;
    void loadConfig(core.http).then((config) => findSource(plugins, within, { index: within.index, timeField: within.timeField }, config))
      .then((found) => { if (!left) setSource(found); });
    return () => { left = true; };
  }, [core.http, plugins, scopeText]);
  const params = useMemo(() => source && documentParams({ id: record.id, index: record.index } as LogRecord, source), [source, record]);
  const alone = useLocatorLink(locatorOf(plugins, SINGLE_DOCUMENT_LOCATOR), params);
  const around = useLocatorLink(locatorOf(plugins, CONTEXT_LOCATOR), params);
  if (!alone && !around) return null;
  return (
    <>
      <EuiText size="s">
        {alone && <EuiLink {...alone} data-test-subj="requestTraceMoveDiscover">{i18n.translate('requestTrace.discoverLinks.document', { defaultMessage: 'View single document' })}</EuiLink>}
        {alone && around && ' · '}
        {around && <EuiLink {...around}>{i18n.translate('requestTrace.discoverLinks.surrounding', { defaultMessage: 'View surrounding documents' })}</EuiLink>}
      </EuiText>
      <EuiSpacer size="m" />
    </>
  );
};

const Raw: React.FC<Pick<Props, 'services' | 'record'>> = ({ services: { core: { http } }, record: { index, id } }) => {
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
