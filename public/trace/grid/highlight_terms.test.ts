import fc from 'fast-check';
import { createLogRecord } from '../testing/fixtures';
import { markTerms, getHighlightTerms } from './highlight_terms';

const getMarkedTerms = (text: string, ...terms: string[]) =>
  markTerms(
    text,
    terms.map((term) => ({ text: term, kind: 'object' as const }))
  )
    .filter((piece) => piece.kind)
    .map((piece) => piece.text);

describe('markTerms', () => {
  it('marks whole names only', () => {
    expect(getMarkedTerms('pod="shop/web" webhook web-1 web', 'web')).toEqual(['web', 'web']);
  });
  it('prefers the longer term that begins first', () => {
    expect(getMarkedTerms('pod="shop/web-0"', 'web-0', 'shop/web-0')).toEqual(['shop/web-0']);
  });
  it('takes what looks like a pattern for what it is', () => {
    expect(getMarkedTerms('a.b axb (x+', 'a.b', '(x+')).toEqual(['a.b', '(x+']);
  });
  it('finds the searched text anywhere, in either case', () => {
    expect(markTerms('SetUp failed', [{ text: 'setup FAIL', kind: 'search' }])[0]).toEqual({
      text: 'SetUp fail',
      kind: 'search',
    });
  });
  it('never changes the text', () => {
    fc.assert(
      fc.property(
        fc.string(),
        fc.array(fc.string({ minLength: 1, maxLength: 4 })),
        fc.string(),
        (text, names, search) => {
          const record = createLogRecord({ objects: names.map((name) => ({ name })) });
          return (
            markTerms(text, getHighlightTerms(record, search))
              .map((piece) => piece.text)
              .join('') === text
          );
        }
      )
    );
  });
  it('leaves very short names alone and bounds their number', () => {
    expect(getHighlightTerms(createLogRecord({ objects: [{ name: 'a' }], ids: {} }))).toEqual([]);
    expect(
      getHighlightTerms(
        createLogRecord({ objects: Array.from({ length: 500 }, (_, n) => ({ name: `pod-${n}` })) })
      ).length
    ).toBeLessThanOrEqual(40);
  });
});

it('marks what the reasons rest on where that is asked for, over the name of an object', () => {
  const record = createLogRecord({
    because: [{ rule: 'object-name', evidence: 'pay/settle', confidence: 0.9 }],
  });
  const kinds = (hasEvidence: boolean) =>
    markTerms(record.message, getHighlightTerms(record, '', hasEvidence))
      .filter(({ kind }) => kind)
      .map(({ text, kind }) => [text, kind]);
  expect(kinds(true)).toEqual([['pay/settle', 'evidence']]);
  expect(kinds(false)).toEqual([['pay/settle', 'object']]);
});
