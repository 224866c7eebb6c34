import { eventsOfObjects, idQuery, podLogsQuery, listIdSpellings, timeClauses } from '.';

const FIELDS = { idFields: ['request.id'], messageFields: ['message'] };

describe('idQuery', () => {
  it('hands the ID over as a value, whatever is in it', () => {
    const id = '*" OR {"match_all":{}} \\';
    const text = JSON.stringify(idQuery([id], FIELDS));
    expect(text).toContain(JSON.stringify(id));
    expect(text).not.toMatch(/query_string|regexp|wildcard|script/);
  });

  it('asks for both cases, and for what kube-apiserver cuts', () => {
    expect(listIdSpellings('7AC9-x')).toEqual(['7AC9-x', '7ac9-x', '7AC9-X']);
    expect(listIdSpellings('a'.repeat(80))).toEqual([
      'a'.repeat(80),
      'A'.repeat(80),
      'a'.repeat(64),
    ]);
    expect(JSON.stringify(idQuery(['a'.repeat(80)], FIELDS))).toContain(
      `{"message":"${'a'.repeat(64)}"}`
    );
  });
});

describe('timeClauses', () => {
  it('bounds only what is given', () => {
    expect(timeClauses('@timestamp', {})).toEqual([]);
    expect(timeClauses('@timestamp', { from: '2026-01-01T00:00:00Z' })).toEqual([
      {
        range: {
          '@timestamp': {
            gte: '2026-01-01T00:00:00Z',
            lte: undefined,
            format: 'strict_date_optional_time_nanos',
          },
        },
      },
    ]);
  });
});

describe('objects', () => {
  const objects = [
    { kind: 'Pod', namespace: 'a', name: 'x', uid: 'u' },
    { kind: 'Pod', namespace: 'a', name: 'y' },
    { kind: 'Pod', namespace: 'b', name: 'x' },
  ];

  it("are asked for per namespace, so that a's x is not b's y", () => {
    const text = JSON.stringify(eventsOfObjects(objects));
    expect(text).toContain(
      '{"bool":{"filter":[{"terms":{"kubernetes.event.involved_object.name":["x","y"]}},{"bool":{"should":[{"term":{"kubernetes.event.involved_object.namespace":"a"}},{"term":{"kubernetes.event.metadata.namespace":"a"}}],"minimum_should_match":1}}]}}'
    );
    expect(text).toContain('{"terms":{"kubernetes.event.involved_object.uid":["u"]}}');
  });

  it('have container logs that Fluent Bit wrote with dynamic mappings, or Vector', () => {
    const text = JSON.stringify(podLogsQuery(objects));
    for (const field of [
      'kubernetes.pod.uid',
      'kubernetes.pod_id',
      'kubernetes.pod_id.keyword',
      'kubernetes.pod_uid',
    ])
      expect(text).toContain(`{"terms":{"${field}":["u"]}}`);
    expect(text).toContain(
      '[{"terms":{"kubernetes.pod_name.keyword":["x","y"]}},{"term":{"kubernetes.namespace_name.keyword":"a"}}]'
    );
  });

  it("without a namespace have no container logs, and a component's lines are none", () => {
    const text = JSON.stringify(podLogsQuery([{ kind: 'Pod', name: 'x', uid: 'u' }]));
    expect(text).not.toContain('kubernetes.pod.name');
    expect(text).toContain('"must_not":[{"term":{"event.dataset":"kubernetes.component_logs"}}]');
  });
});
