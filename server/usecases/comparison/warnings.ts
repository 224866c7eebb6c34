import type { Trace, TraceWarning } from '../../../common/model/trace';
import type { TimeRange } from '../../elasticsearch/queries';
import { wordWarnings, type WarningData } from '../../messages/warnings';
import type { SuccessfulRequests } from './find_successful_requests';

/** What makes a trace incomplete makes a comparison with it incomplete. */
const INHERITED_WARNINGS = new Set([
  'truncated',
  'timed_out',
  'shards_failed',
  'clusters_skipped',
  'indices_refused',
  'filtered',
]);

/** Returns why nothing was searched for: it isn't known what the request was, or no audit log has others. */
export const createNotComparableWarnings = (
  trace: Trace,
  reason: 'no_origin' | 'no_audit_log'
): TraceWarning[] => [
  ...wordWarnings([
    {
      warning:
        reason === 'no_origin' ? 'comparison_without_origin' : 'comparison_without_audit_log',
    },
  ]),
  ...inheritWarnings([trace]),
];

/** Returns what limits a comparison. */
export const createComparisonWarnings = (
  trace: Trace,
  found: SuccessfulRequests,
  range: TimeRange
): TraceWarning[] => [
  ...wordWarnings([
    ...createSearchWarnings(found, range),
    ...createDifferenceWarnings(trace, found),
  ]),
  ...inheritWarnings([trace, ...found.good.map((one) => one.trace)]),
];

function createSearchWarnings(
  { good, candidates, tried }: SuccessfulRequests,
  { from = '', to = '' }: TimeRange
): WarningData[] {
  if (good.length === 1) return [{ warning: 'one_successful_request' }];
  if (good.length) return [];
  return [
    candidates === 0
      ? { warning: 'no_similar_request', values: { from, to } }
      : { warning: 'no_successful_request', values: { from, to, candidates, tried } },
  ];
}

function createDifferenceWarnings(
  { origin, diagnosis }: Trace,
  { likeness, good }: SuccessfulRequests
): WarningData[] {
  if (likeness === null) return [];
  if (likeness !== 'same-object') {
    return [
      {
        warning: 'compared_with_other_objects',
        values: {
          names: good.map(({ summary }) =>
            [summary.namespace, summary.name].filter(Boolean).join('/')
          ),
        },
      },
    ];
  }
  const changes = (diagnosis?.changes ?? []).filter(({ path }) => path.startsWith('spec'));
  if (!changes.length || (origin?.verb !== 'patch' && origin?.verb !== 'update')) return [];
  return [{ warning: 'compared_spec_changed', values: { paths: changes.map(({ path }) => path) } }];
}

function inheritWarnings(traces: Trace[]): TraceWarning[] {
  const byCode = new Map(
    traces.flatMap(({ warnings }) =>
      warnings
        .filter(({ code }) => INHERITED_WARNINGS.has(code))
        .map((warning) => [warning.code, warning])
    )
  );
  return [...byCode.values()];
}
