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
  'objects': (text) => {
    const line = parseComponentLine(STRUCTURED + text);
    return line && objectsOfLine(line);
  },
  'IDs': (text) => findIds(text, { limit: Infinity }),
  'audit record': (text) => parseAudit(`{"auditID":"a","stage":"x","user":${text}`),
};

const LINES: Record<string, string> = {
  'quotes': '"',
  'brackets': '[',
  'closed brackets': '[]',
  'braces': '{"a":[',
  'key=': 'key=',
  'key="': ' key="',
  'key="x"': ' key="x"',
  'backslashes': '\\',
  'escaped quotes': '\\"',
  'spaces': ' ',
  'hex digits': 'a',
  'UUIDs': '8c5fb3df-99d5-4038-a530-baf3970b6bbc ',
  'reqIDs': ' reqID="a"',
};

const SMALL = 1_000_000;
const FACTOR = 4;
const RUNS = 3;
/** Below this a time is mostly the clock's and the collector's: the ratio would say nothing. */
const TOO_FAST_MS = 4;

export interface LinearTime {
  parser: string;
  line: string;
  /** milliseconds for 1 MB and for 4 MB, the best of several runs */
  small: number;
  large: number;
  /** time per MB of 4 MB by that of 1 MB; null where both are too short to be compared */
  ratio: number | null;
}

/** CPU time of this process in ms: another program's turn doesn't count. The best of several runs. */
function cpuTime(work: () => unknown): number {
  let best = Infinity;
  for (let run = 0; run < RUNS; run++) {
    const before = process.cpuUsage();
    work();
    const { user, system } = process.cpuUsage(before);
    best = Math.min(best, (user + system) / 1000);
    if (best < TOO_FAST_MS / 2) break;
  }
  return best;
}

export function linearTimes(): LinearTime[] {
  const results: LinearTime[] = [];
  for (const [parser, parse] of Object.entries(PARSERS)) {
    for (const [line, unit] of Object.entries(LINES)) {
      const repeated = (bytes: number) => unit.repeat(Math.ceil(bytes / unit.length));
      const shorter = repeated(SMALL);
      const longer = repeated(FACTOR * SMALL);
      const small = cpuTime(() => parse(shorter));
      const large = cpuTime(() => parse(longer));
      results.push({ parser, line, small, large, ratio: large < TOO_FAST_MS ? null : large / FACTOR / small });
    }
  }
  return results;
}

/** A row a parser, with the line that it is slowest on and the one whose time grows most; all of them where asked for. */
export function printLinear(results: readonly LinearTime[], say: Say, all: boolean): void {
  say('\nParsers on lines of 1 MB and 4 MB: ms per MB, and how much of that 4 MB take per MB (1: linear)\n');
  const perMb = ({ large }: LinearTime) => large / FACTOR;
  const head = ['parser', 'line', 'ms per MB of 1 MB', 'ms per MB of 4 MB', 'ratio'];
  const row = (result: LinearTime) => [
    result.parser, result.line, result.small.toFixed(1), perMb(result).toFixed(1), result.ratio === null ? '–' : result.ratio.toFixed(2),
  ];
  if (all) return say(table([head, ...results.map(row)]));
  const rows = Object.keys(PARSERS).map((parser) => {
    const own = results.filter((result) => result.parser === parser);
    const slowest = own.reduce((a, b) => (perMb(b) > perMb(a) ? b : a));
    const steepest = own.reduce((a, b) => ((b.ratio ?? 0) > (a.ratio ?? 0) ? b : a));
    return [parser, slowest.line, perMb(slowest).toFixed(1), steepest.ratio === null ? '–' : steepest.ratio.toFixed(2), steepest.ratio === null ? '' : steepest.line];
  });
  say(table([['parser', 'slowest on', 'ms per MB', 'largest ratio', 'on'], ...rows]));
}
