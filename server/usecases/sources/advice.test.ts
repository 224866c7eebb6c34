import { createAdvice, type SourceFacts } from './advice';
import type { FieldType } from '../../elasticsearch/field_types';

const NOW = Date.parse('2026-03-01T12:00:00Z');
const field = (...types: string[]): FieldType => ({
  types,
  isSearchable: true,
  isAggregatable: true,
});
const TYPES = new Map([
  ['@timestamp', field('date')],
  ['request.id', field('keyword')],
  ['message', field('text')],
  ['kubernetes.pod.name', field('keyword')],
  ['ingested', field('keyword')],
  ['reqID', field('text')],
]);
const context = { timeField: '@timestamp', messageFields: ['message'], types: TYPES, until: NOW };
const present: SourceFacts['fields'] = [
  { role: 'time', name: '@timestamp', type: 'date' },
  { role: 'id', name: 'request.id', type: 'keyword' },
  { role: 'message', name: 'message', type: 'text' },
];
const facts = (changes: Partial<SourceFacts>): SourceFacts => ({
  source: 'component',
  records: 10,
  newest: '2026-03-01T11:59:00Z',
  fields: present,
  sample: { records: 10, withId: 4, withIdText: 4 },
  ...changes,
});
const codes = (changes: Partial<SourceFacts>, other = context) =>
  createAdvice(facts(changes), other).map(({ code }) => code);

describe('advice on a source', () => {
  it('is none where all is well', () => {
    expect(codes({})).toEqual([]);
    expect(
      codes({ source: 'audit', sample: { records: 10, withId: 10, withIdText: 0, bodies: 3 } })
    ).toEqual([]);
  });

  it('is one only where there is nothing', () => {
    expect(codes({ records: 0, fields: [], newest: undefined })).toEqual(['source_missing']);
  });

  it('says how old the newest record is', () => {
    expect(createAdvice(facts({ newest: '2026-03-01T10:30:00Z' }), context)).toEqual([
      { code: 'nothing_newer_than_hour', detail: { newest: '2026-03-01T10:30:00Z', minutes: 90 } },
    ]);
    expect(createAdvice(facts({ newest: '2026-02-27T12:00:00Z' }), context)).toEqual([
      { code: 'nothing_newer_than_day', detail: { newest: '2026-02-27T12:00:00Z', hours: 48 } },
    ]);
    expect(
      codes(
        { newest: '2026-02-27T12:00:00Z' },
        { ...context, until: Date.parse('2026-02-27T12:30:00Z') }
      )
    ).toEqual([]);
  });

  it('says that the time field is missing, or is no date', () => {
    expect(codes({}, { ...context, timeField: 'nope' })).toEqual(['time_field_missing']);
    expect(codes({ fields: present.filter(({ role }) => role !== 'time') })).toEqual([
      'time_field_missing',
    ]);
    const fields: SourceFacts['fields'] = [
      ...present.slice(1),
      { role: 'time', name: 'ingested', type: 'keyword' },
    ];
    expect(createAdvice(facts({ fields }), { ...context, timeField: 'ingested' })).toEqual([
      { code: 'time_field_not_date', detail: { field: 'ingested', type: 'keyword' } },
    ]);
  });

  it('tells a cluster without request IDs from one whose IDs are not indexed', () => {
    expect(
      createAdvice(facts({ sample: { records: 10, withId: 0, withIdText: 0 } }), context)
    ).toEqual([{ code: 'no_reqid', detail: { records: 10 } }]);
    expect(
      createAdvice(facts({ sample: { records: 10, withId: 0, withIdText: 7 } }), context)
    ).toEqual([{ code: 'id_in_text_only', detail: { field: 'message', records: 7 } }]);
  });

  it('says that an ID field is text, unless a keyword stands beside it', () => {
    const fields: SourceFacts['fields'] = [...present, { role: 'id', name: 'reqID', type: 'text' }];
    expect(createAdvice(facts({ fields }), context)).toEqual([
      { code: 'id_field_not_keyword', detail: { field: 'reqID', type: 'text' } },
    ]);
    expect(
      codes(
        { fields },
        { ...context, types: new Map([...TYPES, ['reqID.keyword', field('keyword')]]) }
      )
    ).toEqual([]);
  });

  it('says that audit records have no bodies, where that is known', () => {
    expect(
      codes({ source: 'audit', sample: { records: 10, withId: 10, withIdText: 0, bodies: 0 } })
    ).toEqual(['audit_metadata_only']);
    expect(codes({ source: 'audit', sample: { records: 10, withId: 10, withIdText: 0 } })).toEqual(
      []
    );
    expect(
      codes({ source: 'audit', sample: { records: 10, withId: 0, withIdText: 0, bodies: 1 } })
    ).toEqual(['id_in_text_only']);
  });

  it('says that messages or objects are missing', () => {
    const bare = present.slice(0, 1);
    expect(codes({ source: 'pod', fields: bare })).toEqual([
      'message_field_missing',
      'object_fields_missing',
    ]);
    expect(codes({ source: 'event', fields: bare })).toEqual(['object_fields_missing']);
    expect(
      codes({
        source: 'pod',
        fields: [...present, { role: 'object', name: 'kubernetes.pod.name', type: 'keyword' }],
      })
    ).toEqual([]);
  });
});
