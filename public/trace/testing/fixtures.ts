/** Records and answers for tests, shaped as the route gives them; the texts are from a real cluster's logs. */
import type { LogRecord } from '../../../common/model/log_record';
import type { Trace } from '../../../common/model/trace';
import { toViewRecords, type ViewRecord } from '../records';

export const REQ_ID = 'cbfecd0e-5078-50c7-bb82-c13fbe354c47';

export function logRecord(change: Partial<LogRecord> = {}): LogRecord {
  return {
    index: 'k8s-reqid', id: 'r1', timestamp: '2026-11-23T06:25:12.425796Z', source: 'component', component: 'kubelet', node: 'node-b', severity: 'info',
    message: '"All volumes are attached and mounted for pod" pod="pay/settle"', caller: 'kubelet.go:1',
    objects: [{ kind: 'Pod', namespace: 'pay', name: 'settle' }], ids: { reqID: REQ_ID },
    because: [{ rule: 'id-field', evidence: REQ_ID, confidence: 1 }], confidence: 1, file: 'kubelet-node-b.log', offset: 100, ...change,
  };
}

export function viewRecords(...changes: Array<Partial<LogRecord>>): ViewRecord[] {
  return toViewRecords(changes.map((change, index) => logRecord({ id: `r${index}`, ...change })));
}

export function traceAnswer(change: Partial<Trace> = {}): Trace {
  return {
    id: REQ_ID, idKind: 'reqID', foundBy: 'field', reqIDs: [REQ_ID], window: { from: '2026-11-23T06:25:12.000Z', to: '2026-11-23T06:25:15.000Z' },
    total: 1, truncated: false,
    origin: {
      user: 'bob', verb: 'create', resource: 'secrets', namespace: 'pay', name: 'settle-key', auditID: 'a1', userAgent: 'kubectl/v1.34.2',
      sourceIP: '127.0.0.1', time: '2026-11-23T06:25:12.262399Z', completedTime: '2026-11-23T06:25:12.265319Z', responseCode: 201, audited: true,
      record: { index: 'k8s-reqid', id: 'audit-1' },
    },
    outcome: 'unknown', verdict: null, stages: [], diagnosis: null, records: [logRecord()],
    coverage: [
      { source: 'component', component: 'kubelet', searched: true, inWindow: true, inTrace: 1 },
      { source: 'component', component: 'kube-scheduler', searched: true, inWindow: false, inTrace: 0 },
    ],
    warnings: [], took: { total: 12, roundTrips: 2 }, ...change,
  };
}
