/** Which of the fields that audit records and lines may have are there, so that each is asked for by its own type. */
import type { FieldCapsClient } from '../../kibana_types';
import type { RequestTraceConfig } from '../../config';
import { AUDIT_PLACES, pathsOf } from '../../elasticsearch/field_catalogue';
import type { ScopedSearcher } from '../../elasticsearch/scoped_searcher';
import type { UserWork, WorkKind } from '../../elasticsearch/user_work';
import { fieldTypes, isDate, KEYWORDS, type FieldTypes } from '../../elasticsearch/field_types';

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
const COMPONENT_FIELDS = pathsOf('service', 'container', 'identifier');
const LEVEL_FIELDS = pathsOf('level');

/** One way in which these indices hold audit records. */
export interface AuditLayout {
  prefix: string;
  /** sortable fields: the audit ID, and when the request was received */
  id: string;
  time: string;
  /** fields in which this part can be compared exactly; none where it isn't indexed so */
  exact(path: AuditPath): string[];
  /** where it can be searched for words */
  text(path: AuditPath): string[];
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

const NUMBERS: ReadonlySet<string> = new Set(['long', 'integer', 'short', 'byte', 'unsigned_long']);

/** Fields that hold this one as a keyword in at least one index: itself, or what dynamic mappings put beside a text. */
function exactFields(types: FieldTypes, name: string): string[] {
  // of all parts only the answer's code is a number; elsewhere one could not be compared with a text
  const isExact = (type: string): boolean =>
    KEYWORDS.has(type) || (name.endsWith('responseStatus.code') && NUMBERS.has(type));
  return [name, `${name}.keyword`].filter((field) => types.get(field)?.types.some(isExact));
}

function layoutOf(types: FieldTypes, prefix: string, timeField: string): AuditLayout | null {
  const exact = (path: AuditPath): string[] => exactFields(types, prefix + path);
  // a conflict of types can't be sorted by: then its keyword, where dynamic mappings made one, sorts at least those
  const [id] = exact('auditID');
  if (!id || !exact('verb').length) return null;
  const received = `${prefix}requestReceivedTimestamp`;
  return {
    prefix,
    id,
    exact,
    time: isDate(types.get(received)) ? received : timeField,
    text: (path) =>
      types.get(prefix + path)?.types.some((type) => type === 'text' || type === 'match_only_text')
        ? [prefix + path]
        : [],
  };
}

/** Pure: what the types of these fields allow. */
export function requestFields(
  types: FieldTypes,
  config: Pick<RequestTraceConfig, 'idFields' | 'messageFields' | 'timeField'>
): RequestFields {
  const keywords = (names: string[]): string[] => [
    ...new Set(names.flatMap((name) => exactFields(types, name))),
  ];
  return {
    audit: AUDIT_PLACES.flatMap(({ prefix }) => layoutOf(types, prefix, config.timeField) ?? []),
    ids: keywords(config.idFields),
    messages: config.messageFields.filter((name) => types.has(name)),
    components: keywords(COMPONENT_FIELDS),
    levels: keywords(LEVEL_FIELDS),
  };
}

/** New indices of a data stream have the same mappings nearly always. */
const FIELDS: WorkKind<RequestFields> = { name: 'fields', lifetimeMs: 60_000, maxEntries: 200 };

/** Which fields the searcher's indices have; remembered for a minute, so that not every page of the list asks. */
export async function requestFieldsOf(
  work: UserWork,
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
  const known = work.get(FIELDS, key);
  if (known) return known;
  searcher.nextRoundTrip();
  const names = [
    ...AUDIT_PLACES.flatMap(({ prefix }) => AUDIT_PATHS.map((path) => prefix + path)),
    ...COMPONENT_FIELDS,
    ...LEVEL_FIELDS,
    ...config.idFields,
  ];
  const answer = fieldTypes(
    client,
    searcher.index,
    [...names, ...names.map((name) => `${name}.keyword`), ...config.messageFields],
    {
      signal: searcher.signal,
      timeoutMs: config.timeout.asMilliseconds(),
    }
  );
  const { types } = await answer.catch(async (error: unknown) => {
    throw await searcher.explained(error);
  });
  // only what is answered is kept: who waited for another's request would be cancelled with it
  const fields = requestFields(types, config);
  work.set(FIELDS, key, fields);
  return fields;
}
