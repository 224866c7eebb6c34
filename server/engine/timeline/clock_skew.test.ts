import type { Evidence } from '../evidence';
import { readWritten } from '../testing/written_record';
import { clockOffsets, onOneClock } from './clock_skew';

let documents = 0;
const timeOf = (second: number) => `2026-11-23T06:24:${second.toFixed(6).padStart(9, '0')}Z`;

function line(component: string, second: number, text: string, node?: string): Evidence {
  const time = timeOf(second);
  return readWritten(
    { time, text: `I1123 ${time.slice(11, 26)}       1 a.go:1] ${text}`, component, node },
    String(documents++)
  );
}
const request = (
  second: number,
  verb: string,
  subresource: string,
  name: string,
  code = 200
): Evidence =>
  readWritten(
    {
      time: timeOf(second),
      audit: {
        auditID: `a-${documents}`,
        stage: 'ResponseComplete',
        verb,
        level: 'Metadata',
        objectRef: { resource: 'pods', subresource, namespace: 'shop', name },
        responseStatus: { code },
        requestReceivedTimestamp: timeOf(second),
      },
    },
    String(documents++)
  );
const patched = (second: number, pod: string, node = 'node-b') =>
  line('kubelet', second, `"Patch status for pod" pod="shop/${pod}" patch="{}"`, node);

describe('clocks', () => {
  it("of a node are told by the kubelet's own requests", () => {
    const evidence = [
      request(10, 'patch', 'status', 'x'),
      request(11, 'patch', 'status', 'x'),
      patched(7.01, 'x'),
      patched(8.02, 'x'),
    ];
    expect(clockOffsets(evidence)).toEqual([
      { component: 'kubelet', node: 'node-b', seconds: -2.99, requests: 2 },
    ]);
  });

  it('of the scheduler by its bindings, also where only request lines tell of them', () => {
    const post = line(
      'kube-apiserver',
      10,
      '"HTTP" verb="POST" URI="/api/v1/namespaces/shop/pods/x/binding" latency="5ms" userAgent="kube-scheduler/v1.34.2" audit-ID="b-1" srcIP="127.0.0.1:1" resp=201'
    );
    expect(
      clockOffsets([
        post,
        line(
          'kube-scheduler',
          12.001,
          '"Successfully bound pod to node" pod="shop/x" node="node-b"'
        ),
      ])
    ).toEqual([{ component: 'kube-scheduler', node: undefined, seconds: 2.001, requests: 1 }]);
  });

  it('are not said to differ by what a busy component takes, or where a line or request is missing', () => {
    expect(clockOffsets([request(10, 'patch', 'status', 'x'), patched(10.8, 'x')])).toEqual([]);
    expect(
      clockOffsets([
        request(10, 'patch', 'status', 'x'),
        request(11, 'patch', 'status', 'x'),
        patched(7, 'x'),
      ])
    ).toEqual([]);
    expect(clockOffsets([request(10, 'patch', 'status', 'x', 409), patched(7, 'x')])).toEqual([]);
  });

  it('are put right for all of the node, but for audit records and other nodes; the times shown stay', () => {
    const evidence = [
      request(10, 'patch', 'status', 'x'),
      patched(7, 'x'),
      line('containerd', 6, 'a', 'node-b'),
      line('kubelet', 6, 'b', 'node-a'),
    ];
    evidence.push(
      readWritten(
        {
          time: timeOf(5),
          event: {
            type: 'Normal',
            reason: 'Started',
            involved_object: { kind: 'Pod', name: 'x' },
            metadata: { namespace: 'shop' },
            source: { component: 'kubelet', host: 'node-b' },
            timestamp: { last_occurrence: '2026-11-23T06:24:05Z' },
          },
        },
        String(documents++)
      )
    );
    const shown = evidence.map(({ record }) => record.timestamp);
    const at = new Map(
      onOneClock([...evidence]).map((one) => [
        one,
        new Date(one.at / 1_000).toISOString().slice(17, 23),
      ])
    );
    expect(evidence.map((one) => at.get(one))).toEqual([
      '10.000',
      '10.000',
      '09.000',
      '06.000',
      '08.000',
    ]);
    expect(evidence.map(({ record }) => record.timestamp)).toEqual(shown);
    expect(onOneClock([...evidence]).map(({ at: time }) => time)).toEqual(
      [...evidence].map(({ at: time }) => time).sort((a, b) => a - b)
    );
  });
});
