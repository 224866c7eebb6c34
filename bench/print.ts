import type { SizeResult, VariantResult } from './measure';
import { table, type Spread } from './statistics';

type Say = (line: string) => void;

const ms = (value: number): string => (value < 10 ? value.toFixed(1) : value.toFixed(0));
const time = ({ median, min, max }: Spread): string => `${ms(median)} (${ms(min)}–${ms(max)})`;
const two = (value: number): string => value.toFixed(2);
const ratio = ({ median, min, max }: Spread): string => `${two(median)} (${two(min)}–${two(max)})`;
const percent = (share: number): string => `${(share * 100).toFixed(0)} %`;

/** What `npm run bench` is run for: one row a size. */
export function print(results: readonly SizeResult[], say: Say): void {
  say('\nTime of a trace in ms, and ratios of pairs measured one after the other: median (lowest–highest)\n');
  say(table([
    ['records', 'traces', 'route, first', 'route, again', 'bare search', 'by hand'],
    ...results.map(({ records, times }) => [
      `${records.median} (${records.min}–${records.max})`, String(records.count),
      time(times.routeFirst), time(times.routeAgain), time(times.bareAgain), time(times.byHand),
    ]),
  ]));
  say('');
  say(table([
    ['records', 'first / bare', 'again / bare', 'pairs', 'first / by hand', 'again / by hand', 'by hand finds', 'foreign in it'],
    ...results.map(({ records, ratios, byHand }) => [
      `${records.median}`, ratio(ratios.first), ratio(ratios.again), String(ratios.again.count),
      ratio(ratios.firstByHand), ratio(ratios.againByHand), percent(byHand.recall), percent(byHand.foreign),
    ]),
  ]));
  say(`\nBare search: ${results.map(({ size, bare }) => `${size}: by ${bare}`).join('; ')} (the fastest of ${results[0] ? results[0].variants.length - 1 : 0}). Goals: again / bare at most 1.3, by hand well below 1.`);
}

/** All ways to write the bare search, and what the route's answer weighs. */
export function printVariants({ size, variants, kilobytes, roundTrips, times }: SizeResult, say: Say): void {
  const row = ({ name, time: spread, took }: VariantResult) => [name, time(spread), ms(took), ms(spread.median - took)];
  say(`\nAbout ${size} records: answer ${kilobytes.toFixed(0)} kB, round trips ${roundTrips.first} first, ${roundTrips.again} again, bare search at a first look ${time(times.bareFirst)} ms`);
  say(table([['bare search by', 'ms', 'in Elasticsearch', 'client and transfer'], ...variants.map(row)]));
}
