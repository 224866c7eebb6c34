/** Which request caused a record, or what became of an object: the one that is as good as certain is traced at once, else the reader chooses. */
import React, { useEffect, useMemo, useRef, useState } from 'react';
import { EuiSpacer, EuiText, EuiTitle } from '@elastic/eui';
import { i18n } from '@kbn/i18n';
import { CAUSES_PATH } from '../../common/api/paths';
import type { CauseCandidate, CausesResponse } from '../../common/model/causes';
import type { RouteQuery } from '../http/fetch_search_route';
import { useResponse } from '../http/use_response';
import { Warnings } from '../trace/coverage/warnings';
import { createTimeFormat } from '../trace/format_time';
import type { Services } from '../types';
import { CandidateItem } from './candidate_item';
import { findCertainCandidate, isOwnRequest } from './certain_candidate';
import {
  CandidatesCancelled,
  CandidatesFailed,
  LoadingCandidates,
  NoCandidates,
} from './loading_and_empty_states';
import { SelectedCandidate } from './selected_candidate';

export interface CauseFinderProps {
  services: Services;
  /** `record` or `object`, and where to look */
  request: RouteQuery;
  /** of a request's trace, within the app */
  buildTracePath(id: string): string;
  /** draws a request's trace in place; without it the candidates are links to their traces */
  renderTrace?(id: string): React.ReactElement;
  /** drawn instead where the document is a user's request itself */
  renderOwnTrace?(): React.ReactElement;
  /** drawn below the list, and below what is said where there is none */
  footer?: React.ReactElement;
}

export function CauseFinder({
  services,
  request,
  buildTracePath: buildTracePath,
  renderTrace,
  renderOwnTrace: renderOwnTrace,
  footer: footer,
}: CauseFinderProps): React.ReactElement {
  const status = useResponse<CausesResponse>(services.core.http, CAUSES_PATH, request);
  const { response: response, error, isLoading, isCancelled } = status;
  const time = useMemo(
    () => createTimeFormat(services.core.uiSettings),
    [services.core.uiSettings]
  );
  // `null`: the reader went back to the list
  const [selectedCandidate, setChosen] = useState<CauseCandidate | null>();
  const headingRef = useRef<HTMLHeadingElement>(null);
  const selectedCandidateRef = useRef<HTMLDivElement>(null);
  // what had the focus is gone: it goes to what took its place
  useEffect(() => {
    if (selectedCandidate !== undefined)
      (selectedCandidate ? selectedCandidateRef : headingRef).current?.focus();
  }, [selectedCandidate]);

  if (isLoading) return <LoadingCandidates onCancel={status.cancel} />;
  if (isCancelled)
    return (
      <>
        {<CandidatesCancelled onRetry={status.reload} />}
        {footer}
      </>
    );
  if (error)
    return (
      <>
        <CandidatesFailed error={error} onRetry={status.reload} />
        {footer}
      </>
    );
  if (!response) return <LoadingCandidates onCancel={status.cancel} />;
  const { candidates, record } = response;
  const certainCandidate = findCertainCandidate(response);
  if (certainCandidate && isOwnRequest(certainCandidate) && renderOwnTrace) return renderOwnTrace();
  const recordTime = record?.timestamp;
  const candidateToTrace =
    renderTrace &&
    (selectedCandidate === undefined ? certainCandidate : (selectedCandidate ?? undefined));
  if (candidateToTrace && renderTrace) {
    return (
      <>
        <SelectedCandidate
          ref={selectedCandidateRef}
          candidate={candidateToTrace}
          recordTime={recordTime}
          otherCount={candidates.length - 1}
          onBack={() => setChosen(null)}
        />
        <EuiSpacer size="s" />
        {renderTrace(candidateToTrace.id)}
      </>
    );
  }
  if (!candidates.length)
    return (
      <>
        <NoCandidates response={response} />
        <Warnings warnings={response.warnings} exclude={['no_candidate']} />
        {footer}
      </>
    );
  return (
    <section aria-label={getListHeading(record !== null)} data-test-subj="requestTraceCandidates">
      <EuiTitle size="xs">
        <h3 ref={headingRef} tabIndex={-1}>
          {getListHeading(record !== null)}
        </h3>
      </EuiTitle>
      <EuiText size="xs" color="subdued">
        <p>
          {i18n.translate('requestTrace.candidates.what', {
            defaultMessage:
              'Found by the objects that it names, what made them and what they need. The most likely first.',
          })}
        </p>
      </EuiText>
      {response.instead && (
        <EuiText size="s">
          <p>{response.instead}</p>
        </EuiText>
      )}
      <EuiSpacer size="s" />
      <ol style={{ listStyle: 'none', margin: 0 }}>
        {candidates.map((candidate) => (
          <li key={candidate.id} style={{ marginInlineStart: 0, marginBlockEnd: 8 }}>
            <CandidateItem
              services={services}
              candidate={candidate}
              recordTime={recordTime}
              time={time}
              path={buildTracePath(candidate.id)}
              {...(renderTrace ? { onTrace: () => setChosen(candidate) } : {})}
            />
          </li>
        ))}
      </ol>
      <Warnings warnings={response.warnings} exclude={['no_candidate']} />
      {footer}
    </section>
  );
}

function getListHeading(isRecord: boolean): string {
  return isRecord
    ? i18n.translate('requestTrace.candidates.heading', {
        defaultMessage: 'Requests that may have caused this record',
      })
    : i18n.translate('requestTrace.candidates.headingOfObject', {
        defaultMessage: 'Requests that may have caused what became of it',
      });
}
