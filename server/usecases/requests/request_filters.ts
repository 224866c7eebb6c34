/** The requests list's filters as clauses: a value is compared whole, `*` stands for anything, nothing else has a meaning. */
import type { RequestsQuery } from '../../../common/api/schemas';
import { CHANGING_VERBS } from '../../../common/parse/audit';
import { findResource } from '../../../common/parse/builtin_kinds';
import { anyOf as anyOf, exists, type Query } from '../../elasticsearch/queries';
import { SYSTEM_PEOPLE } from '../../engine/timeline/actors';
import type { AuditLayout, AuditPath } from './request_fields';

export type RequestFilters = Pick<
  RequestsQuery,
  'user' | 'verb' | 'resource' | 'namespace' | 'name' | 'q' | 'people' | 'outcome'
>;

export const MATCH_NONE: Query = { match_none: {} };
export const anyOfOrNothing = (should: Query[]): Query =>
  should.length === 0 ? MATCH_NONE : anyOf(should);

/** Questions in the form of a create, and what is written all the time without anybody asking for it. */
export const EXCLUDED_RESOURCES = [
  'tokenreviews',
  'subjectaccessreviews',
  'selfsubjectaccessreviews',
  'localsubjectaccessreviews',
  'selfsubjectrulesreviews',
  'selfsubjectreviews',
  'leases',
  'events',
];

/** Elasticsearch's wildcards: `?` and `\` are none here. */
const escapeWildcard = (value: string): string => value.replace(/[\\?]/g, '\\$&');

/** One field holds this value. */
function fieldMatches(field: string, value: string): Query {
  return value.includes('*')
    ? { wildcard: { [field]: { value: escapeWildcard(value), case_insensitive: true } } }
    : { term: { [field]: { value } } };
}

const anyFieldMatches = (fields: string[], value: string): Query =>
  anyOfOrNothing(fields.map((field) => fieldMatches(field, value)));

/** Users of the control plane and of nodes; the request's own user, or the one on whose behalf it was made. */
function systemUserQuery(fields: string[]): Query {
  return {
    bool: {
      should: fields.map((field) => ({ prefix: { [field]: 'system:' } })),
      minimum_should_match: 1,
      must_not: fields.map((field) => ({ terms: { [field]: [...SYSTEM_PEOPLE] } })),
    },
  };
}

/** What is not asked for by people: an impersonated user counts as that user. */
function nonPersonQueries(layout: AuditLayout): Query[] {
  const user = layout.getExactFields('user.username');
  const impersonated = layout.getExactFields('impersonatedUser.username');
  if (!user.length) return [];
  if (!impersonated.length) return [systemUserQuery(user)];
  const isImpersonated = anyOfOrNothing(impersonated.map(exists));
  return [
    systemUserQuery(impersonated),
    { bool: { filter: [systemUserQuery(user)], must_not: [isImpersonated] } },
  ];
}

/** `Deployment`, `deployments`, `deployments.apps`, `pods/eviction` */
function resourceClause(layout: AuditLayout, text: string): Query {
  const [resource = '', subresource] = text.split('/', 2);
  const [word = '', group] = splitOnce(resource, '.');
  const clauses = [
    anyFieldMatches(
      layout.getExactFields('objectRef.resource'),
      findResource(word) ?? word.toLowerCase()
    ),
  ];
  if (group) clauses.push(anyFieldMatches(layout.getExactFields('objectRef.apiGroup'), group));
  if (subresource)
    clauses.push(anyFieldMatches(layout.getExactFields('objectRef.subresource'), subresource));
  return clauses.length === 1 ? clauses[0]! : { bool: { filter: clauses } };
}

function splitOnce(text: string, separator: string): [string, string?] {
  const at = text.indexOf(separator);
  return at < 0 ? [text] : [text.slice(0, at), text.slice(at + 1)];
}

const TEXT_SEARCH_PATHS: AuditPath[] = [
  'user.username',
  'impersonatedUser.username',
  'verb',
  'objectRef.resource',
  'objectRef.subresource',
  'objectRef.namespace',
  'objectRef.name',
  'responseObject.metadata.name',
  'responseStatus.reason',
];
/** Words of a search that count; more make no sense, and each costs a clause a field. */
const MAX_WORDS = 8;
/** Characters of a name; Elasticsearch refuses patterns of more than some 500. */
const MAX_NAME_LENGTH = 253;

/** A word stands anywhere: in a part of a name, or among the words of the answer's message. */
function wordClause(layout: AuditLayout, word: string): Query {
  const parts = (word.length > MAX_NAME_LENGTH ? [] : TEXT_SEARCH_PATHS)
    .flatMap((path) => layout.getExactFields(path))
    .map((field): Query => ({
      wildcard: {
        [field]: { value: `*${escapeWildcard(word).replaceAll('*', '')}*`, case_insensitive: true },
      },
    }));
  const words = layout
    .getTextFields('responseStatus.message')
    .map((field): Query => ({ match_phrase: { [field]: word } }));
  return anyOfOrNothing([
    ...parts,
    ...words,
    ...layout
      .getExactFields('auditID')
      .map((field): Query => ({ term: { [field]: { value: word.toLowerCase() } } })),
  ]);
}

/** `web` of `shop/web` is a name, `shop` its namespace: a slash parts words as a space does. */
export const splitWords = (text: string): string[] =>
  [...new Set(text.split(/[\s/]+/).filter((word) => word.replaceAll('*', '') !== ''))].slice(
    0,
    MAX_WORDS
  );

/** Writes in this layout that the filters let in. */
export function createAuditQuery(
  layout: AuditLayout,
  filters: RequestFilters
): { filter: Query[]; must_not: Query[] } {
  const { user, verb, resource, namespace, name, q, people, outcome } = filters;
  const filter: Query[] = [
    anyOfOrNothing(
      layout.getExactFields('verb').map((field) => ({ terms: { [field]: [...CHANGING_VERBS] } }))
    ),
  ];
  // at the root other documents have a `verb` as well
  if (layout.prefix === '') filter.push(exists(layout.id), exists(layout.time));
  if (user)
    filter.push(
      anyOfOrNothing([
        anyFieldMatches(layout.getExactFields('user.username'), user),
        anyFieldMatches(layout.getExactFields('impersonatedUser.username'), user),
      ])
    );
  if (verb) filter.push(anyFieldMatches(layout.getExactFields('verb'), verb.toLowerCase()));
  if (resource) filter.push(resourceClause(layout, resource));
  // a Namespace's own requests name it in both places (requestinfo.go)
  if (namespace)
    filter.push(anyFieldMatches(layout.getExactFields('objectRef.namespace'), namespace));
  // a create with generateName has its name in the answer only
  if (name)
    filter.push(
      anyOfOrNothing(
        (
          ['objectRef.name', 'responseObject.metadata.name', 'requestObject.metadata.name'] as const
        ).map((path) => anyFieldMatches(layout.getExactFields(path), name))
      )
    );
  for (const word of q ? splitWords(q) : []) filter.push(wordClause(layout, word));

  const refused = layout
    .getExactFields('responseStatus.code')
    .map((field): Query => ({ range: { [field]: { gte: 400 } } }));
  if (outcome === 'rejected') filter.push(anyOfOrNothing(refused));

  const excluded = isExcludedResourceRequested(resource) ? [] : EXCLUDED_RESOURCES;
  const must_not: Query[] = excluded.length
    ? layout.getExactFields('objectRef.resource').map((field) => ({ terms: { [field]: excluded } }))
    : [];
  if (people !== false) must_not.push(...nonPersonQueries(layout));
  if (outcome !== undefined && outcome !== 'rejected') must_not.push(...refused);
  return { filter, must_not };
}

/** Whether the filter names one of those that are left out otherwise. */
export function isExcludedResourceRequested(resource: string | undefined): boolean {
  if (!resource) return false;
  const word = splitOnce(resource.split('/', 1)[0]!, '.')[0].toLowerCase();
  const asked = findResource(word) ?? word;
  return EXCLUDED_RESOURCES.includes(asked) || asked.includes('*');
}

/** Whether a value is what a filter asks for, as `holds` asks Elasticsearch: whole, `*` for anything, then in small or capital letters. */
export function matchesFilter(value: string | undefined, asked: string): boolean {
  if (value === undefined) return false;
  if (!asked.includes('*')) return value === asked;
  const text = value.toLowerCase();
  const [first = '', ...rest] = asked.toLowerCase().split('*');
  const last = rest.pop() ?? '';
  if (!text.startsWith(first)) return false;
  let at = first.length;
  for (const part of rest) {
    const next = text.indexOf(part, at);
    if (next < 0) return false;
    at = next + part.length;
  }
  return text.length - last.length >= at && text.endsWith(last);
}
