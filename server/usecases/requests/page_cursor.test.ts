import { decodeCursor, encodeCursor } from './page_cursor';

describe('after', () => {
  it('comes back as it was', () => {
    const place = {
      basis: 'audit',
      ms: 1_795_414_907_593,
      id: 'ä"/\\',
      source: 0,
      offset: 25,
    } as const;
    expect(decodeCursor(encodeCursor(place))).toEqual(place);
  });

  const text = (value: unknown) => Buffer.from(JSON.stringify(value)).toString('base64url');
  it.each([
    '',
    'x',
    '%',
    text(null),
    text([]),
    text(['audit', '1', 'x', 0, 0]),
    text(['other', 1, 'x', 0, 0]),
    text(['audit', 1, 'x'.repeat(2_000), 0, 0]),
    text(['audit', 1e300, 'x', 0, 0]),
    text(['audit', 9e15, 'x', 0, 0]),
    text(['audit', -9e15, 'x', 0, 0]),
    text(['audit', 0.5, 'x', 0, 0]),
    text(['audit', 1, { a: 1 }, 0, 0]),
    text(['audit', 1, 'x', -1, 0]),
    text(['audit', 1, 'x', 0, 1e9]),
    text({ length: 5 }),
  ])('refuses %.30s', (after) => {
    expect(() => decodeCursor(after)).toThrow(/`after`/);
  });
});
