import type { SplitLine } from './line_splitter';
import { parseJournalPrefix } from '../../common/parse/journal_prefix';
import { detectComponentLineFormat, type LogFormat } from './detect_format';

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
export interface RecordAssembler {
  push(line: SplitLine): RawRecord[];
  end(): RawRecord[];
}

/** Limits of a record of several lines; beyond them it goes on in the next record. */
export const MAX_RECORD_BYTES = 1024 * 1024;
export const MAX_RECORD_LINES = 10_000;

/** One record a line: audit logs, Events, container logs, unknown text. */
export class LineAssembler implements RecordAssembler {
  push(line: SplitLine): RawRecord[] {
    return [line];
  }

  end(): RawRecord[] {
    return [];
  }
}

/** The first lines of what Go's runtime prints when a process dies; everything up to the next record belongs to it. */
const isCrashStart = (text: string): boolean =>
  text.startsWith('panic: ') ||
  text.startsWith('fatal error: ') ||
  text.startsWith('goroutine ') ||
  text.startsWith('SIGABRT: ');

/** Indented, blank, or the end of something bracketed: never the beginning of a message. */
const isContinuation = (text: string): boolean =>
  text.trim() === '' || ' \t}])'.includes(text.charAt(0));

/**
 * Component logs: a line with which no record begins belongs to the record before it (klog writes messages with newlines in
 * them as they are). In a JSON log nothing is written over several lines; there a line that isn't JSON is a record of its own,
 * unless it is indented or part of a crash's stack trace.
 */
export class ComponentAssembler implements RecordAssembler {
  private lines: string[] = [];
  private offset = 0;
  private size = 0;
  private utf8 = true;
  private isAfterCut = false;
  /** what the record under way began with */
  private currentRecordKind: 'record' | 'crash' | 'other' | 'none' = 'none';

  constructor(private readonly format: LogFormat) {}

  push(line: SplitLine): RawRecord[] {
    const known = !this.isAfterCut && this.startsRecord(line.text);
    const grows = !known && this.lines.length > 0 && this.continuesRecord(line.text);
    const fits =
      this.lines.length < MAX_RECORD_LINES && this.size + 1 + line.size <= MAX_RECORD_BYTES;
    if (grows && fits && !line.cut) {
      this.lines.push(line.text);
      this.size += 1 + line.size;
      this.utf8 &&= line.utf8;
      return [];
    }
    const done = this.completeRecord(grows);
    // the rest of a cut line is of the same record, whatever it looks like
    if (!grows && !this.isAfterCut)
      this.currentRecordKind = known ? 'record' : isCrashStart(line.text) ? 'crash' : 'other';
    this.isAfterCut = line.cut;
    this.lines = [line.text];
    this.offset = line.offset;
    this.size = line.size;
    this.utf8 = line.utf8;
    return line.cut ? [...done, ...this.completeRecord(true)] : done;
  }

  end(): RawRecord[] {
    return this.completeRecord(false);
  }

  private startsRecord(text: string): boolean {
    if (this.format !== 'journal') return detectComponentLineFormat(text) !== null;
    const prefix = parseJournalPrefix(text);
    return prefix !== null && detectComponentLineFormat(text.slice(prefix.length)) !== null;
  }

  private continuesRecord(text: string): boolean {
    if (this.format === 'journal')
      return parseJournalPrefix(text)?.unit === parseJournalPrefix(this.lines[0] ?? '')?.unit;
    if (this.format === 'json') return this.currentRecordKind === 'crash' || isContinuation(text);
    return (
      this.currentRecordKind === 'record' ||
      this.currentRecordKind === 'crash' ||
      isContinuation(text)
    );
  }

  private completeRecord(cut: boolean): RawRecord[] {
    if (this.lines.length === 0) return [];
    const [first = ''] = this.lines;
    const text = this.lines.length === 1 ? first : this.lines.join('\n');
    this.lines = [];
    return [{ text, offset: this.offset, size: this.size, cut, utf8: this.utf8 }];
  }
}

export function createAssembler(format: LogFormat): RecordAssembler {
  return format === 'klog' ||
    format === 'json' ||
    format === 'containerd' ||
    format === 'etcd' ||
    format === 'journal'
    ? new ComponentAssembler(format)
    : new LineAssembler();
}
