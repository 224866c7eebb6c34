/**
 * Every parser takes a time in proportion to its input, also on hostile input of 1 MB. CPU time, the best of several runs:
 * a quadratic parser takes 16 times as long for 4 times the text, and minutes rather than milliseconds for 1 MB.
 */
import { parseAudit } from './audit';
import { parseComponentLine } from './component_line';
import { parseCriLine } from './cri';
import { parseEvent } from './event';
import { auditIdOf, findIds, recogniseId, reqIdOf } from './ids';
import { parseJsonLog } from './json_log';
import { parseKlog, rebuildKlog } from './klog';
import { parseLogfmt } from './logfmt_log';
import { objectsOfLine } from './objects';
import { parseRequestLine, parseRequestUri } from './request_line';
import { isoToUtc } from './timestamp';

const KLOG = 'I1123 06:22:49.266571   27418 a.go:1] ';
const STRUCTURED = `${KLOG}"m" `;

const PARSERS: Record<string, (text: string) => unknown> = {
  'klog, plain': (text) => parseKlog(KLOG + text, { year: 2026 }),
  'klog, structured': (text) => parseKlog(STRUCTURED + text, { year: 2026 }),
  'klog, rebuilt': (text) => rebuildKlog(parseKlog(STRUCTURED + text, { year: 2026 })!),
  'klog, in the value': (text) => parseKlog(`${STRUCTURED}key="${text}`, { year: 2026 }),
  'klog, in a closed value': (text) => parseKlog(`${STRUCTURED}key="${text}" a="b"`, { year: 2026 }),
  'klog, as header': (text) => parseComponentLine(`I1123 06:22:49.266571   27418 ${text}`),
  'klog, in a block': (text) => parseKlog(`${STRUCTURED}key=<\n\t${text}\n >`, { year: 2026 }),
  'JSON log': (text) => parseJsonLog(`{"ts":1,"msg":"m","k":${text}`),
  'JSON log, closed': (text) => parseJsonLog(`{"ts":1,"msg":"m","k":"${text}"}`),
  'logfmt': (text) => parseLogfmt(`time="2026-11-23T06:42:51Z" level=info msg=m ${text}`),
  'any component line': (text) => parseComponentLine(text),
  'objects of the message': (text) => objectsOfLine({ message: text, pairs: [], caller: 'a.go:1' }),
  'objects of values': (text) => objectsOfLine({
    message: 'm', pairs: ['pod', 'pods', 'key', 'err', 'labels', 'detail', 'item', 'podUID', 'x', 'reflector', 'URL'].map((key) => [key, text]),
  }),
  'objects of a request': (text) => objectsOfLine({ message: 'HTTP', pairs: [['URI', text]] }),
  'objects of a structured line': (text) => objectsOfLine(parseComponentLine(STRUCTURED + text)!),
  'IDs': (text) => findIds(text),
  'IDs, unlimited': (text) => findIds(text, { limit: Infinity }),
  'reqID': (text) => reqIdOf(text),
  'audit ID': (text) => auditIdOf(text),
  'one ID': (text) => recogniseId(text),
  'container line': (text) => parseCriLine(`2026-11-23T07:38:47.364757074Z stdout F ${text}`),
  'container line, as it is': (text) => parseCriLine(text),
  'audit': (text) => parseAudit(`{"auditID":"a","stage":"x","user":${text}`),
  'event': (text) => parseEvent(`{"regarding":${text}`),
  'request line': (text) => parseRequestLine(`"HTTP" verb="GET" URI="/api/v1/pods?${text}" ${text}`),
  'request URI': (text) => parseRequestUri(text),
  'time': (text) => isoToUtc(text),
};

const PATTERNS: Record<string, string> = {
  'quotes': '"',
  'opening brackets': '[',
  'closing brackets': ']',
  'braces': '{[',
  'balanced brackets': '[]',
  'key=': 'key=',
  'key= and space': 'key= ',
  'key="': ' key="',
  'key="x"': ' key="x"',
  'key={': ' key={',
  'key=<': ' key=<',
  'backslashes': '\\',
  'escaped quotes': '\\"',
  'spaces': ' ',
  'words': 'ab ',
  'dashes': '-',
  'slashes': '/',
  'hex': 'a',
  'uids': 'uid: 8c5fb3df-99d5-4038-a530-baf3970b6bbc ',
  'uids in brackets': '(8c5fb3df-99d5-4038-a530-baf3970b6bbc)',
  'uids after underscores': '_8c5fb3df-99d5-4038-a530-baf3970b6bbc',
  'full names': 'a_b(8c5fb3df-99d5-4038-a530-baf3970b6bbc)',
  'reqIDs': 'reqID="',
  'reqIDs without value': 'reqID= ',
  'audit IDs': 'audit-ID:',
  'container IDs': 'f'.repeat(64) + ' ',
  'newlines': '\n',
  'blocks': ' k=<\n\tx\n >',
  'open blocks': ' k=<\n\t',
  'quoted kinds': ' pod "a"',
  'csi': 'csi-',
  'percent': '%',
  'query': '&watch=',
};

/** CPU time in milliseconds, the best of `runs`. */
function cpuTime(work: () => unknown, runs: number): number {
  let best = Infinity;
  for (let run = 0; run < runs; run++) {
    const before = process.cpuUsage();
    work();
    const used = process.cpuUsage(before);
    best = Math.min(best, (used.user + used.system) / 1000);
    if (best < 5) break;
  }
  return best;
}

const SMALL = 256 * 1024;

/** Throws where `work` takes out of proportion longer for 4 times the text. */
function expectLinear(what: string, work: (text: string) => unknown, unit: string, size = SMALL): void {
  const repeated = (length: number) => unit.repeat(Math.ceil(length / unit.length));
  const large = repeated(4 * size);
  const timeLarge = cpuTime(() => work(large), 3);
  // too fast to be measured is fast enough
  if (timeLarge < 60) return;
  const small = repeated(size);
  const timeSmall = cpuTime(() => work(small), 4);
  if (timeLarge > 8 * timeSmall + 60) {
    throw new Error(`${what}: ${timeLarge.toFixed(0)} ms for ${4 * size} characters, ${timeSmall.toFixed(0)} ms for ${size}`);
  }
}

describe('linear time, up to 1 MB', () => {
  test('a quadratic parser would be noticed', () => {
    const quadratic = (text: string) => {
      let sum = 0;
      for (let i = 0; i < text.length; i++) for (let j = i; j < text.length; j++) sum = (sum + text.charCodeAt(j)) | 0;
      return sum;
    };
    expect(() => expectLinear('quadratic', quadratic, '"', 6 * 1024)).toThrow('quadratic');
  });

  for (const [parser, parse] of Object.entries(PARSERS)) {
    test(parser, () => {
      for (const [pattern, unit] of Object.entries(PATTERNS)) expectLinear(`${parser} on ${pattern}`, parse, unit);
    }, 60_000);
  }
});
