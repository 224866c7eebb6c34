/**
 * Every record of every file of the sample, and of the JSON logs in test/fixtures/: it parses, or it is one of the known
 * exceptions; its text can be built again from the parts; its values are what was written.
 */
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { brotliDecompressSync, gunzipSync } from 'node:zlib';
import { formatAuditSummary, listAuditObjects, parseAuditRecord } from '../../common/parse/audit';
import { parseComponentLine } from '../../common/parse/component_line';
import { parseCriLine } from '../../common/parse/cri_line';
import { parseEvent } from '../../common/parse/event';
import { findAuditId, findIds, findReqId } from '../../common/parse/find_ids';
import { parseJsonLog } from '../../common/parse/json_log';
import { parseKlog, parseKlogHeader, rebuildKlog } from '../../common/parse/klog';
import { parseLogfmt } from '../../common/parse/logfmt_log';
import { findObjects } from '../../common/parse/find_objects';
import { parseRequestLine } from '../../common/parse/request_line';
import { goQuote } from '../../common/parse/text_scanners';
import { readManifest, SAMPLE_FOLDER } from '../../samples/load/sample_files';

interface CorpusFile {
  name: string;
  text: () => string;
}

const FIXTURES = join(__dirname, '..', 'fixtures', 'json_logs');

const files: CorpusFile[] = [
  ...readManifest().clusters.flatMap(({ name, files: ofCluster }) =>
    ofCluster.map(({ path }) => ({
      name: `${name}/${path}`,
      text: () =>
        brotliDecompressSync(
          readFileSync(join(SAMPLE_FOLDER, name, 'logs', `${path}.br`))
        ).toString('utf8'),
    }))
  ),
  ...readdirSync(FIXTURES)
    .sort()
    .map((path) => ({
      name: `json_logs/${path}`,
      text: () => gunzipSync(readFileSync(join(FIXTURES, path))).toString('utf8'),
    })),
];

const splitLines = (text: string): string[] => {
  const lines = text.split('\n');
  if (lines.at(-1) === '') lines.pop();
  return lines;
};

/** Lines that begin no record belong to the one before. */
function joinContinuationLines(text: string): string[] {
  const records: string[][] = [];
  for (const line of splitLines(text)) {
    if (
      records.length === 0 ||
      parseKlogHeader(line) !== null ||
      line.startsWith('{"') ||
      line.startsWith('time=')
    )
      records.push([line]);
    else records.at(-1)?.push(line);
  }
  return records.map((lines) => lines.join('\n'));
}

/** What a component may print before its logger is set up (cobra's warning about deprecated flags). */
const isKnownException = (record: string): boolean => record.startsWith('Flag --');

function checkKlog(record: string): void {
  const parsed = parseKlog(record, { year: 2026 });
  if (parsed === null) throw new Error(`not parsed: ${record}`);
  if (rebuildKlog(parsed) !== record) throw new Error(`not rebuilt: ${record}`);
  for (const pair of parsed.pairs) {
    const raw = record.slice(pair.start + pair.key.length + 1, pair.end);
    // quoting the value again gives the text, but for characters that only Go's tables call unprintable
    if (pair.form === 'quoted' && goQuote(pair.value) !== raw && !/\\[xuU]/.test(raw))
      throw new Error(`value changed: ${raw}`);
  }
  if (parsed.structured && parsed.loose.length > 0)
    throw new Error(`text between pairs: ${record}`);
}

function checkJson(record: string): void {
  const parsed = parseJsonLog(record);
  if (parsed === null) throw new Error(`not parsed: ${record}`);
  const rebuilt = `{${parsed.members.map(({ rawKey, rawValue }) => `${rawKey}:${rawValue}`).join(',')}}`;
  if (rebuilt !== record) throw new Error(`not rebuilt: ${record}`);
  const read = JSON.parse(record) as Record<string, unknown>;
  if (parsed.message !== read.msg) throw new Error(`message changed: ${record}`);
  const milliseconds = typeof read.ts === 'number' ? read.ts : Date.parse(read.ts as string);
  if (Math.abs(Date.parse(parsed.timestamp) - milliseconds) > 1)
    throw new Error(`time changed: ${record}`);
}

function checkLogfmt(record: string): void {
  const parsed = parseLogfmt(record);
  if (parsed === null) throw new Error(`not parsed: ${record}`);
  let at = 0;
  for (const { start, end } of parsed.allPairs) {
    if (record.slice(at, start).trim() !== '')
      throw new Error(`lost ${record.slice(at, start)} of ${record}`);
    at = end;
  }
  if (record.slice(at).trim() !== '') throw new Error(`lost ${record.slice(at)} of ${record}`);
}

/** Returns whether the record names objects. */
function checkComponent(record: string): boolean {
  if (isKnownException(record)) return false;
  if (record.startsWith('{')) checkJson(record);
  else if (record.startsWith('time=')) checkLogfmt(record);
  else checkKlog(record);
  const line = parseComponentLine(record, { year: 2026 });
  if (line === null) throw new Error(`not parsed: ${record}`);
  if (!/^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\.\d{6,9}Z$/.test(line.timestamp))
    throw new Error(`time ${line.timestamp}: ${record}`);
  if (line.severity === 'unknown') throw new Error(`no severity: ${record}`);
  if (line.message === 'HTTP') {
    const request = parseRequestLine(line);
    if (request?.auditID === undefined || request.auditID !== findAuditId(record))
      throw new Error(`request line: ${record}`);
    if (
      request.responseCode === undefined ||
      request.latencyMs === undefined ||
      request.sourceIP === undefined
    )
      throw new Error(`request line: ${record}`);
  }
  const reqID = findReqId(`${record} reqID="r-1"`);
  if (reqID !== 'r-1') throw new Error(`reqID ${reqID}: ${record}`);
  for (const { value, start, end } of findIds(record))
    if (record.slice(start, end) !== value) throw new Error(`ID ${value}: ${record}`);
  return findObjects(line).length > 0;
}

describe('every record of the corpus', () => {
  test('the corpus is there', () => expect(files.length).toBeGreaterThan(30));

  for (const { name, text } of files) {
    test(
      name,
      () => {
        if (name.includes('audit')) {
          for (const line of splitLines(text())) {
            const record = parseAuditRecord(line);
            if (
              !record?.requestReceivedTimestamp ||
              !formatAuditSummary(record).includes(record.verb ?? '?')
            )
              throw new Error(`audit: ${line}`);
            const read = JSON.parse(line) as { objectRef?: { name?: string }; auditID: string };
            if (findAuditId(line) !== read.auditID) throw new Error(`audit ID: ${line}`);
            if (
              read.objectRef?.name !== undefined &&
              listAuditObjects(record)[0]?.name !== read.objectRef.name
            )
              throw new Error(`object: ${line}`);
          }
        } else if (name.includes('events.jsonl')) {
          for (const line of splitLines(text())) {
            const event = parseEvent(line);
            if (
              !event?.timestamp ||
              !event.reason ||
              !event.regarding.name ||
              !event.component ||
              !event.watchType
            )
              throw new Error(`event: ${line}`);
          }
        } else if (name.includes('/pods/')) {
          for (const line of splitLines(text())) {
            const read = parseCriLine(line);
            if (
              read === null ||
              `${read.timestamp} ${read.stream} ${read.partial ? 'P' : 'F'} ${read.text}` !== line
            )
              throw new Error(`container: ${line}`);
          }
        } else {
          const raw = text();
          const records = joinContinuationLines(raw);
          expect(`${records.join('\n')}\n`).toBe(raw);
          let withObjects = 0;
          for (const record of records) if (checkComponent(record)) withObjects++;
          // more than half of what these two write names an object (the rest is start-up and housekeeping)
          if (/scheduler|controller-manager/.test(name))
            expect(withObjects / records.length).toBeGreaterThan(0.5);
        }
      },
      120_000
    );
  }
});
