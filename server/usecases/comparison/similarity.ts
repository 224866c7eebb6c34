/** Which earlier requests are of the same kind as one: pure. */
import type { estypes } from '@elastic/elasticsearch';
import type { SimilarityRule } from '../../../common/model/comparison';
import type { RequestSummary } from '../../../common/model/request_summary';
import type { RequestOrigin } from '../../../common/model/trace';
import { removeGeneratedSuffixes } from '../../../common/parse/names/generated_names';
import { isSystemUser } from '../../engine/timeline/actors';
import { createPageSearch } from '../requests/audit_searches';
import type { AuditLayout } from '../requests/request_fields';
import { anyOfOrNothing } from '../requests/request_filters';
import type { TimeRange } from '../../elasticsearch/queries';

/** From the most alike to the least. */
export const SIMILARITY_RULES: readonly SimilarityRule[] = [
  'same-object',
  'same-owner',
  'same-kind-in-namespace',
  'same-kind',
];

/** Requests of each rule that are looked at before, and as many after; stages and copies make several records of one. */
const CANDIDATES_PER_RULE = 6;
const RECORDS_PER_RULE = 4 * CANDIDATES_PER_RULE;

const REMOVAL_VERBS = ['delete', 'deletecollection'];
const WRITE_VERBS = ['create', 'update', 'patch'];

export type ComparedRequest = Pick<
  RequestOrigin,
  | 'verb'
  | 'resource'
  | 'subresource'
  | 'namespace'
  | 'name'
  | 'user'
  | 'impersonatedUser'
  | 'auditID'
  | 'time'
>;

/** Verbs that do the same: an apply is a create or a patch, whichever it took. */
const listEquivalentVerbs = (verb: string): string[] =>
  REMOVAL_VERBS.includes(verb) ? REMOVAL_VERBS : WRITE_VERBS.includes(verb) ? WRITE_VERBS : [verb];

export interface CandidateSearch {
  rule: SimilarityRule;
  /** before the request: the newest first; after it: the earliest first */
  when: 'before' | 'after';
  body: estypes.MsearchMultisearchBody;
}

/**
 * The searches for successful requests of the same kind, for one msearch.
 * @param range where to look; the request's own time parts it
 */
export function createCandidateSearches(
  layouts: AuditLayout[],
  asked: ComparedRequest,
  range: TimeRange
): CandidateSearch[] {
  const searches: CandidateSearch[] = [];
  for (const rule of SIMILARITY_RULES) {
    const named = createNameFilter(rule, asked);
    if (!named) continue;
    for (const when of ['before', 'after'] as const) {
      const times =
        when === 'before'
          ? { from: range.from, to: asked.time }
          : { from: asked.time, to: range.to };
      for (const layout of layouts)
        searches.push({
          rule,
          when,
          body: createCandidateSearch(layout, asked, named, times, when),
        });
    }
  }
  return searches;
}

interface NameFilter {
  namespace?: string;
  name?: string;
}

/** null: the rule says nothing of this request. */
function createNameFilter(
  rule: SimilarityRule,
  { namespace, name }: ComparedRequest
): NameFilter | null {
  const stem = name === undefined ? undefined : removeGeneratedSuffixes(name);
  switch (rule) {
    case 'same-object':
      return name === undefined ? null : { namespace, name };
    case 'same-owner':
      return stem === undefined || stem === name ? null : { namespace, name: `${stem}*` };
    case 'same-kind-in-namespace':
      return namespace === undefined ? null : { namespace };
    case 'same-kind':
      return {};
  }
}

function createCandidateSearch(
  layout: AuditLayout,
  asked: ComparedRequest,
  named: NameFilter,
  range: TimeRange,
  when: 'before' | 'after'
): estypes.MsearchMultisearchBody {
  const { verb = '', resource = '', subresource, user, impersonatedUser } = asked;
  const filters = {
    ...named,
    resource: subresource ? `${resource}/${subresource}` : resource,
    people: !isSystemUser(impersonatedUser ?? user),
  };
  const search = createPageSearch(layout, {
    filters,
    range,
    order: when === 'before' ? 'desc' : 'asc',
    size: RECORDS_PER_RULE,
  });
  const codes = layout.getExactFields('responseStatus.code');
  return {
    ...search,
    query: {
      bool: {
        filter: [
          search.query!,
          anyOfOrNothing(
            layout
              .getExactFields('verb')
              .map((field) => ({ terms: { [field]: listEquivalentVerbs(verb) } }))
          ),
          ...(codes.length
            ? [anyOfOrNothing(codes.map((field) => ({ range: { [field]: { lt: 400 } } })))]
            : []),
        ],
        must_not: subresource
          ? []
          : layout.getExactFields('objectRef.subresource').map((field) => ({ exists: { field } })),
      },
    },
  };
}

/** Those that may be compared: answered with success, not the request itself, and of the rule's name. */
export function selectComparable(
  rule: SimilarityRule,
  asked: ComparedRequest,
  candidates: RequestSummary[]
): RequestSummary[] {
  return candidates
    .filter(
      ({ id, responseCode, dryRun, unanswered, name }) =>
        id !== asked.auditID &&
        !dryRun &&
        !unanswered &&
        responseCode !== undefined &&
        responseCode < 400 &&
        (rule !== 'same-owner' ||
          (name !== undefined &&
            removeGeneratedSuffixes(name) === removeGeneratedSuffixes(asked.name!)))
    )
    .slice(0, CANDIDATES_PER_RULE);
}
