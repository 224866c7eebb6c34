/**
 * Time to the microsecond. JavaScript's Date stops at milliseconds, klog and audit records don't. Microseconds since
 * the epoch fit a double exactly until the year 2255 (2^53 µs), so plain numbers do.
 */

const MICROS_PER_SECOND = 1_000_000;
const ISO = /^(\d{4})-(\d\d)-(\d\d)T(\d\d):(\d\d):(\d\d)(?:[.,](\d{1,12}))?(Z|[+-]\d\d:?\d\d)?$/;

/**
 * Microseconds since the epoch of an ISO 8601 time. Digits after the sixth are cut, a missing zone means UTC.
 * @returns null where the text is no such time
 */
export function toMicros(iso: string): number | null {
  if (iso.length > 48) return null;
  const match = ISO.exec(iso);
  if (!match) return null;
  const [, year, month, day, hour, minute, second, fraction = '', zone = 'Z'] = match;
  const millis = Date.UTC(
    Number(year),
    Number(month) - 1,
    Number(day),
    Number(hour),
    Number(minute),
    Number(second)
  );
  // Date.UTC rolls 30 February over into March; a time that does so isn't one
  const date = new Date(millis);
  if (
    date.getUTCMonth() + 1 !== Number(month) ||
    date.getUTCDate() !== Number(day) ||
    Number(hour) > 23
  )
    return null;
  let zoneMinutes = 0;
  if (zone !== 'Z') {
    const digits = zone.slice(1).replace(':', '');
    zoneMinutes =
      (Number(digits.slice(0, 2)) * 60 + Number(digits.slice(2))) * (zone.startsWith('-') ? -1 : 1);
  }
  return (
    (millis / 1000 - zoneMinutes * 60) * MICROS_PER_SECOND +
    Number(fraction.slice(0, 6).padEnd(6, '0'))
  );
}

/** ISO 8601 in UTC with six fraction digits. */
export function fromMicros(micros: number): string {
  const whole = Math.round(micros);
  const seconds = Math.floor(whole / MICROS_PER_SECOND);
  return `${new Date(seconds * 1000).toISOString().slice(0, 19)}.${formatFraction(whole)}Z`;
}

/** The six digits after the second. */
export function formatFraction(micros: number): string {
  const rest = ((Math.round(micros) % MICROS_PER_SECOND) + MICROS_PER_SECOND) % MICROS_PER_SECOND;
  return String(rest).padStart(6, '0');
}

/** `+0.871203 s`, `-0.000004 s`; from an hour on `+1:02:03.871203`. */
export function formatOffset(micros: number): string {
  const whole = Math.round(micros);
  const sign = whole < 0 ? '-' : '+';
  const abs = Math.abs(whole);
  const seconds = Math.floor(abs / MICROS_PER_SECOND);
  const fraction = formatFraction(abs);
  if (seconds < 3600) return `${sign}${seconds}.${fraction} s`;
  const padTwoDigits = (n: number) => String(n).padStart(2, '0');
  return `${sign}${Math.floor(seconds / 3600)}:${padTwoDigits(Math.floor(seconds / 60) % 60)}:${padTwoDigits(seconds % 60)}.${fraction}`;
}

/** `+0.8 s`, `-0.2 s`, from an hour on `+1:02:03`: an offset from a time that is known to the second only. */
export function formatCoarseOffset(micros: number): string {
  const sign = micros < 0 ? '-' : '+';
  if (Math.abs(micros) < 3600 * MICROS_PER_SECOND)
    return `${sign}${(Math.abs(micros) / MICROS_PER_SECOND).toFixed(1)} s`;
  return formatOffset(micros).split('.')[0]!;
}

/** How many fraction digits, 0 to 6, an ISO 8601 time was written with: what its source knew. */
export function fractionDigits(iso: string): number {
  const point = iso.indexOf('.', 19);
  if (point !== 19) return 0;
  let digits = 0;
  while (digits < 6 && iso.charCodeAt(20 + digits) >= 48 && iso.charCodeAt(20 + digits) <= 57)
    digits++;
  return digits;
}

/** A duration in microseconds as a person says it: `871 µs`, `6.2 ms`, `1.24 s`, `2 min 11 s`, `3 h 5 min`, `2 d 4 h`. */
export function formatDuration(micros: number): string {
  const abs = Math.max(0, Math.round(micros));
  if (abs < 1000) return `${abs} µs`;
  if (abs < 999_500) return `${formatThreeDigits(abs / 1000)} ms`;
  if (abs < 59_950_000) return `${formatThreeDigits(abs / MICROS_PER_SECOND)} s`;
  const seconds = Math.round(abs / MICROS_PER_SECOND);
  if (seconds < 3600) return formatTwoUnits(seconds, 60, 'min', 1, 's');
  if (seconds < 86_400) return formatTwoUnits(seconds, 3600, 'h', 60, 'min');
  return formatTwoUnits(seconds, 86_400, 'd', 3600, 'h');
}

function formatTwoUnits(
  seconds: number,
  bigSize: number,
  big: string,
  smallSize: number,
  small: string
): string {
  const rest = Math.floor((seconds % bigSize) / smallSize);
  return `${Math.floor(seconds / bigSize)} ${big}${rest > 0 ? ` ${rest} ${small}` : ''}`;
}

function formatThreeDigits(value: number): string {
  return String(Number(value.toPrecision(3)));
}
