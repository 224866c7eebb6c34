export { chooseVerdict } from './select_root_cause';
export type { VerdictOptions } from './open_problems';
export { problemsOf } from './problems';
export { repeatedErrors } from './repeated_errors';
