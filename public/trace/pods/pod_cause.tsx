import React from 'react';
import { EuiLink } from '@elastic/eui';
import type { Verdict } from '../../../common/model/diagnosis';
import { getRecordKey } from '../view_records';

const MAX_CAUSE_LENGTH = 300;

/** A Pod's own cause; a click shows the record that says it. */
export const PodCause: React.FC<{ verdict: Verdict | null; onShow(key: string): void }> = ({
  verdict,
  onShow,
}) => {
  if (!verdict) return <>–</>;
  const { record } = verdict;
  const text = (
    <span title={verdict.title} style={{ overflowWrap: 'anywhere' }}>
      {(verdict.cause || verdict.title).slice(0, MAX_CAUSE_LENGTH)}
    </span>
  );
  return record ? (
    <EuiLink
      color="text"
      onClick={() => onShow(getRecordKey(record))}
      data-test-subj="requestTracePodCause"
    >
      {text}
    </EuiLink>
  ) : (
    text
  );
};
