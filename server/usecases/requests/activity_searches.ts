/** What the lines of one page's requests say: pure builders, for these requests' IDs only. */
import type { estypes } from '@elastic/elasticsearch';
import {
  getAuditPaths,
  DEFAULT_TIME_FIELD,
  getFieldPaths,
} from '../../elasticsearch/field_catalogue';
import { getAnnotationFields } from '../../elasticsearch/readers/annotation';
import { KLOG_MAX_AUDIT_ID_LENGTH } from '../../../common/parse/find_ids';
import {
  allOf,
  exists,
  phraseQueries,
  listIdSpellings,
  timeClauses,
  unlessAnnotated,
  type Query,
  type SearchBody,
  type TimeRange,
} from '../../elasticsearch/queries';
import type { RequestFields } from './request_fields';
import { anyOfOrNothing } from './request_filters';

/** A request's own lines in kube-apiserver's log are few. */
const LINES_PER_REQUEST = 4;
/** Phrases are dearer than terms, and each ID needs one. */
const MAX_PHRASES = 100;

const LINE_SOURCE_FIELDS = [
  DEFAULT_TIME_FIELD,
  ...getFieldPaths('message', 'dataset', 'service', 'container', 'identifier'),
  ...getAuditPaths('auditID'),
];

const auditRecordQueries = (fields: RequestFields): Query[] =>
  fields.audit.map(({ prefix }) => exists(`${prefix}stage`));

/** Lines that carry one of these audit IDs: kube-apiserver's own about the request, which carry its reqID where there are any. */
export function createAuditIdLinesSearch(
  auditIDs: string[],
  fields: RequestFields,
  idFields: string[],
  timeField: string,
  range: TimeRange,
  by: 'field' | 'text'
): SearchBody {
  const spelled = auditIDs.flatMap(listIdSpellings);
  const carried =
    by === 'field'
      ? fields.ids.map((field) => unlessAnnotated(field, { terms: { [field]: spelled } }))
      : phraseQueries(
          auditIDs.slice(0, MAX_PHRASES).map((id) => id.slice(0, KLOG_MAX_AUDIT_ID_LENGTH)),
          fields.messages
        );
  return {
    // audit records are known already
    query: allOf(
      [anyOfOrNothing(carried), ...timeClauses(timeField, range)],
      auditRecordQueries(fields)
    ),
    size: Math.min(auditIDs.length * LINES_PER_REQUEST, 2_000),
    track_total_hits: false,
    _source: [
      ...LINE_SOURCE_FIELDS,
      timeField,
      ...idFields,
      ...idFields.flatMap((field) => getAnnotationFields(field)?.by.dotted ?? []),
    ],
  };
}

/** Words for errors in `log.level`, by whoever writes it. */
const ERROR_LEVELS = [
  'error',
  'fatal',
  'critical',
  'panic',
  'ERROR',
  'FATAL',
  'CRITICAL',
  'PANIC',
  'Error',
  'Fatal',
  'E',
  'F',
];
/** Days whose klog headers are looked for. */
const MAX_KLOG_HEADER_DAYS = 60;
const DAY_MS = 86_400_000;

/** Lines of severity error: by their level, else by klog's header, whose first word is `E1123` (analysed to small letters). */
export function errorQuery(fields: RequestFields, { from, to }: Required<TimeRange>): Query {
  const byLevel = fields.levels.map((field): Query => ({ terms: { [field]: ERROR_LEVELS } }));
  const headers: string[] = [];
  // a node's clock may be in another zone: a day more on both sides
  for (
    let ms = Date.parse(from) - DAY_MS;
    ms <= Date.parse(to) + DAY_MS && headers.length < 2 * MAX_KLOG_HEADER_DAYS;
    ms += DAY_MS
  ) {
    const day = new Date(ms).toISOString().slice(5, 10).replace('-', '');
    headers.push(`e${day}`, `f${day}`);
  }
  const byHeader = fields.messages.map((field): Query => ({
    bool: { filter: [{ terms: { [field]: headers } }], must_not: fields.levels.map(exists) },
  }));
  return anyOfOrNothing([...byLevel, ...byHeader]);
}

/** Components that one request's lines may come from. */
const MAX_COMPONENTS = 30;

/** One document's component is in the first of these fields that it has. */
function createComponentAggregations(
  fields: string[]
): Record<string, estypes.AggregationsAggregationContainer> {
  return Object.fromEntries(
    fields.map((field, i) => [
      `c${i}`,
      {
        filter: { bool: { must_not: fields.slice(0, i).map(exists) } },
        aggs: { names: { terms: { field, size: MAX_COMPONENTS } } },
      },
    ])
  );
}

export interface ActivitySearchOptions {
  reqIDs: string[];
  /** the fields in which these reqIDs stand; none: in the text only */
  reqIdFields: string[];
  fields: RequestFields;
  timeField: string;
  range: Required<TimeRange>;
}

/**
 * First and last time, records, errors and components of these reqIDs' lines. `include` with a map: no global ordinals are
 * built, and no other ID is looked at, so that the cost is that of these lines.
 */
export function createActivitySearch({
  reqIDs,
  reqIdFields,
  fields,
  timeField,
  range,
}: ActivitySearchOptions): SearchBody {
  const aggs = {
    first: { min: { field: timeField } },
    last: { max: { field: timeField } },
    errors: { filter: errorQuery(fields, range) },
    ...createComponentAggregations(fields.components),
    audit: {
      filter: {
        bool: {
          filter: [anyOfOrNothing(auditRecordQueries(fields))],
          must_not: fields.components.map(exists),
        },
      },
    },
  };
  const byField = reqIdFields.map((field): Query => ({ terms: { [field]: reqIDs } }));
  const inText = reqIdFields.length
    ? []
    : reqIDs
        .slice(0, MAX_PHRASES)
        .map((id): Query => anyOfOrNothing(phraseQueries([id], fields.messages)));
  return {
    query: allOf([anyOfOrNothing([...byField, ...inText]), ...timeClauses(timeField, range)]),
    size: 0,
    track_total_hits: false,
    aggs: reqIdFields.length
      ? Object.fromEntries(
          reqIdFields.map((field, i) => [
            `f${i}`,
            { terms: { field, include: reqIDs, size: reqIDs.length, execution_hint: 'map' }, aggs },
          ])
        )
      : {
          text: {
            filters: { filters: Object.fromEntries(inText.map((query, i) => [reqIDs[i]!, query])) },
            aggs,
          },
        },
  };
}
