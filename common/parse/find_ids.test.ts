import fc from 'fast-check';
import { findAuditId, findIds, recogniseId, findReqId } from './find_ids';
import { readFixtureLines } from './__fixtures__/read_fixtures';

const UUID = '8c5fb3df-99d5-4038-a530-baf3970b6bbc';
const CONTAINER = 'fa85625c928f095363592d97fb949ca880e6527193c4a4e1fa28e32b73846ba0';
const brief = (text: string, options = {}) =>
  findIds(text, options).map(({ kind, value }) => [kind, value]);

describe('findIds', () => {
  test.each([
    ['klog, quoted', `"m" pod="a/b" reqID="${UUID}"`, [['reqID', UUID]]],
    ['bare', 'failed reqID=r-12, gone', [['reqID', 'r-12']]],
    ['JSON', `{"msg":"m","reqID":"${UUID}"}`, [['reqID', UUID]]],
    ['JSON in JSON', `{"message":"{\\"reqID\\":\\"${UUID}\\"}"}`, [['reqID', UUID]]],
    ['the other spelling', 'RequestID: abc-1.', [['reqID', 'abc-1']]],
    [
      'request line',
      `"HTTP" verb="PUT" audit-ID="${UUID}" srcIP="10.244.0.3:54042"`,
      [['auditID', UUID]],
    ],
    ['timeout', `"Timeout" auditID="${UUID}"`, [['auditID', UUID]]],
    [
      'slow request',
      `Trace[12]: "Update" accept:*/*,audit-id:${UUID},client:127.0.0.1 (total)`,
      [['auditID', UUID]],
    ],
    ['audit record', `{"level":"Metadata","auditID":"${UUID}"}`, [['auditID', UUID]]],
    ['HTTP header', `    Audit-Id: ${UUID}\r\n    Cache-Control: no-cache`, [['auditID', UUID]]],
    [
      'traceparent',
      'traceparent: 00-0af7651916cd43dd8448eb211c80319c-b7ad6b7169203331-01',
      [['traceID', '0af7651916cd43dd8448eb211c80319c']],
    ],
    [
      'traceparent alone',
      '00-0af7651916cd43dd8448eb211c80319c-b7ad6b7169203331-01',
      [['traceID', '0af7651916cd43dd8448eb211c80319c']],
    ],
    [
      'trace_id',
      'trace_id=0af7651916cd43dd8448eb211c80319c',
      [['traceID', '0af7651916cd43dd8448eb211c80319c']],
    ],
    [
      'trace.id',
      '{"trace.id":"0af7651916cd43dd8448eb211c80319c"}',
      [['traceID', '0af7651916cd43dd8448eb211c80319c']],
    ],
    ['bare UUID', `pod ${UUID}: mounting`, [['uid', UUID]]],
    [
      'cgroup',
      `/kubepods/besteffort/pod${UUID}/${CONTAINER}`,
      [
        ['uid', UUID],
        ['containerID', CONTAINER],
      ],
    ],
    [
      'systemd cgroup',
      `kubepods-pod${UUID.replaceAll('-', '_')}.slice`,
      [['uid', UUID.replaceAll('-', '_')]],
    ],
    ['volume', `kubernetes.io/secret/${UUID}-tls`, [['uid', UUID]]],
    ['container', `containerd://${CONTAINER}`, [['containerID', CONTAINER]]],
    ['full name', `pod "web_shop(${UUID})"`, [['uid', UUID]]],
  ])('%s', (_name, text, expected) => {
    expect(brief(text)).toEqual(expected);
    for (const { value, start, end } of findIds(text)) expect(text.slice(start, end)).toBe(value);
  });

  test.each([
    '',
    'reqID=',
    'reqID=""',
    'myreqID="x"',
    'reqIDs="x"',
    `x${UUID}`,
    `${UUID}0`,
    `a${CONTAINER}`,
    `${CONTAINER}0`,
    'auditID is missing',
    'trace_id=none',
    'no id here',
  ])('finds none in %p', (text) => expect(findIds(text)).toEqual([]));

  test('goes by the configured key', () => {
    expect(brief('x-request="a1" reqID="b2"', { reqIdKeys: ['x-request'] })).toEqual([
      ['reqID', 'a1'],
    ]);
  });

  test('is bounded', () => expect(findIds(`${UUID} `.repeat(50), { limit: 3 })).toHaveLength(3));

  test('finds the audit ID of every real request line', () => {
    for (const line of readFixtureLines('klog').filter((text) => text.includes('] "HTTP"'))) {
      const [found, ...others] = findIds(line).filter(({ kind }) => kind === 'auditID');
      expect(others).toEqual([]);
      expect(line).toContain(`audit-ID="${found?.value}"`);
      expect(findAuditId(line)).toBe(found?.value);
    }
  });

  test('survives anything, with spans that are right', () => {
    const unit = fc.constantFrom(
      'reqID',
      '="',
      '"',
      ':',
      ' ',
      'audit-ID',
      UUID,
      CONTAINER,
      '-',
      '_',
      '\\"',
      'traceparent',
      'x',
      '\n'
    );
    fc.assert(
      fc.property(fc.string({ unit, maxLength: 20 }), (text) => {
        for (const { value, start, end } of findIds(text))
          expect(text.slice(start, end)).toBe(value);
        recogniseId(text);
        findReqId(text);
        findAuditId(text);
      })
    );
  });
});

describe('quick paths', () => {
  test('the last reqID of a line is the line’s own', () => {
    expect(findReqId('"m" err="upstream said reqID=\\"other\\"" reqID="mine"')).toBe('mine');
    expect(findReqId('"m" myreqID="x"')).toBeUndefined();
    expect(findReqId('"m" request="x"', ['request'])).toBe('x');
    expect(findReqId('I said reqID, and nothing else')).toBeUndefined();
  });

  test('agrees with findIds', () => {
    for (const line of [
      ...readFixtureLines('klog'),
      ...readFixtureLines('json'),
      ...readFixtureLines('audit'),
    ]) {
      expect(findAuditId(line)).toBe(
        findIds(line)
          .filter(({ kind }) => kind === 'auditID')
          .at(-1)?.value
      );
    }
  });
});

describe('recogniseId', () => {
  test.each([
    [` "${UUID}" `, { value: UUID, kind: 'uuid' }],
    [CONTAINER, { value: CONTAINER, kind: 'containerID' }],
    [
      '0af7651916cd43dd8448eb211c80319c',
      { value: '0af7651916cd43dd8448eb211c80319c', kind: 'traceID' },
    ],
    [
      '00-0af7651916cd43dd8448eb211c80319c-b7ad6b7169203331-01',
      { value: '0af7651916cd43dd8448eb211c80319c', kind: 'traceparent' },
    ],
    ['req-2041', { value: 'req-2041', kind: 'token' }],
  ])('%p', (text, expected) => expect(recogniseId(text)).toEqual(expected));

  test.each(['', '   ', 'hello', 'two words 1', 'reqID="x1"', 'a/b1', 'x'.repeat(200), '12'])(
    '%p is no ID',
    (text) => expect(recogniseId(text)).toBeNull()
  );
});
