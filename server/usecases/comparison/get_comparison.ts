import type { Comparison } from '../../../common/model/comparison';
import type { Trace } from '../../../common/model/trace';
import type { RequestTraceConfig } from '../../config';
import type { FieldCapsClient } from '../../kibana_types';
import type { UserCache } from '../../elasticsearch/user_cache';
import { fetchRequestFields } from '../requests/request_fields';
import type { TimeRange } from '../../elasticsearch/queries';
import type { ScopedSearcher } from '../../elasticsearch/scoped_searcher';
import { getTrace } from '../traces/get_trace';
import { resolveTimeRange } from '../traces/time_window';
import { compareMessages } from './compare_messages';
import { compareStages } from './compare_stages';
import { findSuccessfulRequests } from './find_successful_requests';
import { createComparisonWarnings, createNotComparableWarnings } from './warnings';

export interface GetComparisonOptions {
  searcher: ScopedSearcher;
  client: FieldCapsClient;
  config: RequestTraceConfig;
  userCache: UserCache;
  id: string;
  from?: string;
  to?: string;
}

/**
 * A request beside the last ones of its kind that succeeded. Each trace is as bounded as when it is asked for alone, and all
 * of them share the request's one deadline.
 */
export async function getComparison(options: GetComparisonOptions): Promise<Comparison> {
  const { searcher, client, config, userCache, id } = options;
  const getBoundedTrace = (other: string, range: TimeRange = {}): Promise<Trace> =>
    getTrace({
      searcher,
      config,
      userCache,
      id: other,
      ...range,
      size: config.maxRecords,
      diagnose: true,
    });
  const trace = await getBoundedTrace(id, { from: options.from, to: options.to });
  const { origin } = trace;
  const createResponse = (change: Partial<Comparison>): Comparison => ({
    id,
    likeness: null,
    good: [],
    stages: [],
    lacking: [],
    additional: [],
    warnings: [],
    ...change,
    took: { total: Math.round(searcher.elapsedMs), roundTrips: searcher.roundTrips },
  });
  if (!origin?.verb || !origin.resource)
    return createResponse({ warnings: createNotComparableWarnings(trace, 'no_origin') });
  const { audit: layouts } = await fetchRequestFields(userCache, searcher, client, config);
  if (!layouts.length)
    return createResponse({ warnings: createNotComparableWarnings(trace, 'no_audit_log') });

  const range = getSearchRange(origin.time, options, config.maxRange.asMilliseconds());
  const found = await findSuccessfulRequests({
    searcher,
    layouts,
    request: origin,
    trace,
    range,
    getTraceOf: getBoundedTrace,
  });
  const warnings = createComparisonWarnings(trace, found, range);
  if (!found.good.length) return createResponse({ warnings });
  return createResponse({
    likeness: found.likeness,
    good: found.good.map(({ summary }) => summary),
    stages: compareStages(
      trace.stages,
      found.good.map((good) => good.trace.stages)
    ),
    ...compareMessages(
      { id, records: trace.records, time: origin.time },
      found.good.map(({ summary, trace: { records } }) => ({
        id: summary.id,
        records,
        time: summary.time,
      }))
    ),
    warnings,
  });
}

/** The scope's own range; without one, as far on both sides of the request as a search may reach. */
function getSearchRange(
  time: string,
  { from, to }: Pick<GetComparisonOptions, 'from' | 'to'>,
  maxRangeMs: number
): TimeRange {
  const { range } = resolveTimeRange(from, to, maxRangeMs);
  const at = Date.parse(time);
  const iso = (ms: number): string => new Date(ms).toISOString();
  return {
    from: range.from ?? iso(at - maxRangeMs),
    to: range.to ?? iso(Math.min(at + maxRangeMs, Math.max(at, Date.now()))),
  };
}
