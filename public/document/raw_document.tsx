import React, { useMemo } from 'react';
import { EuiButtonEmpty, EuiCallOut, EuiCodeBlock, EuiSkeletonText } from '@elastic/eui';
import { i18n } from '@kbn/i18n';
import { DOCUMENT_PATH } from '../../common/api/paths';
import type { DocumentResponse } from '../../common/api/schemas';
import { useResponse } from '../http/use_response';
import type { HttpStart } from '../kibana_types';

/** Characters beyond which colours, and lines out of sight, would make the page stall: audit bodies can be hundreds of kilobytes. */
const MAX_HIGHLIGHTED_LENGTH = 200_000;
const MAX_UNVIRTUALIZED_LENGTH = 20_000;

/** One document as it is indexed. */
export const RawDocument: React.FC<{ http: HttpStart; index: string; id: string }> = ({
  http,
  index,
  id,
}) => {
  const {
    response: response,
    error,
    reload,
  } = useResponse<DocumentResponse>(http, DOCUMENT_PATH, { index, id });
  const json = useMemo(
    () => (response ? JSON.stringify(response.source, null, 2) : ''),
    [response]
  );
  if (error) {
    return (
      <EuiCallOut
        size="s"
        color="danger"
        iconType="error"
        role="alert"
        title={i18n.translate('requestTrace.document.failed', {
          defaultMessage: 'The document couldn’t be loaded',
        })}
      >
        <p style={{ overflowWrap: 'anywhere' }}>
          {error.status ? `${error.status}: ` : ''}
          {error.message.slice(0, 2_000)}
        </p>
        <EuiButtonEmpty size="xs" flush="left" color="danger" onClick={reload}>
          {i18n.translate('requestTrace.requests.retry', { defaultMessage: 'Try again' })}
        </EuiButtonEmpty>
      </EuiCallOut>
    );
  }
  if (!response) return <EuiSkeletonText lines={8} />;
  return (
    <EuiCodeBlock
      isCopyable
      language={json.length < MAX_HIGHLIGHTED_LENGTH ? 'json' : 'text'}
      overflowHeight={560}
      fontSize="s"
      paddingSize="s"
      isVirtualized={json.length > MAX_UNVIRTUALIZED_LENGTH ? true : undefined}
      data-test-subj="requestTraceRaw"
    >
      {json}
    </EuiCodeBlock>
  );
};
