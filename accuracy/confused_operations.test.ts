import { buildTruth } from './labels';
import { countErrors } from './confused_operations';
import { scoreOperation } from './score_traces';

it('tells what belongs to another operation from what nobody caused', () => {
  const truth = buildTruth(
    [
      { file: 'kubelet-n.log', offset: 0, ops: ['b'] },
      { file: 'kubelet-n.log', offset: 10, ops: ['b'] },
      { file: 'kubelet-n.log', offset: 20, ops: ['b', 'c'] },
      { file: 'kubelet-n.log', offset: 30, ops: ['a'] },
    ],
    'stock'
  );
  const answer = (...offsets: number[]) =>
    new Map(offsets.map((offset) => [`kubelet-n.log:${offset}`, null] as const));
  const a = scoreOperation({ id: 'a', kind: 'op' }, answer(0, 10, 20, 99), truth);
  const b = scoreOperation({ id: 'b', kind: 'op' }, answer(20), truth);
  expect(countErrors([a, b], truth)).toEqual({
    wrong: 4,
    wrongOfAnother: 3,
    missed: 3,
    missedInAnother: 2,
    pairs: [
      { operation: 'a', causedBy: 'b', records: 2 },
      { operation: 'a', causedBy: 'b, c', records: 1 },
      { operation: 'a', causedBy: '', records: 1 },
    ],
  });
});
