export { chooseVerdict, type VerdictOptions } from './choose';
export { problemsOf } from './problems';
export { repeatedErrors } from './repeated';
