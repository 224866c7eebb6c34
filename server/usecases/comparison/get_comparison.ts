import type { Comparison } from '../../../common/model/comparison';
import type { Trace } from '../../../common/model/trace';
import type { RequestTraceConfig } from '../../config';
import type { FieldCapsClient } from '../../kibana_types';
import type { UserWork } from '../../elasticsearch/user_work';
import { requestFieldsOf } from '../requests/fields';
import type { TimeRange } from '../../elasticsearch/queries';
import type { ScopedSearcher } from '../../elasticsearch/scoped_searcher';
import { getTrace } from '../traces/get_trace';
import { askedWindow } from '../traces/window';
import { comparedMessages } from './compared_messages';
import { comparedStages } from './compared_stages';
import { findGoodOnes } from './find_successful_requests';
import { comparisonWarnings, notComparable } from './warnings';

export interface GetComparisonOptions {
  searcher: ScopedSearcher;
  client: FieldCapsClient;
  config: RequestTraceConfig;
  work: UserWork;
  id: string;
  from?: string;
  to?: string;
}

/**
 * A request beside the last ones of its kind that succeeded. Each trace is as bounded as when it is asked for alone, and all
 * of them share the request's one deadline.
 */
export async function getComparison(options: GetComparisonOptions): Promise<Comparison> {
  const { searcher, client, config, work, id } = options;
  const traceOf = (other: string, range: TimeRange = {}): Promise<Trace> =>
    getTrace({
      searcher,
      config,
      work,
      id: other,
      ...range,
      size: config.maxRecords,
      diagnose: true,
    });
  const trace = await traceOf(id, { from: options.from, to: options.to });
  const { origin } = trace;
  const answer = (change: Partial<Comparison>): Comparison => ({
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
    return answer({ warnings: notComparable(trace, 'no_origin') });
  const { audit: layouts } = await requestFieldsOf(work, searcher, client, config);
  if (!layouts.length) return answer({ warnings: notComparable(trace, 'no_audit_log') });

  const range = searchedRange(origin.time, options, config.maxRange.asMilliseconds());
  const found = await findGoodOnes({ searcher, layouts, asked: origin, trace, range, traceOf });
  const warnings = comparisonWarnings(trace, found, range);
  if (!found.good.length) return answer({ warnings });
  return answer({
    likeness: found.likeness,
    good: found.good.map(({ summary }) => summary),
    stages: comparedStages(
      trace.stages,
      found.good.map((good) => good.trace.stages)
    ),
    ...comparedMessages(
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
function searchedRange(
  time: string,
  { from, to }: Pick<GetComparisonOptions, 'from' | 'to'>,
  maxRangeMs: number
): TimeRange {
  const { range } = askedWindow(from, to, maxRangeMs);
  const at = Date.parse(time);
  const iso = (ms: number): string => new Date(ms).toISOString();
  return {
    from: range.from ?? iso(at - maxRangeMs),
    to: range.to ?? iso(Math.min(at + maxRangeMs, Math.max(at, Date.now()))),
  };
}
