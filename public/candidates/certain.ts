/** When nobody has to choose. Pure. */
import type { Candidate, CandidatesAnswer } from '../../common/model/candidates';

const SURE = 0.9;
/** Others are so much less likely that the list would only be in the way. */
const UNLIKELY = 0.6;

/** The one request that is as good as certain; undefined where the reader has to choose. */
export function certainOf({
  candidates: [first, ...others],
}: Pick<CandidatesAnswer, 'candidates'>): Candidate | undefined {
  return first &&
    first.confidence >= SURE &&
    others.every(({ confidence }) => confidence < UNLIKELY)
    ? first
    : undefined;
}

/** Whether the document is that request's own record or line: then there was nothing to find out. */
export const isOwn = ({ because }: Candidate): boolean =>
  because.some(({ rule }) => rule === 'id-field' || rule === 'line-of-request');
