import { createHash } from 'node:crypto';
import { readRecords, type FileReport } from './load';
import { sampleRange } from './sample';
import { isComponentFile, readManifest, reqIdsByOffset, sampleFiles, sampleLabels } from './sample_files';

const manifest = readManifest();

describe.each(manifest.clusters)('the sample $name', (cluster) => {
  it.each(sampleFiles(cluster).map((file) => ({ file, path: file.path })))('$path: its records are the file, byte for byte', async ({ file }) => {
    const report: FileReport = { path: file.path, format: 'text', records: 0, unparsed: 0 };
    const hash = createHash('sha256');
    let at = 0;
    for await (const { records, sizes } of readRecords(file, { year: cluster.year }, report, () => undefined)) {
      for (const [i, { text, offset, timestamp }] of records.entries()) {
        // one newline between records, nothing else
        if (offset !== at) throw new Error(`record at ${offset}, expected at ${at}`);
        if (!(timestamp >= cluster.from && timestamp <= cluster.to)) throw new Error(`${timestamp} at ${offset} is out of the range`);
        hash.update(text).update('\n');
        at += (sizes[i] ?? 0) + 1;
      }
    }
    const expected = cluster.files.find(({ path }) => path === file.path);
    expect({ bytes: at, records: report.records, sha256: hash.digest('hex'), path: file.path }).toEqual(expected);
    expect(report.unparsed).toBe(0);
  });

  it('has a record wherever a label points, and a reqID for each component record that an operation caused', async () => {
    const labels = sampleLabels(cluster.name);
    const offsets = new Map<string, Set<number>>();
    for (const file of sampleFiles(cluster)) {
      const found = new Set<number>();
      const report: FileReport = { path: file.path, format: 'text', records: 0, unparsed: 0 };
      for await (const { records } of readRecords(file, { year: cluster.year }, report, () => undefined)) records.forEach(({ offset }) => found.add(offset));
      offsets.set(file.path, found);
    }
    expect(labels.filter(({ file, offset }) => !offsets.get(file)?.has(offset))).toEqual([]);
    const positive = labels.filter(({ file, ops }) => isComponentFile(file) && ops?.length);
    const marked = [...reqIdsByOffset(cluster.name).values()].reduce((sum, { size }) => sum + size, 0);
    expect(marked).toBe(positive.length);
    expect(marked).toBeGreaterThan(1000);
  });
});

it('the range spans all clusters', () => {
  const { from, to, clusters } = sampleRange();
  expect(Object.keys(clusters)).toEqual(manifest.clusters.map(({ name }) => name));
  for (const range of Object.values(clusters)) {
    expect(from <= range.from && range.from < range.to && range.to <= to).toBe(true);
  }
});
