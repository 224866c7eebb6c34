import type { Coverage } from '../../../common/model/trace';
import { coverageSentence, quietlyRefused } from './coverage_summary';

const entry = (change: Partial<Coverage>): Coverage => ({ source: 'component', component: 'kubelet', searched: true, inWindow: true, inTrace: 1, ...change });

describe('coverageSentence', () => {
  it('is short when all is there', () => expect(coverageSentence([entry({})])).toBe('Searched 1 source, 1 with logs in this time.'));
  it('names what is missing, unknown and not searched', () => {
    expect(coverageSentence([
      entry({}), entry({ component: 'kube-scheduler', inWindow: false }), entry({ source: 'pod', component: 'pod', inWindow: false }),
      entry({ source: 'event', component: 'event', inWindow: null }), entry({ source: 'audit', component: 'audit', searched: false, inWindow: null }),
    ])).toBe('Searched 4 sources, 1 with logs in this time; nothing here from kube-scheduler, pod logs; '
      + 'not known whether there is anything from events; the audit log not searched.');
  });
  it('bounds the names', () => {
    const many = Array.from({ length: 9 }, (_, n) => entry({ component: `c${n}`, inWindow: false }));
    expect(coverageSentence(many)).toContain('c0, c1, c2, c3 and 5 more');
  });
  it('names the indices that the roles don’t cover, unless a warning does', () => {
    expect(coverageSentence([entry({})], ['k8s-*', 'logs-audit-*'])).toBe('Searched 1 source, 1 with logs in this time; your roles don’t cover all of k8s-*, logs-audit-*.');
    expect(quietlyRefused({ refusedIndices: ['k8s-*'], warnings: [] })).toEqual(['k8s-*']);
    expect(quietlyRefused({ refusedIndices: ['k8s-*'], warnings: [{ code: 'indices_refused', message: 'k8s-*' }] })).toEqual([]);
    expect(quietlyRefused({ warnings: [] })).toEqual([]);
  });
  it('does not claim a search that the server did not name', () => expect(coverageSentence([])).toContain('did not say'));
});
