/** Counts of one suite, as the runner sums them. */
export interface SuiteResult {
  suite: string;
  passed: number;
  failed: number;
  seconds: number;
  /** why a suite failed as a whole, where it did */
  note?: string;
}

/** The parts of Jest's --json output that are summed. */
export interface JestOutput {
  numPassedTests: number;
  numFailedTests: number;
  numRuntimeErrorTestSuites: number;
}

/** A suite that could not even be loaded counts as one failure: its tests would otherwise be missed silently. */
export function parseJestOutput(output: JestOutput): Pick<SuiteResult, 'passed' | 'failed'> {
  return {
    passed: output.numPassedTests,
    failed: output.numFailedTests + output.numRuntimeErrorTestSuites,
  };
}

/** The parts of Playwright's JSON report that are summed. */
export interface PlaywrightOutput {
  stats: { expected: number; unexpected: number; flaky: number };
  errors: unknown[];
}

/** A flaky test is a failed one: it failed once. */
export function parsePlaywrightOutput(
  output: PlaywrightOutput
): Pick<SuiteResult, 'passed' | 'failed'> {
  return {
    passed: output.stats.expected,
    failed: output.stats.unexpected + output.stats.flaky + output.errors.length,
  };
}

/** The closing line over all suites. A suite that ran nothing at all is a failure, not a success. */
export function summarizeSuites(results: SuiteResult[]): { line: string; ok: boolean } {
  let passed = 0;
  let failed = 0;
  for (const result of results) {
    passed += result.passed;
    failed += result.failed + (result.passed + result.failed === 0 ? 1 : 0);
  }
  return { line: `${passed} passed, ${failed} failed`, ok: failed === 0 && passed > 0 };
}
