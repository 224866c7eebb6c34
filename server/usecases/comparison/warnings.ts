import type { Trace, TraceWarning } from '../../../common/model/trace';
import type { TimeRange } from '../../elasticsearch/queries';
import { wordWarnings, type WarningData } from '../../messages/warnings';
import type { FoundGood } from './find_successful_requests';

/** What makes a trace incomplete makes a comparison with it incomplete. */
const PASSED_ON = new Set([
  'truncated',
  'timed_out',
  'shards_failed',
  'clusters_skipped',
  'indices_refused',
  'filtered',
]);

/** Returns why nothing was searched for: it isn't known what the request was, or no audit log has others. */
export const notComparable = (
  trace: Trace,
  reason: 'no_origin' | 'no_audit_log'
): TraceWarning[] => [
  ...wordWarnings([
    {
      warning:
        reason === 'no_origin' ? 'comparison_without_origin' : 'comparison_without_audit_log',
    },
  ]),
  ...passedOn([trace]),
];

/** Returns what limits a comparison. */
export const comparisonWarnings = (
  trace: Trace,
  found: FoundGood,
  range: TimeRange
): TraceWarning[] => [
  ...wordWarnings([...whatWasFound(found, range), ...whatDiffers(trace, found)]),
  ...passedOn([trace, ...found.good.map((one) => one.trace)]),
];

function whatWasFound(
  { good, candidates, tried }: FoundGood,
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

function whatDiffers({ origin, diagnosis }: Trace, { likeness, good }: FoundGood): WarningData[] {
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

function passedOn(traces: Trace[]): TraceWarning[] {
  const byCode = new Map(
    traces.flatMap(({ warnings }) =>
      warnings.filter(({ code }) => PASSED_ON.has(code)).map((warning) => [warning.code, warning])
    )
  );
  return [...byCode.values()];
}
