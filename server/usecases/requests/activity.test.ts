import { parseActivities, getActivityRange } from './activity';
import { createActivitySearch } from './activity_searches';
import type { RequestFields } from './request_fields';

const fields: RequestFields = {
  audit: [],
  ids: ['request.id'],
  messages: ['message'],
  components: ['service.name', 'kubernetes.container.name'],
  levels: ['log.level'],
};
const range = { from: '2026-01-31T23:00:00Z', to: '2026-02-01T01:00:00Z' };

describe('what the lines of a page say', () => {
  it('is asked for by these IDs only, without a look at the field’s other values', () => {
    const { aggs, query } = createActivitySearch({
      reqIDs: ['a', 'b'],
      reqIdFields: ['request.id'],
      fields,
      timeField: '@timestamp',
      range,
    });
    expect(aggs!.f0!.terms).toEqual({
      field: 'request.id',
      include: ['a', 'b'],
      size: 2,
      execution_hint: 'map',
    });
    expect(JSON.stringify(query)).toContain('{"terms":{"request.id":["a","b"]}}');
  });

  it('has errors by level, else by klog’s header, of the days around', () => {
    const { aggs } = createActivitySearch({
      reqIDs: ['a'],
      reqIdFields: ['request.id'],
      fields,
      timeField: '@timestamp',
      range,
    });
    const errors = JSON.stringify(aggs!.f0!.aggs!.errors);
    expect(errors).toContain('"e0131","f0131","e0201","f0201"');
    expect(errors).toContain('{"exists":{"field":"log.level"}}');
  });

  it('is asked for by phrases where no field has the IDs, and not for more than a hundred', () => {
    const { aggs } = createActivitySearch({
      reqIDs: Array.from({ length: 500 }, (_, i) => `id-${i}`),
      reqIdFields: [],
      fields,
      timeField: '@timestamp',
      range,
    });
    expect(Object.keys(aggs!.text!.filters!.filters!)).toHaveLength(100);
  });

  it('is read from both forms of the answer; what names no component is unknown', () => {
    const bucket = {
      doc_count: 5,
      first: { value: 1 },
      last: { value: 9 },
      errors: { doc_count: 2 },
      audit: { doc_count: 1 },
      c0: { names: { buckets: [{ key: 'kubelet', doc_count: 2 }] } },
      c1: { names: { buckets: [{ key: 'kubelet', doc_count: 1 }] } },
    };
    const wanted = new Map([
      [
        'a',
        {
          firstMs: 1,
          lastMs: 9,
          records: 5,
          errors: 2,
          components: { audit: 1, kubelet: 3, unknown: 1 },
        },
      ],
    ]);
    expect(
      parseActivities({ aggregations: { f0: { buckets: [{ ...bucket, key: 'a' }] } } as never }, 2)
    ).toEqual(wanted);
    expect(
      parseActivities(
        { aggregations: { text: { buckets: { a: bucket, b: { doc_count: 0 } } } } as never },
        2
      )
    ).toEqual(wanted);
    expect(parseActivities({}, 2)).toEqual(new Map());
  });

  it('counts components whose names are members of every object', () => {
    const bucket = {
      key: 'a',
      doc_count: 3,
      c0: {
        names: {
          buckets: ['__proto__', 'constructor', 'toString'].map((key) => ({ key, doc_count: 1 })),
        },
      },
    };
    const { components } = parseActivities(
      { aggregations: { f0: { buckets: [bucket] } } as never },
      1
    ).get('a')!;
    expect(Object.entries(components)).toEqual([
      ['__proto__', 1],
      ['constructor', 1],
      ['toString', 1],
    ]);
  });

  it('is looked for from a little before the first request to the longest trace after the last', () => {
    const ms = Date.parse('2026-02-01T10:00:00Z');
    expect(getActivityRange([ms, ms + 1_000], 86_400_000)).toEqual({
      from: '2026-02-01T09:59:00.000Z',
      to: '2026-02-02T10:00:01.000Z',
    });
  });
});
