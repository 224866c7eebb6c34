import { fetchFieldTypes, type FieldType } from '../../elasticsearch/field_types';
import { listNames } from './parse_source_results';
import { MAX_FOUND_NAMES, createNamesAggregations, listSources } from './source_list';

const keyword: FieldType = { types: ['keyword'], isSearchable: true, isAggregatable: true };
const text: FieldType = { types: ['text'], isSearchable: true, isAggregatable: false };
const ECS = new Map([
  ['service.name', keyword],
  ['kubernetes.audit.verb', keyword],
  ['kubernetes.event.involved_object.name', keyword],
]);

describe('the sources to ask for', () => {
  it('are those of a trace, and what else the indices name, each once', () => {
    const asked = listSources(['kubelet', 'my-controller', 'etcd'], ECS, ['message']);
    expect(asked.map(({ component }) => component)).toEqual([
      'audit',
      'kube-apiserver',
      'kube-controller-manager',
      'kube-scheduler',
      'kubelet',
      'kube-proxy',
      'etcd',
      'containerd',
      'cloud-controller-manager',
      'my-controller',
      'event',
      'pod',
    ]);
    expect(asked.filter(({ isOptional }) => !isOptional).map(({ component }) => component)).toEqual(
      [
        'audit',
        'kube-apiserver',
        'kube-controller-manager',
        'kube-scheduler',
        'kubelet',
        'event',
        'pod',
      ]
    );
  });

  it('are bounded, however many services there are', () => {
    const found = Array.from({ length: 1_000 }, (_none, i) => `service-${i}`);
    expect(listSources(found, ECS, ['message']).length).toBe(11 + MAX_FOUND_NAMES);
  });

  it('are looked for in the text where no index has their fields', () => {
    const queries = (types: typeof ECS) =>
      JSON.stringify(
        listSources([], types, ['log'])
          .filter(({ source }) => source === 'audit' || source === 'event')
          .map(({ query }) => query)
      );
    expect(queries(new Map())).toContain('{"match_phrase":{"log":"audit.k8s.io"}}');
    expect(queries(new Map())).toContain('{"match_phrase":{"log":"involvedObject"}}');
    expect(queries(ECS)).not.toContain('match_phrase');
  });
});

describe('component names', () => {
  it('are counted in fields that can be, of containers known components only', () => {
    const asked = createNamesAggregations(
      new Map([
        ['service.name', keyword],
        ['kubernetes.container.name', keyword],
        ['kubernetes.container_name', text],
      ])
    );
    expect(Object.keys(asked)).toEqual(['service.name', 'kubernetes.container.name']);
    expect(asked['kubernetes.container.name']).toMatchObject({
      terms: { include: expect.arrayContaining(['kubelet', 'crio']) },
    });
    expect(asked['service.name']!.terms).not.toHaveProperty('include');
  });

  it('come in order of their number, once', () => {
    const aggregations = {
      a: {
        buckets: [
          { key: 'kubelet', doc_count: 5 },
          { key: 'x', doc_count: 9 },
        ],
      },
      b: { buckets: [{ key: 'kubelet', doc_count: 7 }] },
    };
    expect(listNames({ hits: [], total: 0, aggregations: aggregations as never })).toEqual([
      'x',
      'kubelet',
    ]);
    expect(listNames(undefined)).toEqual([]);
  });
});

describe('field types', () => {
  it('leave out what has no values, and know where indices disagree', async () => {
    const cap = (type: string, aggregatable = true) => ({
      type,
      searchable: true,
      aggregatable,
      metadata_field: false,
    });
    const client = {
      fieldCaps: async () => ({
        indices: ['a', 'b'],
        fields: {
          log: { object: cap('object'), text: cap('text', false) },
          service: { object: cap('object') },
          id: { text: cap('text', false), keyword: cap('keyword') },
        },
      }),
    };
    const { types, indices } = await fetchFieldTypes(
      client,
      ['k8s-*'],
      ['log', 'log', 'service', 'id'],
      { signal: new AbortController().signal, timeoutMs: 1 }
    );
    expect(indices).toBe(2);
    expect([...types]).toEqual([
      ['log', { types: ['text'], isSearchable: true, isAggregatable: false }],
      ['id', { types: ['keyword', 'text'], isSearchable: true, isAggregatable: false }],
    ]);
  });
});
