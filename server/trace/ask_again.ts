import type { RequestTraceConfig } from '../config';
import type { TimeRange } from '../search/queries';
import type { Searcher } from '../search/searcher';
import { lookUpSearch, type EarlyLookUps } from './find_by_id';
import { answersTo, relatedSearches, type RelatedAnswers } from './find_related';
import type { Plan } from './plan';

export interface EarlyAnswers {
  lookUps: EarlyLookUps;
  related: RelatedAnswers;
}

/**
 * Asks for the ID and for all that it led to last time in one round trip.
 *
 * @returns undefined where the look-up itself failed: asked alone it says why
 */
export async function askAgain({ searcher, config, id, range, plan }: {
  searcher: Searcher; config: RequestTraceConfig; id: string; range: TimeRange; plan: Plan;
}): Promise<EarlyAnswers | undefined> {
  searcher.nextRoundTrip();
  // asked for by a reqID, the first look-up is the only one
  const reqIDs = plan.reqIDs.length === 1 && plan.reqIDs[0] === id ? [] : plan.reqIDs;
  const [first, ...rest] = await searcher.msearch([
    lookUpSearch([id], config, range),
    ...(reqIDs.length ? [lookUpSearch(reqIDs, config, range)] : []),
    ...relatedSearches(plan, config),
  ]);
  if (!first || first.failed) return undefined;
  const second = reqIDs.length ? rest.shift()! : undefined;
  return {
    lookUps: { first, ...(second && !second.failed ? { second: { reqIDs, answer: second } } : {}) },
    related: answersTo(plan, rest),
  };
}
