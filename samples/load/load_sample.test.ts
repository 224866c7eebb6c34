import { createHash } from 'node:crypto';
import type { LogFile } from './log_files';
import { readRecords, type FileReport } from './load_files';
import { readSampleRange } from './load_sample';
import {
  isComponentFile,
  readManifest,
  readReqIdsByOffset,
  listSampleFiles,
  readSampleLabels,
  type ClusterManifest,
} from './sample_files';

const manifest = readManifest();

interface FileReading {
  records: number;
  unparsed: number;
  bytes: number;
  sha256: string;
  offsets: Set<number>;
  outOfRange: string[];
}

/** Reads a log as the loader does and puts it together again: one newline after each record, nothing else. */
async function readSampleFile(file: LogFile, cluster: ClusterManifest): Promise<FileReading> {
  const report: FileReport = { path: file.path, format: 'text', records: 0, unparsed: 0 };
  const reading: FileReading = {
    records: 0,
    unparsed: 0,
    bytes: 0,
    sha256: '',
    offsets: new Set(),
    outOfRange: [],
  };
  const hash = createHash('sha256');
  for await (const { records, sizes } of readRecords(
    file,
    { year: cluster.year },
    report,
    () => undefined
  )) {
    for (const [i, { text, offset, timestamp }] of records.entries()) {
      if (offset !== reading.bytes)
        throw new Error(`${file.path}: record at ${offset}, expected at ${reading.bytes}`);
      if (timestamp < cluster.from || timestamp > cluster.to) reading.outOfRange.push(timestamp);
      hash.update(text).update('\n');
      reading.bytes += (sizes[i] ?? 0) + 1;
      reading.offsets.add(offset);
    }
  }
  return {
    ...reading,
    records: report.records,
    unparsed: report.unparsed,
    sha256: hash.digest('hex'),
  };
}

describe.each(manifest.clusters)('the sample $name', (cluster) => {
  const readings = new Map<string, FileReading>();
  beforeAll(async () => {
    for (const file of listSampleFiles(cluster))
      readings.set(file.path, await readSampleFile(file, cluster));
  }, 120_000);

  it.each(cluster.files)(
    '$path: its records are the file, byte for byte, and all of them parse',
    ({ path, bytes, records, sha256 }) => {
      expect(readings.get(path)).toMatchObject({
        bytes,
        records,
        sha256,
        unparsed: 0,
        outOfRange: [],
      });
    }
  );

  it('has a record wherever a label points, and a reqID for each component record that an operation caused', () => {
    const labels = readSampleLabels(cluster.name);
    expect(labels.filter(({ file, offset }) => !readings.get(file)?.offsets.has(offset))).toEqual(
      []
    );
    const positive = labels.filter(({ file, ops }) => isComponentFile(file) && ops?.length);
    const marked = [...readReqIdsByOffset(cluster.name).values()].reduce(
      (sum, { size }) => sum + size,
      0
    );
    expect(marked).toBe(positive.length);
    expect(marked).toBeGreaterThan(1000);
  });
});

it('the range spans all clusters', () => {
  const { from, to, clusters } = readSampleRange();
  expect(Object.keys(clusters)).toEqual(manifest.clusters.map(({ name }) => name));
  for (const range of Object.values(clusters)) {
    expect(from <= range.from && range.from < range.to && range.to <= to).toBe(true);
  }
});
