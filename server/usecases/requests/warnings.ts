import type { RequestBasis } from '../../../common/model/request_summary';
import { formatDuration } from '../../../common/time/micros';
import type { RequestTraceConfig } from '../../config';
import { IndicesRefusedError, isAllRefused, remarkableOf } from '../../elasticsearch/privileges';
import { isAudit } from '../../elasticsearch/queries';
import type { ScopedSearcher } from '../../elasticsearch/scoped_searcher';
import { searchWarnings } from '../../elasticsearch/warnings';
import type { WarningData } from '../../messages/warnings';
import type { RequestFilters } from './filters';

/** Counting documents outside the filter ends here. */
const MAX_OUTSIDE = 1_000;

interface ListFacts {
  searcher: ScopedSearcher;
  config: RequestTraceConfig;
  basis: RequestBasis | null;
  /** rows */
  found: number;
  /** the indices that brought rows */
  indices?: string[];
  /** the time range was cut */
  limited: boolean;
  filters: RequestFilters;
  /** rows whose outcome there was no time for */
  notLookedInto: number;
}

/**
 * Returns what limits the list.
 * @throws IndicesRefusedError when all that was to be searched is refused
 */
export async function listWarnings({
  searcher,
  config,
  basis,
  found,
  indices = [],
  limited,
  filters,
  notLookedInto,
}: ListFacts): Promise<WarningData[]> {
  const warnings: WarningData[] = [];
  const refused = (await searcher.refusedIndices()).filter((name) => !indices.includes(name));
  if (!found && isAllRefused(searcher.index, refused)) throw new IndicesRefusedError(refused);
  if (basis === null)
    warnings.push({
      warning: 'no_request_source',
      values: { indices: searcher.index, idFields: config.idFields },
    });
  if (basis === 'reqID' && filters.user) warnings.push({ warning: 'no_users' });
  const outside = found ? null : await searcher.countOutside(isAudit(), MAX_OUTSIDE);
  if (outside)
    warnings.push({
      warning: 'audit_records_filtered_out',
      values: { count: outside, isAtLeast: outside >= MAX_OUTSIDE },
    });
  const missing = found ? [] : await searcher.missingIndices();
  if (missing.length) warnings.push({ warning: 'indices_missing', values: { indices: missing } });
  const remarkable = remarkableOf({ refused, named: searcher.named, found: indices });
  if (remarkable.length)
    warnings.push({ warning: 'indices_refused', values: { indices: remarkable } });
  warnings.push(...searchWarnings(searcher.notes));
  if (notLookedInto)
    warnings.push({ warning: 'outcomes_limited', values: { count: notLookedInto } });
  if (limited)
    warnings.push({
      warning: 'range_limited',
      values: { limit: formatDuration(config.maxRange.asMilliseconds() * 1_000) },
    });
  return warnings;
}
