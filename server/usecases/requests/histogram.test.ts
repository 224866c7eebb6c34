import { mergeHistograms, chooseInterval } from './histogram';

const range = { from: '2026-02-01T10:00:00Z', to: '2026-02-01T11:00:00Z' };

describe('the histogram', () => {
  it.each([
    [1, 1_000],
    [59_000, 1_000],
    [3_600_000, 120_000],
    [7 * 86_400_000, 3 * 3_600_000],
    [365 * 86_400_000, 7 * 86_400_000],
  ])('parts %d ms into at most 60 intervals', (span, interval) => {
    expect(chooseInterval(span)).toBe(interval);
    expect(span / interval).toBeLessThanOrEqual(60);
  });

  it('adds up what several schemas answer, in order', () => {
    const at = (minute: number) => Date.parse(range.from) + minute * 60_000;
    expect(
      mergeHistograms(
        [
          { buckets: [{ key: at(2), doc_count: 5, rejected: { doc_count: 2 } }] },
          {
            buckets: [
              { key: at(0), doc_count: 1, rejected: { doc_count: 0 } },
              { key: at(2), doc_count: 1, rejected: { doc_count: 1 } },
            ],
          },
        ],
        range
      )
    ).toEqual({
      intervalMs: 120_000,
      buckets: [
        { at: '2026-02-01T10:00:00.000Z', accepted: 1, rejected: 0 },
        { at: '2026-02-01T10:02:00.000Z', accepted: 3, rejected: 3 },
      ],
    });
    expect(mergeHistograms([{}], range).buckets).toEqual([]);
  });
});
