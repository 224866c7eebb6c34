import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { gzipSync } from 'node:zlib';
import { UserError } from '../samples/load/log_files';
import { readRawRecords } from './baselines/raw_records';
import { readClusterFolder, readSampleClusters } from './labels';

const OPERATION = {
  id: 'op-1',
  kind: 'op',
  user: 'ann',
  namespace: 'shop',
  resource: 'pods/w',
  start: '2025-01-02T03:04:05.000001Z',
  end: '2025-01-02T03:04:09Z',
  auditIDs: ['x'],
};
const EVENT = {
  kind: 'Event',
  apiVersion: 'v1',
  metadata: { name: 'w.1', namespace: 'shop' },
  involvedObject: { kind: 'Pod', name: 'w' },
  reason: 'Pulled',
  type: 'Normal',
  lastTimestamp: '2025-01-02T03:04:06Z',
};
const KLOG = 'I0102 03:04:07.123456       1 kubelet.go:1] "SyncLoop ADD" pod="shop/w"';

let folder: string;
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'accuracy-'));
  mkdirSync(join(folder, 'raw'));
  writeFileSync(
    join(folder, 'operations.jsonl'),
    `${JSON.stringify({ ...OPERATION, id: null })}\n${JSON.stringify(OPERATION)}\n`
  );
  writeFileSync(
    join(folder, 'labels.jsonl.gz'),
    gzipSync(`${JSON.stringify({ file: 'kubelet-n.log', offset: 0, ops: ['op-1'] })}\n`)
  );
  writeFileSync(
    join(folder, 'raw', 'kubelet-n.log.gz'),
    gzipSync(`${KLOG}\n  a second line\n${KLOG}\n`)
  );
  writeFileSync(join(folder, 'events.jsonl'), `${JSON.stringify(EVENT)}\n`);
});
afterEach(() => {
  rmSync(folder, { recursive: true });
});

it('reads a folder, packed or not, and its records in order of time; an Event is at the end of its second', async () => {
  const cluster = readClusterFolder(folder);
  expect(cluster).toMatchObject({
    year: 2025,
    operations: [{ id: 'op-1' }],
    labels: [{ offset: 0 }],
    diagnosis: {},
    reqIds: {},
  });
  expect(await readRawRecords(cluster, new AbortController().signal)).toEqual([
    {
      key: 'events.jsonl:0',
      time: Date.parse('2025-01-02T03:04:06.999Z'),
      text: JSON.stringify(EVENT),
    },
    {
      key: 'kubelet-n.log:0',
      time: Date.parse('2025-01-02T03:04:07.123Z'),
      text: `${KLOG}\n  a second line`,
    },
    {
      key: `kubelet-n.log:${KLOG.length + 17}`,
      time: Date.parse('2025-01-02T03:04:07.123Z'),
      text: KLOG,
    },
  ]);
});

it('says which file is missing or broken', () => {
  writeFileSync(join(folder, 'operations.jsonl'), '{');
  expect(() => readClusterFolder(folder)).toThrow(/operations\.jsonl is not what it should be/);
  rmSync(join(folder, 'operations.jsonl'));
  expect(() => readClusterFolder(folder)).toThrow(UserError);
  expect(() => readClusterFolder(folder)).toThrow(/operations\.jsonl does not exist/);
});

it("has the sample's clusters, each with labels for its operations", () => {
  for (const { operations, labels, diagnosis, reqIds } of readSampleClusters()) {
    const known = new Set(operations.map(({ id }) => id));
    expect(known.size).toBeGreaterThan(20);
    expect(labels.flatMap(({ ops = [] }) => ops).filter((id) => !known.has(id))).toEqual([]);
    expect(Object.keys(diagnosis).filter((id) => !known.has(id))).toEqual([]);
    expect(
      operations
        .filter(({ id }) => !reqIds[id])
        .map(({ user }) => user)
        .filter(Boolean)
    ).toEqual([]);
  }
});
