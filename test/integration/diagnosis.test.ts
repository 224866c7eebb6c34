/**
 * What the trace route says of every labelled operation of the sample, against what was read from its logs by hand
 * (samples/clusters/<name>/diagnosis.json): outcome, stage and cause. Through the host that runs the built plugin.
 */
import { readFileSync } from 'node:fs';
import path from 'node:path';
import { readManifest, SAMPLE_FOLDER } from '../../samples/load/sample_files';
import { readSampleOperations } from '../support/sample_operations';
import type { Trace } from '../../common/model/trace';

const HOST = process.env.TEST_HOST_URL;
if (!HOST) throw new Error('TEST_HOST_URL names no host: run `npm test`, which starts one.');
const SLOW_TEST_TIMEOUT_MS = 240_000;
const MIN_RIGHT_SHARE = 0.98;

/** `stage`: several where more than one is right, `a|b`; `cause`: an expression that the cause or its record must match. */
interface DiagnosisLabel {
  outcome: string;
  stage: string;
  cause: string;
}

async function fetchTrace(query: Record<string, string>): Promise<Trace> {
  const response = await fetch(
    `${HOST}/api/request_trace/trace?${new URLSearchParams({ index: 'k8s-reqid', size: '10000', ...query })}`,
    { headers: { 'kbn-xsrf': 'test' } }
  );
  expect(response.status).toBe(200);
  return (await response.json()) as Trace;
}

/** What is wrong with an answer; undefined where all is right. */
function findMismatch(
  { outcome, verdict, stages, records }: Trace,
  label: DiagnosisLabel
): string | undefined {
  const record =
    verdict?.record &&
    records.find(({ index, id }) => id === verdict.record!.id && index === verdict.record!.index);
  const stage =
    verdict?.stage ??
    (label.outcome === 'succeeded'
      ? stages.filter(({ status }) => status === 'done').pop()?.name
      : undefined);
  const said = `${verdict?.cause ?? ''}\n${record?.message ?? ''}`;
  const isRight =
    outcome === label.outcome &&
    stage !== undefined &&
    label.stage.split('|').includes(stage) &&
    (!label.cause || new RegExp(label.cause, 'i').test(said));
  return isRight
    ? undefined
    : `want ${label.outcome}/${label.stage} ${label.cause}; got ${outcome}/${stage} ${verdict?.cause ?? ''}`;
}

describe.each(readManifest().clusters.map(({ name }) => name))(
  'the labelled operations of %s',
  (cluster) => {
    const labels = JSON.parse(
      readFileSync(path.join(SAMPLE_FOLDER, cluster, 'diagnosis.json'), 'utf8')
    ) as Record<string, DiagnosisLabel>;
    const operations = readSampleOperations(cluster).filter(({ id, user }) => user && labels[id]);

    it(
      'are told right in outcome, stage and cause, nearly all',
      async () => {
        expect(operations.length).toBeGreaterThan(20);
        const misses: string[] = [];
        for (const { id, auditIDs, mutatingAuditIDs } of operations) {
          const trace = await fetchTrace({ id: mutatingAuditIDs[0] ?? auditIDs[0]! });
          const miss = findMismatch(trace, labels[id]!);
          if (miss) misses.push(`${id}: ${miss}`);
          // what a reader is shown has to hold together
          expect({
            id,
            unproved: trace.stages
              .filter(({ status, record }) => status === 'failed' && !record)
              .map(({ name }) => name),
          }).toEqual({ id, unproved: [] });
          for (const { record } of trace.stages)
            if (record) expect(trace.records.some((other) => other.id === record.id)).toBe(true);
          const keys = new Set(trace.diagnosis!.objects.map(({ key }) => key));
          expect(
            trace
              .diagnosis!.objects.flatMap(({ parents }) => parents)
              .filter(({ key }) => !keys.has(key))
          ).toEqual([]);
        }
        if (misses.length) process.stdout.write(`${cluster}: ${misses.join('\n')}\n`);
        expect(misses.length).toBeLessThanOrEqual(
          Math.floor(operations.length * (1 - MIN_RIGHT_SHARE))
        );
      },
      SLOW_TEST_TIMEOUT_MS
    );
  }
);

it('is left out where nobody asks for it, and on further pages', async () => {
  const operation = readSampleOperations('cluster-a').find(({ id }) =>
    id.endsWith('create-deployment')
  )!;
  const without = await fetchTrace({ id: operation.mutatingAuditIDs[0]!, diagnose: 'false' });
  expect(without).toMatchObject({ outcome: 'unknown', verdict: null, stages: [], diagnosis: null });
  const first = await fetchTrace({ id: operation.mutatingAuditIDs[0]!, size: '10' });
  expect(first).toMatchObject({ outcome: 'succeeded', diagnosis: { goal: 'ready' } });
  expect(
    (await fetchTrace({ id: operation.mutatingAuditIDs[0]!, size: '10', after: first.after! }))
      .diagnosis
  ).toBeNull();
});

it('stands for a Pod that was taken away later, too: asked for by its uid, both requests are in the trace', async () => {
  const operation = readSampleOperations('cluster-pods').find(({ id }) =>
    id.endsWith('pod-missing-secret')
  )!;
  const { origin, records } = await fetchTrace({ id: operation.mutatingAuditIDs[0]! });
  const uid = records
    .flatMap(({ objects }) => objects)
    .find((object) => object.kind === 'Pod' && object.name === origin!.name && object.uid)!.uid!;
  const { reqIDs, outcome, verdict } = await fetchTrace({ id: uid });
  expect(reqIDs.length).toBeGreaterThan(1);
  expect({ outcome, stage: verdict?.stage, rule: verdict?.rule }).toEqual({
    outcome: 'stuck',
    stage: 'mounted',
    rule: 'secret-not-found',
  });
});
