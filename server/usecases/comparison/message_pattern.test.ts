import type { LogRecord } from '../../../common/model/log_record';
import { getMessagePattern, collectTraceNames, maskVariableWords } from './message_pattern';

const record = (message: string, change: Partial<LogRecord> = {}): LogRecord => ({
  index: 'i',
  id: '1',
  timestamp: '2026-11-23T06:25:12.425796Z',
  source: 'component',
  component: 'kubelet',
  severity: 'info',
  message,
  caller: 'a.go:1',
  objects: [],
  ids: {},
  because: [],
  confidence: 1,
  ...change,
});
const same = (a: LogRecord, b: LogRecord): boolean =>
  getMessagePattern(a, new Set()) === getMessagePattern(b, new Set());

describe('the kind of a message', () => {
  it.each<[string, string, string]>([
    [
      'what it was about',
      '"SyncLoop ADD" source="api" pods=["pay/settle"] reqID="r1"',
      '"SyncLoop ADD" source="api" pods=["shop/web-5d8-x"] reqID="r2"',
    ],
    [
      'volumes, IDs, paths',
      'Setting up volume kube-api-access-rzpdl for pod 2208293a-3644-4e0a-b58f-8c1c0402755f at /var/lib/a',
      'Setting up volume kube-api-access-bbbbb for pod 1108293a-3644-4e0a-b58f-8c1c0402755f at /var/lib/b',
    ],
    [
      'quoted names',
      'failed for volume "tls" : secret "web-tls" not found',
      'failed for volume "v" : secret "key" not found',
    ],
    [
      'times and sizes',
      'pulled in 75ms (75ms including waiting). Image size: 1029130 bytes.',
      'pulled in 1.2s (2s including waiting). Image size: 5 bytes.',
    ],
    [
      'quotes that are escaped',
      '"started for volume \\"v\\" pod \\"a\\""',
      '"started for volume \\"w\\" pod \\"b\\""',
    ],
  ])('leaves out %s', (_what, a, b) => expect(same(record(a), record(b))).toBe(true));

  it.each<[string, string, string]>([
    ['sentences', '"SyncLoop ADD" pods=["a/b"]', '"SyncLoop DELETE" pods=["a/b"]'],
    [
      'errors of one sentence',
      '"Error syncing pod" err="secret \\"a\\" not found"',
      '"Error syncing pod" err="back-off pulling image \\"b\\""',
    ],
    ['reasons of Events', 'FailedMount: x "a"', 'Pulled: x "a"'],
  ])('tells %s apart', (_what, a, b) => expect(same(record(a), record(b))).toBe(false));

  it('tells components and callers apart', () => {
    expect(same(record('a'), record('a', { component: 'kube-scheduler' }))).toBe(false);
    expect(same(record('a'), record('a', { caller: 'b.go:1' }))).toBe(false);
  });

  it('takes out the names of the record’s own objects, and of the trace’s where they look like names', () => {
    expect(
      same(
        record('bound settle to x', { objects: [{ name: 'settle' }] }),
        record('bound web to x', { objects: [{ name: 'web' }] })
      )
    ).toBe(true);
    const names = collectTraceNames([
      record('', {
        node: 'node-b',
        objects: [{ kind: 'Pod', namespace: 'pod', name: 'volume' }, { name: 'my.name' }],
      }),
    ]);
    expect([...names]).toEqual(['node-b', 'my.name']);
    expect(maskVariableWords('pod volume on node-b of my.name', names)).toBe(
      'pod volume on * of *'
    );
  });

  it('knows what an audit record is about without whose and by whom', () => {
    const audit = (message: string): LogRecord =>
      record(message, { source: 'audit', component: 'audit', caller: undefined });
    expect(
      same(
        audit('bob create pods pay/settle → 201 Created'),
        audit('carol (as alice) create pods shop/web → 201 Created')
      )
    ).toBe(true);
    expect(
      same(
        audit('system:node:node-a patch pods/status a/b → 200 OK'),
        audit('system:node:node-b patch pods/status c/d → 200 OK')
      )
    ).toBe(true);
    expect(
      same(
        audit('bob create pods a/b → 201 Created'),
        audit('bob create pods/binding a/b → 201 Created')
      )
    ).toBe(false);
    expect(
      same(audit('bob create pods a/b → 201 Created'), audit('bob create pods a/b → 403 Forbidden'))
    ).toBe(false);
    expect(
      same(
        audit('system:kube-scheduler create pods a/b → 201 Created'),
        audit(
          'system:serviceaccount:kube-system:replicaset-controller create pods a/b → 201 Created'
        )
      )
    ).toBe(false);
  });

  it.each(['"', '\\"', '\\', '" err="', 'a/', '-', ' err="\\', 'a-'])(
    'gets through 2 MB of %j',
    (unit) => {
      const text = unit.repeat(2 ** 21 / unit.length);
      expect(maskVariableWords(text).length).toBeLessThanOrEqual(300);
      expect(getMessagePattern(record(`"${text}`), new Set()).length).toBeLessThan(1_000);
    }
  );
});
