import type { LoadProgress } from './load';

interface Output {
  isTTY?: boolean;
  columns?: number;
  write(text: string): unknown;
}

const LINE_EVERY = 5000;
const REWRITE_EVERY = 200;

export function duration(seconds: number): string {
  if (!Number.isFinite(seconds)) return '?';
  const whole = Math.round(seconds);
  return whole < 60
    ? `${whole} s`
    : `${Math.floor(whole / 60)} min ${String(whole % 60).padStart(2, '0')} s`;
}

/** `42 %, 96,300 records, 21,400/s, 8 s left, kubelet-node-a.log`; the time left goes by the bytes read of all bytes. */
export function progressText(progress: LoadProgress, milliseconds: number): string {
  const { bytes, totalBytes, records, path } = progress;
  const seconds = Math.max(milliseconds, 1) / 1000;
  const share = totalBytes > 0 ? Math.min(1, bytes / totalBytes) : 1;
  const left = share > 0 ? (seconds / share) * (1 - share) : Infinity;
  const number = (value: number) => Math.round(value).toLocaleString('en-US');
  return `${Math.floor(share * 100)} %, ${number(records)} records, ${number(records / seconds)}/s, ${duration(left)} left, ${path.slice(path.lastIndexOf('/') + 1)}`;
}

/** On a terminal one line that is rewritten; elsewhere (a file, CI) a line every few seconds. */
export class ProgressLine {
  private readonly started = Date.now();
  private last = 0;
  private shown = false;

  constructor(private readonly output: Output) {}

  update(progress: LoadProgress): void {
    const now = Date.now();
    const { isTTY, columns = 80 } = this.output;
    if (now - Math.max(this.last, isTTY ? 0 : this.started) < (isTTY ? REWRITE_EVERY : LINE_EVERY))
      return;
    this.last = now;
    this.shown = true;
    const text = progressText(progress, now - this.started);
    this.output.write(isTTY ? `\r\x1b[K${text.slice(0, columns - 1)}` : `${text}\n`);
  }

  /** Takes the line away, so that something else can be printed. */
  clear(): void {
    if (this.output.isTTY && this.shown) this.output.write('\r\x1b[K');
  }
}
