/** Times of records: text with all its digits, because a JavaScript Date ends at milliseconds. */

const HALF_HOUR_MS = 1_800_000;

/**
 * klog writes no year and no zone: `MMDD HH:MM:SS.ffffff` in the node's local time (klog's formatHeader). The document's
 * `@timestamp` supplies both: the year that brings the two closest, and a zone where they differ by whole half hours.
 * Less than half an hour apart is a shipper's delay: then the line itself is right.
 *
 * @param lineTimestamp ISO 8601 made from the header with the document's year, UTC assumed, microseconds
 * @param documentTimestamp ISO 8601 of the document
 * @returns ISO 8601, UTC, microseconds
 */
export function reconcileTimestamp(lineTimestamp: string, documentTimestamp: string): string {
  // the usual case, without any arithmetic: the same millisecond
  if (lineTimestamp.slice(0, 23) === documentTimestamp.slice(0, 23)) return lineTimestamp;
  const documentMs = Date.parse(documentTimestamp);
  let lineMs = Date.parse(lineTimestamp);
  if (Number.isNaN(documentMs) || Number.isNaN(lineMs))
    return Number.isNaN(lineMs) ? documentTimestamp : lineTimestamp;
  // a line of December 31 shipped on January 1, or the reverse by zone
  for (const years of [-1, 1]) {
    const other = new Date(lineMs);
    other.setUTCFullYear(other.getUTCFullYear() + years);
    if (Math.abs(other.getTime() - documentMs) < Math.abs(lineMs - documentMs))
      lineMs = other.getTime();
  }
  const apart = documentMs - lineMs;
  // no zone is further than 14 hours from UTC: beyond that the document was shipped late, not written elsewhere
  const zone =
    Math.abs(apart) <= 14.5 * 2 * HALF_HOUR_MS
      ? Math.round(apart / HALF_HOUR_MS) * HALF_HOUR_MS
      : 0;
  return new Date(lineMs + zone).toISOString().slice(0, 23) + lineTimestamp.slice(23);
}

/**
 * A document's time as ISO 8601. Date fields may hold milliseconds since the epoch instead (Elasticsearch's default format is
 * `strict_date_optional_time||epoch_millis`), also as text. What is neither stays as it is.
 */
export function normalizeTimestamp(text: string): string {
  // the usual case: a year of four digits and a dash
  if (text.charCodeAt(4) === 45 || !/^\d{9,14}(?:\.\d+)?$/.test(text)) return text;
  return new Date(Number(text)).toISOString();
}

/** A key that sorts like the time it stands for, with any number of fraction digits: `…:05Z` < `…:05.1Z` < `…:05.123456789Z`. */
export function toTimeSortKey(timestamp: string): string {
  const end = timestamp.endsWith('Z') ? timestamp.length - 1 : timestamp.length;
  // a zone other than Z has to be brought to UTC first; its digits beyond milliseconds are kept
  if (end === timestamp.length && (timestamp.includes('+') || timestamp.lastIndexOf('-') > 9)) {
    const ms = Date.parse(timestamp);
    if (Number.isNaN(ms)) return timestamp;
    const fraction = /\.(\d+)/.exec(timestamp)?.[1] ?? '';
    return `${new Date(ms).toISOString().slice(0, 20)}${fraction.padEnd(9, '0').slice(0, 9)}`;
  }
  const dot = timestamp.indexOf('.');
  if (dot < 0) return `${timestamp.slice(0, end)}.000000000`;
  return timestamp
    .slice(0, end)
    .padEnd(dot + 10, '0')
    .slice(0, dot + 10);
}

/** Microseconds since the epoch, exact (a double holds them until 2255); 0 where the text is no time. */
export function timestampToMicros(timestamp: string): number {
  const key = toTimeSortKey(timestamp);
  const second = key.slice(0, 19);
  // records come in order of time: many of one second follow each other
  if (second !== lastSecondCache.text)
    lastSecondCache = { text: second, us: Date.parse(`${second}Z`) * 1_000 };
  return Number.isNaN(lastSecondCache.us)
    ? 0
    : lastSecondCache.us + (Number(key.slice(20, 26)) || 0);
}

let lastSecondCache = { text: '', us: Number.NaN };
