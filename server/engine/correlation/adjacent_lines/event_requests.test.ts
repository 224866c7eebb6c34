import { parseComponentLine } from '../../../../common/parse/component_line';
import { parseEvent } from '../../../../common/parse/event';
import { findObjects } from '../../../../common/parse/find_objects';
import type { ParsedRecord } from '../../../../common/parse/parsed_record';
import { findAdjacentLines } from './adjacent_lines';

function klog(component: string, time: string, caller: string, body: string): ParsedRecord {
  const line = parseComponentLine(`I1123 06:22:${time}       1 ${caller}] ${body}`, {
    year: 2026,
  })!;
  const record = {
    source: 'component',
    component,
    file: `${component}.log`,
    caller: line.caller,
    timestamp: line.timestamp,
    message: line.text,
    objects: findObjects(line),
  };
  return { record: record as unknown as ParsedRecord['record'], line };
}

const post = (time: string, path: string, agent: string, verb = 'POST') =>
  klog(
    'kube-apiserver',
    time,
    'httplog.go:134',
    `"HTTP" verb="${verb}" URI="${path}" latency="4ms" userAgent="${agent}" audit-ID="x" srcIP="127.0.0.1:1" resp=201`
  );
const CORE = '/api/v1/namespaces/shop/events';
const KUBELET = 'kubelet/v1.34.2 (linux/amd64) kubernetes/abc';

const said = klog(
  'kubelet',
  '49.798000',
  'event.go:389',
  '"Event occurred" object="shop/web-1" kind="Pod" message="Pulling image"'
);

test('an Event’s request follows what the component says of the Event', () => {
  const line = post('49.803000', CORE, KUBELET);
  expect(findAdjacentLines([said], [line])).toEqual([
    {
      read: line,
      beside: said,
      reason: { rule: 'neighbouring-line', evidence: said.record.message, confidence: 0.85 },
    },
  ]);
});

test.each([
  ['another namespace', post('49.803000', '/api/v1/namespaces/pay/events', KUBELET)],
  [
    'another component',
    post('49.803000', CORE, 'kube-scheduler/v1.34.2 (linux/amd64) kubernetes/abc/scheduler'),
  ],
  ['too late', post('49.903000', CORE, KUBELET)],
  ['too early', post('49.798000', CORE, KUBELET)],
  ['another resource', post('49.803000', '/api/v1/namespaces/shop/pods', KUBELET)],
  ['a list', post('49.803000', CORE, KUBELET, 'LIST')],
])('not of %s', (_name, line) => expect(findAdjacentLines([said], [line])).toEqual([]));

test('an Event with microseconds stands for itself, its removal does not', () => {
  const event = (type: string): ParsedRecord => ({
    record: {
      source: 'event',
      timestamp: '2026-11-23T06:22:49.798000Z',
      message: 'Scheduled',
      objects: [],
    } as unknown as ParsedRecord['record'],
    event: parseEvent({
      type,
      object: {
        metadata: { name: 'web-1.18ea', namespace: 'shop' },
        involvedObject: { kind: 'Pod', namespace: 'shop', name: 'web-1' },
        reason: 'Scheduled',
        type: 'Normal',
        reportingComponent: 'default-scheduler',
        eventTime: '2026-11-23T06:22:49.798000Z',
      },
    })!,
  });
  const line = post(
    '49.803000',
    '/apis/events.k8s.io/v1/namespaces/shop/events',
    'kube-scheduler/v1.34.2 (linux/amd64) kubernetes/abc/scheduler'
  );
  expect(findAdjacentLines([event('ADDED')], [line])).toHaveLength(1);
  expect(findAdjacentLines([event('DELETED')], [line])).toEqual([]);
});
