/** When nobody has to choose. Pure. */
import type { CauseCandidate, CausesResponse } from '../../common/model/causes';

const MIN_CERTAIN_CONFIDENCE = 0.9;
/** Others are so much less likely that the list would only be in the way. */
const MAX_OTHER_CONFIDENCE = 0.6;

/** The one request that is as good as certain; undefined where the reader has to choose. */
export function findCertainCandidate({
  candidates: [first, ...others],
}: Pick<CausesResponse, 'candidates'>): CauseCandidate | undefined {
  return first &&
    first.confidence >= MIN_CERTAIN_CONFIDENCE &&
    others.every(({ confidence }) => confidence < MAX_OTHER_CONFIDENCE)
    ? first
    : undefined;
}

/** Whether the document is that request's own record or line: then there was nothing to find out. */
export const isOwnRequest = ({ because }: CauseCandidate): boolean =>
  because.some(({ rule }) => rule === 'id-field' || rule === 'line-of-request');
