import { isUtf8 } from 'node:buffer';

/** One line of a file, without its newline. */
export interface SplitLine {
  text: string;
  /** byte offset of its first byte in the unpacked file */
  offset: number;
  /** its length in bytes, newline not counted */
  size: number;
  /** true for a piece of a line longer than the limit: the line goes on in the next piece, without a newline between */
  cut: boolean;
  /** false where the bytes were not UTF-8, so that `text` holds U+FFFD in their place */
  utf8: boolean;
}

const NEWLINE = 10;
const REPLACEMENT_CHARACTER = '\uFFFD';

/**
 * Cuts a stream of bytes into lines and keeps count of the byte offsets. Memory is bounded by `maxLine` bytes plus a chunk:
 * a longer line comes in pieces, cut between characters.
 */
export class LineSplitter {
  private rest: Buffer[] = [];
  private restSize = 0;
  private offset = 0;

  constructor(private readonly maxLine: number) {}

  /** The lines that this chunk completes. */
  push(chunk: Buffer): SplitLine[] {
    const lines: SplitLine[] = [];
    let start = 0;
    for (let end = chunk.indexOf(NEWLINE); end >= 0; end = chunk.indexOf(NEWLINE, start)) {
      this.keepBytes(chunk.subarray(start, end));
      this.cutLongLines(lines);
      lines.push(this.createLine(this.joinRest(), false));
      this.offset += 1;
      start = end + 1;
    }
    if (start < chunk.length) {
      this.keepBytes(chunk.subarray(start));
      this.cutLongLines(lines);
    }
    return lines;
  }

  /** What stands after the last newline, if anything. */
  end(): SplitLine[] {
    return this.restSize > 0 ? [this.createLine(this.joinRest(), false)] : [];
  }

  private keepBytes(bytes: Buffer): void {
    if (bytes.length === 0) return;
    this.rest.push(bytes);
    this.restSize += bytes.length;
  }

  private joinRest(): Buffer {
    const [first] = this.rest;
    return this.rest.length === 1 && first ? first : Buffer.concat(this.rest, this.restSize);
  }

  private cutLongLines(lines: SplitLine[]): void {
    if (this.restSize <= this.maxLine) return;
    let bytes = this.joinRest();
    while (bytes.length > this.maxLine) {
      let end = this.maxLine;
      // step back over the continuation bytes (10xxxxxx) of a character, which has at most 4 bytes
      for (let i = 0; i < 3 && end > 1 && ((bytes[end] ?? 0) & 0xc0) === 0x80; i++) end--;
      lines.push(this.createLine(bytes.subarray(0, end), true));
      bytes = bytes.subarray(end);
    }
    this.keepBytes(bytes);
  }

  private createLine(bytes: Buffer, cut: boolean): SplitLine {
    const text = bytes.toString('utf8');
    const line = {
      text,
      offset: this.offset,
      size: bytes.length,
      cut,
      utf8: !text.includes(REPLACEMENT_CHARACTER) || isUtf8(bytes),
    };
    this.offset += bytes.length;
    this.rest = [];
    this.restSize = 0;
    return line;
  }
}
