import { resolveTimeRange, getTraceWindow, getTimeSpan } from './time_window';

const HOUR = 3_600_000;

describe('askedWindow', () => {
  it('keeps what is within the longest range', () => {
    expect(resolveTimeRange('2026-01-01T00:00:00Z', '2026-01-01T01:00:00Z', HOUR)).toEqual({
      range: { from: '2026-01-01T00:00:00Z', to: '2026-01-01T01:00:00Z' },
      limited: false,
    });
    expect(resolveTimeRange(undefined, undefined, HOUR)).toEqual({
      range: { from: undefined, to: undefined },
      limited: false,
    });
  });

  it('cuts a longer one to its later part', () => {
    expect(resolveTimeRange('2026-01-01T00:00:00Z', '2026-01-02T00:00:00Z', HOUR)).toEqual({
      range: { from: '2026-01-01T23:00:00.000Z', to: '2026-01-02T00:00:00Z' },
      limited: true,
    });
  });
});

describe('foundWindow', () => {
  const span = { first: '2026-01-01T00:00:05.871203000', last: '2026-01-01T00:00:09.100000000' };

  it('begins at the full second, since events know no finer, and ends a second later', () => {
    expect(getTraceWindow(span, {})).toEqual({
      from: '2026-01-01T00:00:05.000Z',
      to: '2026-01-01T00:00:10.100Z',
    });
  });

  it('does not reach beyond what was asked for', () => {
    expect(
      getTraceWindow(span, { from: '2026-01-01T00:00:05.500Z', to: '2026-01-01T00:00:09.500Z' })
    ).toEqual({ from: '2026-01-01T00:00:05.500Z', to: '2026-01-01T00:00:09.500Z' });
  });
});

it('spanOf leaves out records without a time', () => {
  const bare = (timestamp: string) => ({ timestamp }) as never;
  expect(
    getTimeSpan([bare(''), bare('2026-01-01T00:00:02Z'), bare('2026-01-01T00:00:01.5Z')])
  ).toEqual({
    first: '2026-01-01T00:00:01.500000000',
    last: '2026-01-01T00:00:02.000000000',
  });
  expect(getTimeSpan([])).toBeNull();
});
