import { reconcileTimestamp, toTimeSortKey, normalizeTimestamp } from './record_times';

describe('reconcileTimestamp', () => {
  it("takes the line's own microseconds", () => {
    expect(reconcileTimestamp('2026-11-23T06:22:49.069372Z', '2026-11-23T06:22:49.069Z')).toBe(
      '2026-11-23T06:22:49.069372Z'
    );
  });

  it('trusts the line where the shipper was merely late', () => {
    expect(reconcileTimestamp('2026-11-23T06:22:49.069372Z', '2026-11-23T06:30:12.000Z')).toBe(
      '2026-11-23T06:22:49.069372Z'
    );
  });

  it("moves a node's local time by its zone", () => {
    expect(reconcileTimestamp('2026-11-23T15:22:49.069372Z', '2026-11-23T06:22:51.000Z')).toBe(
      '2026-11-23T06:22:49.069372Z'
    );
    expect(reconcileTimestamp('2026-11-23T11:52:49.069372Z', '2026-11-23T06:22:51.000Z')).toBe(
      '2026-11-23T06:22:49.069372Z'
    );
  });

  it('finds the year around New Year', () => {
    expect(reconcileTimestamp('2027-12-31T23:59:59.999999Z', '2027-01-01T00:00:01.000Z')).toBe(
      '2026-12-31T23:59:59.999999Z'
    );
  });

  it('does not take a document shipped days later for a zone', () => {
    expect(reconcileTimestamp('2026-11-20T06:00:00.000001Z', '2026-11-23T06:00:00.000Z')).toBe(
      '2026-11-20T06:00:00.000001Z'
    );
  });
});

describe('timeKey', () => {
  it('sorts times of any precision', () => {
    const times = [
      '2026-01-01T00:00:05Z',
      '2026-01-01T00:00:05.000000001Z',
      '2026-01-01T00:00:05.1Z',
      '2026-01-01T00:00:05.100001Z',
      '2026-01-01T00:00:06.000Z',
    ];
    expect(
      [...times].reverse().sort((a, b) => (toTimeSortKey(a) < toTimeSortKey(b) ? -1 : 1))
    ).toEqual(times);
  });

  it('brings other zones to UTC', () => {
    expect(toTimeSortKey('2026-01-01T09:00:05.123456+09:00')).toBe('2026-01-01T00:00:05.123456000');
  });
});

describe('timeText', () => {
  it.each([
    ['2026-01-31T12:00:00.123456Z', '2026-01-31T12:00:00.123456Z'],
    ['1769860800123', '2026-01-31T12:00:00.123Z'],
    ['1769860800123.5', '2026-01-31T12:00:00.123Z'],
    ['', ''],
    ['2026', '2026'],
    ['noon', 'noon'],
    ['99999999999999999999', '99999999999999999999'],
  ])('%s is %s', (text, time) => {
    expect(normalizeTimestamp(text)).toBe(time);
  });
});
