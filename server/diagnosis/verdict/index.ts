export { chooseVerdict } from './choose';
export type { VerdictOptions } from './open_problems';
export { problemsOf } from './problems';
export { repeatedErrors } from './repeated';
