import type { Line } from './lines';
import { journalPrefix } from '../../common/parse/journal';
import { componentLineFormat, type Format } from './recognise';

/** The text of one record and where it stands. */
export interface RawRecord {
  text: string;
  /** byte offset of its first byte in the unpacked file */
  offset: number;
  /** bytes */
  size: number;
  /** it had to be cut: the rest follows in the next record */
  cut: boolean;
  utf8: boolean;
}

/** Puts lines together to records. */
export interface Assembler {
  push(line: Line): RawRecord[];
  end(): RawRecord[];
}

/** Limits of a record of several lines; beyond them it goes on in the next record. */
export const MAX_RECORD_BYTES = 1024 * 1024;
export const MAX_RECORD_LINES = 10_000;

/** One record a line: audit logs, Events, container logs, unknown text. */
export class LineAssembler implements Assembler {
  push(line: Line): RawRecord[] {
    return [line];
  }

  end(): RawRecord[] {
    return [];
  }
}

/** The first lines of what Go's runtime prints when a process dies; everything up to the next record belongs to it. */
const isCrash = (text: string): boolean =>
  text.startsWith('panic: ') ||
  text.startsWith('fatal error: ') ||
  text.startsWith('goroutine ') ||
  text.startsWith('SIGABRT: ');

/** Indented, blank, or the end of something bracketed: never the beginning of a message. */
const isInside = (text: string): boolean => text.trim() === '' || ' \t}])'.includes(text.charAt(0));

/**
 * Component logs: a line with which no record begins belongs to the record before it (klog writes messages with newlines in
 * them as they are). In a JSON log nothing is written over several lines; there a line that isn't JSON is a record of its own,
 * unless it is indented or part of a crash's stack trace.
 */
export class ComponentAssembler implements Assembler {
  private lines: string[] = [];
  private offset = 0;
  private size = 0;
  private utf8 = true;
  private afterCut = false;
  /** what the record under way began with */
  private begun: 'record' | 'crash' | 'other' | 'none' = 'none';

  constructor(private readonly format: Format) {}

  push(line: Line): RawRecord[] {
    const known = !this.afterCut && this.begins(line.text);
    const grows = !known && this.lines.length > 0 && this.belongs(line.text);
    const fits =
      this.lines.length < MAX_RECORD_LINES && this.size + 1 + line.size <= MAX_RECORD_BYTES;
    if (grows && fits && !line.cut) {
      this.lines.push(line.text);
      this.size += 1 + line.size;
      this.utf8 &&= line.utf8;
      return [];
    }
    const done = this.take(grows);
    // the rest of a cut line is of the same record, whatever it looks like
    if (!grows && !this.afterCut)
      this.begun = known ? 'record' : isCrash(line.text) ? 'crash' : 'other';
    this.afterCut = line.cut;
    this.lines = [line.text];
    this.offset = line.offset;
    this.size = line.size;
    this.utf8 = line.utf8;
    return line.cut ? [...done, ...this.take(true)] : done;
  }

  end(): RawRecord[] {
    return this.take(false);
  }

  private begins(text: string): boolean {
    if (this.format !== 'journal') return componentLineFormat(text) !== null;
    const prefix = journalPrefix(text);
    return prefix !== null && componentLineFormat(text.slice(prefix.length)) !== null;
  }

  private belongs(text: string): boolean {
    if (this.format === 'journal')
      return journalPrefix(text)?.unit === journalPrefix(this.lines[0] ?? '')?.unit;
    if (this.format === 'json') return this.begun === 'crash' || isInside(text);
    return this.begun === 'record' || this.begun === 'crash' || isInside(text);
  }

  private take(cut: boolean): RawRecord[] {
    if (this.lines.length === 0) return [];
    const [first = ''] = this.lines;
    const text = this.lines.length === 1 ? first : this.lines.join('\n');
    this.lines = [];
    return [{ text, offset: this.offset, size: this.size, cut, utf8: this.utf8 }];
  }
}

export function assemblerOf(format: Format): Assembler {
  return format === 'klog' ||
    format === 'json' ||
    format === 'containerd' ||
    format === 'etcd' ||
    format === 'journal'
    ? new ComponentAssembler(format)
    : new LineAssembler();
}
