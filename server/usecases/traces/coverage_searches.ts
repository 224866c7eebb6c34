import {
  allOf,
  sourceQuery,
  timeClauses,
  type SearchBody,
  type TimeRange,
} from '../../elasticsearch/queries';
import { EXPECTED_SOURCES } from '../../engine/coverage';

/**
 * Asks for each of these sources whether the window holds anything of it: one document is enough, so the cost does not
 * follow the corpus.
 */
export function createCoverageSearches(
  components: string[],
  timeField: string,
  window: TimeRange
): SearchBody[] {
  return EXPECTED_SOURCES.filter(({ component }) => components.includes(component)).map(
    ({ source, component }) => ({
      size: 0,
      terminate_after: 1,
      track_total_hits: 1,
      query: allOf([sourceQuery(source, component), ...timeClauses(timeField, window)]),
    })
  );
}
