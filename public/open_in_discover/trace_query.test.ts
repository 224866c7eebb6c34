import type { LogRecord } from '../../common/model/log_record';
import { createLogRecord, REQ_ID, createObjectTrace, createTrace } from '../trace/testing/fixtures';
import { buildTraceQuery, getTraceTimeRange } from './trace_query';

const CONFIG = { idFields: ['request.id', 'reqID'], messageFields: ['message'] };
const createDataView = (...names: string[]) => {
  const fields = names.map((name) => ({ name, type: 'string' }));
  return {
    fields: {
      getAll: () => fields,
      getByName: (name: string) => fields.find((field) => field.name === name),
    },
  };
};
const DATA_VIEW = createDataView(
  'request.id',
  'message',
  'kubernetes.audit.auditID',
  'kubernetes.event.involved_object.uid',
  'kubernetes.event.involved_object.name',
  'kubernetes.event.involved_object.namespace',
  'kubernetes.pod.uid',
  'kubernetes.pod.name',
  'kubernetes.namespace',
  'event.dataset'
);
const createReasons = (
  rule: LogRecord['because'][number]['rule'],
  evidence: string
): LogRecord['because'] => [{ rule, evidence, confidence: 1 }];
const createRecordAbout = (source: 'event' | 'pod', objects: LogRecord['objects']): LogRecord =>
  createLogRecord({
    source,
    objects,
    because: createReasons(source === 'event' ? 'event-of-object' : 'log-of-pod', 'x'),
  });

describe('traceQuery', () => {
  it('looks for the ID in the fields that the data view has, and in the text', () => {
    expect(buildTraceQuery(createTrace(), CONFIG, DATA_VIEW)).toEqual({
      language: 'kuery',
      query: `request.id: "${REQ_ID}" or message: "${REQ_ID}"`,
      leftOut: 0,
    });
  });

  it('names all fields where no data view is given, or one whose fields are not loaded', () => {
    const query = `request.id: "${REQ_ID}" or reqID: "${REQ_ID}" or message: "${REQ_ID}"`;
    expect(buildTraceQuery(createTrace(), CONFIG).query).toBe(query);
    expect(buildTraceQuery(createTrace(), CONFIG, createDataView()).query).toBe(query);
  });

  it('looks for audit records, Events and Pods’ logs as the server does', () => {
    const trace = createTrace({
      records: [
        createLogRecord({ source: 'audit', because: createReasons('audit-id-of-line', 'a-1') }),
        createRecordAbout('event', [
          { kind: 'Pod', namespace: 'pay', name: 'settle', uid: 'u-1' },
          { kind: 'Node', name: 'node-a' },
        ]),
        createRecordAbout('event', [{ kind: 'Pod', namespace: 'pay', name: 'late' }]),
        createRecordAbout('pod', [{ kind: 'Pod', uid: 'u-1' }]),
        createRecordAbout('pod', [{ kind: 'Pod', namespace: 'pay', name: 'old' }]),
      ],
    });
    expect(buildTraceQuery(trace, CONFIG, DATA_VIEW).query.split(' or ').slice(2)).toEqual([
      'kubernetes.audit.auditID: "a-1"',
      'kubernetes.event.involved_object.uid: "u-1"',
      '(kubernetes.event.involved_object.name: "late" and kubernetes.event.involved_object.namespace: "pay")',
      '(kubernetes.pod.uid: "u-1" and not event.dataset: "kubernetes.component_logs")',
      '(kubernetes.pod.name: "old" and kubernetes.namespace: "pay" and not event.dataset: "kubernetes.component_logs")',
    ]);
  });

  it('looks for undecoded audit records in the text', () => {
    const trace = createTrace({
      records: [createLogRecord({ because: createReasons('audit-id-of-line', 'a-1') })],
    });
    expect(buildTraceQuery(trace, CONFIG, createDataView('message')).query).toBe(
      `message: "${REQ_ID}" or message: "a-1"`
    );
  });

  it('looks for what the lines of a trace over objects carry, not for parts of names', () => {
    expect(
      buildTraceQuery(createObjectTrace(), CONFIG, DATA_VIEW).query.split(' or ').slice(2)
    ).toEqual([
      'message: ("shop/web-5d7c9f8b6"',
      '"shop/web-5d7c9f8b6-x2k9v"',
      '"8b549c91-7e2b-4a9e-9d35-1c1f5c1b0f3a")',
      'kubernetes.audit.auditID: "a1"',
    ]);
  });

  it('knows an ID’s spellings in keyword fields, and needs one in text', () => {
    const trace = createTrace({
      id: 'AB-1',
      reqIDs: ['ab-1'],
      records: [createLogRecord({ because: createReasons('id-field', 'ab-1') })],
    });
    expect(buildTraceQuery(trace, CONFIG, DATA_VIEW).query).toBe(
      'request.id: ("AB-1" or "ab-1") or message: "AB-1"'
    );
  });

  it('does not look for an object’s path as if it were an ID', () => {
    expect(
      buildTraceQuery(
        createTrace({ id: 'pods/shop/web', idKind: 'object', reqIDs: [], records: [] }),
        CONFIG
      ).query
    ).toBe('');
  });

  it('escapes what strangers wrote', () => {
    const id = '" or * or \\" not x: "';
    const { query } = buildTraceQuery(createTrace({ id, reqIDs: [], records: [] }), {
      idFields: ['request id', 'or'],
      messageFields: [],
    });
    expect(query).toBe(
      '"request id": "\\" or * or \\\\\\" not x: \\"" or "or": "\\" or * or \\\\\\" not x: \\""'
    );
  });

  it('is bounded, and says what is left out', () => {
    const records = Array.from({ length: 5_000 }, (_, n) =>
      createLogRecord({
        because: createReasons('audit-id-of-line', `audit-${n}-${'"'.repeat(20)}`),
      })
    );
    const { query, leftOut } = buildTraceQuery(createTrace({ records }), CONFIG, DATA_VIEW);
    expect(query.length).toBeLessThanOrEqual(12_000);
    expect(query.length).toBeGreaterThan(11_000);
    expect(leftOut + query.split('audit-').length - 1).toBe(5_000);
    const short = buildTraceQuery(
      createTrace({
        records: records.map((record, n) => ({
          ...record,
          because: createReasons('audit-id-of-line', `${n}`),
        })),
      }),
      CONFIG,
      DATA_VIEW
    );
    expect(short.query.split('"').length / 2).toBeLessThanOrEqual(513);
    expect(short.leftOut).toBeGreaterThan(0);
    const long = buildTraceQuery(
      createTrace({ id: 'x'.repeat(2_000), reqIDs: [], records: [] }),
      CONFIG,
      DATA_VIEW
    );
    expect(long.query).toBe('');
  });
});

describe('traceTimeRange', () => {
  const window = { from: '2026-11-23T06:25:12.000Z', to: '2026-11-23T06:25:15.000Z' };
  it('is the window where all records lie in it', () => {
    expect(getTraceTimeRange({ window, records: [createLogRecord()] })).toEqual(window);
  });
  it('reaches to audit records beyond it', () => {
    expect(
      getTraceTimeRange({
        window,
        records: [
          createLogRecord({ timestamp: '2026-11-23T06:25:11.9Z' }),
          createLogRecord({ timestamp: '2026-11-23T06:25:20.123456Z' }),
        ],
      })
    ).toEqual({ from: '2026-11-23T06:25:11.900Z', to: '2026-11-23T06:25:20.124Z' });
  });
});
