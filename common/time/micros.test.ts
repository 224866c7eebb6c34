import fc from 'fast-check';
import {
  formatCoarseOffset,
  formatDuration,
  formatOffset,
  fractionDigits,
  formatFraction,
  fromMicros,
  toMicros,
} from './micros';

describe('toMicros', () => {
  it('keeps every microsecond', () => {
    expect(toMicros('1970-01-01T00:00:00.000001Z')).toBe(1);
    expect(toMicros('2026-11-23T06:22:01.471347Z')).toBe(
      Date.UTC(2026, 10, 23, 6, 22, 1) * 1000 + 471347
    );
  });
  it('fills and cuts fractions', () => {
    expect(toMicros('1970-01-01T00:00:01Z')).toBe(1_000_000);
    expect(toMicros('1970-01-01T00:00:00.5Z')).toBe(500_000);
    expect(toMicros('1970-01-01T00:00:00.123456789Z')).toBe(123_456);
  });
  it('knows zones', () => {
    expect(toMicros('1970-01-01T01:30:00.000002+01:30')).toBe(2);
    expect(toMicros('1969-12-31T23:00:00-0100')).toBe(0);
  });
  it.each([
    '',
    'now',
    '2026-02-30T00:00:00Z',
    '2026-13-01T00:00:00Z',
    '2026-01-01',
    '2026-01-01T24:00:00Z',
    '1'.repeat(1_000_000),
  ])('refuses what is no time (%#)', (text) => expect(toMicros(text)).toBeNull());
  it('is undone by fromMicros', () => {
    fc.assert(
      fc.property(fc.integer({ min: -62e12, max: 4e15 }), (us) => toMicros(fromMicros(us)) === us)
    );
  });
});

describe('fractionOf', () => {
  it('counts up before the epoch too', () => expect(formatFraction(-1)).toBe('999999'));
});

describe('formatOffset', () => {
  it.each([
    [871_203, '+0.871203 s'],
    [0, '+0.000000 s'],
    [-4, '-0.000004 s'],
    [131_000_001, '+131.000001 s'],
    [3_723_871_203, '+1:02:03.871203'],
  ])('%d → %s', (us, text) => expect(formatOffset(us)).toBe(text));
});

describe('formatDuration', () => {
  it.each([
    [0, '0 µs'],
    [871, '871 µs'],
    [6_200, '6.2 ms'],
    [999_499, '999 ms'],
    [999_600, '1 s'],
    [1_240_000, '1.24 s'],
    [59_960_000, '1 min'],
    [131_000_000, '2 min 11 s'],
    [3_600_000_000, '1 h'],
    [11_100_000_000, '3 h 5 min'],
    [187_200_000_000, '2 d 4 h'],
  ])('%d → %s', (us, text) => expect(formatDuration(us)).toBe(text));
});

describe('what a source wrote', () => {
  it.each([
    ['2026-11-23T06:00:00Z', 0],
    ['2026-11-23T06:00:00.5Z', 1],
    ['2026-11-23T06:00:00.123456789Z', 6],
    ['', 0],
  ])('%s has %d digits', (iso, digits) => expect(fractionDigits(iso)).toBe(digits));
  it.each([
    [787_601, '+0.8 s'],
    [-212_399, '-0.2 s'],
    [3_723_871_203, '+1:02:03'],
  ])('%d → %s', (us, text) => expect(formatCoarseOffset(us)).toBe(text));
});
