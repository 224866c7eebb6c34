/** Why a request may have caused it: a sentence, and the objects from the request's to the record's. */
import React from 'react';
import { EuiText } from '@elastic/eui';
import type { Reason } from '../../common/model/log_record';
import { parsePathStep } from '../labels/parse_path_step';
import { describeCandidateReason } from './candidate_text';

/** More reasons than this tell the same again. */
const MAX_REASONS = 2;

export const CandidateReasons: React.FC<{ reasons: readonly Reason[] }> = ({ reasons }) => (
  <EuiText size="xs" data-test-subj="requestTraceCandidateWhy">
    {reasons.slice(0, MAX_REASONS).map((reason, at) => (
      <React.Fragment key={at}>
        <p style={{ marginBlockEnd: 0 }}>{describeCandidateReason(reason)}</p>
        {reason.path && reason.path.length > 1 && <ObjectPath path={reason.path} />}
      </React.Fragment>
    ))}
  </EuiText>
);

const ObjectPath: React.FC<{ path: readonly string[] }> = ({ path }) => (
  <p style={{ overflowWrap: 'anywhere' }}>
    {path.map((step, at) => {
      const { kind, name } = parsePathStep(step);
      return (
        <React.Fragment key={at}>
          {at > 0 && <span aria-hidden="true">{' → '}</span>}
          {kind && <>{kind} </>}
          <strong>{name}</strong>
        </React.Fragment>
      );
    })}
  </p>
);
