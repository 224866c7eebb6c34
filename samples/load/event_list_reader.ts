import { isUtf8 } from 'node:buffer';
import type { RawRecord } from './record_assemblers';

const [QUOTE, BACKSLASH, OPEN, CLOSE, OPEN_LIST, CLOSE_LIST] = [34, 92, 123, 125, 91, 93];

/**
 * Takes the objects out of the `items` of a List as they come, each as it is written. Brackets are counted byte by byte
 * outside strings, so a List of any length is read in the memory of its longest item.
 */
export class EventListReader {
  private depth = 0;
  private isInString = false;
  private isEscaped = false;
  private offset = 0;
  private itemStart = -1;
  private keptChunks: Buffer[] = [];
  private keptSize = 0;
  private isSkipping = false;

  constructor(private readonly maxItem: number) {}

  push(chunk: Buffer): RawRecord[] {
    const records: RawRecord[] = [];
    let from = this.itemStart >= 0 ? 0 : -1;
    for (let i = 0; i < chunk.length; i++) {
      const byte = chunk[i];
      if (this.isInString) {
        if (this.isEscaped) this.isEscaped = false;
        else if (byte === BACKSLASH) this.isEscaped = true;
        else if (byte === QUOTE) this.isInString = false;
      } else if (byte === QUOTE) {
        this.isInString = true;
      } else if (byte === OPEN || byte === OPEN_LIST) {
        // depth 1 is the List, depth 2 its items: an object at depth 3 is an item (or in metadata, which has no Event in it)
        if (byte === OPEN && this.depth === 2 && this.openBrackets[2] === true) {
          this.itemStart = this.offset + i;
          from = i;
        }
        this.depth++;
        if (this.depth <= 2) this.openBrackets[this.depth] = byte === OPEN_LIST;
      } else if (byte === CLOSE || byte === CLOSE_LIST) {
        this.depth--;
        if (this.depth === 2 && this.itemStart >= 0) {
          this.keepBytes(chunk.subarray(from, i + 1));
          records.push(...this.completeItem());
          from = -1;
        }
      }
    }
    if (from >= 0) {
      this.keepBytes(chunk.subarray(from));
      if (this.keptSize > this.maxItem) this.isSkipping = true;
    }
    this.offset += chunk.length;
    return records;
  }

  /** An item that never ended: the file is cut off. */
  end(): RawRecord[] {
    return this.itemStart >= 0 ? this.completeItem() : [];
  }

  private readonly openBrackets: boolean[] = [];

  private keepBytes(bytes: Buffer): void {
    if (this.isSkipping) return;
    this.keptChunks.push(bytes);
    this.keptSize += bytes.length;
  }

  private completeItem(): RawRecord[] {
    const bytes = Buffer.concat(this.keptChunks, this.keptSize);
    const record = {
      text: bytes.toString('utf8'),
      offset: this.itemStart,
      size: bytes.length,
      cut: this.isSkipping,
      utf8: isUtf8(bytes),
    };
    this.keptChunks = [];
    this.keptSize = 0;
    this.isSkipping = false;
    this.itemStart = -1;
    return [record];
  }
}
