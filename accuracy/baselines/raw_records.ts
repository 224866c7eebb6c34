/** The labelled logs as records with time and text, for what is searched in them without Elasticsearch. */
import { readRecords, type FileReport } from '../../samples/load/load_files';
import type { LabelledCluster } from '../labels';
import { createRecordKey, toLabelledFile, type RecordKey } from '../record_key';

export interface RawRecord {
  key: RecordKey;
  /** milliseconds since 1970; of an Event that names only the second its end */
  time: number;
  text: string;
}

const SECOND_PRECISION = /T\d\d:\d\d:\d\dZ$/;
/** klog's lines, audit records and Events alike: Date takes milliseconds. */
const parseMilliseconds = (timestamp: string): number =>
  Date.parse(timestamp.replace(/(\.\d{3})\d+/, '$1'));

/** All records of a cluster, in order of time. Some hundred bytes of memory each. */
export async function readRawRecords(
  cluster: LabelledCluster,
  signal: AbortSignal
): Promise<RawRecord[]> {
  const all: RawRecord[] = [];
  for (const file of await cluster.logs()) {
    const name = toLabelledFile(file.path);
    const report: FileReport = { path: file.path, format: 'text', records: 0, unparsed: 0 };
    for await (const { records } of readRecords(
      file,
      { year: cluster.year, signal },
      report,
      () => undefined
    )) {
      for (const { text, offset, timestamp, kind } of records) {
        const end = kind === 'event' && SECOND_PRECISION.test(timestamp) ? 999 : 0;
        all.push({
          key: createRecordKey(name, offset),
          time: parseMilliseconds(timestamp) + end,
          text,
        });
      }
    }
  }
  return all.sort((a, b) => a.time - b.time);
}
