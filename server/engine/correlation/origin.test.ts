import type { LogRecord } from '../../../common/model/log_record';
import type { AuditRecord } from '../../../common/parse/audit';
import { originOf, type AuditOfRecord } from './origin';
import { isSystemUser } from '../timeline/actors';

const audit = (
  auditID: string,
  username: string,
  verb: string,
  time: string,
  parts: Partial<AuditRecord> = {}
): AuditOfRecord => ({
  record: { index: 'i', id: auditID, timestamp: time } as LogRecord,
  audit: {
    auditID,
    verb,
    user: { username },
    objectRef: { resource: 'pods' },
    stage: 'ResponseComplete',
    ...parts,
  } as AuditRecord,
});

describe('originOf', () => {
  it('is the first change that a user asked for', () => {
    const origin = originOf(
      [
        audit(
          'controller',
          'system:serviceaccount:kube-system:replicaset-controller',
          'create',
          '2026-01-01T00:00:01Z'
        ),
        audit('late', 'alice', 'patch', '2026-01-01T00:00:03Z'),
        audit('change', 'alice', 'create', '2026-01-01T00:00:02Z'),
        audit('read', 'alice', 'get', '2026-01-01T00:00:00Z'),
      ],
      [],
      ''
    );
    expect(origin).toMatchObject({
      auditID: 'change',
      user: 'alice',
      verb: 'create',
      audited: true,
    });
  });

  it("is a system component's change, or a read, where there is nothing better", () => {
    expect(
      originOf(
        [
          audit('read', 'alice', 'get', '2026-01-01T00:00:00Z'),
          audit('node', 'system:node:n1', 'update', '2026-01-01T00:00:05Z'),
        ],
        [],
        ''
      )
    ).toMatchObject({ auditID: 'node' });
    expect(originOf([audit('read', 'alice', 'get', '2026-01-01T00:00:00Z')], [], '')).toMatchObject(
      { auditID: 'read' }
    );
  });

  it('knows the answer from the last stage of a request', () => {
    const received = audit('a', 'alice', 'create', '2026-01-01T00:00:00Z', {
      stage: 'RequestReceived',
    });
    const complete = audit('a', 'alice', 'create', '2026-01-01T00:00:00Z', {
      responseStatus: { code: 201 },
    });
    expect(originOf([received, complete], [], '')).toMatchObject({ responseCode: 201 });
    expect(originOf([received], [], '')).toMatchObject({
      completedTime: undefined,
      responseCode: undefined,
    });
  });

  it('counts an impersonated system account as that account, and shows both', () => {
    const origin = originOf(
      [
        audit('a', 'carol', 'create', '2026-01-01T00:00:00Z', {
          impersonatedUser: { username: 'alice' },
        }),
      ],
      [],
      ''
    );
    expect(origin).toMatchObject({ user: 'carol', impersonatedUser: 'alice' });
  });

  it("comes from kube-apiserver's own line without an audit record: all but the user", () => {
    const line = (message: string, timestamp: string) =>
      ({ index: 'i', id: message, component: 'kube-apiserver', message, timestamp }) as LogRecord;
    const origin = originOf(
      [],
      [
        line(
          '"HTTP" verb="POST" URI="/api/v1/namespaces/shop/pods" latency="9ms" userAgent="kube-controller-manager/v1.34.2 (linux/amd64)" audit-ID="c" srcIP="10.0.0.1:1" resp=201',
          '2026-01-01T00:00:00Z'
        ),
        line(
          '"HTTP" verb="DELETE" URI="/api/v1/namespaces/shop/pods/web-0" latency="9ms" userAgent="kubectl/v1.34.2 (linux/amd64)" audit-ID="u" srcIP="10.0.0.2:1" resp=200',
          '2026-01-01T00:00:01Z'
        ),
      ],
      ''
    );
    expect(origin).toMatchObject({
      verb: 'delete',
      resource: 'pods',
      namespace: 'shop',
      name: 'web-0',
      auditID: 'u',
      responseCode: 200,
      audited: false,
    });
    expect(origin!.user).toBeUndefined();
  });

  it('is null where nothing speaks of a request', () => {
    expect(
      originOf([], [{ component: 'kubelet', message: 'x', timestamp: '' } as LogRecord], '')
    ).toBeNull();
  });
});

it('isSystemUser knows people from the control plane', () => {
  expect(
    [
      'system:node:n1',
      'system:serviceaccount:kube-system:job-controller',
      'system:kube-scheduler',
    ].every(isSystemUser)
  ).toBe(true);
  expect(['alice', 'system:admin', 'system:anonymous', undefined].some(isSystemUser)).toBe(false);
});
