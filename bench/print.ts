import type { DiagnosisResult } from './diagnosis';
import type { SizeResult, VariantResult } from './measure';
import type { ListResult } from './requests';
import { table, type Spread } from './statistics';
import type { StockResult } from './stock';

type Say = (line: string) => void;

const ms = (value: number): string => (value < 10 ? value.toFixed(1) : value.toFixed(0));
const time = ({ median, min, max }: Spread): string => `${ms(median)} (${ms(min)}–${ms(max)})`;
const two = (value: number): string => value.toFixed(2);
const ratio = ({ median, min, max }: Spread): string => `${two(median)} (${two(min)}–${two(max)})`;
const percent = (share: number): string => `${(share * 100).toFixed(0)} %`;

/** What `npm run bench` is run for: one row a size. */
export function print(results: readonly SizeResult[], say: Say): void {
  say(
    '\nTime of a trace in ms, and ratios of pairs measured one after the other: median (lowest–highest)\n'
  );
  say(
    table([
      ['records', 'traces', 'route, first', 'route, again', 'bare search', 'by hand'],
      ...results.map(({ records, times }) => [
        `${records.median} (${records.min}–${records.max})`,
        String(records.count),
        time(times.routeFirst),
        time(times.routeAgain),
        time(times.bareAgain),
        time(times.byHand),
      ]),
    ])
  );
  say('');
  say(
    table([
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
        ratio(ratios.first),
        ratio(ratios.again),
        String(ratios.again.count),
        ratio(ratios.firstByHand),
        ratio(ratios.againByHand),
        percent(byHand.recall),
        percent(byHand.foreign),
      ]),
    ])
  );
  say(
    `\nBare search: ${results.map(({ size, bare }) => `${size}: by ${bare}`).join('; ')} (the fastest of ${results[0] ? results[0].variants.length - 1 : 0}). Goals: again / bare at most 1.3, by hand well below 1.`
  );
}

/** All ways to write the bare search, and what the route's answer weighs. */
export function printVariants(
  { size, variants, kilobytes, roundTrips, times }: SizeResult,
  say: Say
): void {
  const row = ({ name, time: spread, took }: VariantResult) => [
    name,
    time(spread),
    ms(took),
    ms(spread.median - took),
  ];
  say(
    `\nAbout ${size} records: answer ${kilobytes.toFixed(0)} kB, round trips ${roundTrips.first} first, ${roundTrips.again} again, bare search at a first look ${time(times.bareFirst)} ms`
  );
  say(
    table([
      ['bare search by', 'ms', 'in Elasticsearch', 'client and transfer'],
      ...variants.map(row),
    ])
  );
}

/** The requests list's first page: one row for what is asked for the first time, one for again. */
export function printRequests(
  { small, large, times, growth, overBare, bare, roundTrips }: ListResult,
  say: Say
): void {
  const [fewer, more] = [small, large].map(({ records }) => `in ${(records / 1e6).toFixed(1)} M`);
  say(
    '\nThe requests list, first page with histogram and total, in ms, and ratios of pairs: median (lowest–highest)\n'
  );
  say(
    table([
      ['asked', fewer!, more!, 'growth', `bare search, ${more!}`, 'page / bare', 'round trips'],
      [
        'first',
        time(times.smallFirst),
        time(times.largeFirst),
        ratio(growth.first),
        time(times.bare),
        ratio(overBare.first),
        String(roundTrips.first),
      ],
      [
        'again',
        time(times.smallAgain),
        time(times.largeAgain),
        ratio(growth.again),
        time(times.bare),
        ratio(overBare.again),
        String(roundTrips.again),
      ],
    ])
  );
  say(
    `\nBare search: the page's audit records by ${bare}. Goals: growth below 1.3 (of ${(large.records / small.records).toFixed(0)} times as many records), page / bare below 3.`
  );
}

/** A trace over objects beside that by reqID: one row a size and asking. */
export function printStock(results: readonly StockResult[], say: Say): void {
  say(
    '\nTime of a trace on an index without reqIDs and of the same operation by its reqID in ms, and ratios of pairs: median (lowest–highest)\n'
  );
  const shown = (spread: Spread | undefined): string => (spread ? ratio(spread) : '');
  say(
    table([
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
              time(times.stockFirst),
              time(times.reqIdFirst),
              ratio(ratios.first),
              ratio(perRecord.first),
              shown(growth?.first),
              String(roundTrips.first),
            ],
            [
              'first, reqID trace by audit ID',
              ...counts,
              time(times.stockFirst),
              time(times.auditIdFirst),
              ratio(ratios.byAuditId),
              '',
              '',
              '',
            ],
            [
              'again',
              ...counts,
              time(times.stockAgain),
              time(times.reqIdAgain),
              ratio(ratios.again),
              ratio(perRecord.again),
              shown(growth?.again),
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
export function printDiagnosis(results: readonly DiagnosisResult[], say: Say): void {
  say(
    '\nTime of a trace with and without diagnosis in ms, and ratios of pairs: median (lowest–highest)\n'
  );
  say(
    table([
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
        time(times.firstWith),
        time(times.firstWithout),
        ratio(ratios.first),
        time(times.againWith),
        time(times.againWithout),
        ratio(ratios.again),
        ms(own),
      ]),
    ])
  );
  say('\nGoal: with / without below 1.1.');
}
