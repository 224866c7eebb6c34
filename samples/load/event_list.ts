import { isUtf8 } from 'node:buffer';
import type { RawRecord } from './records';

const [QUOTE, BACKSLASH, OPEN, CLOSE, OPEN_LIST, CLOSE_LIST] = [34, 92, 123, 125, 91, 93];

/**
 * Takes the objects out of the `items` of a List as they come, each as it is written. Brackets are counted byte by byte
 * outside strings, so a List of any length is read in the memory of its longest item.
 */
export class EventListReader {
  private depth = 0;
  private inString = false;
  private escaped = false;
  private offset = 0;
  private itemStart = -1;
  private kept: Buffer[] = [];
  private keptSize = 0;
  private skipping = false;

  constructor(private readonly maxItem: number) {}

  push(chunk: Buffer): RawRecord[] {
    const records: RawRecord[] = [];
    let from = this.itemStart >= 0 ? 0 : -1;
    for (let i = 0; i < chunk.length; i++) {
      const byte = chunk[i];
      if (this.inString) {
        if (this.escaped) this.escaped = false;
        else if (byte === BACKSLASH) this.escaped = true;
        else if (byte === QUOTE) this.inString = false;
      } else if (byte === QUOTE) {
        this.inString = true;
      } else if (byte === OPEN || byte === OPEN_LIST) {
        // depth 1 is the List, depth 2 its items: an object at depth 3 is an item (or in metadata, which has no Event in it)
        if (byte === OPEN && this.depth === 2 && this.lists[2] === true) {
          this.itemStart = this.offset + i;
          from = i;
        }
        this.depth++;
        if (this.depth <= 2) this.lists[this.depth] = byte === OPEN_LIST;
      } else if (byte === CLOSE || byte === CLOSE_LIST) {
        this.depth--;
        if (this.depth === 2 && this.itemStart >= 0) {
          this.keep(chunk.subarray(from, i + 1));
          records.push(...this.take());
          from = -1;
        }
      }
    }
    if (from >= 0) {
      this.keep(chunk.subarray(from));
      if (this.keptSize > this.maxItem) this.skipping = true;
    }
    this.offset += chunk.length;
    return records;
  }

  /** An item that never ended: the file is cut off. */
  end(): RawRecord[] {
    return this.itemStart >= 0 ? this.take() : [];
  }

  private readonly lists: boolean[] = [];

  private keep(bytes: Buffer): void {
    if (this.skipping) return;
    this.kept.push(bytes);
    this.keptSize += bytes.length;
  }

  private take(): RawRecord[] {
    const bytes = Buffer.concat(this.kept, this.keptSize);
    const record = {
      text: bytes.toString('utf8'),
      offset: this.itemStart,
      size: bytes.length,
      cut: this.skipping,
      utf8: isUtf8(bytes),
    };
    this.kept = [];
    this.keptSize = 0;
    this.skipping = false;
    this.itemStart = -1;
    return [record];
  }
}
