import type { estypes } from '@elastic/elasticsearch';
import type { RequestTraceConfig } from '../../config';
import type { TimeRange } from '../../elasticsearch/queries';
import type { Hit, SearchResult, Searcher } from '../../elasticsearch/searcher';
import { lookUpSearch, type EarlyLookUps } from './find_by_id';
import { answersTo, relatedSearches, type RelatedAnswers } from './find_related';
import type { SearchPlan } from './search_plan';
import type { RecordCache } from './record_cache';
import { plannedSearches, type EarlyObjects } from './search_objects';

type Body = estypes.MsearchMultisearchBody;

export interface EarlyAnswers {
  lookUps: EarlyLookUps;
  related?: RelatedAnswers;
  /** of a trace over objects */
  objects?: EarlyObjects;
}

interface AskAgainOptions {
  searcher: Searcher;
  config: RequestTraceConfig;
  id: string;
  range: TimeRange;
  plan: SearchPlan;
  shelf: RecordCache;
  /** whether this reader has most of the documents already: then only which they are is asked for */
  namesOnly: boolean;
  withBodies: boolean;
}

/**
 * Asks for the ID and for all that it led to last time in one round trip; in a second one for documents that are new to this
 * reader, where only names were asked for.
 *
 * @returns undefined where the look-up itself failed: asked alone it says why
 */
export async function replayPlan({ searcher, config, id, range, plan, shelf, namesOnly, withBodies }: AskAgainOptions): Promise<EarlyAnswers | undefined> {
  // asked for by a reqID, the first look-up is the only one
  const reqIDs = plan.reqIDs.length === 1 && plan.reqIDs[0] === id ? [] : plan.reqIDs;
  const objects = plan.overObjects && plannedSearches(plan.overObjects, config, range);
  const bodies = [
    lookUpSearch([id], config, range),
    ...(reqIDs.length ? [lookUpSearch(reqIDs, config, range)] : []),
    ...(objects ? [...objects.searches.map(({ body }) => body), ...objects.coverage] : relatedSearches(plan, config, withBodies)),
  ];
  searcher.nextRoundTrip();
  const answers = await searcher.msearch(namesOnly ? bodies.map((body) => ({ ...body, _source: false })) : bodies);
  if (answers[0]?.failed) return undefined;
  if (namesOnly) await complete(answers, bodies, searcher, shelf);
  const [first, ...rest] = answers;
  const second = reqIDs.length ? rest.shift()! : undefined;
  return {
    lookUps: { first: first!, ...(second && !second.failed ? { second: { reqIDs, answer: second } } : {}) },
    ...(objects ? { objects: { ...objects, answers: rest } } : { related: answersTo(plan, rest) }),
  };
}

/** Fetches what this reader does not have, or not as it is now, and puts it in the place of its bare hit. */
async function complete(answers: SearchResult[], bodies: Body[], searcher: Searcher, shelf: RecordCache): Promise<void> {
  const searches: Body[] = [];
  // several searches may find the same document
  const places = new Map<string, Array<{ hits: Hit[]; at: number }>>();
  answers.forEach(({ hits }, i) => {
    const ids: string[] = [];
    hits.forEach((hit, at) => {
      if (shelf.knows(hit) || !hit._id) return;
      const key = `${hit._index}\n${hit._id}`;
      const known = places.get(key);
      if (known) known.push({ hits, at });
      else {
        ids.push(hit._id);
        places.set(key, [{ hits, at }]);
      }
    });
    if (ids.length) searches.push({ query: { ids: { values: ids } }, size: ids.length, _source: bodies[i]!._source, seq_no_primary_term: true });
  });
  if (!searches.length) return;
  searcher.nextRoundTrip();
  for (const { hits } of await searcher.msearch(searches)) {
    for (const hit of hits) {
      for (const place of places.get(`${hit._index}\n${hit._id}`) ?? []) place.hits[place.at] = hit;
    }
  }
}
