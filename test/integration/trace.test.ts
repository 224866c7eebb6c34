/**
 * The trace route against the real Elasticsearch and the sample, through the host that runs the built plugin: complete and
 * exact for every labelled operation, and bounded, paged, honest. test/run.ts starts both and names them.
 */
import {
  readManifest,
  readSampleLabels,
  readSampleReqIds,
  readPackedText,
  isComponentFile,
} from '../../samples/load/sample_files';
import { readSampleOperations, type SampleOperation } from '../support/sample_operations';
import type { LogRecord } from '../../common/model/log_record';
import type { Trace } from '../../common/model/trace';

const HOST = process.env.TEST_HOST_URL;
const INDEX = 'k8s-reqid';
const SLOW_TEST_TIMEOUT_MS = 240_000;

async function get(
  path: string,
  query: Record<string, string>
): Promise<{ status: number; body: Record<string, unknown> }> {
  const response = await fetch(`${HOST}${path}?${new URLSearchParams(query)}`, {
    headers: { 'kbn-xsrf': 'test' },
  });
  return { status: response.status, body: (await response.json()) as Record<string, unknown> };
}

async function fetchTrace(query: Record<string, string>): Promise<Trace> {
  const { status, body } = await get('/api/request_trace/trace', {
    index: INDEX,
    size: '10000',
    ...query,
  });
  expect({ status, message: body.message }).toEqual({ status: 200, message: undefined });
  return body as unknown as Trace;
}

const getRecordKey = (record: LogRecord): string => `${record.file}:${record.offset}`;

/** Audit records of each operation's own requests, by the audit IDs that its kubectl received. */
function readOwnAuditKeys(
  cluster: string,
  operations: SampleOperation[]
): Map<string, Set<string>> {
  const operationOf = new Map(
    operations.flatMap((operation) => operation.auditIDs.map((id) => [id, operation.id] as const))
  );
  const places = new Map<string, Set<string>>();
  let offset = 0;
  for (const line of readPackedText(cluster, 'logs/audit.log').split('\n')) {
    const auditID = line ? (JSON.parse(line) as { auditID: string }).auditID : '';
    const operation = operationOf.get(auditID);
    if (operation)
      places.set(operation, (places.get(operation) ?? new Set()).add(`audit.log:${offset}`));
    offset += Buffer.byteLength(line) + 1;
  }
  return places;
}

if (!HOST) throw new Error('TEST_HOST_URL names no host: run `npm test`, which starts one.');

describe.each(readManifest().clusters.map(({ name }) => name))(
  'every operation of %s, by its reqID',
  (cluster) => {
    const operations = readSampleOperations(cluster).filter(({ user }) => user);
    const reqIds = readSampleReqIds(cluster);
    const expected = new Map<string, Set<string>>(operations.map(({ id }) => [id, new Set()]));
    for (const label of readSampleLabels(cluster)) {
      const first = label.ops?.[0];
      if (first && isComponentFile(label.file))
        expected.get(first)?.add(`${label.file}:${label.offset}`);
    }
    const ownAudits = readOwnAuditKeys(cluster, operations);
    const labelled = new Map(
      readSampleLabels(cluster).map((label) => [`${label.file}:${label.offset}`, label.ops ?? []])
    );

    it(
      "has all its component lines, all its own audit records, and no other operation's",
      async () => {
        let lines = 0;
        for (const { id } of operations) {
          const trace = await fetchTrace({ id: reqIds[id]! });
          const component = trace.records
            .filter(({ source }) => source === 'component')
            .map(getRecordKey);
          expect({ id, lines: [...component].sort() }).toEqual({
            id,
            lines: [...expected.get(id)!].sort(),
          });
          const audits = new Set(
            trace.records.filter(({ source }) => source === 'audit').map(getRecordKey)
          );
          const labelledOwn = [...(ownAudits.get(id) ?? [])].filter((place) =>
            labelled.get(place)?.includes(id)
          );
          expect({ id, missing: labelledOwn.filter((place) => !audits.has(place)) }).toEqual({
            id,
            missing: [],
          });
          const foreign = [...ownAudits]
            .filter(([other]) => other !== id)
            .flatMap(([, places]) => [...places])
            .filter((place) => audits.has(place));
          expect({
            id,
            foreign: foreign.filter((place) => !labelled.get(place)?.includes(id)),
          }).toEqual({ id, foreign: [] });
          expect(trace.truncated).toBe(false);
          lines += component.length;
        }
        expect(lines).toBeGreaterThan(5_000);
      },
      SLOW_TEST_TIMEOUT_MS
    );
  }
);

describe('a trace', () => {
  const [cluster] = readManifest().clusters.map(({ name }) => name);
  const operations = readSampleOperations(cluster!);
  const reqIds = readSampleReqIds(cluster!);
  const operation = (suffix: string) => operations.find(({ id }) => id?.endsWith(suffix))!;

  it(
    'is the same by reqID and by the audit ID of its request, in whichever case',
    async () => {
      const { id, mutatingAuditIDs } = operation('create-deployment');
      const byReqId = await fetchTrace({ id: reqIds[id]! });
      const byAuditId = await fetchTrace({ id: mutatingAuditIDs[0]! });
      const byUpperCase = await fetchTrace({ id: mutatingAuditIDs[0]!.toUpperCase() });
      expect(byReqId).toMatchObject({ idKind: 'reqID', foundBy: 'field', reqIDs: [reqIds[id]] });
      expect(byAuditId).toMatchObject({ idKind: 'auditID', reqIDs: [reqIds[id]] });
      expect(byAuditId.records.map(getRecordKey)).toEqual(byReqId.records.map(getRecordKey));
      expect(byUpperCase.records.map(getRecordKey)).toEqual(byReqId.records.map(getRecordKey));
    },
    SLOW_TEST_TIMEOUT_MS
  );

  it(
    'says who asked for what, and when',
    async () => {
      const { id, user, mutatingAuditIDs } = operation('create-deployment');
      const { origin } = await fetchTrace({ id: reqIds[id]! });
      expect(origin).toMatchObject({
        user,
        verb: 'create',
        resource: 'deployments',
        auditID: mutatingAuditIDs[0],
        responseCode: 201,
        audited: true,
      });
      const { origin: impersonated } = await fetchTrace({
        id: reqIds[operation('impersonated-scale').id]!,
      });
      expect(impersonated).toMatchObject({
        user: operation('impersonated-scale').user,
        impersonatedUser: operation('impersonated-scale').impersonates,
      });
    },
    SLOW_TEST_TIMEOUT_MS
  );

  it(
    'holds all four kinds of logs where the cluster has them, each record with its reason',
    async () => {
      const pods = readManifest().clusters[1]!.name;
      const ids = Object.values(readSampleReqIds(pods));
      const kinds = new Set<string>();
      for (const id of ids.slice(0, 12)) {
        const { records, coverage } = await fetchTrace({ id });
        for (const record of records) {
          kinds.add(record.source);
          expect(record.because.length).toBeGreaterThan(0);
          expect(record.confidence).toBe(
            Math.max(...record.because.map(({ confidence }) => confidence))
          );
        }
        for (const { component, source, inTrace } of coverage) {
          expect(inTrace).toBe(
            records.filter(
              (record) =>
                record.source === source &&
                (source !== 'component' || record.component === component)
            ).length
          );
        }
      }
      expect([...kinds].sort()).toEqual(['audit', 'component', 'event', 'pod']);
    },
    SLOW_TEST_TIMEOUT_MS
  );

  it(
    'comes in order, page by page the same as in one',
    async () => {
      const id = reqIds[operation('rolling-update').id]!;
      const whole = await fetchTrace({ id });
      const times = whole.records.map(({ timestamp }) => timestamp.padEnd(31, '0'));
      expect(whole.records.length).toBe(whole.total);
      expect(whole.records.length).toBeGreaterThan(1_000);
      expect(times.length).toBe(whole.total);
      const pages: LogRecord[] = [];
      let after: string | undefined;
      do {
        const page: Trace = await fetchTrace({ id, size: '400', ...(after ? { after } : {}) });
        expect(page.total).toBe(whole.total);
        pages.push(...page.records);
        after = page.after;
      } while (after);
      expect(pages.map(getRecordKey)).toEqual(whole.records.map(getRecordKey));
    },
    SLOW_TEST_TIMEOUT_MS
  );

  it(
    'takes a fixed small number of round trips, and one when it is asked for again',
    async () => {
      for (const suffix of ['rolling-update', 'create-configmap', 'drain-node']) {
        const id = reqIds[operation(suffix).id]!;
        const from = new Date(Date.now() - 86_400_000 * 3_650).toISOString();
        expect((await fetchTrace({ id, from })).took.roundTrips).toBeLessThanOrEqual(4);
        expect((await fetchTrace({ id, from })).took.roundTrips).toBeLessThanOrEqual(1);
      }
    },
    SLOW_TEST_TIMEOUT_MS
  );

  it(
    'keeps to the time range it is given',
    async () => {
      const id = reqIds[operation('rolling-update').id]!;
      const whole = await fetchTrace({ id });
      const middle = whole.records[Math.floor(whole.total / 2)]!.timestamp.slice(0, 23) + 'Z';
      const late = await fetchTrace({ id, from: middle });
      expect(late.total).toBeGreaterThan(0);
      expect(late.total).toBeLessThan(whole.total);
      expect(
        late.records.filter(
          ({ source, timestamp }) =>
            source === 'component' && timestamp.slice(0, 23) < middle.slice(0, 23)
        )
      ).toEqual([]);
    },
    SLOW_TEST_TIMEOUT_MS
  );

  it(
    'says so when nothing holds the ID, and which logs there are',
    async () => {
      const trace = await fetchTrace({ id: 'no-such-id-anywhere' });
      expect(trace).toMatchObject({
        idKind: 'unknown',
        foundBy: 'none',
        total: 0,
        records: [],
        origin: null,
      });
      expect(trace.warnings.map(({ code }) => code)).toContain('not_found');
      expect(trace.coverage.find(({ component }) => component === 'kubelet')).toMatchObject({
        inWindow: true,
        inTrace: 0,
      });
      const elsewhere = await fetchTrace({
        id: 'no-such-id-anywhere',
        from: '2001-01-01T00:00:00Z',
        to: '2001-01-02T00:00:00Z',
      });
      expect(elsewhere.coverage.find(({ component }) => component === 'kubelet')).toMatchObject({
        inWindow: false,
      });
    },
    SLOW_TEST_TIMEOUT_MS
  );

  it(
    'says which index does not exist',
    async () => {
      const trace = await fetchTrace({
        id: 'no-such-id-anywhere',
        index: 'k8s-reqid,no-such-index,none-*',
      });
      expect(trace.warnings.find(({ code }) => code === 'indices_missing')?.message).toMatch(
        /no index no-such-index:/
      );
    },
    SLOW_TEST_TIMEOUT_MS
  );

  it(
    'treats an ID as text, whatever is in it',
    async () => {
      for (const id of [
        '*',
        '" OR 1:1',
        '{"match_all":{}}',
        '../../_search',
        '\\',
        'a'.repeat(500),
        '"',
        'reqID:*',
        '日本語',
        '%00',
      ]) {
        expect(await fetchTrace({ id })).toMatchObject({ total: 0 });
      }
    },
    SLOW_TEST_TIMEOUT_MS
  );

  it(
    'finds an ID that is no indexed field in the text, and says so',
    async () => {
      const uid = (await fetchTrace({ id: reqIds[operation('create-pod-ok').id]! })).records
        .flatMap(({ objects }) => objects)
        .find((object) => object.uid && object.kind === 'Pod')!.uid!;
      const trace = await fetchTrace({ id: uid });
      expect(trace).toMatchObject({ idKind: 'uid', foundBy: 'text' });
      expect(trace.warnings.map(({ code }) => code)).toContain('id_in_text_only');
      expect(trace.total).toBeGreaterThan(10);
    },
    SLOW_TEST_TIMEOUT_MS
  );
});

describe('bad input', () => {
  it.each<[Record<string, string>, RegExp]>([
    [{}, /`id` is missing/],
    [{ id: '' }, /`id`/],
    [{ id: 'a'.repeat(513) }, /`id`.*512/],
    [{ id: 'x', from: 'yesterday' }, /`from`/],
    [{ id: 'x', from: '2026-01-02T00:00:00Z', to: '2026-01-01T00:00:00Z' }, /`from`/],
    [{ id: 'x', size: '0' }, /`size`/],
    [{ id: 'x', index: 'a/_search' }, /`index`/],
    [{ id: 'x', after: 'nonsense' }, /`after`/],
    [{ id: 'x', form: '2026-01-01T00:00:00Z' }, /form/],
  ])('%j is refused by name', async (query, message) => {
    const { status, body } = await get('/api/request_trace/trace', query);
    expect(status).toBe(400);
    expect(body.message).toMatch(message);
  });
});

describe('one document', () => {
  it('comes whole, with what a trace leaves out', async () => {
    const [cluster] = readManifest().clusters.map(({ name }) => name);
    const operation = readSampleOperations(cluster!).find(({ id }) =>
      id?.endsWith('create-deployment')
    )!;
    const trace = await fetchTrace({ id: readSampleReqIds(cluster!)[operation.id]! });
    const record = trace.records.find(
      ({ id, source }) => source === 'audit' && id === trace.origin!.record.id
    )!;
    const { body } = await get('/api/request_trace/document', {
      index: record.index,
      id: record.id,
    });
    const { source } = body as {
      source: { message: string; kubernetes: { audit: { requestObject: unknown } } };
    };
    expect(source.kubernetes.audit.requestObject).toBeTruthy();
    expect(JSON.parse(source.message)).toMatchObject({ auditID: operation.mutatingAuditIDs[0] });
  });

  it('that is not there is said so', async () => {
    const { status, body } = await get('/api/request_trace/document', { index: INDEX, id: 'none' });
    expect(status).toBe(404);
    expect(body.message).toMatch(/No document none/);
  });
});
