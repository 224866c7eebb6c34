/** What a run prints: pure. */
import type { AnnotationAnswer, AnnotationCounts } from '../common/model/annotation';
import type { TraceWarning } from '../common/model/trace';
import { BandCounts } from '../server/usecases/annotation/band_counts';

const number = (value: number): string => value.toLocaleString('en-US');
const some = (count: number, one: string): string =>
  `${number(count)} ${one}${count === 1 ? '' : 's'}`;

/** All calls of a run together. */
export class Totals {
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

  get components(): AnnotationAnswer['components'] {
    return this.bands.toObject();
  }

  add({ counts, components, warnings }: AnnotationAnswer): void {
    for (const key of Object.keys(this.counts) as Array<keyof AnnotationCounts>)
      this.counts[key] += counts[key];
    this.bands.addAll(components);
    for (const warning of warnings)
      if (!this.warnings.some(({ message }) => message === warning.message))
        this.warnings.push(warning);
  }
}

/** `42 requests up to 2026-…, 1,203 documents, 1,100 written, 3.1 requests/s` */
export function progressText({ counts }: Totals, done: string, milliseconds: number): string {
  const rate = counts.requests / (Math.max(milliseconds, 1) / 1_000);
  return `${some(counts.requests, 'request')} up to ${done}, ${some(counts.documents, 'document')}, ${number(counts.written + counts.updated)} changed, ${rate.toFixed(1)} requests/s`;
}

/** The lines at the end. */
export function reportLines(
  { counts, components, warnings }: Totals,
  dryRun: boolean,
  milliseconds: number
): string[] {
  const lines: string[] = [];
  const names = Object.entries(components).sort(([, a], [, b]) => sum(b) - sum(a));
  if (names.length) {
    lines.push(row('documents of', 'sure (0.9-)', 'likely (0.7-)', 'possible'));
    for (const [component, { sure, likely, possible }] of names)
      lines.push(row(component, number(sure), number(likely), number(possible)));
  }
  for (const { message } of warnings) lines.push(`warning: ${message}`);
  const seconds = milliseconds / 1_000;
  lines.push(
    `${some(counts.requests, 'request')}${counts.served ? ` (${number(counts.served)} with request IDs of the cluster's own, left alone)` : ''}, ${some(counts.documents, 'document')}: ` +
      `${number(counts.written)} ${dryRun ? 'would be written' : 'written'}, ${number(counts.updated)} ${dryRun ? 'would be changed' : 'changed'}, ${number(counts.unchanged)} as they should be, ` +
      `${number(counts.foreign)} left alone (something else wrote the field), ${number(counts.failed)} failed; ${seconds.toFixed(1)} s.`
  );
  return lines;
}

const sum = ({
  sure,
  likely,
  possible,
}: {
  sure: number;
  likely: number;
  possible: number;
}): number => sure + likely + possible;

const row = (first: string, ...rest: string[]): string =>
  first.padEnd(32) + rest.map((cell) => cell.padStart(14)).join('');
