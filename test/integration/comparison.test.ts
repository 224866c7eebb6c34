/**
 * The comparison against the real Elasticsearch and the sample, through the host that runs the built plugin. test/run.ts starts
 * both and names them.
 */
import type { ComparedStage, Comparison } from '../../common/model/comparison';
import type { RequestsResponse, RequestSummary } from '../../common/model/request_summary';
import { readSampleOperations } from '../support/sample_operations';

const HOST = process.env.TEST_HOST_URL;
const INDEX = 'k8s-reqid';
const SLOW_TEST_TIMEOUT_MS = 240_000;

if (!HOST) throw new Error('TEST_HOST_URL names no host: run `npm test`, which starts one.');

async function get<T>(
  path: string,
  query: Record<string, string>
): Promise<{ status: number; body: T & { message?: string } }> {
  const response = await fetch(`${HOST}${path}?${new URLSearchParams(query)}`, {
    headers: { 'kbn-xsrf': 'test' },
  });
  return { status: response.status, body: (await response.json()) as T & { message?: string } };
}

async function fetchComparison(query: Record<string, string>): Promise<Comparison> {
  const { status, body } = await get<Comparison>('/api/request_trace/compare', {
    index: INDEX,
    ...query,
  });
  expect({ status, message: body.message }).toEqual({ status: 200, message: undefined });
  return body;
}

const operations = readSampleOperations('cluster-a');
const getRequestId = (op: string): string =>
  operations.find(({ id }) => id.endsWith(op))!.mutatingAuditIDs[0]!;
const findStage = ({ stages }: Comparison, name: string): ComparedStage | undefined =>
  stages.find((stage) => stage.name === name);
const listWarningCodes = ({ warnings }: Comparison): string[] => warnings.map(({ code }) => code);

describe('a request beside good ones', () => {
  it(
    'a rollout whose image can’t be pulled: beside rollouts of the same Deployment that could',
    async () => {
      const comparison = await fetchComparison({ id: getRequestId('rollout-bad-image') });
      expect(comparison.likeness).toBe('same-object');
      expect(comparison.good.length).toBeGreaterThanOrEqual(2);
      for (const { resource, namespace, name, outcome, id } of comparison.good) {
        expect({ resource, namespace, name, outcome }).toEqual({
          resource: 'deployments',
          namespace: 'shop',
          name: 'web',
          outcome: 'succeeded',
        });
        expect(id).not.toBe(comparison.id);
      }
      expect(comparison.good.map(({ time }) => time)).toEqual(
        comparison.good
          .map(({ time }) => time)
          .sort()
          .reverse()
      );
      expect(findStage(comparison, 'accepted')).toMatchObject({
        status: 'done',
        remarkable: false,
      });
      expect(findStage(comparison, 'pulled')).toMatchObject({
        status: 'failed',
        remarkable: true,
        good: { done: comparison.good.length },
      });
      expect(comparison.lacking.some(({ example }) => example.includes('Started container'))).toBe(
        true
      );
      expect(
        comparison.additional.some(({ example }) => example.includes('Failed to pull image'))
      ).toBe(true);
      expect(comparison.additional.every(({ inGood, there }) => inGood === 0 && there === 0)).toBe(
        true
      );
      expect(listWarningCodes(comparison)).toContain('different_spec');
    },
    SLOW_TEST_TIMEOUT_MS
  );

  it(
    'a Pod without its Secret: beside good Pods of the namespace',
    async () => {
      const comparison = await fetchComparison({ id: getRequestId('create-pod-missing-secret') });
      expect(comparison.likeness).toBe('same-kind-in-namespace');
      expect(
        comparison.good.every(
          ({ namespace, resource, outcome }) =>
            namespace === 'pay' && resource === 'pods' && outcome === 'succeeded'
        )
      ).toBe(true);
      expect(findStage(comparison, 'mounted')).toMatchObject({
        status: 'failed',
        remarkable: true,
      });
      expect(comparison.additional.some(({ example }) => example.includes('not found'))).toBe(true);
      expect(
        comparison.lacking.some(({ example }) =>
          example.includes('All volumes are attached and mounted')
        )
      ).toBe(true);
      // what is lacking stands in the good request that it names
      const good = new Set(comparison.good.map(({ id }) => id));
      expect(comparison.lacking.every(({ of }) => of !== undefined && good.has(of))).toBe(true);
    },
    SLOW_TEST_TIMEOUT_MS
  );

  it(
    'a refused request: beside one that was not',
    async () => {
      const comparison = await fetchComparison({ id: getRequestId('concurrent-forbidden') });
      expect(comparison.good.length).toBeGreaterThan(0);
      expect(findStage(comparison, 'accepted')).toMatchObject({
        status: 'failed',
        remarkable: true,
      });
    },
    SLOW_TEST_TIMEOUT_MS
  );

  it(
    'keeps to its bounds',
    async () => {
      const comparison = await fetchComparison({ id: getRequestId('statefulset-create') });
      expect(comparison.good.length).toBeLessThanOrEqual(3);
      expect(Math.max(comparison.lacking.length, comparison.additional.length)).toBeLessThanOrEqual(
        30
      );
    },
    SLOW_TEST_TIMEOUT_MS
  );

  it(
    'says where it looked when there is none, and looks nowhere else',
    async () => {
      const { body } = await get<RequestsResponse>('/api/request_trace/requests', {
        index: INDEX,
        name: 'web',
        resource: 'deployments',
        size: '100',
      });
      const first = [...body.requests].sort((a: RequestSummary, b: RequestSummary) =>
        a.time < b.time ? -1 : 1
      )[0]!;
      const around = {
        from: new Date(Date.parse(first.time) - 1_000).toISOString(),
        to: new Date(Date.parse(first.time) + 1_000).toISOString(),
      };
      const comparison = await fetchComparison({ id: first.id, ...around });
      expect(comparison).toMatchObject({
        likeness: null,
        good: [],
        stages: [],
        lacking: [],
        additional: [],
      });
      expect(comparison.warnings.find(({ code }) => code === 'no_good_request')?.message).toContain(
        around.from
      );
    },
    SLOW_TEST_TIMEOUT_MS
  );

  it(
    'says that nothing is known of an ID that is nowhere, and refuses nonsense',
    async () => {
      expect(await fetchComparison({ id: '00000000-0000-4000-8000-000000000000' })).toMatchObject({
        likeness: null,
        good: [],
        warnings: expect.arrayContaining([expect.objectContaining({ code: 'no_good_request' })]),
      });
      expect((await get('/api/request_trace/compare', { index: INDEX })).status).toBe(400);
      expect((await get('/api/request_trace/compare', { id: 'x', size: '5' })).status).toBe(400);
    },
    SLOW_TEST_TIMEOUT_MS
  );

  it(
    'takes its parameters as a body too',
    async () => {
      const response = await fetch(`${HOST}/api/request_trace/compare`, {
        method: 'POST',
        headers: { 'kbn-xsrf': 'test', 'content-type': 'application/json' },
        body: JSON.stringify({
          id: getRequestId('create-pod-missing-secret'),
          index: INDEX,
          filter: '{"match_all":{}}',
        }),
      });
      expect({ status: response.status, ...((await response.json()) as Comparison) }).toMatchObject(
        { status: 200, likeness: 'same-kind-in-namespace' }
      );
    },
    SLOW_TEST_TIMEOUT_MS
  );
});
