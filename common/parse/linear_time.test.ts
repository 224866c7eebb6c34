/** Every parser gets through hostile input of 1 MB: quotes, brackets, `key=` repeated, and whatever may make one look twice. */
import { parseAuditRecord } from './audit';
import { parseComponentLine } from './component_line';
import { parseCriLine } from './cri_line';
import { parseEvent } from './event';
import { findAuditId, findIds, recogniseId, findReqId } from './find_ids';
import { parseJsonLog } from './json_log';
import { parseKlog, rebuildKlog } from './klog';
import { parseLogfmt } from './logfmt_log';
import { findObjects } from './find_objects';
import { parseRequestLine, parseRequestUri } from './request_line';
import { recogniseNames } from './names';
import { isoToUtc } from './timestamp';

const KLOG = 'I1123 06:22:49.266571   27418 a.go:1] ';
const STRUCTURED = `${KLOG}"m" `;

const PARSERS: Record<string, (text: string) => unknown> = {
  'klog, plain': (text) => parseKlog(KLOG + text, { year: 2026 }),
  'klog, structured': (text) => parseKlog(STRUCTURED + text, { year: 2026 }),
  'klog, rebuilt': (text) => rebuildKlog(parseKlog(STRUCTURED + text, { year: 2026 })!),
  'klog, in the value': (text) => parseKlog(`${STRUCTURED}key="${text}`, { year: 2026 }),
  'klog, in a closed value': (text) =>
    parseKlog(`${STRUCTURED}key="${text}" a="b"`, { year: 2026 }),
  'klog, as header': (text) => parseComponentLine(`I1123 06:22:49.266571   27418 ${text}`),
  'klog, in a block': (text) => parseKlog(`${STRUCTURED}key=<\n\t${text}\n >`, { year: 2026 }),
  'JSON log': (text) => parseJsonLog(`{"ts":1,"msg":"m","k":${text}`),
  'JSON log, closed': (text) => parseJsonLog(`{"ts":1,"msg":"m","k":"${text}"}`),
  logfmt: (text) => parseLogfmt(`time="2026-11-23T06:42:51Z" level=info msg=m ${text}`),
  'any component line': (text) => parseComponentLine(text),
  'objects of the message': (text) => findObjects({ message: text, pairs: [], caller: 'a.go:1' }),
  'objects of values': (text) =>
    findObjects({
      message: 'm',
      pairs: [
        'pod',
        'pods',
        'key',
        'err',
        'labels',
        'detail',
        'item',
        'podUID',
        'x',
        'reflector',
        'URL',
      ].map((key) => [key, text]),
    }),
  'objects of a request': (text) => findObjects({ message: 'HTTP', pairs: [['URI', text]] }),
  'objects of a structured line': (text) => findObjects(parseComponentLine(STRUCTURED + text)!),
  IDs: (text) => findIds(text),
  'IDs, unlimited': (text) => findIds(text, { limit: Infinity }),
  reqID: (text) => findReqId(text),
  'audit ID': (text) => findAuditId(text),
  'one ID': (text) => recogniseId(text),
  'container line': (text) => parseCriLine(`2026-11-23T07:38:47.364757074Z stdout F ${text}`),
  'container line, as it is': (text) => parseCriLine(text),
  audit: (text) => parseAuditRecord(`{"auditID":"a","stage":"x","user":${text}`),
  event: (text) => parseEvent(`{"regarding":${text}`),
  'request line': (text) =>
    parseRequestLine(`"HTTP" verb="GET" URI="/api/v1/pods?${text}" ${text}`),
  'request URI': (text) => parseRequestUri(text),
  time: (text) => isoToUtc(text),
  names: (text) => recogniseNames(text),
  'names of a command': (text) => recogniseNames(`kubectl get ${text}`),
};

const PATTERNS: Record<string, string> = {
  quotes: '"',
  'opening brackets': '[',
  'closing brackets': ']',
  braces: '{[',
  'balanced brackets': '[]',
  'key=': 'key=',
  'key= and space': 'key= ',
  'key="': ' key="',
  'key="x"': ' key="x"',
  'key={': ' key={',
  'key=<': ' key=<',
  backslashes: '\\',
  'escaped quotes': '\\"',
  spaces: ' ',
  words: 'ab ',
  dashes: '-',
  slashes: '/',
  hex: 'a',
  uids: 'uid: 8c5fb3df-99d5-4038-a530-baf3970b6bbc ',
  'uids in brackets': '(8c5fb3df-99d5-4038-a530-baf3970b6bbc)',
  'uids after underscores': '_8c5fb3df-99d5-4038-a530-baf3970b6bbc',
  'full names': 'a_b(8c5fb3df-99d5-4038-a530-baf3970b6bbc)',
  reqIDs: 'reqID="',
  'reqIDs without value': 'reqID= ',
  'audit IDs': 'audit-ID:',
  'container IDs': 'f'.repeat(64) + ' ',
  newlines: '\n',
  blocks: ' k=<\n\tx\n >',
  'open blocks': ' k=<\n\t',
  'quoted kinds': ' pod "a"',
  csi: 'csi-',
  percent: '%',
  query: '&watch=',
};

const LENGTH = 1024 * 1024;

/**
 * No time is asserted: machines differ and are busy. A quadratic parser would need some 10¹¹ steps for one of these lines,
 * many minutes, and fail by Jest's limit; `npm run bench -- --only linear` measures how times grow.
 */
describe('hostile lines of 1 MB are parsed', () => {
  for (const [parser, parse] of Object.entries(PARSERS)) {
    test(
      parser,
      () => {
        for (const unit of Object.values(PATTERNS)) {
          expect(() => parse(unit.repeat(Math.ceil(LENGTH / unit.length)))).not.toThrow();
        }
      },
      120_000
    );
  }
});
