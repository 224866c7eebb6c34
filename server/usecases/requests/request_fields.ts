/** Which of the fields that audit records and lines may have are there, so that each is asked for by its own type. */
import type { FieldCapsClient } from '../../kibana_types';
import type { RequestTraceConfig } from '../../config';
import { AUDIT_LAYOUTS, getFieldPaths } from '../../elasticsearch/field_catalogue';
import type { ScopedSearcher } from '../../elasticsearch/scoped_searcher';
import type { UserCache, CacheKind } from '../../elasticsearch/user_cache';
import {
  fetchFieldTypes,
  isDateField,
  KEYWORD_TYPES,
  type FieldTypes,
} from '../../elasticsearch/field_types';

/** Parts of an audit record that the list filters, sorts or counts by. */
const AUDIT_PATHS = [
  'auditID',
  'verb',
  'stage',
  'user.username',
  'impersonatedUser.username',
  'requestReceivedTimestamp',
  'requestURI',
  'objectRef.resource',
  'objectRef.subresource',
  'objectRef.namespace',
  'objectRef.name',
  'objectRef.apiGroup',
  'responseObject.metadata.name',
  'requestObject.metadata.name',
  'responseStatus.code',
  'responseStatus.reason',
  'responseStatus.message',
] as const;
export type AuditPath = (typeof AUDIT_PATHS)[number];

/** Who wrote a line; the first that a document has counts, as in its reader. */
const COMPONENT_FIELDS = getFieldPaths('service', 'container', 'identifier');
const LEVEL_FIELDS = getFieldPaths('level');

/** One way in which these indices hold audit records. */
export interface AuditLayout {
  prefix: string;
  /** sortable fields: the audit ID, and when the request was received */
  id: string;
  time: string;
  /** fields in which this part can be compared exactly; none where it isn't indexed so */
  getExactFields(path: AuditPath): string[];
  /** where it can be searched for words */
  getTextFields(path: AuditPath): string[];
}

/** What the list's queries may name. */
export interface RequestFields {
  audit: AuditLayout[];
  /** of `config.idFields` those that hold keywords */
  ids: string[];
  /** of `config.messageFields` those that are there */
  messages: string[];
  /** keywords only, in the order in which they count */
  components: string[];
  levels: string[];
}

const NUMBER_TYPES: ReadonlySet<string> = new Set([
  'long',
  'integer',
  'short',
  'byte',
  'unsigned_long',
]);

/** Fields that hold this one as a keyword in at least one index: itself, or what dynamic mappings put beside a text. */
function findExactFields(types: FieldTypes, name: string): string[] {
  // of all parts only the answer's code is a number; elsewhere one could not be compared with a text
  const isExact = (type: string): boolean =>
    KEYWORD_TYPES.has(type) || (name.endsWith('responseStatus.code') && NUMBER_TYPES.has(type));
  return [name, `${name}.keyword`].filter((field) => types.get(field)?.types.some(isExact));
}

function createLayout(types: FieldTypes, prefix: string, timeField: string): AuditLayout | null {
  const exact = (path: AuditPath): string[] => findExactFields(types, prefix + path);
  // a conflict of types can't be sorted by: then its keyword, where dynamic mappings made one, sorts at least those
  const [id] = exact('auditID');
  if (!id || !exact('verb').length) return null;
  const received = `${prefix}requestReceivedTimestamp`;
  return {
    prefix,
    id,
    getExactFields: exact,
    time: isDateField(types.get(received)) ? received : timeField,
    getTextFields: (path) =>
      types.get(prefix + path)?.types.some((type) => type === 'text' || type === 'match_only_text')
        ? [prefix + path]
        : [],
  };
}

/** Pure: what the types of these fields allow. */
export function createRequestFields(
  types: FieldTypes,
  config: Pick<RequestTraceConfig, 'idFields' | 'messageFields' | 'timeField'>
): RequestFields {
  const keywords = (names: string[]): string[] => [
    ...new Set(names.flatMap((name) => findExactFields(types, name))),
  ];
  return {
    audit: AUDIT_LAYOUTS.flatMap(
      ({ prefix }) => createLayout(types, prefix, config.timeField) ?? []
    ),
    ids: keywords(config.idFields),
    messages: config.messageFields.filter((name) => types.has(name)),
    components: keywords(COMPONENT_FIELDS),
    levels: keywords(LEVEL_FIELDS),
  };
}

/** New indices of a data stream have the same mappings nearly always. */
const REQUEST_FIELDS_CACHE: CacheKind<RequestFields> = {
  name: 'fields',
  lifetimeMs: 60_000,
  maxEntries: 200,
};

/** Which fields the searcher's indices have; remembered for a minute, so that not every page of the list asks. */
export async function fetchRequestFields(
  userCache: UserCache,
  searcher: ScopedSearcher,
  client: FieldCapsClient,
  config: RequestTraceConfig
): Promise<RequestFields> {
  const key = JSON.stringify([
    searcher.index,
    config.idFields,
    config.messageFields,
    config.timeField,
  ]);
  const known = userCache.get(REQUEST_FIELDS_CACHE, key);
  if (known) return known;
  searcher.nextRoundTrip();
  const names = [
    ...AUDIT_LAYOUTS.flatMap(({ prefix }) => AUDIT_PATHS.map((path) => prefix + path)),
    ...COMPONENT_FIELDS,
    ...LEVEL_FIELDS,
    ...config.idFields,
  ];
  const answer = fetchFieldTypes(
    client,
    searcher.index,
    [...names, ...names.map((name) => `${name}.keyword`), ...config.messageFields],
    {
      signal: searcher.signal,
      timeoutMs: config.timeout.asMilliseconds(),
    }
  );
  const { types } = await answer.catch(async (error: unknown) => {
    throw await searcher.explainError(error);
  });
  // only what is answered is kept: who waited for another's request would be cancelled with it
  const fields = createRequestFields(types, config);
  userCache.set(REQUEST_FIELDS_CACHE, key, fields);
  return fields;
}
