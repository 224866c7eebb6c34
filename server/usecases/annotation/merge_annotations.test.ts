import fc from 'fast-check';
import { getAnnotationFields } from '../../elasticsearch/readers/annotation';
import type { Source } from '../../elasticsearch/readers/field_paths';
import { createAnnotationUpdate, mergeAnnotations } from './merge_annotations';

const fields = getAnnotationFields('request.id')!;
const AT = '2026-02-01T10:00:00.000Z';
const createCauses = (entries: Record<string, number>) => new Map(Object.entries(entries));
/** the document after what was decided is written onto it */
const mergeIntoSource = (source: Source, entries: Record<string, number>): Source => {
  const { result, annotations } = mergeAnnotations(source, fields, createCauses(entries));
  return result === 'written' || result === 'updated'
    ? { ...source, ...createAnnotationUpdate(fields, annotations, AT) }
    : source;
};

describe('merge', () => {
  it('writes lists, the surest first, with who wrote them', () => {
    expect(mergeIntoSource({}, { b: 0.5, a: 0.95123 })).toEqual({
      request: {
        id: ['a', 'b'],
        confidence: [0.951, 0.5],
        annotated_by: 'request-trace',
        annotated_at: AT,
      },
    });
  });

  it('changes nothing a second time', () => {
    const once = mergeIntoSource({}, { a: 0.9, b: 1 / 3 });
    expect(mergeAnnotations(once, fields, createCauses({ b: 1 / 3, a: 0.9 })).result).toBe(
      'unchanged'
    );
    expect(mergeAnnotations(once, fields, createCauses({ a: 0.8 })).result).toBe('updated');
  });

  it('leaves alone what something else wrote', () => {
    for (const id of ['r-1', ['r-1'], 7])
      expect(mergeAnnotations({ request: { id } }, fields, createCauses({ a: 1 })).result).toBe(
        'foreign'
      );
    for (const id of ['', null, [], [null]])
      expect(mergeAnnotations({ request: { id } }, fields, createCauses({ a: 1 })).result).toBe(
        'written'
      );
  });

  it('keeps the other requests, and takes out one that did not cause it after all', () => {
    const shared = mergeIntoSource(mergeIntoSource({}, { a: 0.9 }), { b: 0.6 });
    expect(shared).toMatchObject({ request: { id: ['a', 'b'], confidence: [0.9, 0.6] } });
    expect(mergeIntoSource(shared, { a: 0 })).toMatchObject({
      request: { id: ['b'], confidence: [0.6] },
    });
    expect(mergeIntoSource(mergeIntoSource(shared, { a: 0 }), { b: 0 })).toEqual({
      request: { id: null, confidence: null, annotated_by: null, annotated_at: null },
    });
    expect(mergeAnnotations({}, fields, createCauses({ a: 0 })).result).toBe('unchanged');
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
        const whole = mergeIntoSource({}, part(all));
        expect(
          mergeIntoSource(mergeIntoSource({}, part(all.slice(cut))), part(all.slice(0, cut)))
        ).toEqual(whole);
        expect(mergeAnnotations(whole, fields, createCauses(part(all))).result).toBe('unchanged');
      })
    );
  });
});
