import type { LoadProgress } from './load_files';

interface ProgressOutput {
  isTTY?: boolean;
  columns?: number;
  write(text: string): unknown;
}

const LINE_INTERVAL_MS = 5000;
const REWRITE_INTERVAL_MS = 200;

export function formatDuration(seconds: number): string {
  if (!Number.isFinite(seconds)) return '?';
  const whole = Math.round(seconds);
  return whole < 60
    ? `${whole} s`
    : `${Math.floor(whole / 60)} min ${String(whole % 60).padStart(2, '0')} s`;
}

/** `42 %, 96,300 records, 21,400/s, 8 s left, kubelet-node-a.log`; the time left goes by the bytes read of all bytes. */
export function formatProgress(progress: LoadProgress, milliseconds: number): string {
  const { bytes, totalBytes, records, path } = progress;
  const seconds = Math.max(milliseconds, 1) / 1000;
  const share = totalBytes > 0 ? Math.min(1, bytes / totalBytes) : 1;
  const left = share > 0 ? (seconds / share) * (1 - share) : Infinity;
  const number = (value: number) => Math.round(value).toLocaleString('en-US');
  return `${Math.floor(share * 100)} %, ${number(records)} records, ${number(records / seconds)}/s, ${formatDuration(left)} left, ${path.slice(path.lastIndexOf('/') + 1)}`;
}

/** On a terminal one line that is rewritten; elsewhere (a file, CI) a line every few seconds. */
export class ProgressLine {
  private readonly started = Date.now();
  private lastUpdate = 0;
  private shownLength = false;

  constructor(private readonly output: ProgressOutput) {}

  update(progress: LoadProgress): void {
    const now = Date.now();
    const { isTTY, columns = 80 } = this.output;
    if (
      now - Math.max(this.lastUpdate, isTTY ? 0 : this.started) <
      (isTTY ? REWRITE_INTERVAL_MS : LINE_INTERVAL_MS)
    )
      return;
    this.lastUpdate = now;
    this.shownLength = true;
    const text = formatProgress(progress, now - this.started);
    this.output.write(isTTY ? `\r\x1b[K${text.slice(0, columns - 1)}` : `${text}\n`);
  }

  /** Takes the line away, so that something else can be printed. */
  clear(): void {
    if (this.output.isTTY && this.shownLength) this.output.write('\r\x1b[K');
  }
}
