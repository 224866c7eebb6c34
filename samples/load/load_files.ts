import type { Client } from '@elastic/elasticsearch';
import { BulkSender, type BulkCounts, type Rejection } from './bulk_sender';
import { EventListReader } from './event_list_reader';
import { createFileId, readHead, type LogFile } from './log_files';
import { clockFromFileTime, clockFromFirstYear } from './year_clock';
import { LineSplitter } from './line_splitter';
import { detectComponent, parseFileName } from '../../common/parse/records/file_info';
import { parseRecord } from './parse_record';
import { isContainerFormat, detectFormat, type LogFormat } from './detect_format';
import { createAssembler, MAX_RECORD_BYTES, type RawRecord } from './record_assemblers';
import type { IndexSchema, RecordToIndex } from './index_schemas';

/** Documents of an earlier revision are written again by a later one. */
export const LOADER_REVISION = 1;
/** One line of JSON (an audit record with bodies) may be this long; text is cut at MAX_RECORD_BYTES. */
const MAX_JSON_BYTES = 16 * 1024 * 1024;
/** Records at a file's beginning that wait for the first time to be known. */
const MAX_WAITING_RECORDS = 1000;

export interface FileReport {
  path: string;
  format: LogFormat;
  component?: string;
  records: number;
  unparsed: number;
  /** why the file could not be read to its end */
  problem?: string;
}

export interface LoadReport extends BulkCounts {
  files: FileReport[];
  records: number;
  unparsed: number;
  rejections: Rejection[];
  milliseconds: number;
}

export interface LoadProgress {
  /** the file under way */
  path: string;
  /** stored bytes read so far, of all files' */
  bytes: number;
  totalBytes: number;
  records: number;
}

export interface LoadOptions {
  client: Client;
  index: string;
  schema: IndexSchema;
  files: readonly LogFile[];
  cluster?: string;
  /** the year in which the files begin; otherwise their last change tells it */
  year?: number;
  node?: string;
  component?: string;
  /** What is indexed in place of a record's text, e.g. the text with a reqID at its end; offsets stay the file's own. */
  rewrite?: (file: LogFile, record: RawRecord) => string;
  onProgress?: (progress: LoadProgress) => void;
  signal?: AbortSignal;
  sender?: BulkSender;
}

/** Reads a file and gives its records, one after the other, as `ParsedRecord`s. Memory stays bounded. */
export async function* readRecords(
  file: LogFile,
  options: Omit<LoadOptions, 'client' | 'index' | 'schema' | 'files'>,
  report: FileReport,
  onBytes: (count: number) => void
): AsyncGenerator<{ records: RecordToIndex[]; sizes: number[]; identity: string }> {
  const { head, complete, whole } = await readHead(file.read(onBytes));
  const format = detectFormat(head, complete);
  const facts = parseFileName(file.path);
  const component = options.component ?? facts.component ?? detectFileComponent(format, head);
  Object.assign(report, {
    format,
    component: getRecordKind(format, facts.component) === 'component' ? component : undefined,
  });
  if (format === 'binary') return;
  const identity = createFileId(options.cluster, file.key, head);
  const clock = options.year ? clockFromFirstYear(options.year) : clockFromFileTime(file.modified);
  const kind = getRecordKind(format, facts.component);
  let lastTime: string | undefined;
  let waiting: { record: RecordToIndex; size: number }[] = [];

  /** Records that name no time get that of the record before; the first ones that of the first one that has a time. */
  function toParsedRecords(raw: RawRecord): { record: RecordToIndex; size: number }[] {
    const text = options.rewrite ? options.rewrite(file, raw) : raw.text;
    const content = parseRecord(
      text === raw.text ? raw : { ...raw, text },
      format,
      facts.component !== undefined,
      clock
    );
    if (content.error) report.unparsed++;
    report.records++;
    const record: RecordToIndex = {
      ...content,
      kind,
      text,
      path: file.path,
      offset: raw.offset,
      timestamp: content.timestamp ?? lastTime ?? '',
      cluster: options.cluster,
      // an Event says itself which node it comes from
      node: kind === 'event' ? content.node : (options.node ?? facts.node ?? content.node),
      component:
        kind === 'component' ? (options.component ?? content.component ?? component) : undefined,
      namespace: facts.namespace,
      pod: facts.pod,
      container: facts.container,
      flags: raw.cut ? ['cut'] : undefined,
    };
    const placed = { record, size: raw.size };
    if (content.timestamp) lastTime = content.timestamp;
    else if (lastTime === undefined && waiting.length < MAX_WAITING_RECORDS) {
      waiting.push(placed);
      return [];
    }
    return waiting.length > 0 ? [...releaseWaiting(), placed] : [placed];
  }

  function releaseWaiting(): { record: RecordToIndex; size: number }[] {
    const held = waiting;
    waiting = [];
    lastTime ??= file.modified.toISOString();
    for (const { record } of held) record.timestamp = lastTime;
    return held;
  }

  function batch(placed: { record: RecordToIndex; size: number }[]) {
    for (const { record } of placed) record.timestamp ||= lastTime ?? file.modified.toISOString();
    return { records: placed.map((p) => p.record), sizes: placed.map((p) => p.size), identity };
  }

  const reader =
    format === 'event-list' || format === 'audit-list'
      ? new EventListReader(MAX_JSON_BYTES)
      : new RecordReader(format);
  for await (const chunk of whole) {
    options.signal?.throwIfAborted();
    yield batch(reader.push(chunk).flatMap(toParsedRecords));
  }
  yield batch([...reader.end().flatMap(toParsedRecords), ...releaseWaiting()]);
}

/** Bytes → lines → records. Blank lines between records of one line each are nothing's record. */
class RecordReader {
  private readonly splitter: LineSplitter;
  private readonly assembler;
  private readonly keepBlank: boolean;

  constructor(format: LogFormat) {
    this.splitter = new LineSplitter(
      format === 'audit' || format === 'event-lines' ? MAX_JSON_BYTES : MAX_RECORD_BYTES
    );
    this.assembler = createAssembler(format);
    this.keepBlank = format !== 'audit' && format !== 'event-lines' && format !== 'text';
  }

  push(chunk: Buffer): RawRecord[] {
    return this.splitter
      .push(chunk)
      .flatMap((line) => (line.size > 0 || this.keepBlank ? this.assembler.push(line) : []));
  }

  end(): RawRecord[] {
    return [
      ...this.splitter.end().flatMap((line) => this.assembler.push(line)),
      ...this.assembler.end(),
    ];
  }
}

function getRecordKind(format: LogFormat, component: string | undefined): RecordToIndex['kind'] {
  if (format === 'audit' || format === 'audit-list') return 'audit';
  if (format === 'event-lines' || format === 'event-list') return 'event';
  return isContainerFormat(format) && component === undefined ? 'container' : 'component';
}

function detectFileComponent(format: LogFormat, head: Buffer): string | undefined {
  if (format === 'containerd' || format === 'etcd') return format;
  return format === 'klog' || format === 'json' || format === 'journal'
    ? detectComponent(head.toString('utf8'))
    : undefined;
}

/** A file that can't be read to its end (a cut-off .gz, no permission) is noted and does not keep the others from being loaded. */
async function* stopAtReadError<T>(
  batches: AsyncGenerator<T>,
  report: FileReport,
  signal?: AbortSignal
): AsyncGenerator<T> {
  try {
    yield* batches;
  } catch (error) {
    if (signal?.aborted || typeof (error as NodeJS.ErrnoException).code !== 'string') throw error;
    report.problem = (error as Error).message;
  }
}

/** Indexes files one after the other. Every document's `_id` is `<file identity>-<offset>`: loading again changes nothing. */
export async function loadFiles(options: LoadOptions): Promise<LoadReport> {
  const { client, index, schema, files, signal, onProgress } = options;
  const started = Date.now();
  const sender = options.sender ?? new BulkSender({ client, index, signal });
  const reports: FileReport[] = [];
  const totalBytes = files.reduce((sum, file) => sum + file.size, 0);
  let bytes = 0;
  let records = 0;
  for (const file of files) {
    const report: FileReport = { path: file.path, format: 'text', records: 0, unparsed: 0 };
    reports.push(report);
    for await (const batch of stopAtReadError(
      readRecords(file, options, report, (count) => {
        bytes += count;
      }),
      report,
      signal
    )) {
      for (const [i, record] of batch.records.entries()) {
        const full = sender.add({
          id: `${batch.identity}-${record.offset}`,
          // a record that has grown since (the file was still being written) replaces the shorter one
          version: LOADER_REVISION * 2 ** 32 + (batch.sizes[i] ?? 0),
          json: JSON.stringify(schema.toDocument(record)),
          path: file.path,
          offset: record.offset,
        });
        if (full) await full;
      }
      records += batch.records.length;
      onProgress?.({ path: file.path, bytes, totalBytes, records });
    }
  }
  await sender.end();
  return {
    ...sender.counts,
    files: reports,
    records,
    unparsed: reports.reduce((sum, file) => sum + file.unparsed, 0),
    rejections: sender.rejections,
    milliseconds: Date.now() - started,
  };
}
