import type { SourceAdvice, SourceField } from '../../../common/api/sources';
import type { RecordSource } from '../../../common/model/log_record';
import { isDateField, isKeywordField, type FieldTypes } from '../../elasticsearch/field_types';
import { EVENT_OBJECT_FIELDS, POD_OBJECT_FIELDS } from './source_list';

/** What is known of one source when its advice is made. */
export interface SourceFacts {
  source: RecordSource;
  records: number;
  newest?: string;
  fields: SourceField[];
  /** of the records looked at */
  sample: {
    records: number;
    /** records with their ID in an indexed field */
    withId: number;
    /** records in whose message a request ID stands (component lines), whether indexed or not */
    withIdText: number;
    /** audit records that have a body; undefined where no index says so */
    bodies?: number;
  };
}

interface AdviceContext {
  timeField: string;
  messageFields: string[];
  types: FieldTypes;
  /** until when records could be there: now, or the end of the range asked for; ms since the epoch */
  until: number;
}

const HOUR_MS = 3_600_000;

/** What to do about what is missing: codes and facts, for the browser to word. The gravest first. */
export function createAdvice(facts: SourceFacts, context: AdviceContext): SourceAdvice[] {
  if (!facts.records) return [{ code: 'source_missing' }];
  return [
    ...createTimeAdvice(facts, context),
    ...createIdAdvice(facts, context),
    ...createContentAdvice(facts, context),
  ];
}

function createTimeAdvice(
  { fields, newest }: SourceFacts,
  { timeField, types, until }: AdviceContext
): SourceAdvice[] {
  const type = types.get(timeField);
  if (!type || !fields.some(({ role }) => role === 'time'))
    return [{ code: 'time_field_missing', detail: { field: timeField } }];
  if (!isDateField(type))
    return [
      { code: 'time_field_not_date', detail: { field: timeField, type: type.types.join(',') } },
    ];
  const age = newest === undefined ? 0 : until - Date.parse(newest);
  if (age > 24 * HOUR_MS)
    return [
      {
        code: 'nothing_newer_than_day',
        detail: { newest: newest!, hours: Math.floor(age / HOUR_MS) },
      },
    ];
  if (age > HOUR_MS)
    return [
      {
        code: 'nothing_newer_than_hour',
        detail: { newest: newest!, minutes: Math.floor(age / 60_000) },
      },
    ];
  return [];
}

function createIdAdvice(
  { source, fields, sample }: SourceFacts,
  { messageFields, types }: AdviceContext
): SourceAdvice[] {
  if (source === 'event' || source === 'pod') return [];
  const advice: SourceAdvice[] = [];
  const text = fields.find(({ role }) => role === 'message')?.name ?? messageFields[0]!;
  const ids = fields.filter(({ role }) => role === 'id');
  if (source === 'component') {
    if (!sample.withId && !sample.withIdText)
      advice.push({ code: 'no_reqid', detail: { records: sample.records } });
    else if (sample.withIdText > sample.withId)
      advice.push({
        code: 'id_in_text_only',
        detail: { field: text, records: sample.withIdText - sample.withId },
      });
  } else if (sample.withId < sample.records) {
    advice.push({
      code: 'id_in_text_only',
      detail: { field: text, records: sample.records - sample.withId },
    });
  }
  // `auditID.keyword` beside `auditID` is enough
  const inText = ids.find(
    ({ name }) => !isKeywordField(types.get(name)) && !isKeywordField(types.get(`${name}.keyword`))
  );
  if (inText)
    advice.push({
      code: 'id_field_not_keyword',
      detail: { field: inText.name, type: inText.type },
    });
  return advice;
}

function createContentAdvice(
  { source, fields, sample }: SourceFacts,
  { messageFields }: AdviceContext
): SourceAdvice[] {
  const has = (role: SourceField['role']) => fields.some((field) => field.role === role);
  const advice: SourceAdvice[] = [];
  if ((source === 'component' || source === 'pod') && !has('message'))
    advice.push({ code: 'message_field_missing', detail: { field: messageFields[0]! } });
  if ((source === 'event' || source === 'pod') && !has('object')) {
    advice.push({
      code: 'object_fields_missing',
      detail: { field: source === 'event' ? EVENT_OBJECT_FIELDS[0]! : POD_OBJECT_FIELDS[0]! },
    });
  }
  if (source === 'audit' && sample.bodies === 0)
    advice.push({ code: 'audit_metadata_only', detail: { records: sample.records } });
  return advice;
}
