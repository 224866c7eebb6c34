import type { Coverage } from '../../../common/model/trace';
import { describeCoverage, getUnreportedRefusedIndices } from './coverage_summary';

const createEntry = (change: Partial<Coverage>): Coverage => ({ source: 'component', component: 'kubelet', searched: true, inWindow: true, inTrace: 1, ...change });

describe('coverageSentence', () => {
  it('is short when all is there', () => expect(describeCoverage([createEntry({})])).toBe('Searched 1 source, 1 with logs in this time.'));
  it('names what is missing, unknown and not searched', () => {
    expect(describeCoverage([
      createEntry({}), createEntry({ component: 'kube-scheduler', inWindow: false }), createEntry({ source: 'pod', component: 'pod', inWindow: false }),
      createEntry({ source: 'event', component: 'event', inWindow: null }), createEntry({ source: 'audit', component: 'audit', searched: false, inWindow: null }),
    ])).toBe('Searched 4 sources, 1 with logs in this time; nothing here from kube-scheduler, pod logs; '
      + 'not known whether there is anything from events; the audit log not searched.');
  });
  it('bounds the names', () => {
    const many = Array.from({ length: 9 }, (_, n) => createEntry({ component: `c${n}`, inWindow: false }));
    expect(describeCoverage(many)).toContain('c0, c1, c2, c3 and 5 more');
  });
  it('names the indices that the roles don’t cover, unless a warning does', () => {
    expect(describeCoverage([createEntry({})], ['k8s-*', 'logs-audit-*'])).toBe('Searched 1 source, 1 with logs in this time; your roles don’t cover all of k8s-*, logs-audit-*.');
    expect(getUnreportedRefusedIndices({ refusedIndices: ['k8s-*'], warnings: [] })).toEqual(['k8s-*']);
    expect(getUnreportedRefusedIndices({ refusedIndices: ['k8s-*'], warnings: [{ code: 'indices_refused', message: 'k8s-*' }] })).toEqual([]);
    expect(getUnreportedRefusedIndices({ warnings: [] })).toEqual([]);
  });
  it('does not claim a search that the server did not name', () => expect(describeCoverage([])).toContain('did not say'));
});
