import type { LoadReport } from './load_files';
import { formatDuration } from './progress_line';

const FORMAT_NAMES: Record<string, string> = {
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
const MAX_LISTED_FILES = 200;

const formatNumber = (value: number): string => value.toLocaleString('en-US');

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
  for (const file of report.files.length > MAX_LISTED_FILES
    ? doubtful.slice(0, MAX_LISTED_FILES)
    : report.files) {
    const what = file.component
      ? `${FORMAT_NAMES[file.format]} (${file.component})`
      : FORMAT_NAMES[file.format];
    const records = file.format === 'binary' ? '' : `, ${formatNumber(file.records)} records`;
    print(
      `${file.path}: ${what}${records}${file.unparsed > 0 ? `, ${formatNumber(file.unparsed)} not parsed` : ''}`
    );
    if (file.problem) print(`${file.path}: could not be read to its end: ${file.problem}`);
  }
  if (report.files.length > MAX_LISTED_FILES)
    print(
      `(${formatNumber(report.files.length)} files in all; listed are those with something not recognised)`
    );
  for (const { path, offset, reason } of report.rejections)
    print(`rejected: ${path} at byte ${offset}: ${reason}`);
  if (report.rejected > report.rejections.length)
    print(`rejected: ${formatNumber(report.rejected - report.rejections.length)} more`);
  const seconds = report.milliseconds / 1000;
  const parts = [`${formatNumber(report.indexed)} records indexed`];
  if (report.alreadyPresent > 0)
    parts.push(`${formatNumber(report.alreadyPresent)} were there already`);
  if (report.unparsed > 0)
    parts.push(`${formatNumber(report.unparsed)} not parsed (error.message says why)`);
  if (report.rejected > 0) parts.push(`${formatNumber(report.rejected)} rejected`);
  if (report.retries > 0) parts.push(`${formatNumber(report.retries)} requests repeated`);
  print(
    `${index}: ${parts.join(', ')}; ${formatDuration(seconds)}, ${formatNumber(Math.round(report.records / Math.max(seconds, 0.001)))} records/s`
  );
}
