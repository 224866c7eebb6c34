import type { SourceAdvice, SourceState } from '../../../common/api/sources';

const isAboutAge = ({ code }: SourceAdvice): boolean =>
  code === 'nothing_newer_than_hour' || code === 'nothing_newer_than_day';
const isAboutReqId = ({ code }: SourceAdvice): boolean => code === 'no_reqid';

export interface CommonAdvice {
  /** the sources without the advice that is said once */
  sources: SourceState[];
  /** none that is there has anything new: the advice of the one with the newest record */
  stale?: SourceAdvice;
  /** no component's lines carry a request ID, as with every released Kubernetes */
  noReqId?: SourceAdvice;
}

/** What all sources have in common is said once: their advice about it is taken out. */
export function sayOnce(sources: readonly SourceState[]): CommonAdvice {
  const there = sources.filter(({ records }) => records > 0);
  const newest = there.reduce<SourceState | undefined>(
    (a, b) => (a && (a.newest ?? '') >= (b.newest ?? '') ? a : b),
    undefined
  );
  const stale = areAll(there, isAboutAge) ? newest?.advice.find(isAboutAge) : undefined;
  const components = there.filter(({ source }) => source === 'component');
  const noReqId = areAll(components, isAboutReqId)
    ? components[0]?.advice.find(isAboutReqId)
    : undefined;
  const isSaid = (advice: SourceAdvice): boolean =>
    (stale !== undefined && isAboutAge(advice)) || (noReqId !== undefined && isAboutReqId(advice));
  return {
    sources: sources.map((state) =>
      state.advice.some(isSaid)
        ? { ...state, advice: state.advice.filter((advice) => !isSaid(advice)) }
        : state
    ),
    ...(stale ? { stale } : {}),
    ...(noReqId ? { noReqId } : {}),
  };
}

/** Of one source alone it is said where it stands. */
function areAll(
  sources: readonly SourceState[],
  isAbout: (advice: SourceAdvice) => boolean
): boolean {
  return sources.length > 1 && sources.every(({ advice }) => advice.some(isAbout));
}
