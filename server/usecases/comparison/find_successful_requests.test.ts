import type { Diagnosis } from '../../../common/model/diagnosis';
import type { Trace } from '../../../common/model/trace';
import { createTrace } from '../../../test/support/trace_fixtures';
import type { AuditLayout } from '../requests/request_fields';
import type { ScopedSearcher } from '../../elasticsearch/scoped_searcher';
import type { Hit } from '../../elasticsearch/searcher';
import { findSuccessfulRequests, isComparableSuccess } from './find_successful_requests';

const diagnosis = (goal: Diagnosis['goal']): Diagnosis => ({
  goal,
  pods: [],
  podCounts: { reached: 0, of: 0, left: 0 },
  objects: [],
  changes: null,
  errors: [],
  errorsLeft: 0,
  tookMs: 1,
});
const trace = (change: Partial<Trace>): Trace =>
  createTrace({
    reqIDs: [],
    outcome: 'succeeded',
    stages: [{ name: 'ready', status: 'done', records: 1 }],
    diagnosis: diagnosis('ready'),
    ...change,
  });
const own = trace({
  outcome: 'stuck',
  reqIDs: ['r0'],
  stages: [{ name: 'mounted', status: 'failed', records: 1 }],
});

describe('a good one', () => {
  it.each<[string, Partial<Trace>, boolean]>([
    ['succeeded', {}, true],
    ['did not', { outcome: 'stuck' }, false],
    ['has no records', { records: [] }, false],
    ['is part of the same operation', { reqIDs: ['r1', 'r0'] }, false],
    ['wanted something else', { diagnosis: diagnosis('removed') }, false],
    ['came to no Pod', { stages: [{ name: 'accepted', status: 'done', records: 1 }] }, false],
  ])('%s', (_what, change, good) => expect(isComparableSuccess(trace(change), own)).toBe(good));

  it('may have wanted anything beside a refused request', () => {
    expect(
      isComparableSuccess(trace({ diagnosis: diagnosis('removed') }), {
        ...own,
        outcome: 'rejected',
      })
    ).toBe(true);
  });
});

describe('finding good ones', () => {
  const layout: AuditLayout = {
    prefix: 'kubernetes.audit.',
    id: 'id',
    time: 'time',
    getExactFields: (path) => [path],
    getTextFields: () => [],
  };
  const hit = (auditID: string, ms: number): Hit => ({
    _index: 'i',
    _id: auditID,
    sort: [ms],
    _source: {
      kubernetes: {
        audit: {
          auditID,
          verb: 'create',
          stage: 'ResponseComplete',
          objectRef: { resource: 'pods', namespace: 'pay', name: auditID },
          responseStatus: { code: 201 },
          requestReceivedTimestamp: new Date(ms).toISOString(),
        },
      },
    },
  });
  /** @param found by rule and side, in the searches' order: same-object, same-kind-in-namespace, same-kind; before, after */
  const find = async (found: string[][], good: string[]) => {
    const asked: string[] = [];
    const searcher = {
      nextRoundTrip: () => undefined,
      msearch: async (bodies: unknown[]) =>
        bodies.map((_body, i) => ({
          hits: (found[i] ?? []).map((id, at) =>
            hit(id, i % 2 ? 2_000_000 + at * 1_000 : 1_000_000 - at * 1_000)
          ),
          total: 0,
        })),
    } as unknown as ScopedSearcher;
    const result = await findSuccessfulRequests({
      searcher,
      layouts: [layout],
      trace: own,
      range: { from: '1970-01-01T00:00:00Z', to: '1970-01-02T00:00:00Z' },
      request: {
        verb: 'create',
        resource: 'pods',
        namespace: 'pay',
        name: 'settle',
        auditID: 'own',
        time: '1970-01-01T00:20:00Z',
      },
      getTraceOf: async (id) => {
        asked.push(id);
        return trace({ outcome: good.includes(id) ? 'succeeded' : 'stuck' });
      },
    });
    return { ...result, ids: result.good.map(({ summary }) => summary.id), asked };
  };

  it('takes the most alike, the newest before it first, and no more than are enough', async () => {
    expect(await find([['a', 'b', 'c', 'd'], ['e']], ['a', 'b', 'c', 'd', 'e'])).toMatchObject({
      likeness: 'same-object',
      ids: ['a', 'b', 'c'],
      asked: ['a', 'b', 'c'],
      tried: 3,
      candidates: 5,
    });
  });

  it('goes on to later ones and to the less alike where all fail, each traced once, never itself', async () => {
    const found = await find([['own', 'a'], ['b'], ['a', 'c'], ['d']], ['d']);
    expect(found).toMatchObject({
      likeness: 'same-kind-in-namespace',
      ids: ['d'],
      asked: ['a', 'b', 'c', 'd'],
    });
    expect(found.good[0]!.summary).toMatchObject({
      outcome: 'succeeded',
      outcomeBy: 'diagnosis',
      records: 1,
      errors: 0,
      components: { kubelet: 1 },
    });
  });

  it('tries a bounded number', async () => {
    const many = (prefix: string): string[] =>
      Array.from({ length: 20 }, (_unused, i) => prefix + i);
    const { likeness, tried, asked } = await find(['a', 'b', 'c', 'd', 'e', 'f'].map(many), []);
    expect({ likeness, tried, traced: asked.length }).toEqual({
      likeness: null,
      tried: 18,
      traced: 18,
    });
  });
});
