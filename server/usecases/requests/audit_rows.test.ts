import type { Hit } from '../../elasticsearch/searcher';
import { toRows } from './audit_rows';

const TIME = '2026-02-01T10:00:00.123456Z';
const record = (stage: string, rest: object = {}) => ({
  auditID: 'a-1',
  level: 'Metadata',
  stage,
  verb: 'create',
  requestURI: '/apis/apps/v1/namespaces/shop/deployments',
  user: { username: 'carol' },
  objectRef: { resource: 'deployments', namespace: 'shop', name: 'web', apiGroup: 'apps' },
  requestReceivedTimestamp: TIME,
  stageTimestamp: '2026-02-01T10:00:00.130456Z',
  ...rest,
});
const hit = (audit: object, atRoot = false, rest: object = {}): Hit => ({
  _index: 'i',
  _id: 'x',
  _source: { ...(atRoot ? audit : { kubernetes: { audit } }), ...rest },
  sort: [Date.parse(TIME), 'a-1'],
});

describe('rows of audit records', () => {
  it('makes one row of a request’s stages, with the answer of the last', () => {
    const rows = toRows([
      hit(record('ResponseComplete', { responseStatus: { code: 201 } })),
      hit(record('RequestReceived')),
      hit(record('ResponseStarted', { responseStatus: { code: 200 } })),
    ]);
    expect(rows).toHaveLength(1);
    expect(rows[0]!.summary).toMatchObject({
      id: 'a-1',
      basis: 'audit',
      time: TIME,
      user: 'carol',
      verb: 'create',
      resource: 'deployments',
      responseCode: 201,
      durationMs: 7,
      records: 3,
      components: { audit: 3 },
    });
    expect(rows[0]!.summary.unanswered).toBeUndefined();
  });

  it('marks a request that was received and never answered', () => {
    const [row] = toRows([hit(record('RequestReceived'))]);
    expect(row!.summary).toMatchObject({ unanswered: true, outcome: 'unknown', outcomeBy: 'none' });
    expect(row!.summary.durationMs).toBeUndefined();
  });

  it('counts a record that two indices hold once', () => {
    const audit = record('ResponseComplete', { responseStatus: { code: 201 } });
    expect(toRows([hit(audit), hit(audit, true)])[0]!.summary.records).toBe(1);
  });

  it('parts requests to which a client gave one audit ID', () => {
    expect(
      toRows([
        hit(record('ResponseComplete')),
        hit(record('ResponseComplete', { requestReceivedTimestamp: '2026-02-01T10:00:09Z' })),
      ])
    ).toHaveLength(2);
  });

  it('shows who impersonated whom, a name that only the answer has, and a dry run', () => {
    const [row] = toRows([
      hit(
        record('ResponseComplete', {
          impersonatedUser: { username: 'alice' },
          requestURI: '/api/v1/namespaces/shop/pods?dryRun=All',
          responseStatus: { code: 201 },
          objectRef: { resource: 'pods', namespace: 'shop' },
          responseObject: { kind: 'Pod', metadata: { name: 'web-x1', namespace: 'shop' } },
        }),
        true
      ),
    ]);
    expect(row!.summary).toMatchObject({
      user: 'carol',
      impersonatedUser: 'alice',
      name: 'web-x1',
      dryRun: true,
      outcome: 'succeeded',
      outcomeBy: 'code',
    });
  });

  it('takes a panic as the server’s refusal', () => {
    expect(
      toRows([hit(record('RequestReceived')), hit(record('Panic'))])[0]!.summary
    ).toMatchObject({ responseCode: 500, outcome: 'rejected' });
  });

  it('has the reqID that audit records carry themselves', () => {
    const [row] = toRows([hit(record('ResponseComplete'), false, { request: { id: 'r-1' } })]);
    expect(row).toMatchObject({ summary: { reqID: 'r-1' }, auditRecords: 1, carrying: 1 });
  });

  it('passes over what is no audit record', () => {
    expect(
      toRows([
        { _index: 'i', _id: '1', _source: { verb: 'create', message: 'x' } },
        { _index: 'i', _id: '2' },
      ])
    ).toEqual([]);
  });
});
