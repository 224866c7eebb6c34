import { MAX_SEARCH_TEXT_LENGTH, parseSearchText } from './parse_search_text';

const REQ_ID = 'cbfecd0e-5078-50c7-bb82-c13fbe354c47';
const AUDIT_ID = '8b549c91-7e2b-4a9e-9d35-1c1f5c1b0f3a';
const OBJECT_UID = '11111111-2222-3333-4444-555555555555';
const TRACE_ID = '4bf92f3577b34da6a3ce929d0e0e4736';

describe('recognise', () => {
  it('takes a lone UUID as an ID whose kind its form does not tell', () => {
    expect(parseSearchText(`  ${REQ_ID}\n`).ids).toEqual([{ kind: 'id', value: REQ_ID }]);
  });

  it('finds the reqID and the audit ID of a line, reqID first, without the uids', () => {
    const line = `I1118 12:03:04.231000       1 httplog.go:131] "HTTP" verb="POST" audit-ID="${AUDIT_ID}" podUID="${OBJECT_UID}" reqID="${REQ_ID}"`;
    expect(parseSearchText(line).ids).toEqual([
      { kind: 'reqID', value: REQ_ID },
      { kind: 'auditID', value: AUDIT_ID },
    ]);
  });

  it('finds the audit ID in the headers of kubectl -v=8', () => {
    expect(
      parseSearchText(`    Audit-Id: ${AUDIT_ID}\n    Cache-Control: no-cache, private`).ids
    ).toEqual([{ kind: 'auditID', value: AUDIT_ID }]);
  });

  it('takes the trace ID out of a traceparent', () => {
    expect(parseSearchText(`00-${TRACE_ID}-00f067aa0ba902b7-01`).ids).toEqual([
      { kind: 'traceID', value: TRACE_ID },
    ]);
  });

  it('offers the bare UUIDs of a text that has nothing better', () => {
    expect(parseSearchText(`Started container in pod ${OBJECT_UID}, see ${REQ_ID}`).ids).toEqual([
      { kind: 'id', value: OBJECT_UID },
      { kind: 'id', value: REQ_ID },
    ]);
  });

  it('asks what caused the object of a line by its name, else by the UIDs, which say no more than that', () => {
    expect(
      parseSearchText(`MountVolume.SetUp failed for volume "v" pod "mailer" (UID: "${OBJECT_UID}")`)
        .causeObjects
    ).toEqual([{ object: OBJECT_UID, label: OBJECT_UID }]);
    expect(
      parseSearchText(
        `I1118 12:03:04.231000       1 kubelet.go:2] "SyncLoop ADD" pod="batch/mailer" podUID="${OBJECT_UID}"`
      ).causeObjects
    ).toMatchObject([{ object: 'pods/batch/mailer' }]);
    expect(
      parseSearchText(`"HTTP" audit-ID="${AUDIT_ID}" podUID="${OBJECT_UID}"`).causeObjects
    ).toEqual([]);
  });

  it('knows the configured name of reqID', () => {
    expect(parseSearchText('done opID="abc-1"').ids).toEqual([]);
    expect(parseSearchText('done opID="abc-1"', ['opID']).ids).toEqual([
      { kind: 'reqID', value: 'abc-1' },
    ]);
  });

  it.each(['', '   ', '…', '{"level":"warn","msg":"x"}'])('finds nothing in %j', (text) => {
    expect(parseSearchText(text)).toMatchObject({ ids: [], requestSearches: [], leftOut: 0 });
  });

  it('counts an ID once, however often and in whichever case it stands there, and bounds the choice', () => {
    expect(
      parseSearchText(`reqID="${REQ_ID}" x reqID="${REQ_ID.toUpperCase()}" auditID="${REQ_ID}"`).ids
    ).toHaveLength(1);
    const many = Array.from({ length: 20 }, (_, number) => `reqID="r-${number}"`).join(' ');
    expect(parseSearchText(many)).toMatchObject({ leftOut: 12, ids: { length: 8 } });
  });

  it('looks at the start of a huge text only', () => {
    expect(parseSearchText(`${'x '.repeat(MAX_SEARCH_TEXT_LENGTH)} reqID="${REQ_ID}"`).ids).toEqual(
      []
    );
  });

  it('finds the requests for what a text names', () => {
    const error =
      'Error from server (Forbidden): deployments.apps "web" is forbidden: User "dave" cannot delete resource "deployments" in API group "apps" in the namespace "shop"';
    expect(parseSearchText(error)).toMatchObject({
      ids: [],
      defaultAction: 'requests',
      requestSearches: [
        {
          filters: {
            user: 'dave',
            verb: 'delete',
            resource: 'deployments',
            namespace: 'shop',
            name: 'web',
          },
          description: 'requests of dave: delete Deployment shop/web',
        },
      ],
      removalObjects: [{ object: 'deployments/shop/web', label: 'Deployment shop/web' }],
    });
    expect(parseSearchText('kubectl get secrets -n pay').requestSearches).toEqual([
      {
        filters: { resource: 'secrets', namespace: 'pay' },
        description: 'requests for Secret in pay',
      },
    ]);
  });

  it('finds what made a Pod, too', () => {
    expect(parseSearchText('shop/web-68bcdf754f-82fbh')).toMatchObject({
      requestSearches: [
        {
          filters: { namespace: 'shop', name: 'web*' },
          description: 'requests for shop/web-68bcdf754f-82fbh and for what made it (web*)',
        },
      ],
      removalObjects: [{ object: 'pods/shop/web-68bcdf754f-82fbh' }],
    });
  });

  it('shows the requests of everyone where a service account was refused', () => {
    const error =
      'pods "web" is forbidden: User "system:serviceaccount:ci:bot" cannot create resource "pods" in API group "" in the namespace "shop"';
    expect(parseSearchText(error).requestSearches[0]).toMatchObject({
      everyone: true,
      filters: { user: 'system:serviceaccount:ci:bot' },
    });
  });

  it('looks for words where nothing is named, without what kubectl puts before them', () => {
    expect(parseSearchText('web').requestSearches).toMatchObject([{ filters: { words: 'web' } }]);
    expect(
      parseSearchText('Error from server (TooManyRequests): Cannot evict pod as it would')
        .requestSearches
    ).toMatchObject([{ filters: { words: 'Cannot evict pod as it would' } }]);
  });

  it('takes a word with a number for a name or an ID, and says both', () => {
    expect(parseSearchText('web-1')).toMatchObject({
      defaultAction: 'requests',
      ids: [{ kind: 'id', value: 'web-1' }],
      requestSearches: [{ filters: { words: 'web-1' } }],
    });
    expect(parseSearchText('req-1234567890')).toMatchObject({
      defaultAction: 'id',
      ids: [{ value: 'req-1234567890' }],
    });
    expect(parseSearchText('web-68bcdf754f-82fbh')).toMatchObject({
      defaultAction: 'requests',
      requestSearches: [{ filters: { name: 'web*' } }],
    });
  });

  it('traces the ID of a line, whatever else it names', () => {
    const line = `E1123 06:31:03.364757 1949 pod_workers.go:1301] "Error syncing pod, skipping" pod="shop/tls-a" reqID="${REQ_ID}"`;
    expect(parseSearchText(line)).toMatchObject({
      defaultAction: 'id',
      ids: [{ kind: 'reqID', value: REQ_ID }],
      requestSearches: [],
      removalObjects: [{ object: 'pods/shop/tls-a' }],
    });
  });
});
