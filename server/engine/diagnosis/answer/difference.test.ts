import { difference, REDACTED } from './difference';

const container = (parts: object): object => ({
  spec: { template: { spec: { containers: [{ name: 'main', image: 'web:1', ...parts }] } } },
});

describe('difference', () => {
  it("goes path by path, lists by their items' names", () => {
    expect(
      difference(
        { spec: { replicas: 2, paused: true } },
        { spec: { replicas: 3, minReadySeconds: 5 } },
        false
      )
    ).toEqual([
      { path: 'spec.replicas', kind: 'changed', before: '2', after: '3' },
      { path: 'spec.paused', kind: 'removed', before: 'true' },
      { path: 'spec.minReadySeconds', kind: 'added', after: '5' },
    ]);
    expect(
      difference(container({}) as never, container({ image: 'web:2' }) as never, false)
    ).toEqual([
      {
        path: 'spec.template.spec.containers[main].image',
        kind: 'changed',
        before: '"web:1"',
        after: '"web:2"',
      },
    ]);
  });

  it('leaves out what changes with every write', () => {
    expect(
      difference(
        { metadata: { resourceVersion: '1', generation: 1 }, status: { replicas: 1 } },
        { metadata: { resourceVersion: '2', generation: 2 }, status: {} },
        false
      )
    ).toEqual([]);
  });

  it('of a patch takes what it names only; null removes', () => {
    expect(
      difference(
        {},
        {
          metadata: { finalizers: null },
          spec: {
            template: {
              spec: { $setElementOrder: [], containers: [{ name: 'main', image: 'web:2' }] },
            },
          },
        },
        false,
        true
      )
    ).toEqual([
      { path: 'metadata.finalizers', kind: 'removed', beforeUnknown: true },
      {
        path: 'spec.template.spec.containers[main].image',
        kind: 'changed',
        beforeUnknown: true,
        after: '"web:2"',
      },
    ]);
  });

  it('shows no secret', () => {
    const all = JSON.stringify([
      difference({ data: { password: 'b2xk' } }, { data: { password: 'bmV3' } }, true),
      difference({}, { data: { password: 'bmV3' }, stringData: { x: 'bmV3' } }, true, true),
      difference(
        container({ env: [{ name: 'DB_PASSWORD', value: 'b2xk' }] }) as never,
        container({ env: [{ name: 'DB_PASSWORD', value: 'bmV3' }] }) as never,
        false
      ),
      difference({}, container({ env: [{ name: 'API_TOKEN', value: 'bmV3' }] }) as never, false),
      difference(
        container({}) as never,
        container({ env: [{ name: 'API_TOKEN', value: 'bmV3' }] }) as never,
        false
      ),
    ]);
    expect(all).toContain(JSON.stringify(REDACTED).slice(1, -1));
    expect(all).not.toMatch(/b2xk|bmV3/);
  });

  it('takes names that are members of every object as names', () => {
    const labels = JSON.parse(
      '{"__proto__": {"polluted": "1"}, "constructor": "a", "toString": "b"}'
    ) as Record<string, unknown>;
    expect(
      difference({ metadata: { labels: {} } }, { metadata: { labels } }, false).map(
        ({ path, kind }) => [path, kind]
      )
    ).toEqual([
      ['metadata.labels.__proto__', 'added'],
      ['metadata.labels.constructor', 'added'],
      ['metadata.labels.toString', 'added'],
    ]);
    expect(difference({}, { spec: labels }, false)[0]!.after).toBe(
      '{"__proto__":{"polluted":"1"},"constructor":"a","toString":"b"}'
    );
    expect({}).not.toHaveProperty('polluted');
  });

  it('is bounded', () => {
    const wide = (value: number): Record<string, unknown> => ({
      spec: Object.fromEntries(
        Array.from({ length: 5_000 }, (_, i) => [`key${i}`, `${value}${'x'.repeat(1_000)}`])
      ),
    });
    const found = difference(wide(1), wide(2), false);
    expect(found).toHaveLength(100);
    expect(found.every(({ after }) => after!.length < 400)).toBe(true);
  });
});
