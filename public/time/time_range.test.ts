import { readTimeRange, resolveTimeRange, toIso } from './time_range';

const NOW = new Date('2026-11-18T12:34:56.789Z');

describe('time ranges', () => {
  it('turns date math into ISO 8601', () => {
    expect(resolveTimeRange({ from: 'now-15m', to: 'now' }, NOW)).toEqual({
      from: '2026-11-18T12:19:56.789Z',
      to: '2026-11-18T12:34:56.789Z',
    });
  });

  it('rounds an end up', () => {
    expect(
      new Date(toIso('now/h', true, NOW) as string).getTime() -
        new Date(toIso('now/h', false, NOW) as string).getTime()
    ).toBe(3_599_999);
  });

  it('leaves ISO 8601 as it is', () => {
    expect(toIso('2026-11-18T12:00:00.000Z', false, NOW)).toBe('2026-11-18T12:00:00.000Z');
  });

  it.each([
    '',
    'yesterday',
    'now-15',
    'now-15parsecs',
    '2026-99-99',
    '1700000000',
    'n'.repeat(100),
  ])('refuses %j', (text) => {
    expect(toIso(text, false, NOW)).toBeUndefined();
  });

  it('is all time where there is no valid range', () => {
    expect(readTimeRange(undefined, 'now', NOW)).toBeUndefined();
    expect(readTimeRange('now', 'now-1m', NOW)).toBeUndefined();
    expect(readTimeRange('now-1m', undefined, NOW)).toEqual({ from: 'now-1m', to: 'now' });
  });
});
