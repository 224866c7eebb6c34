/** The engine alone: a folder of raw log files, read and diagnosed without a server, an index or a document. */
import { readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { brotliDecompressSync } from 'node:zlib';
import { parseKlogHeader } from '../../common/parse/klog';
import { readRawLine } from '../../common/parse/records/raw_line';
import type { ParsedRecord } from '../../common/parse/parsed_record';
import {
  buildTimeline,
  correlate,
  coverageOf,
  diagnose,
  originOf,
  toEvidence,
  type Evidence,
} from '.';

const LOGS = path.resolve(__dirname, '../../samples/clusters/cluster-pods/logs');
/** The minute in which a Pod was created that mounts a Secret which doesn't exist (operation op-19-pod-missing-secret). */
const MINUTE = '07:42:';
const [FROM, TO] = ['2026-11-23T07:42:00Z', '2026-11-23T07:42:21Z'];

/** A file's records with their byte offsets; a line with which no record begins goes on with the one before. */
function recordsOf(file: string): ParsedRecord[] {
  const content = brotliDecompressSync(readFileSync(path.join(LOGS, file)));
  const name = file.slice(0, -'.br'.length);
  const isJoined = parseKlogHeader(content.toString('utf8', 0, 200)) !== null;
  const lines: Array<{ text: string; offset: number }> = [];
  for (let start = 0, end: number; start < content.length; start = end + 1) {
    end = content.indexOf(10, start);
    if (end < 0) end = content.length;
    const text = content.toString('utf8', start, end);
    const before = lines.at(-1);
    if (isJoined && before && parseKlogHeader(text) === null) before.text += `\n${text}`;
    else lines.push({ text, offset: start });
  }
  return lines
    .filter(({ text }) => text.includes(MINUTE))
    .map((line) => readRawLine({ ...line, file: name, year: 2026 }))
    .filter(({ record: { timestamp } }) => timestamp >= FROM && timestamp < TO);
}

describe('the engine', () => {
  let evidence: Evidence[];

  beforeAll(() => {
    const files = readdirSync(LOGS, { recursive: true, encoding: 'utf8' }).filter((file) =>
      file.endsWith('.br')
    );
    evidence = toEvidence(files.flatMap(recordsOf));
  });

  it('reads all kinds of logs', () => {
    expect(new Set(evidence.map(({ record }) => record.source))).toEqual(
      new Set(['component', 'audit', 'event', 'pod'])
    );
    expect(evidence.find(({ record }) => record.component === 'kubelet')?.record).toMatchObject({
      node: expect.stringMatching(/^node-[cd]$/),
      file: expect.stringMatching(/^kubelet-node-[cd]\.log$/),
    });
  });

  it('correlates a request and diagnoses it', () => {
    const request = evidence.find(
      ({ audit }) =>
        audit?.verb === 'create' &&
        audit.objectRef?.resource === 'pods' &&
        audit.objectRef.name === 'mailer'
    );
    const correlation = correlate(request!.audit!.auditID, buildTimeline(evidence))!;
    const taken = toEvidence(correlation.records.map((one) => one.evidence));
    expect(taken.map(({ record }) => record.component)).toEqual(
      expect.arrayContaining(['audit', 'kube-apiserver', 'kube-scheduler', 'kubelet'])
    );

    const records = taken.map(({ record }) => record);
    const origin = originOf(
      [{ record: request!.record, audit: request!.audit! }],
      records,
      request!.audit!.auditID
    );
    const { outcome, verdict } = diagnose({
      evidence: taken,
      origin,
      coverage: coverageOf(records, new Map()),
    });
    expect(origin).toMatchObject({
      verb: 'create',
      resource: 'pods',
      namespace: 'batch',
      name: 'mailer',
    });
    expect(outcome).toBe('stuck');
    expect(verdict).toMatchObject({
      stage: 'mounted',
      message: 'secret-not-found',
      cause: expect.stringContaining('not found'),
    });
  });
});
