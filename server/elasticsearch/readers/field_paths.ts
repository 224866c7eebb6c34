/** Reads `_source`, whose fields may be nested objects (`{log: {offset: 1}}`) or dotted keys (`{'log.offset': 1}`), or a mix. */

import { getFieldPaths, type FieldMeaning } from '../field_catalogue';

export type Source = Record<string, unknown>;

/** A field's path, split once: records are read by the thousand. */
export interface FieldPath {
  readonly dotted: string;
  readonly parts: readonly string[];
}

export const toFieldPath = (dotted: string): FieldPath => ({ dotted, parts: dotted.split('.') });
/** Where the catalogue says that this stands, in the order in which it counts. */
export const getFieldPathsOf = (...meanings: FieldMeaning[]): FieldPath[] =>
  getFieldPaths(...meanings).map(toFieldPath);

/** The field's value, whatever its type; undefined where it is missing. */
export function readValue(source: Source, field: FieldPath): unknown {
  let value: unknown = source;
  for (const part of field.parts) {
    if (value === null || typeof value !== 'object' || Array.isArray(value)) {
      value = undefined;
      break;
    }
    value = (value as Source)[part];
  }
  return value === undefined ? source[field.dotted] : value;
}

/** The field's text; the first of several; undefined where it is missing, empty or not a text or number. */
export function readText(source: Source, field: FieldPath): string | undefined {
  let value = readValue(source, field);
  if (Array.isArray(value)) value = value[0];
  if (typeof value === 'string') return value || undefined;
  return typeof value === 'number' ? String(value) : undefined;
}

/** The first of these fields that has a text. */
export function readFirstText(source: Source, fields: readonly FieldPath[]): string | undefined {
  for (const field of fields) {
    const text = readText(source, field);
    if (text !== undefined) return text;
  }
  return undefined;
}

export function readNumber(source: Source, field: FieldPath): number | undefined {
  const value = readValue(source, field);
  if (typeof value === 'number') return value;
  if (typeof value !== 'string' || value === '') return undefined;
  const number = Number(value);
  return Number.isFinite(number) ? number : undefined;
}

/** The first of these fields that has a number. */
export function readFirstNumber(source: Source, fields: readonly FieldPath[]): number | undefined {
  for (const field of fields) {
    const number = readNumber(source, field);
    if (number !== undefined) return number;
  }
  return undefined;
}

export function readObject(source: Source, field: FieldPath): Source | undefined {
  const value = readValue(source, field);
  return value !== null && typeof value === 'object' && !Array.isArray(value)
    ? (value as Source)
    : undefined;
}
