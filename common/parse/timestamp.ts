/** Times as the components write them, brought to ISO 8601 in UTC without losing a digit. */
import { parseDigits, isDigit } from './text_scanners';

/**
 * RFC 3339 text (`2026-11-23T06:42:51.664155909Z`, `…+01:00`, a space for the `T`) as ISO 8601 in UTC with the fraction
 * digits as written, or null where it is none.
 */
export function isoToUtc(text: string): string | null {
  if (text.length < 20 || text.length > 40) return null;
  const year = parseDigits(text, 0, 4);
  const month = parseDigits(text, 5, 2);
  const day = parseDigits(text, 8, 2);
  const hour = parseDigits(text, 11, 2);
  const minute = parseDigits(text, 14, 2);
  const second = parseDigits(text, 17, 2);
  if (year < 0 || month < 1 || month > 12 || day < 1 || day > 31) return null;
  if (hour < 0 || hour > 23 || minute < 0 || minute > 59 || second < 0 || second > 60) return null;
  if (text[4] !== '-' || text[7] !== '-' || text[13] !== ':' || text[16] !== ':') return null;
  const separator = text[10];
  if (separator !== 'T' && separator !== 't' && separator !== ' ') return null;
  let end = 19;
  if (text[end] === '.') {
    end++;
    while (end < text.length && isDigit(text.charCodeAt(end))) end++;
    if (end === 20) return null;
  }
  const fraction = text.slice(19, end);
  const zone = text.slice(end);
  if (zone === 'Z' || zone === 'z' || zone === '+00:00') {
    return separator === 'T' && zone === 'Z'
      ? text
      : `${text.slice(0, 10)}T${text.slice(11, 19)}${fraction}Z`;
  }
  if (zone.length !== 6 || (zone[0] !== '+' && zone[0] !== '-') || zone[3] !== ':') return null;
  const zoneHours = parseDigits(zone, 1, 2);
  const zoneMinutes = parseDigits(zone, 4, 2);
  if (zoneHours < 0 || zoneMinutes < 0) return null;
  const offset = (zone[0] === '-' ? 1 : -1) * (zoneHours * 60 + zoneMinutes) * 60_000;
  const utc = new Date(Date.UTC(year, month - 1, day, hour, minute, second) + offset);
  return Number.isNaN(utc.getTime()) ? null : `${utc.toISOString().slice(0, 19)}${fraction}Z`;
}

/**
 * A JSON number since the epoch as ISO 8601 with microseconds (further digits are cut off, as klog cuts them). From
 * 1e11 up it counts milliseconds (component-base since Kubernetes 1.19), below that seconds (before, and zap's default).
 * It goes by the number's text: as a double the microseconds of today's milliseconds would already be rounded.
 */
export function epochToIso(text: string): string | null {
  let i = 0;
  while (i < text.length && isDigit(text.charCodeAt(i))) i++;
  if (i === 0 || i > 15) return null;
  let whole = Number(text.slice(0, i));
  let fraction = '';
  if (text[i] === '.') {
    const start = ++i;
    while (i < text.length && isDigit(text.charCodeAt(i))) i++;
    fraction = text.slice(start, i);
  }
  if (i < text.length) {
    // an exponent: zap writes it for round numbers only, a double is exact enough
    const value = Number(text);
    if (!Number.isFinite(value) || value < 0) return null;
    whole = Math.floor(value);
    fraction = (value - whole).toFixed(6).slice(2);
  }
  let millis: number;
  let micros: string;
  if (whole >= 1e11) {
    millis = whole;
    micros = `${fraction}000`.slice(0, 3);
  } else {
    const padded = `${fraction}000000`;
    millis = whole * 1000 + Number(padded.slice(0, 3));
    micros = padded.slice(3, 6);
  }
  if (millis > 253402300799999) return null;
  return `${new Date(millis).toISOString().slice(0, 23)}${micros}Z`;
}
