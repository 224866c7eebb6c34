import fc from 'fast-check';
import { annotationFields } from '../../elasticsearch/readers/annotation';
import type { Source } from '../../elasticsearch/readers/fields';
import { annotationPart, merge } from './merge';

const fields = annotationFields('request.id')!;
const AT = '2026-02-01T10:00:00.000Z';
const causes = (entries: Record<string, number>) => new Map(Object.entries(entries));
/** the document after what was decided is written onto it */
const written = (source: Source, entries: Record<string, number>): Source => {
  const { fate, annotations } = merge(source, fields, causes(entries));
  return fate === 'written' || fate === 'updated'
    ? { ...source, ...annotationPart(fields, annotations, AT) }
    : source;
};

describe('merge', () => {
  it('writes lists, the surest first, with who wrote them', () => {
    expect(written({}, { b: 0.5, a: 0.95123 })).toEqual({
      request: {
        id: ['a', 'b'],
        confidence: [0.951, 0.5],
        annotated_by: 'request-trace',
        annotated_at: AT,
      },
    });
  });

  it('changes nothing a second time', () => {
    const once = written({}, { a: 0.9, b: 1 / 3 });
    expect(merge(once, fields, causes({ b: 1 / 3, a: 0.9 })).fate).toBe('unchanged');
    expect(merge(once, fields, causes({ a: 0.8 })).fate).toBe('updated');
  });

  it('leaves alone what something else wrote', () => {
    for (const id of ['r-1', ['r-1'], 7])
      expect(merge({ request: { id } }, fields, causes({ a: 1 })).fate).toBe('foreign');
    for (const id of ['', null, [], [null]])
      expect(merge({ request: { id } }, fields, causes({ a: 1 })).fate).toBe('written');
  });

  it('keeps the other requests, and takes out one that did not cause it after all', () => {
    const shared = written(written({}, { a: 0.9 }), { b: 0.6 });
    expect(shared).toMatchObject({ request: { id: ['a', 'b'], confidence: [0.9, 0.6] } });
    expect(written(shared, { a: 0 })).toMatchObject({ request: { id: ['b'], confidence: [0.6] } });
    expect(written(written(shared, { a: 0 }), { b: 0 })).toEqual({
      request: { id: null, confidence: null, annotated_by: null, annotated_at: null },
    });
    expect(merge({}, fields, causes({ a: 0 })).fate).toBe('unchanged');
  });

  it('comes to the same in whichever order and parts requests are gone over', () => {
    const requests = fc.uniqueArray(
      fc.tuple(fc.string({ minLength: 1, maxLength: 3 }), fc.integer({ min: 1, max: 1_000 })),
      { maxLength: 6, selector: ([id]) => id }
    );
    fc.assert(
      fc.property(requests, fc.integer(), (all, seed) => {
        const cut = Math.abs(seed) % (all.length + 1);
        const part = (some: typeof all) =>
          Object.fromEntries(some.map(([id, confidence]) => [id, confidence / 1_000]));
        const whole = written({}, part(all));
        expect(written(written({}, part(all.slice(cut))), part(all.slice(0, cut)))).toEqual(whole);
        expect(merge(whole, fields, causes(part(all))).fate).toBe('unchanged');
      })
    );
  });
});
