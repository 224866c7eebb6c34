import type { LoadReport } from './load';
import { duration } from './progress';

const FORMATS: Record<string, string> = {
  klog: 'klog text',
  json: 'JSON component log',
  containerd: "containerd's log",
  etcd: "etcd's log",
  audit: 'audit log',
  'event-lines': 'Events, one a line',
  'event-list': 'list of Events',
  'audit-list': 'list of audit records',
  container: 'container log',
  timestamped: 'container log (kubectl logs --timestamps)',
  journal: "journalctl's output",
  text: 'not recognised, indexed line by line',
  binary: 'not text, left out',
};

/** Beyond so many files only those are listed with which something was the matter. */
const MAX_FILES = 200;

const number = (value: number): string => value.toLocaleString('en-US');

/** The summary at the end: what each file was taken for, what was indexed, what was not and why. */
export function printReport(
  report: LoadReport,
  index: string,
  print: (text: string) => void
): void {
  const doubtful = report.files.filter(
    ({ format, unparsed, problem }) =>
      format === 'text' || format === 'binary' || unparsed > 0 || problem
  );
  for (const file of report.files.length > MAX_FILES
    ? doubtful.slice(0, MAX_FILES)
    : report.files) {
    const what = file.component
      ? `${FORMATS[file.format]} (${file.component})`
      : FORMATS[file.format];
    const records = file.format === 'binary' ? '' : `, ${number(file.records)} records`;
    print(
      `${file.path}: ${what}${records}${file.unparsed > 0 ? `, ${number(file.unparsed)} not parsed` : ''}`
    );
    if (file.problem) print(`${file.path}: could not be read to its end: ${file.problem}`);
  }
  if (report.files.length > MAX_FILES)
    print(
      `(${number(report.files.length)} files in all; listed are those with something not recognised)`
    );
  for (const { path, offset, reason } of report.rejections)
    print(`rejected: ${path} at byte ${offset}: ${reason}`);
  if (report.rejected > report.rejections.length)
    print(`rejected: ${number(report.rejected - report.rejections.length)} more`);
  const seconds = report.milliseconds / 1000;
  const parts = [`${number(report.indexed)} records indexed`];
  if (report.present > 0) parts.push(`${number(report.present)} were there already`);
  if (report.unparsed > 0)
    parts.push(`${number(report.unparsed)} not parsed (error.message says why)`);
  if (report.rejected > 0) parts.push(`${number(report.rejected)} rejected`);
  if (report.retries > 0) parts.push(`${number(report.retries)} requests repeated`);
  print(
    `${index}: ${parts.join(', ')}; ${duration(seconds)}, ${number(Math.round(report.records / Math.max(seconds, 0.001)))} records/s`
  );
}
