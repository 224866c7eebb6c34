/** How the parsers' time grows with the length of a line: of quotes, of brackets, of all that makes careless parsers slow. */
import { parseAuditRecord } from '../common/parse/audit';
import { parseComponentLine } from '../common/parse/component_line';
import { findIds } from '../common/parse/find_ids';
import { parseJsonLog } from '../common/parse/json_log';
import { parseKlog } from '../common/parse/klog';
import { findObjects } from '../common/parse/find_objects';
import { formatTable } from './statistics';

type PrintLine = (line: string) => void;

const KLOG_HEADER = 'I1123 06:22:49.266571   27418 a.go:1] ';
const STRUCTURED_HEADER = `${KLOG_HEADER}"m" `;

const PARSERS: Record<string, (text: string) => unknown> = {
  'klog, text': (text) => parseKlog(KLOG_HEADER + text, { year: 2026 }),
  'klog, structured': (text) => parseKlog(STRUCTURED_HEADER + text, { year: 2026 }),
  'klog, in a value': (text) =>
    parseKlog(`${STRUCTURED_HEADER}key="${text}" other="x"`, { year: 2026 }),
  'JSON log': (text) => parseJsonLog(`{"ts":1,"msg":"m","k":${JSON.stringify(text)}}`),
  'JSON log, cut off': (text) => parseJsonLog(`{"ts":1,"msg":"m","k":${text}`),
  'any line': (text) => parseComponentLine(text),
  objects: (text) => {
    const line = parseComponentLine(STRUCTURED_HEADER + text);
    return line && findObjects(line);
  },
  IDs: (text) => findIds(text, { limit: Infinity }),
  'audit record': (text) => parseAuditRecord(`{"auditID":"a","stage":"x","user":${text}`),
};

const REPEATED_UNITS: Record<string, string> = {
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

const SMALL_BYTES = 1_000_000;
const SIZE_FACTOR = 4;
const RUNS = 5;
/** Below this a time is mostly the clock's and the garbage collector's: the ratio would say nothing. */
const MIN_COMPARABLE_MS = 20;

/** From this ratio on, a longer line is tried. */
const SUSPICIOUS_RATIO = 1.3;

export interface ParserTime {
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
function measureCpuTime(work: () => unknown): number {
  const before = process.cpuUsage();
  work();
  const { user, system } = process.cpuUsage(before);
  return (user + system) / 1000;
}

export function measureParsers(): ParserTime[] {
  const results: ParserTime[] = [];
  for (const [parser, parse] of Object.entries(PARSERS)) {
    for (const [line, unit] of Object.entries(REPEATED_UNITS)) {
      const repeatUnit = (bytes: number) => unit.repeat(Math.ceil(bytes / unit.length));
      const shorter = repeatUnit(SMALL_BYTES);
      const longer = repeatUnit(SIZE_FACTOR * SMALL_BYTES);
      let small = Infinity;
      let large = Infinity;
      // in turns, because compiled code gets faster with use
      for (let run = 0; run < RUNS && (run === 0 || large >= MIN_COMPARABLE_MS); run++) {
        small = Math.min(
          small,
          measureCpuTime(() => parse(shorter))
        );
        large = Math.min(
          large,
          measureCpuTime(() => parse(longer))
        );
      }
      const ratio = large < MIN_COMPARABLE_MS ? null : large / SIZE_FACTOR / small;
      const ratioLarger =
        ratio !== null && ratio > SUSPICIOUS_RATIO
          ? measureLargerRatio(parse, repeatUnit, large)
          : null;
      results.push({ parser, line, small, large, ratio, ratioLarger });
    }
  }
  return results;
}

function measureLargerRatio(
  parse: (text: string) => unknown,
  repeated: (bytes: number) => string,
  large: number
): number {
  const longest = repeated(SIZE_FACTOR * SIZE_FACTOR * SMALL_BYTES);
  return (
    Math.min(
      measureCpuTime(() => parse(longest)),
      measureCpuTime(() => parse(longest))
    ) /
    SIZE_FACTOR /
    large
  );
}

const formatRatio = (ratio: number | null): string => (ratio === null ? '–' : ratio.toFixed(2));

/** A row a parser, with the line that it is slowest on and the one whose time grows most; all of them where asked for. */
export function printParserTimes(
  results: readonly ParserTime[],
  say: PrintLine,
  all: boolean
): void {
  say(
    '\nParsers on lines of 1, 4 and (where in doubt) 16 MB: CPU time per MB, and its growth (1: linear, 4: quadratic)\n'
  );
  const perMb = ({ large }: ParserTime) => large / SIZE_FACTOR;
  // what the longer line says counts more
  const growth = ({ ratio, ratioLarger }: ParserTime) => ratioLarger ?? ratio ?? 0;
  if (all) {
    return say(
      formatTable([
        ['parser', 'line', 'ms per MB of 1 MB', 'of 4 MB', '1 → 4 MB', '4 → 16 MB'],
        ...results.map((result) => [
          result.parser,
          result.line,
          result.small.toFixed(1),
          perMb(result).toFixed(1),
          formatRatio(result.ratio),
          formatRatio(result.ratioLarger),
        ]),
      ])
    );
  }
  say(
    formatTable([
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
          formatRatio(steepest.ratio),
          formatRatio(steepest.ratioLarger),
        ];
      }),
    ])
  );
}
