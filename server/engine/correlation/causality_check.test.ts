import type { LogRecord } from '../../../common/model/log_record';
import type { RequestOrigin } from '../../../common/model/trace';
import { impossibleOrder } from './causality_check';

const record = (component: string, timestamp: string, node?: string) =>
  ({ source: 'component', component, node, timestamp }) as LogRecord;
const origin = {
  verb: 'create',
  time: '2026-01-01T00:00:10.000000Z',
  audited: true,
} as RequestOrigin;

describe('impossibleOrder', () => {
  it('names a node whose clock is behind, and by how much', () => {
    const records = [
      record('kubelet', '2026-01-01T00:00:07.5Z', 'node-b'),
      record('kubelet', '2026-01-01T00:00:08Z', 'node-b'),
      record('kubelet', '2026-01-01T00:00:11Z', 'node-a'),
    ];
    expect(impossibleOrder(records, origin)).toEqual([
      { component: 'kubelet', node: 'node-b', records: 2, seconds: 2.5 },
    ]);
  });

  it('says nothing of what a client read before, of small differences, or without a changing request', () => {
    expect(
      impossibleOrder(
        [
          record('kube-apiserver', '2026-01-01T00:00:09Z'),
          record('kube-scheduler', '2026-01-01T00:00:09.2Z'),
        ],
        origin
      )
    ).toEqual([]);
    expect(
      impossibleOrder([record('kubelet', '2026-01-01T00:00:01Z')], { ...origin, verb: 'get' })
    ).toEqual([]);
    expect(impossibleOrder([record('kubelet', '2026-01-01T00:00:01Z')], null)).toEqual([]);
  });
});
