import type { LogRecord } from '../../../common/model/log_record';
import { auditIDsOf, covers, PlanCache, type SearchPlan } from './search_plan';

const window = { from: '2026-01-01T00:00:00.000Z', to: '2026-01-01T00:01:00.000Z' };
const plan = (parts: Partial<SearchPlan> = {}): SearchPlan => ({ reqIDs: ['r1'], auditIDs: ['a1', 'a2'], objects: [{ kind: 'Pod', namespace: 'n', name: 'p' }], unseen: ['kubelet'], window, ...parts });

describe('covers', () => {
  it('holds for a plan that asks for less in the same window', () => {
    expect(covers(plan(), plan({ auditIDs: ['a2'], unseen: [] }))).toBe(true);
    expect(covers(plan(), plan({ objects: [{ kind: 'Pod', namespace: 'n', name: 'p', uid: 'u' }] }))).toBe(true);
  });

  it.each<[string, Partial<SearchPlan>]>([
    ['another window', { window: { ...window, to: '2026-01-01T00:02:00.000Z' } }], ['a new audit ID', { auditIDs: ['a3'] }], ['a new reqID', { reqIDs: ['r2'] }],
    ['a new object', { objects: [{ kind: 'Pod', namespace: 'n', name: 'q' }] }],
  ])('does not hold for %s', (_what, parts) => {
    expect(covers(plan(), plan(parts))).toBe(false);
  });

  it('does not take a Deployment\'s look-up for a Pod\'s, whose logs it did not bring', () => {
    expect(covers(plan({ objects: [{ kind: 'Deployment', namespace: 'n', name: 'p' }] }), plan())).toBe(false);
  });
});

describe('PlanCache', () => {
  it('forgets what is old, and the oldest when there are many', () => {
    let now = 0;
    const cache = new PlanCache(() => now);
    cache.set('x', plan());
    expect(cache.get('x')).toBeDefined();
    now = 11 * 60_000;
    expect(cache.get('x')).toBeUndefined();
    for (let i = 0; i < 300; i++) cache.set(`k${i}`, plan());
    expect(cache.get('k0')).toBeUndefined();
    expect(cache.get('k299')).toBeDefined();
  });
});

it('auditIDsOf gives each once, and not more than one query takes', () => {
  const line = (auditID?: string) => ({ ids: { auditID } }) as LogRecord;
  expect(auditIDsOf([line('a'), line(), line('a'), line('b')])).toEqual(['a', 'b']);
  expect(auditIDsOf(Array.from({ length: 10_000 }, (_, i) => line(`a${i}`)))).toHaveLength(4_096);
});
