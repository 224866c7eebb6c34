import { summarizeSuites, parseJestOutput, parsePlaywrightOutput } from './suite_results';

const suite = (passed: number, failed: number) => ({ suite: 's', passed, failed, seconds: 1 });

describe('closing line', () => {
  it('sums all suites', () => {
    expect(summarizeSuites([suite(2, 0), suite(3, 1)])).toEqual({
      line: '5 passed, 1 failed',
      ok: false,
    });
    expect(summarizeSuites([suite(2, 0), suite(3, 0)])).toEqual({
      line: '5 passed, 0 failed',
      ok: true,
    });
  });

  it('counts a suite that ran nothing as a failure', () => {
    expect(summarizeSuites([suite(2, 0), suite(0, 0)])).toEqual({
      line: '2 passed, 1 failed',
      ok: false,
    });
    expect(summarizeSuites([]).ok).toBe(false);
  });

  it('counts test files that could not be loaded, and flaky tests, as failures', () => {
    expect(
      parseJestOutput({ numPassedTests: 4, numFailedTests: 1, numRuntimeErrorTestSuites: 2 })
    ).toEqual({ passed: 4, failed: 3 });
    expect(
      parsePlaywrightOutput({ stats: { expected: 5, unexpected: 1, flaky: 1 }, errors: [] })
    ).toEqual({ passed: 5, failed: 2 });
  });
});
