import React, { useState } from 'react';
import { EuiBasicTable, EuiButtonEmpty, EuiFlexGroup, EuiFlexItem, EuiIcon, EuiText, useGeneratedHtmlId, type EuiBasicTableColumn } from '@elastic/eui';
import { i18n } from '@kbn/i18n';
import { DiscoverPartLink, useHasDiscover } from '../../open_in_discover';
import type { Coverage as CoverageEntry, Trace } from '../../../common/model/trace';
import { formatDuration } from '../../../common/time/micros';
import { getSourceLabel } from '../filters/filter_bar';
import { describeCoverage, getEntryName, getUnreportedRefusedIndices } from './coverage_summary';

const formatYesNo = (value: boolean | null): string => {
  if (value === null) return i18n.translate('requestTrace.coverage.notKnown', { defaultMessage: 'not known' });
  return value ? i18n.translate('requestTrace.coverage.yes', { defaultMessage: 'yes' }) : i18n.translate('requestTrace.coverage.no', { defaultMessage: 'no' });
};

const COVERAGE_COLUMNS: Array<EuiBasicTableColumn<CoverageEntry>> = [
  { field: 'source', name: i18n.translate('requestTrace.coverage.source', { defaultMessage: 'Source' }), render: getSourceLabel },
  { field: 'component', name: i18n.translate('requestTrace.coverage.component', { defaultMessage: 'Component' }) },
  { field: 'searched', name: i18n.translate('requestTrace.coverage.wasSearched', { defaultMessage: 'Searched' }), render: formatYesNo },
  { field: 'inWindow', name: i18n.translate('requestTrace.coverage.inWindow', { defaultMessage: 'Has logs in this time' }), render: formatYesNo },
  { field: 'inTrace', name: i18n.translate('requestTrace.coverage.inTrace', { defaultMessage: 'Records in the trace' }), dataType: 'number' },
];

const DISCOVER_COLUMN: EuiBasicTableColumn<CoverageEntry> = {
  name: i18n.translate('requestTrace.coverage.discover', { defaultMessage: 'In Discover' }),
  render: (entry: CoverageEntry) => (entry.inTrace > 0 ? <DiscoverPartLink part={entry} label={getEntryName(entry)} /> : null),
};

/** What was searched and what was missing: a sentence, and a table for those who want to know exactly. */
export const Coverage: React.FC<{ trace: Trace }> = ({ trace }) => {
  const [isOpen, setOpen] = useState(false);
  const hasDiscover = useHasDiscover();
  const tableId = useGeneratedHtmlId({ prefix: 'requestTraceCoverage' });
  const refusedIndices = getUnreportedRefusedIndices(trace);
  const isIncomplete = refusedIndices.length > 0 || trace.coverage.some((entry) => !entry.searched || entry.inWindow === false);
  return (
    <div data-test-subj="requestTraceCoverage">
      <EuiFlexGroup gutterSize="s" alignItems="center" responsive={false} wrap>
        <EuiFlexItem>
          <EuiText size="xs" style={{ overflowWrap: 'anywhere' }}>
            {isIncomplete && <><EuiIcon type="warning" color="warning" size="s" aria-hidden="true" />{' '}</>}
            {describeCoverage(trace.coverage, refusedIndices)}{' '}
            <span>{i18n.translate('requestTrace.coverage.took', {
              defaultMessage: '{duration} in {roundTrips, plural, one {# round trip} other {# round trips}}.',
              values: { duration: formatDuration(trace.took.total * 1000), roundTrips: trace.took.roundTrips },
            })}</span>
          </EuiText>
        </EuiFlexItem>
        {trace.coverage.length > 0 && (
          <EuiFlexItem grow={false}>
            <EuiButtonEmpty size="xs" iconType={isOpen ? 'arrowUp' : 'arrowDown'} iconSide="right" onClick={() => setOpen(!isOpen)} aria-expanded={isOpen}
              aria-controls={tableId} data-test-subj="requestTraceCoverageToggle">
              {i18n.translate('requestTrace.coverage.details', { defaultMessage: 'What was searched' })}
            </EuiButtonEmpty>
          </EuiFlexItem>
        )}
      </EuiFlexGroup>
      <div id={tableId}>
        {isOpen && (
          <EuiBasicTable items={trace.coverage} columns={hasDiscover ? [...COVERAGE_COLUMNS, DISCOVER_COLUMN] : COVERAGE_COLUMNS} rowHeader="component" compressed
            tableCaption={i18n.translate('requestTrace.coverage.caption', { defaultMessage: 'Sources of logs and what they gave' })} />
        )}
      </div>
    </div>
  );
};
