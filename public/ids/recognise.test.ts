import { MAX_PASTE, recognise } from './recognise';

const REQ = 'cbfecd0e-5078-50c7-bb82-c13fbe354c47';
const AUDIT = '8b549c91-7e2b-4a9e-9d35-1c1f5c1b0f3a';
const UID = '11111111-2222-3333-4444-555555555555';
const TRACE = '4bf92f3577b34da6a3ce929d0e0e4736';

describe('recognise', () => {
  it('takes a lone UUID as an ID whose kind its form does not tell', () => {
    expect(recognise(`  ${REQ}\n`).ids).toEqual([{ kind: 'id', value: REQ }]);
  });

  it('finds the reqID and the audit ID of a line, reqID first, without the uids', () => {
    const line = `I1118 12:03:04.231000       1 httplog.go:131] "HTTP" verb="POST" audit-ID="${AUDIT}" podUID="${UID}" reqID="${REQ}"`;
    expect(recognise(line).ids).toEqual([
      { kind: 'reqID', value: REQ },
      { kind: 'auditID', value: AUDIT },
    ]);
  });

  it('finds the audit ID in the headers of kubectl -v=8', () => {
    expect(recognise(`    Audit-Id: ${AUDIT}\n    Cache-Control: no-cache, private`).ids).toEqual([
      { kind: 'auditID', value: AUDIT },
    ]);
  });

  it('takes the trace ID out of a traceparent', () => {
    expect(recognise(`00-${TRACE}-00f067aa0ba902b7-01`).ids).toEqual([
      { kind: 'traceID', value: TRACE },
    ]);
  });

  it('offers the bare UUIDs of a text that has nothing better', () => {
    expect(recognise(`Started container in pod ${UID}, see ${REQ}`).ids).toEqual([
      { kind: 'id', value: UID },
      { kind: 'id', value: REQ },
    ]);
  });

  it('asks what caused the object of a line by its name, else by the UIDs, which say no more than that', () => {
    expect(
      recognise(`MountVolume.SetUp failed for volume "v" pod "mailer" (UID: "${UID}")`).caused
    ).toEqual([{ object: UID, label: UID }]);
    expect(
      recognise(
        `I1118 12:03:04.231000       1 kubelet.go:2] "SyncLoop ADD" pod="batch/mailer" podUID="${UID}"`
      ).caused
    ).toMatchObject([{ object: 'pods/batch/mailer' }]);
    expect(recognise(`"HTTP" audit-ID="${AUDIT}" podUID="${UID}"`).caused).toEqual([]);
  });

  it('knows the configured name of reqID', () => {
    expect(recognise('done opID="abc-1"').ids).toEqual([]);
    expect(recognise('done opID="abc-1"', ['opID']).ids).toEqual([
      { kind: 'reqID', value: 'abc-1' },
    ]);
  });

  it.each(['', '   ', '…', '{"level":"warn","msg":"x"}'])('finds nothing in %j', (text) => {
    expect(recognise(text)).toMatchObject({ ids: [], findable: [], leftOut: 0 });
  });

  it('counts an ID once, however often and in whichever case it stands there, and bounds the choice', () => {
    expect(
      recognise(`reqID="${REQ}" x reqID="${REQ.toUpperCase()}" auditID="${REQ}"`).ids
    ).toHaveLength(1);
    const many = Array.from({ length: 20 }, (_, number) => `reqID="r-${number}"`).join(' ');
    expect(recognise(many)).toMatchObject({ leftOut: 12, ids: { length: 8 } });
  });

  it('looks at the start of a huge text only', () => {
    expect(recognise(`${'x '.repeat(MAX_PASTE)} reqID="${REQ}"`).ids).toEqual([]);
  });

  it('finds the requests for what a text names', () => {
    const error =
      'Error from server (Forbidden): deployments.apps "web" is forbidden: User "dave" cannot delete resource "deployments" in API group "apps" in the namespace "shop"';
    expect(recognise(error)).toMatchObject({
      ids: [],
      first: 'requests',
      findable: [
        {
          filters: {
            user: 'dave',
            verb: 'delete',
            resource: 'deployments',
            namespace: 'shop',
            name: 'web',
          },
          words: 'requests of dave: delete Deployment shop/web',
        },
      ],
      movable: [{ object: 'deployments/shop/web', label: 'Deployment shop/web' }],
    });
    expect(recognise('kubectl get secrets -n pay').findable).toEqual([
      { filters: { resource: 'secrets', namespace: 'pay' }, words: 'requests for Secret in pay' },
    ]);
  });

  it('finds what made a Pod, too', () => {
    expect(recognise('shop/web-68bcdf754f-82fbh')).toMatchObject({
      findable: [
        {
          filters: { namespace: 'shop', name: 'web*' },
          words: 'requests for shop/web-68bcdf754f-82fbh and for what made it (web*)',
        },
      ],
      movable: [{ object: 'pods/shop/web-68bcdf754f-82fbh' }],
    });
  });

  it('shows the requests of everyone where a service account was refused', () => {
    const error =
      'pods "web" is forbidden: User "system:serviceaccount:ci:bot" cannot create resource "pods" in API group "" in the namespace "shop"';
    expect(recognise(error).findable[0]).toMatchObject({
      everyone: true,
      filters: { user: 'system:serviceaccount:ci:bot' },
    });
  });

  it('looks for words where nothing is named, without what kubectl puts before them', () => {
    expect(recognise('web').findable).toMatchObject([{ filters: { words: 'web' } }]);
    expect(
      recognise('Error from server (TooManyRequests): Cannot evict pod as it would').findable
    ).toMatchObject([{ filters: { words: 'Cannot evict pod as it would' } }]);
  });

  it('takes a word with a number for a name or an ID, and says both', () => {
    expect(recognise('web-1')).toMatchObject({
      first: 'requests',
      ids: [{ kind: 'id', value: 'web-1' }],
      findable: [{ filters: { words: 'web-1' } }],
    });
    expect(recognise('req-1234567890')).toMatchObject({
      first: 'id',
      ids: [{ value: 'req-1234567890' }],
    });
    expect(recognise('web-68bcdf754f-82fbh')).toMatchObject({
      first: 'requests',
      findable: [{ filters: { name: 'web*' } }],
    });
  });

  it('traces the ID of a line, whatever else it names', () => {
    const line = `E1123 06:31:03.364757 1949 pod_workers.go:1301] "Error syncing pod, skipping" pod="shop/tls-a" reqID="${REQ}"`;
    expect(recognise(line)).toMatchObject({
      first: 'id',
      ids: [{ kind: 'reqID', value: REQ }],
      findable: [],
      movable: [{ object: 'pods/shop/tls-a' }],
    });
  });
});
