import type { DataTableRecord } from '../kibana_types';
import { mayHaveTrace } from './may_have_trace';

const createHit = (
  flattened: Record<string, unknown>,
  raw: Partial<DataTableRecord['raw']> = {}
): DataTableRecord => ({ id: 'i', flattened, raw: { _index: 'x', _id: '1', ...raw } });

describe('mayHaveTrace', () => {
  it.each<[string, DataTableRecord]>([
    ['an ID field', createHit({ 'request.id': ['r'] })],
    [
      'an ID field in _source only',
      createHit({}, { _source: { kubernetes: { audit: { auditID: 'a' } } } }),
    ],
    ['a Kubernetes field', createHit({ 'kubernetes.pod.name': ['web-0'] })],
    ['an Event as the API has it', createHit({ 'involvedObject.uid': ['u'] })],
    ['a Kubernetes data set', createHit({ 'event.dataset': ['kubernetes.component_logs'] })],
    [
      'a klog line',
      createHit({ message: ['I0311 02:35:26.041556       1 httplog.go:131] "HTTP"'] }),
    ],
    ['an ID at the end of a long text', createHit({ log: `${'x'.repeat(1_000_000)} reqID="r"` })],
  ])('is true for %s', (_what, document) => {
    expect(mayHaveTrace(document)).toBe(true);
  });

  it('is false for an access log', () => {
    expect(
      mayHaveTrace(createHit({ message: ['GET /index.html 200'], 'url.path': ['/index.html'] }))
    ).toBe(false);
  });

  it('never throws', () => {
    for (const broken of [
      undefined,
      null,
      {},
      { flattened: null },
      { raw: 7 },
      { flattened: { message: [null, 3, {}] } },
    ]) {
      expect(() => mayHaveTrace(broken as unknown as DataTableRecord)).not.toThrow();
    }
  });
});
