/** Reading decoded JSON whose shape nobody vouches for: the wrong type counts as absent. */

export type JsonObject = Record<string, unknown>;

export const isJsonObject = (value: unknown): value is JsonObject =>
  typeof value === 'object' && value !== null && !Array.isArray(value);

/** The text, or undefined where it is empty or none. */
export const readText = (value: unknown): string | undefined =>
  typeof value === 'string' && value !== '' ? value : undefined;

/** The number, also where a shipper made a string of it. */
export function readNumber(value: unknown): number | undefined {
  if (typeof value === 'number') return Number.isFinite(value) ? value : undefined;
  if (typeof value !== 'string' || value === '' || value.length > 20) return undefined;
  const number = Number(value);
  return Number.isFinite(number) ? number : undefined;
}

export function readTexts(value: unknown): string[] | undefined {
  if (typeof value === 'string') return value === '' ? undefined : [value];
  if (!Array.isArray(value)) return undefined;
  const texts = value.filter((item): item is string => typeof item === 'string');
  return texts.length > 0 ? texts : undefined;
}

/** The object of that JSON text or value; null where it is none (a cheap look first: most texts are no JSON). */
export function parseJsonObject(value: unknown): JsonObject | null {
  if (isJsonObject(value)) return value;
  if (typeof value !== 'string') return null;
  let i = 0;
  while (i < value.length && value.charCodeAt(i) <= 32) i++;
  if (value.charCodeAt(i) !== 123) return null;
  try {
    const parsed: unknown = JSON.parse(value);
    return isJsonObject(parsed) ? parsed : null;
  } catch {
    return null;
  }
}

/** An object without its undefined members. */
export function omitUndefined<T extends object>(value: T): T {
  for (const key of Object.keys(value) as Array<keyof T>)
    if (value[key] === undefined) delete value[key];
  return value;
}
