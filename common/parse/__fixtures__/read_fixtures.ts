/** Real lines of the components, picked from the sample clusters. */
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { parseKlogHeader } from '../klog';

export const readFixtureLines = (name: string): string[] =>
  readFileSync(join(__dirname, `${name}.txt`), 'utf8')
    .split('\n')
    .slice(0, -1);

/** Lines put together to records: those without a header belong to the one before. */
export function readKlogRecords(from = readFixtureLines('klog')): string[] {
  const records: string[] = [];
  for (const line of from) {
    if (parseKlogHeader(line) !== null || records.length === 0) records.push(line);
    else records[records.length - 1] += `\n${line}`;
  }
  return records;
}
