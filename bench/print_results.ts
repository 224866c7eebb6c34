import type { DiagnosisResult } from './measure_diagnosis';
import type { TraceResult, VariantResult } from './measure_traces';
import type { RequestsListResult } from './measure_requests_list';
import { formatTable, type Spread } from './statistics';
import type { ObjectTraceResult } from './measure_object_traces';

type PrintLine = (line: string) => void;

const formatMs = (value: number): string => (value < 10 ? value.toFixed(1) : value.toFixed(0));
const formatTimes = ({ median, min, max }: Spread): string =>
  `${formatMs(median)} (${formatMs(min)}–${formatMs(max)})`;
const formatTwoDecimals = (value: number): string => value.toFixed(2);
const formatRatio = ({ median, min, max }: Spread): string =>
  `${formatTwoDecimals(median)} (${formatTwoDecimals(min)}–${formatTwoDecimals(max)})`;
const formatPercent = (share: number): string => `${(share * 100).toFixed(0)} %`;

/** What `npm run bench` is run for: one row a size. */
export function printTraces(results: readonly TraceResult[], say: PrintLine): void {
  say(
    '\nTime of a trace in ms, and ratios of pairs measured one after the other: median (lowest–highest)\n'
  );
  say(
    formatTable([
      ['records', 'traces', 'route, first', 'route, again', 'bare search', 'by hand'],
      ...results.map(({ records, times }) => [
        `${records.median} (${records.min}–${records.max})`,
        String(records.count),
        formatTimes(times.routeFirst),
        formatTimes(times.routeAgain),
        formatTimes(times.bareAgain),
        formatTimes(times.byHand),
      ]),
    ])
  );
  say('');
  say(
    formatTable([
      [
        'records',
        'first / bare',
        'again / bare',
        'pairs',
        'first / by hand',
        'again / by hand',
        'by hand finds',
        'foreign in it',
      ],
      ...results.map(({ records, ratios, byHand }) => [
        `${records.median}`,
        formatRatio(ratios.first),
        formatRatio(ratios.again),
        String(ratios.again.count),
        formatRatio(ratios.firstByHand),
        formatRatio(ratios.againByHand),
        formatPercent(byHand.recall),
        formatPercent(byHand.foreign),
      ]),
    ])
  );
  say(
    `\nBare search: ${results.map(({ size, bare }) => `${size}: by ${bare}`).join('; ')} (the fastest of ${results[0] ? results[0].variants.length - 1 : 0}). Goals: again / bare at most 1.3, by hand well below 1.`
  );
}

/** All ways to write the bare search, and what the route's answer weighs. */
export function printVariants(
  { size, variants, kilobytes, roundTrips, times }: TraceResult,
  say: PrintLine
): void {
  const row = ({ name, time: spread, took }: VariantResult) => [
    name,
    formatTimes(spread),
    formatMs(took),
    formatMs(spread.median - took),
  ];
  say(
    `\nAbout ${size} records: answer ${kilobytes.toFixed(0)} kB, round trips ${roundTrips.first} first, ${roundTrips.again} again, bare search at a first look ${formatTimes(times.bareFirst)} ms`
  );
  say(
    formatTable([
      ['bare search by', 'ms', 'in Elasticsearch', 'client and transfer'],
      ...variants.map(row),
    ])
  );
}

/** The requests list's first page: one row for what is asked for the first time, one for again. */
export function printRequests(
  { small, large, times, growth, overBare, bare, roundTrips }: RequestsListResult,
  say: PrintLine
): void {
  const [fewer, more] = [small, large].map(({ records }) => `in ${(records / 1e6).toFixed(1)} M`);
  say(
    '\nThe requests list, first page with histogram and total, in ms, and ratios of pairs: median (lowest–highest)\n'
  );
  say(
    formatTable([
      ['asked', fewer!, more!, 'growth', `bare search, ${more!}`, 'page / bare', 'round trips'],
      [
        'first',
        formatTimes(times.smallFirst),
        formatTimes(times.largeFirst),
        formatRatio(growth.first),
        formatTimes(times.bare),
        formatRatio(overBare.first),
        String(roundTrips.first),
      ],
      [
        'again',
        formatTimes(times.smallAgain),
        formatTimes(times.largeAgain),
        formatRatio(growth.again),
        formatTimes(times.bare),
        formatRatio(overBare.again),
        String(roundTrips.again),
      ],
    ])
  );
  say(
    `\nBare search: the page's audit records by ${bare}. Goals: growth below 1.3 (of ${(large.records / small.records).toFixed(0)} times as many records), page / bare below 3.`
  );
}

/** A trace over objects beside that by reqID: one row a size and asking. */
export function printObjectTraces(results: readonly ObjectTraceResult[], say: PrintLine): void {
  say(
    '\nTime of a trace on an index without reqIDs and of the same operation by its reqID in ms, and ratios of pairs: median (lowest–highest)\n'
  );
  const formatOptionalRatio = (spread: Spread | undefined): string =>
    spread ? formatRatio(spread) : '';
  say(
    formatTable([
      [
        'asked',
        'operations',
        'records, stock',
        'by reqID',
        'stock',
        'by reqID',
        'stock / reqID',
        'per record',
        'growth',
        'round trips',
      ],
      ...results.flatMap(
        ({ operations, records, times, ratios, perRecord, growth, roundTrips }) => {
          const counts = [String(operations), `${records.stock.median}`, `${records.reqID.median}`];
          return [
            [
              'first',
              ...counts,
              formatTimes(times.stockFirst),
              formatTimes(times.reqIdFirst),
              formatRatio(ratios.first),
              formatRatio(perRecord.first),
              formatOptionalRatio(growth?.first),
              String(roundTrips.first),
            ],
            [
              'first, reqID trace by audit ID',
              ...counts,
              formatTimes(times.stockFirst),
              formatTimes(times.auditIdFirst),
              formatRatio(ratios.byAuditId),
              '',
              '',
              '',
            ],
            [
              'again',
              ...counts,
              formatTimes(times.stockAgain),
              formatTimes(times.reqIdAgain),
              formatRatio(ratios.again),
              formatRatio(perRecord.again),
              formatOptionalRatio(growth?.again),
              String(roundTrips.again),
            ],
          ];
        }
      ),
    ])
  );
  say(
    '\nGrowth: in 1.2 M records as a multiple of 0.3 M. Goal: stock / reqID below 4 at about 300 records.'
  );
}

/** What the diagnosis adds to a trace: one row a size. */
export function printDiagnosis(results: readonly DiagnosisResult[], say: PrintLine): void {
  say(
    '\nTime of a trace with and without diagnosis in ms, and ratios of pairs: median (lowest–highest)\n'
  );
  say(
    formatTable([
      [
        'records',
        'first, with',
        'without',
        'with / without',
        'again, with',
        'without',
        'with / without',
        'diagnosing alone',
      ],
      ...results.map(({ records, times, ratios, own }) => [
        String(records),
        formatTimes(times.firstWith),
        formatTimes(times.firstWithout),
        formatRatio(ratios.first),
        formatTimes(times.againWith),
        formatTimes(times.againWithout),
        formatRatio(ratios.again),
        formatMs(own),
      ]),
    ])
  );
  say('\nGoal: with / without below 1.1.');
}
