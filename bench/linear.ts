/** How the parsers' time grows with the length of a line: of quotes, of brackets, of all that makes careless parsers slow. */
import { parseAudit } from '../common/parse/audit';
import { parseComponentLine } from '../common/parse/component_line';
import { findIds } from '../common/parse/ids';
import { parseJsonLog } from '../common/parse/json_log';
import { parseKlog } from '../common/parse/klog';
import { objectsOfLine } from '../common/parse/objects';
import { table } from './statistics';

type Say = (line: string) => void;

const KLOG = 'I1123 06:22:49.266571   27418 a.go:1] ';
const STRUCTURED = `${KLOG}"m" `;

const PARSERS: Record<string, (text: string) => unknown> = {
  'klog, text': (text) => parseKlog(KLOG + text, { year: 2026 }),
  'klog, structured': (text) => parseKlog(STRUCTURED + text, { year: 2026 }),
  'klog, in a value': (text) => parseKlog(`${STRUCTURED}key="${text}" other="x"`, { year: 2026 }),
  'JSON log': (text) => parseJsonLog(`{"ts":1,"msg":"m","k":${JSON.stringify(text)}}`),
  'JSON log, cut off': (text) => parseJsonLog(`{"ts":1,"msg":"m","k":${text}`),
  'any line': (text) => parseComponentLine(text),
  objects: (text) => {
    const line = parseComponentLine(STRUCTURED + text);
    return line && objectsOfLine(line);
  },
  IDs: (text) => findIds(text, { limit: Infinity }),
  'audit record': (text) => parseAudit(`{"auditID":"a","stage":"x","user":${text}`),
};

const LINES: Record<string, string> = {
  quotes: '"',
  brackets: '[',
  'closed brackets': '[]',
  braces: '{"a":[',
  'key=': 'key=',
  'key="': ' key="',
  'key="x"': ' key="x"',
  backslashes: '\\',
  'escaped quotes': '\\"',
  spaces: ' ',
  'hex digits': 'a',
  UUIDs: '8c5fb3df-99d5-4038-a530-baf3970b6bbc ',
  reqIDs: ' reqID="a"',
};

const SMALL = 1_000_000;
const FACTOR = 4;
const RUNS = 5;
/** Below this a time is mostly the clock's and the garbage collector's: the ratio would say nothing. */
const TOO_FAST_MS = 20;

/** From this ratio on, a longer line is tried. */
const SUSPICIOUS = 1.3;

export interface LinearTime {
  parser: string;
  line: string;
  /** milliseconds for 1 MB and for 4 MB, the best of several runs */
  small: number;
  large: number;
  /** time per MB of 4 MB by that of 1 MB; null where both are too short to be compared */
  ratio: number | null;
  /** the same of 16 MB and 4 MB, where the first ratio is large: memory that outgrows caches and the collector's nursery costs once, a parser that isn't linear each time */
  ratioLarger: number | null;
}

/** CPU time of this process in ms: another program's turn doesn't count. */
function cpuTime(work: () => unknown): number {
  const before = process.cpuUsage();
  work();
  const { user, system } = process.cpuUsage(before);
  return (user + system) / 1000;
}

export function linearTimes(): LinearTime[] {
  const results: LinearTime[] = [];
  for (const [parser, parse] of Object.entries(PARSERS)) {
    for (const [line, unit] of Object.entries(LINES)) {
      const repeated = (bytes: number) => unit.repeat(Math.ceil(bytes / unit.length));
      const shorter = repeated(SMALL);
      const longer = repeated(FACTOR * SMALL);
      let small = Infinity;
      let large = Infinity;
      // in turns, because compiled code gets faster with use
      for (let run = 0; run < RUNS && (run === 0 || large >= TOO_FAST_MS); run++) {
        small = Math.min(
          small,
          cpuTime(() => parse(shorter))
        );
        large = Math.min(
          large,
          cpuTime(() => parse(longer))
        );
      }
      const ratio = large < TOO_FAST_MS ? null : large / FACTOR / small;
      const ratioLarger =
        ratio !== null && ratio > SUSPICIOUS ? growthBeyond(parse, repeated, large) : null;
      results.push({ parser, line, small, large, ratio, ratioLarger });
    }
  }
  return results;
}

function growthBeyond(
  parse: (text: string) => unknown,
  repeated: (bytes: number) => string,
  large: number
): number {
  const longest = repeated(FACTOR * FACTOR * SMALL);
  return (
    Math.min(
      cpuTime(() => parse(longest)),
      cpuTime(() => parse(longest))
    ) /
    FACTOR /
    large
  );
}

const ratioText = (ratio: number | null): string => (ratio === null ? '–' : ratio.toFixed(2));

/** A row a parser, with the line that it is slowest on and the one whose time grows most; all of them where asked for. */
export function printLinear(results: readonly LinearTime[], say: Say, all: boolean): void {
  say(
    '\nParsers on lines of 1, 4 and (where in doubt) 16 MB: CPU time per MB, and its growth (1: linear, 4: quadratic)\n'
  );
  const perMb = ({ large }: LinearTime) => large / FACTOR;
  // what the longer line says counts more
  const growth = ({ ratio, ratioLarger }: LinearTime) => ratioLarger ?? ratio ?? 0;
  if (all) {
    return say(
      table([
        ['parser', 'line', 'ms per MB of 1 MB', 'of 4 MB', '1 → 4 MB', '4 → 16 MB'],
        ...results.map((result) => [
          result.parser,
          result.line,
          result.small.toFixed(1),
          perMb(result).toFixed(1),
          ratioText(result.ratio),
          ratioText(result.ratioLarger),
        ]),
      ])
    );
  }
  say(
    table([
      ['parser', 'slowest on', 'ms per MB', 'grows most on', '1 → 4 MB', '4 → 16 MB'],
      ...Object.keys(PARSERS).map((parser) => {
        const own = results.filter((result) => result.parser === parser);
        const slowest = own.reduce((a, b) => (perMb(b) > perMb(a) ? b : a));
        const steepest = own.reduce((a, b) => (growth(b) > growth(a) ? b : a));
        return [
          parser,
          slowest.line,
          perMb(slowest).toFixed(1),
          steepest.line,
          ratioText(steepest.ratio),
          ratioText(steepest.ratioLarger),
        ];
      }),
    ])
  );
}
