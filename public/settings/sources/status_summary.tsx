import React from 'react';
import { EuiFlexGroup, EuiFlexItem, EuiHealth, EuiSpacer } from '@elastic/eui';
import type { SourceState } from '../../../common/api/sources';
import {
  STATUS_COLORS,
  formatStatusCount,
  getSourceStatus,
  type SourceStatus,
} from './source_status';

const STATUS_ORDER: SourceStatus[] = ['there', 'incomplete', 'missing', 'optional'];

/** How many sources are in which state, for the reader who looks only once. */
export function StatusSummary({ sources }: { sources: SourceState[] }): React.ReactElement {
  const counts = STATUS_ORDER.map((status) => ({
    status,
    count: sources.filter((state) => getSourceStatus(state) === status).length,
  }));
  return (
    <>
      <EuiFlexGroup
        gutterSize="m"
        responsive={false}
        wrap
        data-test-subj="requestTraceSourcesSummary"
      >
        {counts
          .filter(({ count }) => count > 0)
          .map(({ status, count }) => (
            <EuiFlexItem grow={false} key={status}>
              <EuiHealth color={STATUS_COLORS[status]} textSize="s">
                {formatStatusCount(status, count)}
              </EuiHealth>
            </EuiFlexItem>
          ))}
      </EuiFlexGroup>
      <EuiSpacer size="m" />
    </>
  );
}
