/** Which earlier requests are of the same kind as one: pure. */
import type { estypes } from '@elastic/elasticsearch';
import type { LikenessRule } from '../../../common/model/comparison';
import type { RequestSummary } from '../../../common/model/request_summary';
import type { RequestOrigin } from '../../../common/model/trace';
import { stemOf } from '../../../common/parse/names/generated_names';
import { isSystemUser } from '../../engine/timeline/actors';
import { pageSearch } from '../requests/audit_searches';
import type { AuditLayout } from '../requests/fields';
import { any } from '../requests/filters';
import type { TimeRange } from '../../elasticsearch/queries';

/** From the most alike to the least. */
export const LIKENESS_RULES: readonly LikenessRule[] = [
  'same-object',
  'same-owner',
  'same-kind-in-namespace',
  'same-kind',
];

/** Requests of each rule that are looked at before, and as many after; stages and copies make several records of one. */
const CANDIDATES = 6;
const RECORDS = 4 * CANDIDATES;

const REMOVING = ['delete', 'deletecollection'];
const WRITING = ['create', 'update', 'patch'];

export type Asked = Pick<
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
const verbsLike = (verb: string): string[] =>
  REMOVING.includes(verb) ? REMOVING : WRITING.includes(verb) ? WRITING : [verb];

export interface CandidateSearch {
  rule: LikenessRule;
  /** before the request: the newest first; after it: the earliest first */
  when: 'before' | 'after';
  body: estypes.MsearchMultisearchBody;
}

/**
 * The searches for successful requests of the same kind, for one msearch.
 * @param range where to look; the request's own time parts it
 */
export function candidateSearches(
  layouts: AuditLayout[],
  asked: Asked,
  range: TimeRange
): CandidateSearch[] {
  const searches: CandidateSearch[] = [];
  for (const rule of LIKENESS_RULES) {
    const named = filtersOf(rule, asked);
    if (!named) continue;
    for (const when of ['before', 'after'] as const) {
      const times =
        when === 'before'
          ? { from: range.from, to: asked.time }
          : { from: asked.time, to: range.to };
      for (const layout of layouts)
        searches.push({ rule, when, body: searchFor(layout, asked, named, times, when) });
    }
  }
  return searches;
}

interface Named {
  namespace?: string;
  name?: string;
}

/** null: the rule says nothing of this request. */
function filtersOf(rule: LikenessRule, { namespace, name }: Asked): Named | null {
  const stem = name === undefined ? undefined : stemOf(name);
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

function searchFor(
  layout: AuditLayout,
  asked: Asked,
  named: Named,
  range: TimeRange,
  when: 'before' | 'after'
): estypes.MsearchMultisearchBody {
  const { verb = '', resource = '', subresource, user, impersonatedUser } = asked;
  const filters = {
    ...named,
    resource: subresource ? `${resource}/${subresource}` : resource,
    people: !isSystemUser(impersonatedUser ?? user),
  };
  const search = pageSearch(layout, {
    filters,
    range,
    order: when === 'before' ? 'desc' : 'asc',
    size: RECORDS,
  });
  const codes = layout.exact('responseStatus.code');
  return {
    ...search,
    query: {
      bool: {
        filter: [
          search.query!,
          any(layout.exact('verb').map((field) => ({ terms: { [field]: verbsLike(verb) } }))),
          ...(codes.length
            ? [any(codes.map((field) => ({ range: { [field]: { lt: 400 } } })))]
            : []),
        ],
        must_not: subresource
          ? []
          : layout.exact('objectRef.subresource').map((field) => ({ exists: { field } })),
      },
    },
  };
}

/** Those that may be compared: answered with success, not the request itself, and of the rule's name. */
export function comparable(
  rule: LikenessRule,
  asked: Asked,
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
        (rule !== 'same-owner' || (name !== undefined && stemOf(name) === stemOf(asked.name!)))
    )
    .slice(0, CANDIDATES);
}
