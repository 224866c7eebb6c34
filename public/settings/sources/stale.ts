import type { SourceAdvice, SourceState } from '../../../common/api/sources';

const isAboutAge = ({ code }: SourceAdvice): boolean => code === 'nothing_newer_than_hour' || code === 'nothing_newer_than_day';

/**
 * What all sources have in common is said once: where none that is there has anything new, their advice about it is taken out.
 * @returns the sources without it, and the advice of the one with the newest record; undefined where one has something new
 */
export function sayStaleOnce(sources: readonly SourceState[]): { sources: SourceState[]; stale?: SourceAdvice } {
  const there = sources.filter(({ records }) => records > 0);
  if (there.length < 2 || !there.every(({ advice }) => advice.some(isAboutAge))) return { sources: [...sources] };
  const newest = there.reduce((a, b) => ((a.newest ?? '') >= (b.newest ?? '') ? a : b));
  return {
    sources: sources.map((state) => ({ ...state, advice: state.advice.filter((advice) => !isAboutAge(advice)) })),
    stale: newest.advice.find(isAboutAge),
  };
}
