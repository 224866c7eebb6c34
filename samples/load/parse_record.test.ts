import { createMemoryFile } from './log_files';
import { readRecords, type FileReport, type LoadOptions } from './load_files';
import { toFilebeatDocument, type RecordToIndex } from './index_schemas';

type ReadOptions = Partial<
  Pick<LoadOptions, 'cluster' | 'year' | 'node' | 'component' | 'rewrite'>
>;

async function readFileRecords(
  path: string,
  text: string | Buffer,
  options: ReadOptions = { year: 2026 }
): Promise<{ records: RecordToIndex[]; report: FileReport }> {
  const report: FileReport = { path, format: 'text', records: 0, unparsed: 0 };
  const records: RecordToIndex[] = [];
  const file = createMemoryFile(path, Buffer.from(text), new Date('2026-11-23T12:00:00Z'));
  for await (const batch of readRecords(file, options, report, () => undefined))
    records.push(...batch.records);
  return { records, report };
}
const readDocuments = async (path: string, text: string, options?: ReadOptions) =>
  (await readFileRecords(path, text, options)).records.map(toFilebeatDocument);

describe('documents', () => {
  it('of klog: time with microseconds, level, IDs, component and node', async () => {
    const line =
      'E1123 06:22:49.182323   27387 httplog.go:134] "HTTP" verb="GET" audit-ID="5a5a157f-0201" resp=500 reqID="cbfe-1"';
    expect(
      await readDocuments('/logs/kube-apiserver-m1.log', `${line}\n`, { year: 2026, cluster: 'c' })
    ).toEqual([
      {
        '@timestamp': '2026-11-23T06:22:49.182323Z',
        message: line,
        log: { file: { path: '/logs/kube-apiserver-m1.log' }, offset: 0, level: 'error' },
        event: { dataset: 'kubernetes.component_logs' },
        orchestrator: { type: 'kubernetes', cluster: { name: 'c' } },
        service: { name: 'kube-apiserver' },
        host: { name: 'm1' },
        request: { id: 'cbfe-1' },
        kubernetes: { audit: { auditID: '5a5a157f-0201' } },
      },
    ]);
  });

  it.each(['auditID="a-1"', 'audit-id:a-1', 'audit-ID="a-1"'])('of klog with %s', async (id) => {
    const [document] = await readDocuments(
      'kube-apiserver.log',
      `I1123 06:22:49.182323   1 trace.go:236] Trace[17]: "Get" ${id},client:::1\n`
    );
    expect(document?.kubernetes?.audit?.auditID).toBe('a-1');
  });

  it('of JSON lines, and of the text between them', async () => {
    const { records, report } = await readFileRecords(
      'kubelet.log',
      'Flag --x has been deprecated\n{"ts":1795415205327.791,"caller":"a.go:1","msg":"x","v":1}\n{"ts":1795415206327.791,"caller":"a.go:1","msg":"x","err":"y"}\n'
    );
    expect(
      records.map(({ timestamp, level, offset, error }) => [timestamp, level, offset, error])
    ).toEqual([
      ['2026-11-23T06:26:45.327791Z', undefined, 0, expect.any(String)],
      ['2026-11-23T06:26:45.327791Z', 'info', 29, undefined],
      ['2026-11-23T06:26:46.327791Z', 'error', 88, undefined],
    ]);
    expect(report).toMatchObject({ format: 'json', component: 'kubelet', records: 3, unparsed: 1 });
  });

  it('of audit records: the whole record, at the time when the request was received', async () => {
    const audit = {
      kind: 'Event',
      apiVersion: 'audit.k8s.io/v1',
      level: 'Metadata',
      auditID: 'a-1',
      stage: 'ResponseComplete',
      requestURI: '/x',
      requestReceivedTimestamp: '2026-11-23T06:21:47.594183Z',
      stageTimestamp: '2026-11-23T06:21:48.594183Z',
    };
    const line = JSON.stringify(audit);
    const [document, second] = await readDocuments('audit.log', `${line}\nnot JSON\n`);
    expect(document).toMatchObject({
      '@timestamp': '2026-11-23T06:21:47.594183Z',
      message: line,
      event: { dataset: 'kubernetes.audit_logs' },
      kubernetes: { audit },
    });
    expect(second).toMatchObject({
      message: 'not JSON',
      '@timestamp': '2026-11-23T06:21:47.594183Z',
      error: { message: expect.any(String) },
    });
    const [listed] = await readDocuments(
      'audit.json',
      `{"kind":"EventList","apiVersion":"audit.k8s.io/v1","items":[${line}]}`
    );
    expect(listed?.kubernetes?.audit?.auditID).toBe('a-1');
  });

  const event = (more: object) => ({
    kind: 'Event',
    apiVersion: 'v1',
    metadata: {
      name: 'p.1',
      namespace: 'shop',
      uid: 'u',
      creationTimestamp: '2026-11-23T06:00:00Z',
    },
    involvedObject: { kind: 'Pod', namespace: 'shop', name: 'p', uid: 'pu' },
    reason: 'BackOff',
    message: 'again',
    type: 'Warning',
    ...more,
  });

  it('of Events: at the time of the last occurrence, in both styles of time', async () => {
    const counted = event({
      firstTimestamp: '2026-11-23T06:01:00Z',
      lastTimestamp: '2026-11-23T06:05:00Z',
      count: 9,
      eventTime: null,
      source: { component: 'kubelet', host: 'node-a' },
    });
    const exact = event({
      firstTimestamp: null,
      lastTimestamp: null,
      eventTime: '2026-11-23T06:02:00.123456Z',
      reportingComponent: 'default-scheduler',
      source: {},
    });
    const series = event({
      eventTime: '2026-11-23T06:02:00.123456Z',
      series: { count: 4, lastObservedTime: '2026-11-23T06:03:00.5Z' },
    });
    const lines = [
      JSON.stringify({ type: 'MODIFIED', object: counted }),
      JSON.stringify(exact),
      JSON.stringify(series),
    ];
    const found = await readDocuments('events.jsonl', lines.join('\n'));
    expect(found.map((document) => document['@timestamp'])).toEqual([
      '2026-11-23T06:05:00Z',
      '2026-11-23T06:02:00.123456Z',
      '2026-11-23T06:03:00.5Z',
    ]);
    expect(found.map((document) => document.message)).toEqual(lines);
    expect(found[0]).toMatchObject({
      event: { dataset: 'kubernetes.events' },
      host: { name: 'node-a' },
      kubernetes: {
        event: {
          metadata: { uid: 'u' },
          reason: 'BackOff',
          count: 9,
          source: { component: 'kubelet' },
          involved_object: { uid: 'pu', name: 'p' },
          timestamp: {
            first_occurrence: '2026-11-23T06:01:00Z',
            last_occurrence: '2026-11-23T06:05:00Z',
          },
        },
      },
    });
    expect(found[1]?.kubernetes?.event?.source?.component).toBe('default-scheduler');
    expect(found[2]?.kubernetes?.event?.count).toBe(4);
  });

  it('of a pretty-printed list of Events: each item as it stands, at its own offset', async () => {
    const items = [
      event({ lastTimestamp: '2026-11-23T06:05:00Z', message: 'brackets ]}" in ä "text"' }),
      event({ lastTimestamp: '2026-11-23T06:06:00Z' }),
    ];
    const text = JSON.stringify(
      { apiVersion: 'v1', items, kind: 'List', metadata: { resourceVersion: '' } },
      null,
      4
    );
    const { records, report } = await readFileRecords('events.json', text);
    expect(report).toMatchObject({ format: 'event-list', records: 2, unparsed: 0 });
    const bytes = Buffer.from(text);
    for (const [i, record] of records.entries()) {
      expect(JSON.parse(record.text)).toEqual(items[i]);
      expect(
        bytes.subarray(record.offset, record.offset + Buffer.byteLength(record.text)).toString()
      ).toBe(record.text);
    }
  });

  it('of container logs: line by line, with pod, container and stream from path and line', async () => {
    const path = '/var/log/pods/store_orders-1_fba54184-87a6-4411-9c10-dc12a3219100/main/1.log';
    const [, second] = await readDocuments(
      path,
      '2026-11-23T07:38:15.492492764Z stdout F a\n2026-11-23T08:38:15.5+01:00 stderr P  b\n'
    );
    expect(second).toMatchObject({
      '@timestamp': '2026-11-23T07:38:15.5Z',
      message: '2026-11-23T08:38:15.5+01:00 stderr P  b',
      stream: 'stderr',
      log: { offset: 42, file: { path } },
      event: { dataset: 'kubernetes.container_logs' },
      kubernetes: {
        namespace: 'store',
        pod: { name: 'orders-1', uid: 'fba54184-87a6-4411-9c10-dc12a3219100' },
        container: { name: 'main' },
      },
    });
  });

  it("of a static Pod's component: its IDs, though the runtime's prefix stands before the line", async () => {
    const [document] = await readDocuments(
      '/pods/kube-system_kube-apiserver-m_1/kube-apiserver/0.log',
      '2026-11-23T07:38:15.492492764Z stderr F I1123 07:38:15.492492   1 a.go:1] "x" reqID="r-1"\n'
    );
    expect(document).toMatchObject({
      event: { dataset: 'kubernetes.component_logs' },
      service: { name: 'kube-apiserver' },
      request: { id: 'r-1' },
      log: { level: 'info' },
    });
  });

  it("of journalctl's output", async () => {
    const line = (rest: string) => `Nov 23 06:21:46 node-a ${rest}\n`;
    const { records, report } = await readFileRecords(
      'journal.txt',
      line('systemd[1]: Started kubelet.') +
        line('kubelet[12]: I1123 06:21:46.660727   12 a.go:1] x') +
        line('kubelet[12]:  more')
    );
    expect(report).toMatchObject({ format: 'journal', records: 2, unparsed: 0 });
    expect(records[0]).toMatchObject({ timestamp: '2026-11-23T06:21:46Z', component: 'systemd' });
    expect(records[1]).toMatchObject({
      timestamp: '2026-11-23T06:21:46.660727Z',
      component: 'kubelet',
      node: 'node-a',
      level: 'info',
    });
  });

  it("of a must-gather's current.log", async () => {
    const path = '/mg/namespaces/store/pods/orders-1/main/main/logs/current.log';
    const [document] = await readDocuments(path, '2026-11-23T07:38:15.492492764Z hello\n');
    expect(document).toMatchObject({
      '@timestamp': '2026-11-23T07:38:15.492492764Z',
      kubernetes: { namespace: 'store', pod: { name: 'orders-1' } },
    });
  });

  it("of text that nothing is known about: each line, with the file's time and the reason", async () => {
    const { records, report } = await readFileRecords('notes.txt', 'a\n\nb\r\n');
    expect(records.map(({ text, offset, timestamp }) => [text, offset, timestamp])).toEqual([
      ['a', 0, '2026-11-23T12:00:00.000Z'],
      ['b\r', 3, '2026-11-23T12:00:00.000Z'],
    ]);
    expect(report).toMatchObject({ format: 'text', unparsed: 2 });
  });

  it('takes the options before what name and content say', async () => {
    const { records } = await readFileRecords(
      'kubelet-node-a.log',
      'I1123 06:22:49.182323   1 a.go:1] x\n',
      {
        node: 'n',
        component: 'kube-proxy',
        year: 2025,
      }
    );
    expect(records[0]).toMatchObject({
      node: 'n',
      component: 'kube-proxy',
      timestamp: '2025-11-23T06:22:49.182323Z',
    });
  });
});
