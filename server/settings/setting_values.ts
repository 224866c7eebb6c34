/** What the advanced settings' values mean; used where they are stored and where they are read. */
import type { DefaultRange } from '../../common/api/settings';

/** Each field is asked for in several spellings: more would make a trace's query large for nothing. */
export const MAX_ID_FIELDS = 50;
/** Characters of a field's name or a saved object's id. */
export const MAX_FIELD_NAME_LENGTH = 512;
/** As the server's own setting. */
export const MIN_RECORD_LIMIT = 100;
/** Characters of one end of a range: date math such as `now-7d/d`, or ISO 8601. */
const MAX_TIME_LENGTH = 60;

/** Date math on now, or a time; the browser, which has the user's time zone, works it out. */
const isTime = (value: unknown): value is string =>
  typeof value === 'string' &&
  value.length <= MAX_TIME_LENGTH &&
  (/^now(?:[+-]\d{1,6}[smhdwMy])*(?:\/[smhdwMy])?$/.test(value) ||
    !Number.isNaN(Date.parse(value)));

/** A range out of its JSON text; null: all time; undefined: it is none. */
export function parseRange(json: string): DefaultRange | null | undefined {
  if (!json.trim()) return null;
  let value: unknown;
  try {
    value = JSON.parse(json);
  } catch {
    return undefined;
  }
  if (value === null) return null;
  if (typeof value !== 'object' || Array.isArray(value)) return undefined;
  const { from, to } = value as Partial<Record<'from' | 'to', unknown>>;
  if (from === undefined && to === undefined) return null;
  return isTime(from) && isTime(to) ? { from, to } : undefined;
}

/** What is wrong with the text of a range that is to be stored. */
export function validateRange(json: string): string | undefined {
  // Kibana's browser half parses a setting of type json whenever it is read: an empty text would break its settings page
  if (!json.trim()) return 'expected {} for all time, but found an empty text';
  return parseRange(json) === undefined
    ? 'expected JSON such as {"from": "now-24h", "to": "now"}, or {} for all time'
    : undefined;
}
