import type { FieldCapsClient } from '../kibana_types';

export interface FieldType {
  /** the types in the mappings, several where indices disagree */
  types: string[];
  isSearchable: boolean;
  isAggregatable: boolean;
}

/** What the mappings say of fields; those that no index has are missing. */
export type FieldTypes = ReadonlyMap<string, FieldType>;

/** No values of their own: `log` is an object where Filebeat writes `log.file.path`, and text where Fluent Bit writes. */
const NON_FIELD_TYPES: ReadonlySet<string> = new Set(['object', 'nested', 'unmapped']);

interface Options {
  signal: AbortSignal;
  timeoutMs: number;
}

/** Looks fields up in the mappings of all these indices at once, and counts the indices. */
export async function fetchFieldTypes(
  client: FieldCapsClient,
  index: string[],
  names: string[],
  { signal, timeoutMs }: Options
): Promise<{ types: FieldTypes; indices: number }> {
  const { fields, indices } = await client.fieldCaps(
    { index, fields: [...new Set(names)], ignore_unavailable: true, allow_no_indices: true },
    { signal, maxRetries: 0, requestTimeout: timeoutMs }
  );
  const types = new Map<string, FieldType>();
  for (const [name, byType] of Object.entries(fields)) {
    const real = Object.entries(byType).filter(([type]) => !NON_FIELD_TYPES.has(type));
    if (!real.length) continue;
    types.set(name, {
      types: real.map(([type]) => type).sort(),
      isSearchable: real.every(([, { searchable }]) => searchable),
      isAggregatable: real.every(([, { aggregatable }]) => aggregatable),
    });
  }
  return { types, indices: Array.isArray(indices) ? indices.length : 1 };
}

const DATE_TYPES: ReadonlySet<string> = new Set(['date', 'date_nanos']);
export const KEYWORD_TYPES: ReadonlySet<string> = new Set([
  'keyword',
  'constant_keyword',
  'wildcard',
  'flattened',
]);

export const isDateField = (field: FieldType | undefined): boolean =>
  field !== undefined && field.types.every((type) => DATE_TYPES.has(type));
export const isKeywordField = (field: FieldType | undefined): boolean =>
  field !== undefined && field.types.every((type) => KEYWORD_TYPES.has(type));
