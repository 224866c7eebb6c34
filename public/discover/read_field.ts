/** Reading a document as Discover hands it over, whichever of its three forms the value is in. */
import type { DataTableRecord } from '../kibana_types';

/** A document comes from strangers: of a field with many values only so many are looked at. */
const MAX_VALUES = 20;

/**
 * The strings in a field, from `flattened`, the hit's `fields`, or `_source` (dotted keys and nested objects, also mixed).
 * Never throws; a field that is missing, or holds no string, gives an empty array.
 */
export function readField(hit: DataTableRecord, field: string): string[] {
  for (const value of [
    getOwnProperty(hit.flattened, field),
    getOwnProperty(hit.raw?.fields, field),
    readFromSource(hit.raw?._source, field),
  ]) {
    const strings = (Array.isArray(value) ? value.slice(0, MAX_VALUES) : [value]).filter(
      (item): item is string => typeof item === 'string' && item !== ''
    );
    if (strings.length > 0) return strings;
  }
  return [];
}

function getOwnProperty(record: unknown, key: string): unknown {
  return typeof record === 'object' && record !== null && Object.hasOwn(record, key)
    ? (record as Record<string, unknown>)[key]
    : undefined;
}

/** `a.b.c` as `{a: {b: {c}}}`, `{'a.b': {c}}`, `{'a.b.c'}`…; a field name has few parts, so trying all of them is cheap. */
function readFromSource(source: unknown, field: string): unknown {
  const whole = getOwnProperty(source, field);
  if (whole !== undefined) return whole;
  for (let dot = field.indexOf('.'); dot !== -1; dot = field.indexOf('.', dot + 1)) {
    const parent = getOwnProperty(source, field.slice(0, dot));
    if (parent === undefined) continue;
    const found = readFromSource(parent, field.slice(dot + 1));
    if (found !== undefined) return found;
  }
  return undefined;
}
