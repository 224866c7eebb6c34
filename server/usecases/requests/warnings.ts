import type { RequestBasis } from '../../../common/model/request_summary';
import { formatDuration } from '../../../common/time/micros';
import type { RequestTraceConfig } from '../../config';
import {
  IndicesRefusedError,
  areAllRefused,
  selectReportedIndices,
} from '../../elasticsearch/refused_indices';
import { isAuditRecord } from '../../elasticsearch/queries';
import type { ScopedSearcher } from '../../elasticsearch/scoped_searcher';
import { createSearchWarnings } from '../../elasticsearch/search_warnings';
import type { WarningData } from '../../messages/warnings';
import type { RequestFilters } from './request_filters';

/** Counting documents outside the filter ends here. */
const MAX_COUNTED_OUTSIDE = 1_000;

interface ListWarningFacts {
  searcher: ScopedSearcher;
  config: RequestTraceConfig;
  basis: RequestBasis | null;
  /** rows */
  listedRows: number;
  /** the indices that brought rows */
  indices?: string[];
  /** the time range was cut */
  isRangeLimited: boolean;
  filters: RequestFilters;
  /** rows whose outcome there was no time for */
  undiagnosed: number;
}

/**
 * Returns what limits the list.
 * @throws IndicesRefusedError when all that was to be searched is refused
 */
export async function createListWarnings({
  searcher,
  config,
  basis,
  listedRows,
  indices = [],
  isRangeLimited,
  filters,
  undiagnosed,
}: ListWarningFacts): Promise<WarningData[]> {
  const warnings: WarningData[] = [];
  const refused = (await searcher.refusedIndices()).filter((name) => !indices.includes(name));
  if (!listedRows && areAllRefused(searcher.index, refused)) throw new IndicesRefusedError(refused);
  if (basis === null)
    warnings.push({
      warning: 'no_request_source',
      values: { indices: searcher.index, idFields: config.idFields },
    });
  if (basis === 'reqID' && filters.user) warnings.push({ warning: 'no_users' });
  const outside = listedRows
    ? null
    : await searcher.countOutsideFilter(isAuditRecord(), MAX_COUNTED_OUTSIDE);
  if (outside)
    warnings.push({
      warning: 'audit_records_filtered_out',
      values: { count: outside, isAtLeast: outside >= MAX_COUNTED_OUTSIDE },
    });
  const missing = listedRows ? [] : await searcher.missingIndices();
  if (missing.length) warnings.push({ warning: 'indices_missing', values: { indices: missing } });
  const remarkable = selectReportedIndices({
    refused,
    named: searcher.areIndicesNamed,
    found: indices,
  });
  if (remarkable.length)
    warnings.push({ warning: 'indices_refused', values: { indices: remarkable } });
  warnings.push(...createSearchWarnings(searcher.notes));
  if (undiagnosed) warnings.push({ warning: 'outcomes_limited', values: { count: undiagnosed } });
  if (isRangeLimited)
    warnings.push({
      warning: 'range_limited',
      values: { limit: formatDuration(config.maxRange.asMilliseconds() * 1_000) },
    });
  return warnings;
}
