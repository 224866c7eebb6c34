import fc from 'fast-check';
import { formatAuditSummary, listAuditObjects, parseAuditRecord } from './audit';
import { parseEvent } from './event';
import { readFixtureLines } from './__fixtures__/read_fixtures';

const audit = (part: string) =>
  parseAuditRecord(readFixtureLines('audit').find((line) => line.includes(part))!)!;
const event = (part: string) =>
  parseEvent(readFixtureLines('events').find((line) => line.includes(part))!)!;

describe('audit records', () => {
  test.each([
    [
      '"resource":"deployments","namespace":"shop","name":"web","apiGroup":"apps","apiVersion":"v1"}',
      'alice create deployments shop/web → 201 Created',
    ],
    [
      '"requestURI":"/api/v1/namespaces/shop/pods"',
      'system:serviceaccount:kube-system:replicaset-controller create pods shop/web-75fcc74c9b-45qr9 → 201 Created',
    ],
    [
      '"subresource":"binding"',
      'system:kube-scheduler create pods/binding shop/web-75fcc74c9b-45qr9 → 201 Created',
    ],
    ['"impersonatedUser"', 'carol (as alice) get deployments shop/svc-a → 200 OK'],
    ['/api/v1/nodes?limit', 'kubernetes-admin list nodes → 200 OK'],
    [
      '"code":404',
      'system:node:node-a get csinodes node-a → 404 NotFound (csinodes.storage.k8s.io "node-a" not found)',
    ],
  ])('%s is told in a sentence', (part, sentence) =>
    expect(formatAuditSummary(audit(part))).toBe(sentence)
  );

  test('reads the text of a refusal from the answer where the status has none', () => {
    const record = parseAuditRecord({
      auditID: 'a',
      stage: 'ResponseComplete',
      verb: 'create',
      responseStatus: { code: 403, reason: 'Forbidden' },
      responseObject: {
        kind: 'Status',
        status: 'Failure',
        message: 'pods "x" is forbidden: exceeded quota: mem',
      },
    });
    expect(record?.responseStatus).toMatchObject({
      code: 403,
      reason: 'Forbidden',
      message: 'pods "x" is forbidden: exceeded quota: mem',
    });
  });

  test('takes a generated name, uid and owners from the answer’s body', () => {
    const record = audit('"requestURI":"/api/v1/namespaces/shop/pods"');
    expect(record.objectRef?.name).toBeUndefined();
    expect(listAuditObjects(record)).toEqual([
      {
        kind: 'Pod',
        namespace: 'shop',
        name: 'web-75fcc74c9b-45qr9',
        uid: 'dde11311-3c6d-42a1-9d2c-d13082370965',
      },
      {
        kind: 'ReplicaSet',
        namespace: 'shop',
        name: 'web-75fcc74c9b',
        uid: 'd468d343-af8c-4171-921c-39a72a6f2e4f',
      },
    ]);
  });

  test('a subresource’s body doesn’t change the kind', () => {
    expect(listAuditObjects(audit('"subresource":"scale"'))).toEqual([
      expect.objectContaining({ kind: 'Deployment', name: 'web' }),
    ]);
    expect(listAuditObjects(audit('"subresource":"binding"'))).toEqual([
      expect.objectContaining({ kind: 'Pod', name: 'web-75fcc74c9b-45qr9' }),
    ]);
  });

  test('a refusal’s Status is no object; a collection names none', () => {
    const refused = {
      auditID: 'a',
      stage: 'ResponseComplete',
      verb: 'create',
      objectRef: { resource: 'widgets', namespace: 'n' },
      responseObject: { kind: 'Status', metadata: { name: 'x' } },
    };
    expect(listAuditObjects(parseAuditRecord(refused)!)).toEqual([]);
    expect(listAuditObjects(audit('/api/v1/nodes?limit'))).toEqual([]);
    expect(
      listAuditObjects(
        parseAuditRecord({
          ...refused,
          objectRef: { resource: 'widgets', namespace: 'n', name: 'w' },
        })!
      )
    ).toEqual([{ namespace: 'n', name: 'w' }]);
  });

  test('reads decoded objects, Elastic’s integration, v1beta1', () => {
    const decoded = {
      auditID: 'a',
      verb: 'get',
      responseStatus: { code: '200' },
      sourceIPs: '10.0.0.1',
    };
    expect(parseAuditRecord({ kubernetes: { audit: decoded } })).toEqual({
      auditID: 'a',
      verb: 'get',
      responseStatus: { code: 200 },
      sourceIPs: ['10.0.0.1'],
    });
    expect(
      parseAuditRecord(
        JSON.stringify({ apiVersion: 'audit.k8s.io/v1beta1', stage: 'Panic', auditID: 'b' })
      )
    ).toEqual({ auditID: 'b', stage: 'Panic' });
    expect(
      formatAuditSummary(
        parseAuditRecord({ auditID: 'b', stage: 'Panic', verb: 'get', requestURI: '/x' })!
      )
    ).toBe('somebody get /x → panic in the API server');
  });

  test.each([
    [null],
    [undefined],
    [1],
    ['x'],
    ['{"auditID":"a"}'],
    [{ auditID: 'a' }],
    [{ auditID: 1, verb: 'x' }],
    [[]],
    ['{"auditID":"a","verb":'],
  ])('%p is none', (value) => expect(parseAuditRecord(value)).toBeNull());
});

describe('Events', () => {
  test('core v1, times to the second', () => {
    expect(event('"reason":"FailedMount"')).toMatchObject({
      type: 'Warning',
      reason: 'FailedMount',
      component: 'kubelet',
      host: 'node-b',
      count: 1,
      watchType: 'ADDED',
      timestamp: '2026-11-23T06:24:56Z',
      regarding: {
        kind: 'Pod',
        namespace: 'pay',
        name: 'settle',
        uid: '2208293a-3644-4e0a-b58f-8c1c0402755f',
      },
    });
    expect(event('combined from similar')).toMatchObject({
      count: 3,
      watchType: 'MODIFIED',
      firstTimestamp: '2026-11-23T06:23:29Z',
      lastTimestamp: '2026-11-23T06:23:48Z',
    });
  });

  test('core v1, eventTime and series', () => {
    expect(event('"type":"DELETED"')).toMatchObject({
      eventTime: '2026-11-23T06:41:34.552275Z',
      timestamp: '2026-11-23T06:41:34.552275Z',
      component: 'default-scheduler',
    });
    expect(event('"series":{')).toMatchObject({
      count: 2,
      timestamp: '2026-11-23T06:31:35.974713Z',
      eventTime: '2026-11-23T06:31:35.951931Z',
    });
    expect(event('"reason":"Preempted"').related).toEqual({
      kind: 'Pod',
      namespace: 'pay',
      name: 'urgent',
      uid: '7505971b-ecf8-465e-b9de-a6c6bf31b049',
    });
  });

  test('a node’s name is not its uid', () =>
    expect(event('"reason":"Starting"').regarding).toEqual({ kind: 'Node', name: 'node-a' }));

  test('events.k8s.io/v1', () => {
    expect(
      parseEvent({
        apiVersion: 'events.k8s.io/v1',
        kind: 'Event',
        metadata: {
          uid: 'u',
          name: 'n',
          namespace: 'ns',
          creationTimestamp: '2026-11-23T06:00:00Z',
        },
        note: 'text',
        reason: 'R',
        type: 'Normal',
        regarding: { kind: 'Pod', name: 'p', namespace: 'ns', fieldPath: 'spec.containers{web}' },
        reportingController: 'c',
        eventTime: '2026-11-23T06:00:00.000001Z',
        deprecatedCount: 4,
        deprecatedLastTimestamp: null,
        deprecatedFirstTimestamp: '0001-01-01T00:00:00Z',
      })
    ).toEqual({
      uid: 'u',
      name: 'n',
      namespace: 'ns',
      type: 'Normal',
      reason: 'R',
      message: 'text',
      regarding: { kind: 'Pod', namespace: 'ns', name: 'p' },
      fieldPath: 'spec.containers{web}',
      component: 'c',
      eventTime: '2026-11-23T06:00:00.000001Z',
      count: 4,
      timestamp: '2026-11-23T06:00:00.000001Z',
    });
  });

  test('Elastic’s integration', () => {
    expect(
      parseEvent({
        kubernetes: {
          event: {
            metadata: { uid: 'u' },
            reason: 'R',
            message: 'm',
            type: 'Warning',
            count: 2,
            source: { component: 'kubelet', host: 'n' },
            involved_object: { kind: 'Pod', name: 'p', uid: 'pu' },
            timestamp: {
              first_occurrence: '2026-11-23T06:00:00.000Z',
              last_occurrence: '2026-11-23T06:01:00.000Z',
            },
          },
        },
      })
    ).toMatchObject({
      regarding: { kind: 'Pod', name: 'p', uid: 'pu' },
      count: 2,
      timestamp: '2026-11-23T06:01:00.000Z',
      component: 'kubelet',
      host: 'n',
    });
  });

  test.each([
    [null],
    ['x'],
    ['{}'],
    [{ involvedObject: {} }],
    [{ type: 'ADDED', object: {} }],
    ['{"involvedObject":'],
  ])('%p is none', (value) => expect(parseEvent(value)).toBeNull());
});

test('any JSON is survived', () => {
  const keys = fc.constantFrom(
    'auditID',
    'verb',
    'user',
    'objectRef',
    'responseObject',
    'metadata',
    'ownerReferences',
    'kind',
    'involvedObject',
    'regarding',
    'series',
    'source',
    'type',
    'object',
    'kubernetes',
    'audit',
    'event',
    'reason',
    'involved_object',
    'timestamp'
  );
  const { value } = fc.letrec((tie) => ({
    value: fc.oneof(
      { depthSize: 'small' },
      fc.constantFrom(null, 1, '', 'x', true),
      fc.array(tie('value'), { maxLength: 2 }),
      fc.dictionary(keys, tie('value'), { maxKeys: 6 })
    ),
  }));
  fc.assert(
    fc.property(value, (input) => {
      const record = parseAuditRecord(input);
      if (record) {
        expect(typeof formatAuditSummary(record)).toBe('string');
        listAuditObjects(record);
      }
      parseEvent(input);
    }),
    { numRuns: 2000 }
  );
});
