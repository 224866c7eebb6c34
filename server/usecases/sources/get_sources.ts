import type { FieldRole, SourcesResponse, SourceState } from '../../../common/api/sources';
import type { RecordSource } from '../../../common/model/log_record';
import type { RequestTraceConfig } from '../../config';
import type { FieldCapsClient } from '../../kibana_types';
import { FilterRejectedError, getStatusCode } from '../../elasticsearch/errors';
import { getAuditFields, getSearchFields } from '../../elasticsearch/field_catalogue';
import type { TimeRange } from '../../elasticsearch/queries';
import type { ScopedSearcher } from '../../elasticsearch/scoped_searcher';
import { createSearchWarnings } from '../../elasticsearch/search_warnings';
import { wordWarnings } from '../../messages/warnings';
import { createAdvice } from './advice';
import { listNames, parseSourceResult } from './parse_source_results';
import { fetchFieldTypes, isDateField, type FieldTypes } from '../../elasticsearch/field_types';
import {
  createNamesSearch,
  createNewestSearch,
  readNewestTime,
  createSourceSearches,
  type SampledFields,
  type SourceScope,
} from './source_searches';
import {
  AUDIT_FIELDS,
  BODY_FIELDS,
  COMPONENT_FIELDS,
  EVENT_OBJECT_FIELDS,
  LEVEL_FIELDS,
  createNamesAggregations,
  POD_OBJECT_FIELDS,
  listSources,
  type SourceToSearch,
} from './source_list';

export interface GetSourcesOptions {
  searcher: ScopedSearcher;
  client: FieldCapsClient;
  /** with the space's settings applied; its `timeField` is the scope's */
  config: RequestTraceConfig;
  from?: string;
  to?: string;
  now?: number;
}

const DAY_MS = 86_400_000;

/**
 * Which logs there are, how fresh, and what is missing from them. Three round trips: the mappings and the newest record;
 * which components there are; each source. None of them visits more than a bounded number of records, but for the terms of
 * the component fields.
 */
export async function getSources(options: GetSourcesOptions): Promise<SourcesResponse> {
  const { searcher, client, config, from, to, now = Date.now() } = options;
  const { timeField, messageFields } = config;
  searcher.nextRoundTrip();
  const [{ types, indices }, newest, missing, refused] = await Promise.all([
    fetchFieldTypes(
      client,
      searcher.index,
      [
        timeField,
        ...config.idFields,
        ...config.idFields.map((name) => `${name}.keyword`),
        ...messageFields,
        ...COMPONENT_FIELDS,
        ...AUDIT_FIELDS,
        ...LEVEL_FIELDS,
        ...BODY_FIELDS,
        ...EVENT_OBJECT_FIELDS,
        ...POD_OBJECT_FIELDS,
      ],
      { signal: searcher.signal, timeoutMs: config.timeout.asMilliseconds() }
    ).catch(async (error: unknown) => {
      throw await searcher.explainError(error);
    }),
    findNewestRecord(searcher, timeField, { from, to }),
    searcher.missingIndices(),
    searcher.refusedIndices(),
  ]);
  const window = getWindow(from, to, newest, now);
  const scope: SourceScope = { timeField, hasTime: isDateField(types.get(timeField)), window };

  searcher.nextRoundTrip();
  const aggregations = createNamesAggregations(types);
  const [names] = Object.keys(aggregations).length
    ? await searcher.msearch([createNamesSearch(scope, aggregations)])
    : [];
  const asked = listSources(listNames(names), types, messageFields);

  searcher.nextRoundTrip();
  const roles = asked.map(({ source }) => getFieldRoles(source, config, types));
  const answers = await searcher.msearch(
    asked.flatMap((one, i) =>
      createSourceSearches(one, scope, getSampledFields(one, roles[i]!, config, types), types)
    )
  );
  const until = to ? Math.min(now, Date.parse(to)) : now;
  const sources = asked.map((one, i): SourceState => {
    const answer = parseSourceResult(
      one,
      [answers[2 * i], answers[2 * i + 1]],
      roles[i]!,
      timeField,
      types
    );
    return {
      source: one.source,
      component: one.component,
      ...(one.isOptional ? { isOptional: true } : {}),
      records: answer.records,
      ...(answer.isLowerBound ? { recordsAreMore: true } : {}),
      ...(answer.newest ? { newest: answer.newest } : {}),
      ...(answer.oldest ? { oldest: answer.oldest } : {}),
      ...(answer.indices.length ? { indices: answer.indices } : {}),
      fields: answer.fields,
      ...(one.source === 'component' && answer.records
        ? {
            reqID: {
              lines: answer.sample.records,
              withReqID: Math.max(answer.sample.withId, answer.sample.withIdText),
            },
          }
        : {}),
      advice: createAdvice(answer, { timeField, messageFields, types, until }),
    };
  });
  return {
    sources,
    indices: { asked: searcher.index, found: indices, missing, refused },
    idFields: config.idFields.map((name) => {
      const type = types.get(name);
      return {
        name,
        type: type ? type.types.join(',') : null,
        isSearchable: type?.isSearchable ?? false,
      };
    }),
    window: { ...window, ...(newest ? { newest } : {}), asked: Boolean(from ?? to) },
    took: { total: Math.round(searcher.elapsedMs), roundTrips: searcher.roundTrips },
    warnings: wordWarnings(createSearchWarnings(searcher.notes)),
  };
}

/** undefined where there is none, or the time field can't be sorted by: then the advice says so. */
async function findNewestRecord(
  searcher: ScopedSearcher,
  timeField: string,
  range: TimeRange
): Promise<string | undefined> {
  try {
    return readNewestTime(
      (await searcher.search(createNewestSearch(timeField, range))).hits,
      timeField
    );
  } catch (error) {
    if (error instanceof FilterRejectedError || getStatusCode(error) !== 400) throw error;
    return undefined;
  }
}

/** What was asked for; else the day before the newest record. */
function getWindow(
  from: string | undefined,
  to: string | undefined,
  newest: string | undefined,
  now: number
): { from: string; to: string } {
  const end = to ?? newest ?? new Date(now).toISOString();
  return { from: from ?? new Date(Date.parse(end) - DAY_MS).toISOString(), to: end };
}

/** Fields of the mappings that a source may have, and what they are for. */
function getFieldRoles(
  source: RecordSource,
  config: RequestTraceConfig,
  types: FieldTypes
): Map<string, FieldRole> {
  const roles = new Map<string, FieldRole>();
  const add = (role: FieldRole, names: string[]) => {
    for (const name of names) if (types.has(name) && !roles.has(name)) roles.set(name, role);
  };
  add('time', [config.timeField]);
  add('id', config.idFields);
  add('message', config.messageFields);
  if (source === 'event') add('object', EVENT_OBJECT_FIELDS);
  if (source === 'pod') add('object', POD_OBJECT_FIELDS);
  return roles;
}

const AUDIT_ID_FIELDS = new Set(getAuditFields('auditID'));
const TRACE_ID_FIELDS = new Set(getSearchFields('traceID'));

function getSampledFields(
  { source }: SourceToSearch,
  roles: Map<string, FieldRole>,
  config: RequestTraceConfig,
  types: FieldTypes
): SampledFields {
  const known = config.idFields.filter((name) => types.has(name));
  // a line of kube-apiserver has its audit ID too, which does not make it a line with a reqID
  const idFields =
    source === 'audit'
      ? known.filter((name) => AUDIT_ID_FIELDS.has(name))
      : known.filter((name) => !AUDIT_ID_FIELDS.has(name) && !TRACE_ID_FIELDS.has(name));
  return {
    fields: [...roles.keys()],
    idFields,
    messageFields: config.messageFields,
    reqIdKeys: config.reqIdKeys,
  };
}
