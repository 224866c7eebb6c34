/** Time ranges as the URL and Kibana's date picker write them (ISO 8601 or date math) and as the route wants them (ISO 8601). */
import dateMath from '@elastic/datemath';

/** Both ends as written, e.g. `now-15m` and `now`. Absent: all time. */
export interface TimeRange {
  from: string;
  to: string;
}

const MAX_TEXT_LENGTH = 64;

/**
 * The moment that ISO 8601 or date math stands for, in ISO 8601, UTC; undefined where it is neither.
 * @param end whether it ends a range: `now/d` is then the day's last millisecond
 */
export function toIso(text: string, end: boolean, now: Date = new Date()): string | undefined {
  // Anything else would go to the browser's own, lenient Date parser.
  if (text.length > MAX_TEXT_LENGTH || !(text.startsWith('now') || /^\d{4}-\d\d/.test(text)))
    return undefined;
  try {
    const moment = dateMath.parse(text, { roundUp: end, forceNow: now });
    return moment?.isValid() ? moment.toISOString() : undefined;
  } catch {
    return undefined;
  }
}

/**
 * A range made of what a URL or another plugin gives: undefined (all time) unless it has a valid start before a valid
 * end. An end that is missing is now.
 */
export function readTimeRange(
  from: string | null | undefined,
  to: string | null | undefined,
  now: Date = new Date()
): TimeRange | undefined {
  if (!from) return undefined;
  const range = { from, to: to || 'now' };
  const iso = resolveTimeRange(range, now);
  return iso && iso.from < iso.to ? range : undefined;
}

/** Both ends in ISO 8601, UTC; undefined where one is malformed. */
export function resolveTimeRange(range: TimeRange, now: Date = new Date()): TimeRange | undefined {
  const from = toIso(range.from, false, now);
  const to = toIso(range.to, true, now);
  return from !== undefined && to !== undefined ? { from, to } : undefined;
}
