/** Which request caused a record, or what became of an object: the one that is as good as certain is traced at once, else the reader chooses. */
import React, { useEffect, useMemo, useRef, useState } from 'react';
import { EuiSpacer, EuiText, EuiTitle } from '@elastic/eui';
import { i18n } from '@kbn/i18n';
import { CANDIDATES_PATH } from '../../common/api/paths';
import type { Candidate, CandidatesAnswer } from '../../common/model/candidates';
import type { RouteQuery } from '../http/fetch_scoped';
import { useAnswer } from '../http/use_answer';
import { Warnings } from '../trace/coverage/warnings';
import { createTimeFormat } from '../trace/format_time';
import type { Services } from '../types';
import { CandidateItem } from './candidate_item';
import { certainOf, isOwn } from './certain';
import { CandidatesCancelled, CandidatesFailed, LoadingCandidates, NoCandidates } from './states';
import { Traced } from './traced';

export interface CausedByProps {
  services: Services;
  /** `record` or `object`, and where to look */
  request: RouteQuery;
  /** of a request's trace, within the app */
  pathOf(id: string): string;
  /** draws a request's trace in place; without it the candidates are links to their traces */
  renderTrace?(id: string): React.ReactElement;
  /** drawn instead where the document is a user's request itself */
  renderOwn?(): React.ReactElement;
  /** drawn below the list, and below what is said where there is none */
  more?: React.ReactElement;
}

export function CausedBy({
  services,
  request,
  pathOf,
  renderTrace,
  renderOwn,
  more,
}: CausedByProps): React.ReactElement {
  const status = useAnswer<CandidatesAnswer>(services.core.http, CANDIDATES_PATH, request);
  const { answer, error, isLoading, isCancelled } = status;
  const time = useMemo(
    () => createTimeFormat(services.core.uiSettings),
    [services.core.uiSettings]
  );
  // `null`: the reader went back to the list
  const [chosen, setChosen] = useState<Candidate | null>();
  const heading = useRef<HTMLHeadingElement>(null);
  const caused = useRef<HTMLDivElement>(null);
  // what had the focus is gone: it goes to what took its place
  useEffect(() => {
    if (chosen !== undefined) (chosen ? caused : heading).current?.focus();
  }, [chosen]);

  if (isLoading) return <LoadingCandidates onCancel={status.cancel} />;
  if (isCancelled)
    return (
      <>
        {<CandidatesCancelled onRetry={status.reload} />}
        {more}
      </>
    );
  if (error)
    return (
      <>
        <CandidatesFailed error={error} onRetry={status.reload} />
        {more}
      </>
    );
  if (!answer) return <LoadingCandidates onCancel={status.cancel} />;
  const { candidates, record } = answer;
  const certain = certainOf(answer);
  if (certain && isOwn(certain) && renderOwn) return renderOwn();
  const at = record?.timestamp;
  const traced = renderTrace && (chosen === undefined ? certain : (chosen ?? undefined));
  if (traced && renderTrace) {
    return (
      <>
        <Traced
          ref={caused}
          candidate={traced}
          at={at}
          others={candidates.length - 1}
          onBack={() => setChosen(null)}
        />
        <EuiSpacer size="s" />
        {renderTrace(traced.id)}
      </>
    );
  }
  if (!candidates.length)
    return (
      <>
        <NoCandidates answer={answer} />
        <Warnings warnings={answer.warnings} exclude={['no_candidate']} />
        {more}
      </>
    );
  return (
    <section aria-label={listHeading(record !== null)} data-test-subj="requestTraceCandidates">
      <EuiTitle size="xs">
        <h3 ref={heading} tabIndex={-1}>
          {listHeading(record !== null)}
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
      {answer.instead && (
        <EuiText size="s">
          <p>{answer.instead}</p>
        </EuiText>
      )}
      <EuiSpacer size="s" />
      <ol style={{ listStyle: 'none', margin: 0 }}>
        {candidates.map((candidate) => (
          <li key={candidate.id} style={{ marginInlineStart: 0, marginBlockEnd: 8 }}>
            <CandidateItem
              services={services}
              candidate={candidate}
              at={at}
              time={time}
              path={pathOf(candidate.id)}
              {...(renderTrace ? { onTrace: () => setChosen(candidate) } : {})}
            />
          </li>
        ))}
      </ol>
      <Warnings warnings={answer.warnings} exclude={['no_candidate']} />
      {more}
    </section>
  );
}

function listHeading(isRecord: boolean): string {
  return isRecord
    ? i18n.translate('requestTrace.candidates.heading', {
        defaultMessage: 'Requests that may have caused this record',
      })
    : i18n.translate('requestTrace.candidates.headingOfObject', {
        defaultMessage: 'Requests that may have caused what became of it',
      });
}
