import { schema } from './config_schema';

const settings = schema.object({
  enabled: schema.boolean({ defaultValue: true }),
  indices: schema.arrayOf(schema.string({ minLength: 1 }), { defaultValue: ['k8s-*'], minSize: 1 }),
  timeout: schema.duration({ defaultValue: '30s', max: '5m' }),
  maxRecords: schema.number({ defaultValue: 500, min: 100, max: 10_000 }),
  mode: schema.oneOf<'a' | 'b'>([schema.literal('a'), schema.literal('b')], { defaultValue: 'a' }),
  note: schema.maybe(schema.string()),
});

describe('the stand-in for @kbn/config-schema', () => {
  it('gives the defaults, durations as moment durations', () => {
    const { timeout, ...rest } = settings.validate({});
    expect(rest).toEqual({ enabled: true, indices: ['k8s-*'], maxRecords: 500, mode: 'a' });
    expect(timeout.asMilliseconds()).toBe(30_000);
  });

  it('takes numbers and booleans from the environment as text', () => {
    expect(settings.validate({ maxRecords: '100', enabled: 'false' })).toMatchObject({
      maxRecords: 100,
      enabled: false,
    });
  });

  it.each([
    [{ maxRecords: 99 }, '[maxRecords]: Value must be equal to or greater than [100].'],
    [{ maxRecords: 'many' }, '[maxRecords]: expected value of type [number] but got [string]'],
    [{ indices: [] }, '[indices]: array size is [0], but cannot be smaller than [1]'],
    [
      { indices: ['a', ''] },
      '[indices.1]: value has length [0] but it must have a minimum length of [1].',
    ],
    [{ timeout: '30 apples' }, '[timeout]: Failed to parse value as time value'],
    [{ timeout: '6m' }, '[timeout]: Value must be equal to or less than [5m]'],
    [{ mode: 'c' }, '[mode]: types that failed validation'],
    [{ toString: 1 }, '[toString]: definition for this key is missing'],
    [{ surprise: 1 }, '[surprise]: definition for this key is missing'],
  ])('refuses %j', (value, message) => {
    expect(() => settings.validate(value)).toThrow(message);
  });

  it('names the namespace', () => {
    expect(() => settings.validate({ maxRecords: 1 }, {}, 'requestTrace')).toThrow(
      '[requestTrace.maxRecords]'
    );
  });
});
