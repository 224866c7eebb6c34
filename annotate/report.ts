/** What a run prints: pure. */
import type { AnnotationResponse, AnnotationCounts } from '../common/model/annotation';
import type { TraceWarning } from '../common/model/trace';
import { BandCounts } from '../server/usecases/annotation/band_counts';

const formatNumber = (value: number): string => value.toLocaleString('en-US');
const formatCount = (count: number, one: string): string =>
  `${formatNumber(count)} ${one}${count === 1 ? '' : 's'}`;

/** All calls of a run together. */
export class AnnotationTotals {
  counts: AnnotationCounts = {
    requests: 0,
    served: 0,
    documents: 0,
    written: 0,
    updated: 0,
    unchanged: 0,
    foreign: 0,
    failed: 0,
  };
  warnings: TraceWarning[] = [];
  private readonly bands = new BandCounts();

  get components(): AnnotationResponse['components'] {
    return this.bands.toObject();
  }

  add({ counts, components, warnings }: AnnotationResponse): void {
    for (const key of Object.keys(this.counts) as Array<keyof AnnotationCounts>)
      this.counts[key] += counts[key];
    this.bands.addAll(components);
    for (const warning of warnings)
      if (!this.warnings.some(({ message }) => message === warning.message))
        this.warnings.push(warning);
  }
}

/** `42 requests up to 2026-…, 1,203 documents, 1,100 written, 3.1 requests/s` */
export function formatProgress(
  { counts }: AnnotationTotals,
  done: string,
  milliseconds: number
): string {
  const rate = counts.requests / (Math.max(milliseconds, 1) / 1_000);
  return `${formatCount(counts.requests, 'request')} up to ${done}, ${formatCount(counts.documents, 'document')}, ${formatNumber(counts.written + counts.updated)} changed, ${rate.toFixed(1)} requests/s`;
}

/** The lines at the end. */
export function formatReport(
  { counts, components, warnings }: AnnotationTotals,
  dryRun: boolean,
  milliseconds: number
): string[] {
  const lines: string[] = [];
  const names = Object.entries(components).sort(([, a], [, b]) => sumBands(b) - sumBands(a));
  if (names.length) {
    lines.push(formatRow('documents of', 'sure (0.9-)', 'likely (0.7-)', 'possible'));
    for (const [component, { sure, likely, possible }] of names)
      lines.push(
        formatRow(component, formatNumber(sure), formatNumber(likely), formatNumber(possible))
      );
  }
  for (const { message } of warnings) lines.push(`warning: ${message}`);
  const seconds = milliseconds / 1_000;
  lines.push(
    `${formatCount(counts.requests, 'request')}${counts.served ? ` (${formatNumber(counts.served)} with request IDs of the cluster's own, left alone)` : ''}, ${formatCount(counts.documents, 'document')}: ` +
      `${formatNumber(counts.written)} ${dryRun ? 'would be written' : 'written'}, ${formatNumber(counts.updated)} ${dryRun ? 'would be changed' : 'changed'}, ${formatNumber(counts.unchanged)} as they should be, ` +
      `${formatNumber(counts.foreign)} left alone (something else wrote the field), ${formatNumber(counts.failed)} failed; ${seconds.toFixed(1)} s.`
  );
  return lines;
}

const sumBands = ({
  sure,
  likely,
  possible,
}: {
  sure: number;
  likely: number;
  possible: number;
}): number => sure + likely + possible;

const formatRow = (first: string, ...rest: string[]): string =>
  first.padEnd(32) + rest.map((cell) => cell.padStart(14)).join('');
