import { createLogRecord, REQ_ID, createTrace } from '../trace/testing/fixtures';
import {
  buildDocumentParams,
  buildPartParams,
  buildRecordParams,
  buildTraceParams,
} from './discover_params';
import type { DiscoverSource } from './discover_source';

const CONFIG = { idFields: ['request.id'], messageFields: [] };
const FIELD_NAMES = [
  'request.id',
  'service.name',
  'host.name',
  'message',
  'kubernetes.audit.auditID',
];
const fields = {
  getAll: () => FIELD_NAMES.map((name) => ({ name, type: 'string' })),
  getByName: (name: string) => (FIELD_NAMES.includes(name) ? { name, type: 'string' } : undefined),
};
const SOURCE: DiscoverSource = {
  dataView: { title: 'k8s-*', fields },
  dataViewId: 'k8s',
  timeField: 'time',
  filters: [],
};
const KQL = `request.id: "${REQ_ID}"`;

describe('what Discover is given', () => {
  it('for a trace: its query, window, columns that there are, and the order of time', () => {
    expect(buildTraceParams(createTrace(), CONFIG, SOURCE)).toEqual({
      leftOut: 0,
      params: {
        dataViewId: 'k8s',
        query: { language: 'kuery', query: KQL },
        filters: [],
        columns: ['service.name', 'host.name', 'message'],
        sort: [['time', 'asc']],
        timeRange: { from: '2026-11-23T06:25:12.000Z', to: '2026-11-23T06:25:15.000Z' },
      },
    });
  });

  it('keeps the scope: KQL in the query, Lucene as a filter', () => {
    const within = (language: 'kuery' | 'lucene') =>
      buildTraceParams(createTrace(), CONFIG, { ...SOURCE, query: { language, query: 'a or b' } })
        .params;
    expect(within('kuery').query.query).toBe(`(a or b) and (${KQL})`);
    expect(within('lucene').query.query).toBe(KQL);
    expect(within('lucene').filters).toMatchObject([
      { meta: { alias: 'a or b' }, query: { query_string: { query: 'a or b' } } },
    ]);
  });

  it('finds a trace without IDs by its documents', () => {
    expect(
      buildTraceParams(
        createTrace({
          id: 'pods/shop/web',
          idKind: 'object',
          reqIDs: [],
          records: [createLogRecord({ id: 'r1', because: [] })],
        }),
        CONFIG,
        SOURCE
      ).params.filters
    ).toMatchObject([{ query: { ids: { values: ['r1'] } } }]);
  });

  it('for a part: by fields where the data view has them, else by its documents', () => {
    const records = [
      createLogRecord({ id: 'r1' }),
      createLogRecord({ id: 'r2', source: 'pod', component: 'nginx' }),
    ];
    const part = (what: Parameters<typeof buildPartParams>[3]) =>
      buildPartParams(createTrace({ records }), CONFIG, SOURCE, what, 'name').filters[0];
    expect(part({ source: 'audit', component: 'audit' })?.query).toEqual({
      bool: {
        should: [{ exists: { field: 'kubernetes.audit.auditID' } }],
        minimum_should_match: 1,
      },
    });
    expect(
      JSON.stringify(
        part({ source: 'component', component: 'kubelet', lane: 'kubelet@node-b' })?.query
      )
    ).toMatch(/"service\.name":"kubelet".*"host\.name":"node-b"/);
    expect(
      JSON.stringify(part({ source: 'component', component: 'kubelet' })?.query)
    ).not.toContain('host.name');
    expect(part({ source: 'pod', component: 'pod' })).toMatchObject({
      meta: { alias: 'name' },
      query: { ids: { values: ['r2'] } },
    });
  });

  it('for a record: its document by ID, a minute around it', () => {
    expect(buildRecordParams(createLogRecord(), SOURCE)).toMatchObject({
      filters: [{ query: { ids: { values: ['r1'] } }, meta: { index: 'k8s' } }],
      timeRange: { from: '2026-11-23T06:24:12.425Z', to: '2026-11-23T06:26:12.425Z' },
    });
    expect(buildDocumentParams(createLogRecord(), SOURCE)).toMatchObject({
      index: 'k8s',
      rowId: 'r1',
      rowIndex: 'k8s-reqid',
    });
    expect(
      buildDocumentParams(createLogRecord(), {
        ...SOURCE,
        dataViewId: undefined,
        dataViewSpec: { title: 'x', timeFieldName: 'time' },
      })
    ).toBeUndefined();
  });
});
