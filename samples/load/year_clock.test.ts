import { clockFromFileTime, clockFromFirstYear } from './year_clock';

describe('the year that klog lacks', () => {
  it('is that of the file, and the one before for dates after the file was written', () => {
    const clock = clockFromFileTime(new Date('2026-01-02T03:00:00Z'));
    expect(clock.yearOf(12, 31)).toBe(2025);
    expect(clock.yearOf(1, 2)).toBe(2026);
    // a clock that is some hours ahead
    expect(clock.yearOf(1, 3)).toBe(2026);
  });

  it('follows a file from December into January', () => {
    const clock = clockFromFirstYear(2025);
    expect(
      [
        [12, 30],
        [12, 31],
        [1, 1],
        [12, 31],
        [1, 1],
        [2, 1],
      ].map(([month = 0, day = 0]) => clock.yearOf(month, day))
    ).toEqual([2025, 2025, 2026, 2025, 2026, 2026]);
  });

  it('starts in January as well', () => {
    expect(clockFromFirstYear(2026).yearOf(1, 1)).toBe(2026);
  });
});
