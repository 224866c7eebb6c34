/**
 * Stands in for Kibana's `@kbn/config-schema` when the plugin runs outside Kibana: the part of it that settings need,
 * with the same names, defaults and wording of errors. Durations are moment's, as in Kibana.
 */
import moment from 'moment';

export class SchemaError extends Error {}

interface CommonOptions<V> {
  defaultValue?: V | (() => V);
  validate?(value: V): string | void;
  meta?: unknown;
}

type Validator<V> = (value: unknown, path: readonly string[]) => V;

function throwSchemaError(path: readonly string[], message: string): never {
  throw new SchemaError(path.length > 0 ? `[${path.join('.')}]: ${message}` : message);
}

function typeName(value: unknown): string {
  if (value === null) return 'null';
  return Array.isArray(value) ? 'Array' : typeof value;
}

/** One schema. `V` is what validation gives. */
export class Type<V> {
  /** for TypeOf only; never set */
  declare readonly type: V;

  constructor(
    private readonly check: Validator<V>,
    private readonly options: CommonOptions<V> = {},
    private readonly optional = false
  ) {}

  /** @throws SchemaError naming the setting and what is wrong with it */
  validate(value: unknown, _context: Record<string, unknown> = {}, namespace?: string): V {
    return this.parse(value, namespace ? [namespace] : []);
  }

  parse(value: unknown, path: readonly string[]): V {
    let given = value;
    if (given === undefined && this.options.defaultValue !== undefined) {
      const { defaultValue } = this.options;
      given = typeof defaultValue === 'function' ? (defaultValue as () => V)() : defaultValue;
    }
    if (given === undefined && this.optional) return undefined as V;
    const checked = this.check(given, path);
    const complaint = this.options.validate?.(checked);
    if (typeof complaint === 'string') throwSchemaError(path, complaint);
    return checked;
  }
}

export type TypeOf<T extends Type<unknown>> = T['type'];

type ObjectOf<P> = { [K in keyof P]: P[K] extends Type<infer V> ? V : never };

function object<P extends Record<string, Type<unknown>>>(
  props: P,
  options: CommonOptions<ObjectOf<P>> & { unknowns?: 'forbid' | 'ignore' | 'allow' } = {}
): Type<ObjectOf<P>> {
  return new Type<ObjectOf<P>>((value, path) => {
    const given = value ?? {};
    if (typeof given !== 'object' || Array.isArray(given))
      throwSchemaError(
        path,
        `expected a plain object value, but found [${typeName(given)}] instead.`
      );
    const source = given as Record<string, unknown>;
    const result: Record<string, unknown> = {};
    for (const [key, type] of Object.entries(props)) {
      const parsed = type.parse(source[key], [...path, key]);
      if (parsed !== undefined) result[key] = parsed;
    }
    for (const key of Object.keys(source)) {
      if (Object.hasOwn(props, key) || options.unknowns === 'ignore') continue;
      if (options.unknowns !== 'allow')
        throwSchemaError([...path, key], 'definition for this key is missing');
      result[key] = source[key];
    }
    return result as ObjectOf<P>;
  }, options);
}

function string(
  options: CommonOptions<string> & { minLength?: number; maxLength?: number } = {}
): Type<string> {
  return new Type((value, path) => {
    if (typeof value !== 'string')
      throwSchemaError(path, `expected value of type [string] but got [${typeName(value)}]`);
    const { minLength, maxLength } = options;
    if (minLength !== undefined && value.length < minLength)
      throwSchemaError(
        path,
        `value has length [${value.length}] but it must have a minimum length of [${minLength}].`
      );
    if (maxLength !== undefined && value.length > maxLength)
      throwSchemaError(
        path,
        `value has length [${value.length}] but it must have a maximum length of [${maxLength}].`
      );
    return value;
  }, options);
}

function number(
  options: CommonOptions<number> & { min?: number; max?: number } = {}
): Type<number> {
  return new Type((value, path) => {
    // Settings that come from the environment are strings.
    const given = typeof value === 'string' && value.trim() !== '' ? Number(value) : value;
    if (typeof given !== 'number' || Number.isNaN(given))
      throwSchemaError(path, `expected value of type [number] but got [${typeName(value)}]`);
    if (options.min !== undefined && given < options.min)
      throwSchemaError(path, `Value must be equal to or greater than [${options.min}].`);
    if (options.max !== undefined && given > options.max)
      throwSchemaError(path, `Value must be equal to or lower than [${options.max}].`);
    return given;
  }, options);
}

function boolean(options: CommonOptions<boolean> = {}): Type<boolean> {
  return new Type((value, path) => {
    if (value === 'true' || value === true) return true;
    if (value === 'false' || value === false) return false;
    return throwSchemaError(path, `expected value of type [boolean] but got [${typeName(value)}]`);
  }, options);
}

function arrayOf<V>(
  item: Type<V>,
  options: CommonOptions<V[]> & { minSize?: number; maxSize?: number } = {}
): Type<V[]> {
  return new Type((value, path) => {
    if (!Array.isArray(value))
      throwSchemaError(path, `expected value of type [array] but got [${typeName(value)}]`);
    const { minSize, maxSize } = options;
    if (minSize !== undefined && value.length < minSize)
      throwSchemaError(
        path,
        `array size is [${value.length}], but cannot be smaller than [${minSize}]`
      );
    if (maxSize !== undefined && value.length > maxSize)
      throwSchemaError(
        path,
        `array size is [${value.length}], but cannot be greater than [${maxSize}]`
      );
    return value.map((entry, index) => item.parse(entry, [...path, String(index)]));
  }, options);
}

function literal<V extends string | number | boolean | null>(expected: V): Type<V> {
  return new Type((value, path) =>
    value === expected ? expected : throwSchemaError(path, `expected value to equal [${expected}]`)
  );
}

function oneOf<V>(types: Array<Type<unknown>>, options: CommonOptions<V> = {}): Type<V> {
  return new Type((value, path) => {
    const complaints: string[] = [];
    for (const type of types) {
      try {
        return type.parse(value, path) as V;
      } catch (error) {
        complaints.push(`- ${(error as Error).message}`);
      }
    }
    return throwSchemaError(path, `types that failed validation:\n${complaints.join('\n')}`);
  }, options);
}

const DURATION_UNITS = {
  ms: 'milliseconds',
  s: 'seconds',
  m: 'minutes',
  h: 'hours',
  d: 'days',
  w: 'weeks',
  M: 'months',
  y: 'years',
} as const;

function toDuration(value: unknown, path: readonly string[]): moment.Duration {
  if (moment.isDuration(value)) return value;
  if (typeof value === 'number') return moment.duration(value);
  if (typeof value !== 'string')
    throwSchemaError(path, `expected value of type [moment.Duration] but got [${typeName(value)}]`);
  const parts = /^(\d{1,15})(ms|[smhdwMy])?$/.exec(value);
  if (!parts)
    throwSchemaError(
      path,
      `Failed to parse value as time value. Value must be a duration in milliseconds, or follow the format <count>[ms|s|m|h|d|w|M|y] (e.g. '70ms', '5s', '3d', '1Y').`
    );
  return moment.duration(
    Number(parts[1]),
    DURATION_UNITS[(parts[2] ?? 'ms') as keyof typeof DURATION_UNITS]
  );
}

/** The default may be written as in a setting (`30s`). */
function duration(
  options: { defaultValue?: string | number | moment.Duration; min?: string; max?: string } = {}
): Type<moment.Duration> {
  const { defaultValue, min, max } = options;
  return new Type(
    (value, path) => {
      const parsed = toDuration(value, path);
      if (min !== undefined && parsed < toDuration(min, path))
        throwSchemaError(path, `Value must be equal to or greater than [${min}]`);
      if (max !== undefined && parsed > toDuration(max, path))
        throwSchemaError(path, `Value must be equal to or less than [${max}]`);
      return parsed;
    },
    { defaultValue: defaultValue === undefined ? undefined : toDuration(defaultValue, []) }
  );
}

const BYTE_UNITS = { b: 1, kb: 1024, mb: 1024 ** 2, gb: 1024 ** 3 } as const;

/** Bytes, as Kibana's `ByteSizeValue`. */
export class ByteSizeValue {
  constructor(private readonly bytes: number) {}

  getValueInBytes(): number {
    return this.bytes;
  }
}

function toBytes(value: unknown, path: readonly string[]): ByteSizeValue {
  if (value instanceof ByteSizeValue) return value;
  const [, count, unit = 'b'] = /^(\d{1,15})(b|kb|mb|gb)?$/.exec(String(value)) ?? [];
  if (count === undefined)
    throwSchemaError(
      path,
      'Failed to parse value as byte value. Value must be either number of bytes, or follow the format <count>[b|kb|mb|gb] (e.g. "1024kb", "200mb", "1gb").'
    );
  return new ByteSizeValue(Number(count) * BYTE_UNITS[unit as keyof typeof BYTE_UNITS]);
}

/** The default and the bounds may be written as in a setting (`256mb`). */
function byteSize({
  defaultValue,
  min,
  max,
}: {
  defaultValue?: string | number;
  min?: string | number;
  max?: string | number;
} = {}): Type<ByteSizeValue> {
  return new Type(
    (value, path) => {
      const parsed = toBytes(value, path);
      if (min !== undefined && parsed.getValueInBytes() < toBytes(min, path).getValueInBytes())
        throwSchemaError(path, `Value must be equal to or greater than [${min}]`);
      if (max !== undefined && parsed.getValueInBytes() > toBytes(max, path).getValueInBytes())
        throwSchemaError(path, `Value must be equal to or less than [${max}]`);
      return parsed;
    },
    { defaultValue: defaultValue === undefined ? undefined : toBytes(defaultValue, []) }
  );
}

const schema = {
  byteSize,
  object,
  string,
  number,
  boolean,
  arrayOf,
  literal,
  oneOf,
  duration,
  any: (options: CommonOptions<unknown> = {}): Type<unknown> =>
    new Type<unknown>((value) => value, options),
  maybe: <V>(type: Type<V>): Type<V | undefined> =>
    new Type<V | undefined>((value, path) => type.parse(value, path), {}, true),
  nullable: <V>(type: Type<V>): Type<V | null> =>
    new Type<V | null>((value, path) => (value === null ? null : type.parse(value, path)), {
      defaultValue: () => null,
    }),
};

export { schema };
