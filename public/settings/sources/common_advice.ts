import type { SourceAdvice, SourceState } from '../../../common/api/sources';

const isAboutAge = ({ code }: SourceAdvice): boolean =>
  code === 'nothing_newer_than_hour' || code === 'nothing_newer_than_day';
const isAboutReqId = ({ code }: SourceAdvice): boolean => code === 'no_reqid';

export interface CommonAdvice {
  /** the sources without the advice that is said once */
  sources: SourceState[];
  /** none that is there has anything new: the advice of the one with the newest record */
  staleAdvice?: SourceAdvice;
  /** no component's lines carry a request ID, as with every released Kubernetes */
  noReqIdAdvice?: SourceAdvice;
}

/** What all sources have in common is said once: their advice about it is taken out. */
export function extractCommonAdvice(sources: readonly SourceState[]): CommonAdvice {
  const presentSources = sources.filter(({ records }) => records > 0);
  const newest = presentSources.reduce<SourceState | undefined>(
    (a, b) => (a && (a.newest ?? '') >= (b.newest ?? '') ? a : b),
    undefined
  );
  const staleAdvice = isAdviceOfAll(presentSources, isAboutAge)
    ? newest?.advice.find(isAboutAge)
    : undefined;
  const components = presentSources.filter(({ source }) => source === 'component');
  const noReqIdAdvice = isAdviceOfAll(components, isAboutReqId)
    ? components[0]?.advice.find(isAboutReqId)
    : undefined;
  const isCommonAdvice = (advice: SourceAdvice): boolean =>
    (staleAdvice !== undefined && isAboutAge(advice)) ||
    (noReqIdAdvice !== undefined && isAboutReqId(advice));
  return {
    sources: sources.map((state) =>
      state.advice.some(isCommonAdvice)
        ? { ...state, advice: state.advice.filter((advice) => !isCommonAdvice(advice)) }
        : state
    ),
    ...(staleAdvice ? { staleAdvice: staleAdvice } : {}),
    ...(noReqIdAdvice ? { noReqIdAdvice: noReqIdAdvice } : {}),
  };
}

/** Of one source alone it is said where it stands. */
function isAdviceOfAll(
  sources: readonly SourceState[],
  isAbout: (advice: SourceAdvice) => boolean
): boolean {
  return sources.length > 1 && sources.every(({ advice }) => advice.some(isAbout));
}
